"""The house template's tables: one header row, rows in loops, columns in loops too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docx.oxml.ns import qn
from docx.shared import Mm

from compile.fonts import FAMILY
from compile.report_templates.house_styles import (
    NOTE,
    TABLE_STYLE,
    TAG,
    TEXT_WIDTH,
    element,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.document import Document
    from docx.table import Table, _Cell, _Row
    from docx.text.paragraph import Paragraph


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: heading, width in mm and the cell's text.

    tint: the expression of the cell's tint; heading_tint likewise of its heading.
    note: a second, smaller line in the cell, shown when note_if is true.
    loop: "cell in row.cells" repeats the column, heading_loop repeats its heading; a
    repeated column is at most so wide, and the first column takes what is left.
    style: of the cell's text, where it is not the usual one; heading_style likewise.
    lead: what stands before the text, in the font of symbols.
    """

    heading: str
    width: float
    text: str
    number: bool = False
    bold: bool = False
    tint: str = ""
    heading_tint: str = ""
    note: str = ""
    note_if: str = ""
    loop: str = ""
    heading_loop: str = ""
    style: str = ""
    heading_style: str = ""
    lead: str = ""


def value(expression: str) -> str:
    """Return the tag that prints an expression."""
    return "{{ " + expression + " }}"


def add_table(document: Document, columns: Sequence[TableColumn], *loops: str) -> Table:
    """Add a table as wide as the text, with a repeated header row and rows in loops.

    loops: "x in xs", the outer one first; without any the table has one row.
    """
    table = _empty_table(document, columns)
    _header_row(table.rows[0], columns)
    for loop in loops:
        _tag_row(table, f"for {loop}")
    _data_row(_add_row(table), columns)
    for _ in loops:
        _tag_row(table, "endfor")
    return table


def total_row(table: Table, columns: Sequence[TableColumn], loop: str) -> None:
    """Add a bold row to a table, in a loop of its own."""
    _tag_row(table, f"for {loop}")
    row = _add_row(table)
    _data_row(row, columns)
    for cell in row.cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True
    _tag_row(table, "endfor")


def _empty_table(document: Document, columns: Sequence[TableColumn]) -> Table:
    widths = list(_widths(columns))
    table: Table = document.add_table(rows=1, cols=len(widths), style=TABLE_STYLE)
    table.autofit = False
    properties = table._tbl.tblPr  # noqa: SLF001 - no API for the table's width
    twips = round(sum(widths) * 1440 / 25.4)
    for width in properties.findall(qn("w:tblW")):
        width.set(qn("w:type"), "dxa")
        width.set(qn("w:w"), str(twips))
    for look in properties.findall(qn("w:tblLook")):
        look.attrib.clear()
        look.set(qn("w:val"), "0020")
        look.set(qn("w:firstRow"), "1")
    for made, millimetres in zip(table.columns, widths, strict=True):
        made.width = Mm(millimetres)
    return table


def _widths(columns: Sequence[TableColumn]) -> Iterator[float]:
    """Yield the width of each cell in the template, in mm.

    The two cells around a repeated column, which hold its loop, share what is left.
    """
    left = TEXT_WIDTH - sum(column.width for column in columns)
    tags = 2 * sum(bool(column.loop) for column in columns)
    for column in columns:
        around = (left / tags,) if column.loop else ()
        yield from (*around, column.width, *around)


def _add_row(table: Table) -> _Row:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call] # python-docx left it out
    return row


def _cells(
    row: _Row, columns: Sequence[TableColumn], *, heading: bool
) -> Iterator[tuple[_Cell, TableColumn]]:
    """Yield each column's cell, and write the loops into the cells around it."""
    cells = iter(zip(row.cells, _widths(columns), strict=True))
    for column in columns:
        cell, width = next(cells)
        if column.loop:
            loop = column.heading_loop if heading else column.loop
            _tag_cell(cell, width, f"for {loop}")
            cell, width = next(cells)
        cell.width = Mm(width)
        yield cell, column
        if column.loop:
            _tag_cell(*next(cells), "endfor")


def _header_row(row: _Row, columns: Sequence[TableColumn]) -> None:
    _row_properties(row, header=True)
    for cell, column in _cells(row, columns, heading=True):
        usual = "Tabellrubrik tal" if column.number else "Tabellrubrik"
        style = column.heading_style or usual
        _fill(cell, column.heading, style, column.heading_tint)


def _data_row(row: _Row, columns: Sequence[TableColumn]) -> None:
    _row_properties(row)
    for cell, column in _cells(row, columns, heading=False):
        style = column.style or ("Tabelltal" if column.number else "Tabelltext")
        paragraph = _fill(cell, column.text, style, column.tint, column.lead)
        if column.bold:
            paragraph.runs[-1].bold = True
        if column.note:
            _note(cell, column)


def _note(cell: _Cell, column: TableColumn) -> None:
    if column.note_if:
        cell.add_paragraph("{%p if " + column.note_if + " %}", TAG)
    cell.add_paragraph(column.note, NOTE)
    if column.note_if:
        cell.add_paragraph("{%p endif %}", TAG)


def _fill(cell: _Cell, text: str, style: str, tint: str, lead: str = "") -> Paragraph:
    paragraph: Paragraph = cell.paragraphs[0]
    paragraph.style = style
    if tint:
        paragraph.add_run("{% cellbg " + tint + " %}")
    if lead:
        paragraph.add_run(lead).font.name = FAMILY
    paragraph.add_run(text)
    return paragraph


def _tag_row(table: Table, command: str) -> None:
    row = _add_row(table)
    _tag(row.cells[0], "{%tr " + command + " %}")


def _tag_cell(cell: _Cell, width: float, command: str) -> None:
    cell.width = Mm(width)
    _tag(cell, "{%tc " + command + " %}")


def _tag(cell: _Cell, command: str) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = TAG
    paragraph.add_run(command)


def _row_properties(row: _Row, *, header: bool = False) -> None:
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - no API for rows' properties
    properties.append(element("w:cantSplit"))
    if header:
        properties.append(element("w:tblHeader"))
