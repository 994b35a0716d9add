"""Small parts that the house template is put together from."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from docx.oxml.ns import qn
from docx.shared import Mm

from compile.report_templates.house_styles import (
    CARD_TEXT,
    LABEL,
    NOTE,
    TABLE_STYLE,
    TAG,
    element,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document
    from docx.table import Table, _Cell, _Row
    from docx.text.paragraph import Paragraph


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: heading, width in mm and the cell's text.

    tint: the expression of the cell's tint; heading_tint likewise of its heading.
    note: a second, smaller line in the cell, shown when note_if is true.
    """

    heading: str
    width: float
    text: str
    number: bool = False
    tint: str = ""
    heading_tint: str = ""
    note: str = ""
    note_if: str = ""


class Writer:
    """Writes the parts of a template into a document, from top to bottom."""

    def __init__(self, document: Document) -> None:
        """Write at the end of the document."""
        self.document = document
        self.tables = 0

    def text(self, text: str, style: str = "Normal") -> Paragraph:
        """Write a paragraph."""
        return self.document.add_paragraph(text, style)

    def tag(self, command: str) -> None:
        """Write a command in a paragraph that is gone from the report."""
        self.text("{%p " + command + " %}", TAG)

    def labelled(self, label: str, text: str) -> None:
        """Write a paragraph that opens with a label: "Kommentar: ..."."""
        paragraph = self.document.add_paragraph(style=CARD_TEXT)
        paragraph.add_run(f"{label}: ", LABEL)
        paragraph.add_run(text)

    def when(self, condition: str, label: str, text: str) -> None:
        """Write a labelled paragraph that is there only under a condition."""
        self.tag(f"if {condition}")
        self.labelled(label, text)
        self.tag("endif")

    def caption(self, text: str) -> None:
        """Write a numbered caption, "Tabell 1. ..."."""
        self.tables += 1
        paragraph = self.document.add_paragraph("Tabell ", "Caption")
        field(paragraph, "SEQ Tabell \\* ARABIC", str(self.tables))
        paragraph.add_run(f". {text}")

    def table(self, columns: Sequence[TableColumn], loop: str = "") -> Table:
        """Write a table with a repeated header row and, in a loop, a row for each.

        loop: "x in xs"; without it the table has one row. What follows brings its
        own space: an empty paragraph could end up alone on a page.
        """
        table = _empty_table(self.document, columns)
        _header_row(table.rows[0], columns)
        if loop:
            _tag_row(table, f"for {loop}")
        _data_row(_add_row(table), columns)
        if loop:
            _tag_row(table, "endfor")
        return table

    def facts(self, columns: Sequence[TableColumn]) -> None:
        """Write a table of one row that stays on the page of what follows it."""
        table = self.table(columns)
        for cell in table.rows[-1].cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def total_row(table: Table, columns: Sequence[TableColumn], loop: str) -> None:
    """Add a bold row to a table, in a loop of its own."""
    _tag_row(table, f"for {loop}")
    row = _add_row(table)
    _data_row(row, columns)
    for cell in row.cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True
    _tag_row(table, "endfor")


def field(paragraph: Paragraph, instruction: str, result: str) -> None:
    """Add a field to a paragraph with the result that is shown until it is updated."""
    for kind in ("begin", "separate", "end"):
        if kind == "end":
            paragraph.add_run(result)
        run = paragraph.add_run()
        run._r.append(element("w:fldChar", fldCharType=kind))  # noqa: SLF001 - no API for fields
        if kind == "begin":
            code = element("w:instrText")
            code.text = f" {instruction} "
            paragraph.add_run()._r.append(code)  # noqa: SLF001 - no API for fields


def _empty_table(document: Document, columns: Sequence[TableColumn]) -> Table:
    table: Table = document.add_table(rows=1, cols=len(columns), style=TABLE_STYLE)
    table.autofit = False
    properties = table._tbl.tblPr  # noqa: SLF001 - no API for the table's width
    twips = round(sum(c.width for c in columns) * 1440 / 25.4)
    for width in properties.findall(qn("w:tblW")):
        width.set(qn("w:type"), "dxa")
        width.set(qn("w:w"), str(twips))
    for look in properties.findall(qn("w:tblLook")):
        look.attrib.clear()
        look.set(qn("w:val"), "0020")
        look.set(qn("w:firstRow"), "1")
    for column, made in zip(columns, table.columns, strict=True):
        made.width = Mm(column.width)
    return table


def _add_row(table: Table) -> _Row:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call] # python-docx left it out
    return row


def _header_row(row: _Row, columns: Sequence[TableColumn]) -> None:
    _row_properties(row, header=True)
    for cell, column in zip(row.cells, columns, strict=True):
        cell.width = Mm(column.width)
        style = "Tabellrubrik tal" if column.number else "Tabellrubrik"
        _fill(cell, column.heading, style, column.heading_tint)


def _data_row(row: _Row, columns: Sequence[TableColumn]) -> None:
    _row_properties(row)
    for cell, column in zip(row.cells, columns, strict=True):
        cell.width = Mm(column.width)
        style = "Tabelltal" if column.number else "Tabelltext"
        _fill(cell, column.text, style, column.tint)
        if column.note:
            _note(cell, column)


def _note(cell: _Cell, column: TableColumn) -> None:
    cell.add_paragraph("{%p if " + column.note_if + " %}", TAG)
    cell.add_paragraph(column.note, NOTE)
    cell.add_paragraph("{%p endif %}", TAG)


def _fill(cell: _Cell, text: str, style: str, tint: str) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    if tint:
        paragraph.add_run("{% cellbg " + tint + " %}")
    paragraph.add_run(text)


def _tag_row(table: Table, command: str) -> None:
    row = _add_row(table)
    paragraph = row.cells[0].paragraphs[0]
    paragraph.style = TAG
    paragraph.add_run("{%tr " + command + " %}")


def _row_properties(row: _Row, *, header: bool = False) -> None:
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - no API for rows' properties
    properties.append(element("w:cantSplit"))
    if header:
        properties.append(element("w:tblHeader"))


def placeholder_picture(width: int, height: int) -> BytesIO:
    """Return a grey PNG of the given size in pixels, where the logo will stand."""
    frame = bytes((0xAE, 0xBC, 0xC4))
    inside = frame + bytes((0xEE, 0xF2, 0xF4)) * (width - 2) + frame
    rows = [frame * width, *([inside] * (height - 2)), frame * width]
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = (_chunk(b"IHDR", head), _chunk(b"IDAT", pixels), _chunk(b"IEND", b""))
    return BytesIO(b"\x89PNG\r\n\x1a\n" + b"".join(chunks))


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)
