"""A rendered Word body in ODF: its paragraphs and tables, one after the other."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from compile.odf.inline import Inlines, matches
from compile.odf.questions import (
    Cell,
    Paragraph,
    Questions,
    Row,
    Table,
    UntranslatableError,
    Where,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_LOOK = r"<w:pPr>(?:<[^>]*/>)*+</w:pPr>|<w:pPr>.*?</w:pPr>"
_PARAGRAPH = re.compile(
    rf"\s*<w:p(?: [^>/]*)?>(?:<w:pPr/>|(?P<properties>{_LOOK}))?"
    r"(?P<inside>.*?)</w:p>\s*|\s*<w:p(?: [^>]*)?/>\s*",
    re.DOTALL,
)
_TABLE = re.compile(
    r"<w:tbl>(?P<properties><w:tblPr>.*?</w:tblPr>)"
    r"(?P<grid><w:tblGrid>.*?</w:tblGrid>)(?P<rows>.*)</w:tbl>",
    re.DOTALL,
)
_ROW = re.compile(
    r"\s*<w:tr(?: [^>/]*)?>(?:<w:trPr/>|(?P<properties><w:trPr>.*?</w:trPr>))?"
    r"(?P<cells>.*?)</w:tr>\s*",
    re.DOTALL,
)
_CELL = re.compile(
    r"\s*<w:tc(?: [^>/]*)?>(?:<w:tcPr/>|(?P<properties><w:tcPr>.*?</w:tcPr>))?"
    r"(?P<inside>.*?)</w:tc>\s*",
    re.DOTALL,
)
_WIDTH = re.compile(r"<w:tcW [^>]*/>")
_COLUMN = "<w:gridCol"
_HEADER = "<w:tblHeader"
_SHORT = 600  # characters; a longer cell hardly comes again
_MANY = 20_000  # cells remembered, some ten megabytes
_ONLY_ONCE = re.compile(r"<w:(?:bookmark|drawing|instrText|fldSimple)")
_MARK = "<text:bookmark-"
_MARKS = re.compile(r"<text:bookmark-(?:start|end) [^>]*>")
_SECTION = "<w:sectPr"
_MERGED = re.compile(r"<w:(?:gridSpan|vMerge|hMerge)\b")
_BEFORE_ROW = re.compile(r"<w:(?:gridBefore|gridAfter)\b")
_CELL_START, _CELL_END = ' office:value-type="string">', "</table:table-cell>"


@dataclass(slots=True)
class Translation:
    """Translates a body piece by piece; questions holds what is to be asked for it.

    paragraphs: so many lines a layout has to place, a row of a table as one.
    """

    picture: Callable[[str], str]
    questions: Questions = field(default_factory=Questions)
    paragraphs: int = 0
    cells: dict[tuple[str, Where], str] = field(default_factory=dict)
    inlines: Inlines = field(init=False)

    def __post_init__(self) -> None:
        """Share the questions with what translates the paragraphs' insides."""
        self.inlines = Inlines(self.questions, self.picture)

    def between(self, xml: str) -> str:
        """Return what stands between tables; raises UntranslatableError."""
        found = list(matches(_PARAGRAPH, xml)) if xml.strip() else []
        said = []
        for match in found:
            opening = not self.paragraphs
            self.paragraphs += 1
            said.append(self._paragraph(match, Where(opening=opening)))
        return "".join(said)

    def table(self, xml: str) -> str:
        """Return a table; raises UntranslatableError."""
        table = _TABLE.fullmatch(xml)
        if table is None or not self.paragraphs:
            raise UntranslatableError(xml)
        properties, grid = table["properties"], table["grid"]
        rows = list(matches(_ROW, table["rows"]))
        heads = sum(_HEADER in (row["properties"] or "") for row in rows)
        if any(_HEADER in (row["properties"] or "") for row in rows[heads:]):
            raise UntranslatableError(xml)
        columns = grid.count(_COLUMN)
        self.paragraphs += len(rows)
        row = partial(self._row, properties, columns, len(rows))
        said = [row(number, match) for number, match in enumerate(rows)]
        if heads:
            said[0] = f"<table:table-header-rows>{said[0]}"
            said[heads - 1] += "</table:table-header-rows>"
        start = self.questions.opening(Table(properties, grid))
        return f"{start}{''.join(said)}</table:table>"

    def _row(
        self, table: str, columns: int, count: int, number: int, row: re.Match[str]
    ) -> str:
        properties = row["properties"] or ""
        cells = list(matches(_CELL, row["cells"]))
        if len(cells) != columns or _BEFORE_ROW.search(properties):
            raise UntranslatableError(row[0])
        first, last = number == 0, number == count - 1
        where = Where(table, first)
        said = []
        for place, cell in enumerate(cells):
            look = _WIDTH.sub("", cell["properties"] or "")
            if _MERGED.search(look):
                raise UntranslatableError(cell[0])
            edges = (first, last, place == 0, place == columns - 1)
            start = self.questions.opening(Cell(table, look, edges))
            inside = self._cell(cell["inside"], where)
            said.append(f"{start}{_CELL_START}{inside}{_CELL_END}")
        start = self.questions.opening(Row(table, properties))
        return f"{start}{''.join(said)}</table:table-row>"

    def _cell(self, xml: str, where: Where) -> str:
        """Return a cell's inside, which often comes again."""
        said = self.cells.get((xml, where))
        if said is None:
            found = matches(_PARAGRAPH, xml)
            said = "".join(self._paragraph(match, where) for match in found)
            short = len(xml) < _SHORT and len(self.cells) < _MANY
            if short and not _ONLY_ONCE.search(xml):
                self.cells[xml, where] = said
        return said

    def _paragraph(self, match: re.Match[str], where: Where) -> str:
        properties, inside = match["properties"] or "", match["inside"] or ""
        if _SECTION in properties:
            raise UntranslatableError(properties)
        asked = Paragraph(where, properties, is_empty=False)
        said = self.inlines.inside(inside, asked) if inside else ""
        if not said or (said.startswith(_MARK) and not _MARKS.sub("", said)):
            asked = Paragraph(where, properties, is_empty=True)
        return self.questions.around(asked, said)
