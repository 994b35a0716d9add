"""A small Word body with one sample of each look, to be converted to ODF.

The samples are paragraphs, which stand first, and tables with a paragraph between
them. What LibreOffice made of them is read in the same order (answers.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from compile.odf.frame import PICTURE
from compile.odf.questions import Cell, Inline, Paragraph, Questions, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

BETWEEN, INSIDE = "\u00a4", "\u00a7"  # in a sample: beside what is asked, and in it
_SIDE = 3  # rows and columns of a cell's sample that touches no edge
_COLUMN = '<w:gridCol w:w="1000"/>'
_EMBEDDED = re.compile(r'(r:embed=")[^"]*')
_GRID_COLUMN = "<w:gridCol"

# What is asked by a paragraph: itself, and what is in it, in order.
Asked: TypeAlias = dict[Paragraph, list[Inline]]


@dataclass(slots=True)
class TableSamples:
    """What is asked of the tables with one w:tblPr.

    paragraphs: in the first row, and below it.
    """

    paragraphs: tuple[Asked, Asked] = field(default_factory=lambda: ({}, {}))
    tables: list[Table] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)


@dataclass(slots=True)
class Samples:
    """The questions, sorted by what they are asked with; tables by their w:tblPr."""

    paragraphs: Asked = field(default_factory=dict)
    tables: dict[str, TableSamples] = field(default_factory=dict)
    examples: dict[Inline, str] = field(default_factory=dict)

    def body(self) -> str:
        """Return the paragraphs and tables as Word has them."""
        said = [self._paragraphs(self.paragraphs)]
        for properties, asked in self.tables.items():
            said += [f"{t}<w:p/>" for t in self._tables(properties, asked)]
        return "".join(said)

    def _tables(self, properties: str, asked: TableSamples) -> Iterable[str]:
        looks = (self._paragraphs(paragraphs) for paragraphs in asked.paragraphs)
        yield _table(properties, _COLUMN, *(_row("", [_cell("", it)]) for it in looks))
        for table in asked.tables:
            cells = [_cell("")] * table.grid.count(_GRID_COLUMN)
            yield f"<w:tbl>{properties}{table.grid}{_row('', cells)}</w:tbl>"
        for row in asked.rows:
            rows = [_row(look, [_cell("")]) for look in (row.properties, "")]
            yield _table(properties, _COLUMN, *rows)
        for cell in asked.cells:
            top, bottom, left, right = cell.edges
            cells = [_cell(cell.properties)] * _count(left, right)
            rows = [_row("", cells)] * _count(top, bottom)
            yield _table(properties, _COLUMN * len(cells), *rows)

    def _paragraphs(self, asked: Asked) -> str:
        return "".join(self._paragraph(*item) for item in asked.items())

    def _paragraph(self, paragraph: Paragraph, inlines: list[Inline]) -> str:
        beside = _run("", BETWEEN)
        inside = "".join(f"{self._inline(inline)}{beside}" for inline in inlines)
        said = "" if paragraph.is_empty else f"{beside}{inside}"
        return f"<w:p>{paragraph.properties}{said}</w:p>"

    def _inline(self, inline: Inline) -> str:
        if inline.kind == "picture":
            drawing = _EMBEDDED.sub(rf"\g<1>{PICTURE}", self.examples[inline])
            return f"<w:r><w:drawing>{drawing}</w:drawing></w:r>"
        if inline.kind == "run":
            return _run(inline.look, INSIDE)
        attributes, _, look = inline.look.partition(">")
        return f"<w:hyperlink {attributes}>{_run(look, INSIDE)}</w:hyperlink>"


def samples_of(questions: Questions) -> Samples:
    """Sort the questions."""
    samples = Samples(examples=questions.examples)
    for question in questions.numbers:
        if isinstance(question, Paragraph):
            _asked_by(question, samples).setdefault(question, [])
        elif isinstance(question, Inline):
            asked = _asked_by(question.paragraph, samples)
            asked.setdefault(question.paragraph, []).append(question)
    for question in questions.numbers:
        if isinstance(question, Table):
            _of(question.properties, samples).tables.append(question)
        elif isinstance(question, Row):
            _of(question.table, samples).rows.append(question)
        elif isinstance(question, Cell):
            _of(question.table, samples).cells.append(question)
    return samples


def _of(table: str, samples: Samples) -> TableSamples:
    return samples.tables.setdefault(table, TableSamples())


def _asked_by(paragraph: Paragraph, samples: Samples) -> Asked:
    where = paragraph.where
    if not where.table:
        return samples.paragraphs
    return _of(where.table, samples).paragraphs[not where.first_row]


def cell_place(cell: Cell) -> tuple[int, int]:
    """Return the row and column, 0-based, of a cell in its sample."""
    top, bottom, left, right = cell.edges
    row = 0 if top else _count(top, bottom) - 1 if bottom else 1
    return row, 0 if left else _count(left, right) - 1 if right else 1


def _count(first: bool, last: bool) -> int:  # noqa: FBT001 - two edges, side by side
    """Return how many rows or columns there are around what touches those edges."""
    return _SIDE - first - last if first is not last else (1 if first else _SIDE)


def _table(properties: str, columns: str, *rows: str) -> str:
    grid = f"<w:tblGrid>{columns}</w:tblGrid>"
    return f"<w:tbl>{properties}{grid}{''.join(rows)}</w:tbl>"


def _row(properties: str, cells: Iterable[str]) -> str:
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def _cell(properties: str, inside: str = "") -> str:
    return f"<w:tc>{properties}{inside or '<w:p/>'}</w:tc>"


def _run(look: str, text: str) -> str:
    return f"<w:r>{look}<w:t>{text}</w:t></w:r>"
