"""The first sheet: what to do, step by step, what the words mean, whom to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.worksheet.hyperlink import Hyperlink

from workbook_templates.builder.printing import set_up_print
from workbook_templates.builder.styles import fix_row, text_height
from workbook_templates.standard.layout import (
    ACTIVITIES_SHEET,
    DETAILS,
    GOALS,
    GOALS_SHEET,
    HEADING_ROW,
    ID_PREFIX,
    MEASURES_SHEET,
    OVERVIEW,
    START,
    STRATEGY_SHEET,
    TABLES,
)
from workbook_templates.standard.register_layout import STATUS_SCALE, VERDICT_SCALE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from workbook_templates.builder.canvas import Canvas
    from workbook_templates.builder.conditional import Tints
    from workbook_templates.standard.register import Register, ScaleStep

_WIDTHS = {"A": 6, "B": 26, "C": 100}
_STEP, _HEAD, _TEXT = 1, 2, 3
_CONTACT = "kontakt"  # a text of the register, where it has one
_CHARACTERS = 114  # of running text on a line of the widest column
_LEAST, _AIR = 17, 3  # points: a row of one line, and what is added below a text

_REFERENCES = GOALS.column("strategy_goals").heading
_CHECK = GOALS.column("row_check").heading

_FIRST_IDS = ", ".join(f"{ID_PREFIX[table.name]}1" for table in TABLES)

_STEPS = (
    (
        DETAILS,
        (
            "Skriv ansvarig funktion och två, tre meningar om läget. Ljusgula fält "
            "fyller du i, grå fält är låsta."
        ),
    ),
    (
        GOALS_SHEET,
        (
            "Ett mål per rad. Välj perspektiv, skriv målet och bedöm läget nu och för "
            "helåret. Skriv orsak och åtgärd när målet inte är helt uppfyllt."
        ),
    ),
    (
        MEASURES_SHEET,
        (
            "Ett mått per rad. Välj målets id, skriv målvärde och periodens utfall. "
            "Perioderna räknas från den 1 januari."
        ),
    ),
    (
        ACTIVITIES_SHEET,
        (
            "En aktivitet per rad. Välj målets id, skriv slutdatum och välj hur långt "
            "den har kommit."
        ),
    ),
    (
        OVERVIEW,
        (
            "Se hur kortet blir och vad som återstår. När listan är tom: gå till "
            f"{DETAILS.name} och välj Ja vid Kortet är klart. Spara och lämna in filen."
        ),
    ),
)
_GOOD_TO_KNOW = (
    (
        "Flytta mellan flikarna",
        (
            "Klicka på ett fliknamn ovan eller längst ner. Kolumnen "
            f"{_CHECK} längst till höger säger i ord vad varje rad saknar."
        ),
    ),
    (
        "Strategimål",
        (
            f"Numren finns på fliken {STRATEGY_SHEET.name}. Skriv dem i kolumnen "
            f"{_REFERENCES}, flera med semikolon emellan: 1; 12."
        ),
    ),
    (
        "Personuppgifter",
        (
            "Rapporten publiceras. Skriv funktion i stället för namn, och inga "
            "uppgifter om enskilda personer."
        ),
    ),
    (
        "Radernas id",
        (
            f"{_FIRST_IDS} och så vidare står redan på raderna och ändras aldrig. "
            "Töm en rad som inte ska vara med, men ta inte bort den."
        ),
    ),
    (
        "Ta bort skyddet",
        (
            "Flikarna är skyddade mot misstag, utan lösenord. Räcker inte raderna: "
            "välj Granska, Ta bort bladets skydd. Fyll i direkt under tabellen."
        ),
    ),
)


def add_start_page(canvas: Canvas, tints: Tints, register: Register) -> Worksheet:
    """Add the sheet; returns it."""
    sheet = canvas.sheet(START, len(_WIDTHS))
    for letters, width in _WIDTHS.items():
        sheet.column_dimensions[letters].width = width
    row = _add_steps(canvas, sheet, HEADING_ROW)
    row = _add_texts(canvas, sheet, row + 1)
    for title, scale in (
        (f"Så bedöms mål och mått ({VERDICT_SCALE})", register.verdicts),
        (f"Så långt har aktiviteten kommit ({STATUS_SCALE})", register.statuses),
    ):
        row = _add_legend(canvas, sheet, row + 1, title, scale)
        tints.scale(sheet, f"B{row - len(scale)}:B{row - 1}", scale)
    _add_contact(canvas, sheet, row + 1, register.texts.get(_CONTACT, ""))
    set_up_print(sheet)
    # Running text, unlike the tables, is as high as it is wide.
    sheet.page_setup.orientation = "portrait"
    sheet.page_setup.fitToHeight = 1
    return sheet


def _section(canvas: Canvas, sheet: Worksheet, row: int, text: str) -> None:
    """Write a heading of its own above a group of rows."""
    canvas.write(sheet, row, _HEAD, text, "section")
    fix_row(sheet, row, canvas.theme.heights["section"])


def _add_steps(canvas: Canvas, sheet: Worksheet, row: int) -> int:
    """Write the numbered steps with links; returns the row after them."""
    _section(canvas, sheet, row, "Steg för steg")
    for number, (target, text) in enumerate(_STEPS, 1):
        row += 1
        canvas.write(sheet, row, _STEP, str(number), "step")
        link = canvas.write(sheet, row, _HEAD, target.name, "link")
        link.hyperlink = Hyperlink(
            ref=link.coordinate, location=f"'{target.name}'!A1", display=target.name
        )
        canvas.look.dress(link, "link")
        _write_text(canvas, sheet, row, text)
    return row + 1


def _add_texts(canvas: Canvas, sheet: Worksheet, row: int) -> int:
    """Write what is good to know; returns the row after it."""
    _section(canvas, sheet, row, "Bra att veta")
    for head, text in _GOOD_TO_KNOW:
        row += 1
        canvas.write(sheet, row, _HEAD, head, "label")
        _write_text(canvas, sheet, row, text)
    return row + 1


def _add_legend(
    canvas: Canvas,
    sheet: Worksheet,
    row: int,
    title: str,
    scale: Sequence[ScaleStep],
) -> int:
    """Write a scale's words and what they mean; returns the row after them."""
    _section(canvas, sheet, row, title)
    for step in scale:
        row += 1
        canvas.write(sheet, row, _HEAD, step.label, "swatch")
        canvas.write(sheet, row, _TEXT, step.explanation, "text middle")
        fix_row(sheet, row, canvas.theme.heights["line"])
    return row + 1


def _add_contact(canvas: Canvas, sheet: Worksheet, row: int, contact: str) -> None:
    """Write whom to ask; without a text in the register there is room to write it."""
    _section(canvas, sheet, row, "Frågor")
    canvas.write(sheet, row + 1, _HEAD, "Vänd dig till", "label")
    canvas.write(sheet, row + 1, _TEXT, contact, "input text")


def _write_text(canvas: Canvas, sheet: Worksheet, row: int, text: str) -> None:
    """Write running text in a row that is high enough for it."""
    canvas.write(sheet, row, _TEXT, text, "text")
    height = text_height([(text, _CHARACTERS)], _LEAST)
    fix_row(sheet, row, height + _AIR)
