"""The first sheet of the register: what stands where, and what may be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.worksheet.hyperlink import Hyperlink

from workbook_templates.builder.printing import set_up_print
from workbook_templates.builder.styles import fix_row
from workbook_templates.standard.layout import HEADING_ROW
from workbook_templates.standard.raw import address
from workbook_templates.standard.register_layout import README_SHEET, REGISTER_TABLES

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from workbook_templates.builder.canvas import Canvas

_WIDTHS = {"A": 28, "B": 110}
_HEAD, _TEXT = 1, 2

_RULES = (
    (
        "Id och nummer",
        "ändras aldrig och används aldrig igen. De håller ihop målkorten år för år.",
    ),
    (
        "Det som upphör",
        (
            "får ett slutår i Gäller till år i stället för att tas bort. Tomt år "
            "betyder att det gäller tills vidare."
        ),
    ),
    (
        "Det som inte är känt",
        "lämnas tomt. Rapporten säger då att texten saknas.",
    ),
    (
        "Exempel",
        "är märkta med ordet exempel. Byt ut dem mot kommunens egna uppgifter.",
    ),
    (
        "Nya rader",
        "skrivs i de tomma raderna, eller direkt under tabellen så växer den.",
    ),
    (
        "Rubriker och fliknamn",
        "får inte ändras, eftersom registret läses efter dem.",
    ),
)


def add_readme_page(canvas: Canvas) -> None:
    """Add the sheet."""
    sheet = canvas.sheet(README_SHEET, len(_WIDTHS))
    for letters, width in _WIDTHS.items():
        sheet.column_dimensions[letters].width = width
    row = _section(canvas, sheet, HEADING_ROW, "Flikarna")
    for table in REGISTER_TABLES:
        _add_link(canvas, sheet, row, table.sheet.name)
        canvas.write(sheet, row, _TEXT, table.sheet.guide, "text")
        row += 1
    row = _section(canvas, sheet, row + 1, "Så sköter du registret")
    for head, text in _RULES:
        canvas.write(sheet, row, _HEAD, head, "label")
        canvas.write(sheet, row, _TEXT, text, "text")
        row += 1
    set_up_print(sheet)


def _section(canvas: Canvas, sheet: Worksheet, row: int, text: str) -> int:
    """Write a heading above a group of rows; returns the row after it."""
    canvas.write(sheet, row, _HEAD, text, "section")
    fix_row(sheet, row, canvas.theme.heights["section"])
    return row + 1


def _add_link(canvas: Canvas, sheet: Worksheet, row: int, target: str) -> None:
    """Write a sheet's name that leads there."""
    cell = canvas.write(sheet, row, _HEAD, target, "link")
    cell.hyperlink = Hyperlink(
        ref=address(row, _HEAD), location=f"'{target}'!A1", display=target
    )
    canvas.look.dress(cell, "link")
