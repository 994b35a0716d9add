"""What somebody typed outside tables and fields is named, and nothing else is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.helpers.markdown_book import raw_from_markdown, with_cell
from tests.helpers.registers import small_register
from workbook_templates.standard.cells import QUOTE_LIMIT
from workbook_templates.standard.findings import Finding, Severity
from workbook_templates.standard.identity import (
    STATIC_CELL_COLUMN,
    STATIC_CHECKSUM_COLUMN,
    STATIC_FIRST_ROW,
    STATIC_SHEET_COLUMN,
    static_checksum,
    static_checksums,
)
from workbook_templates.standard.layout import LISTS, META
from workbook_templates.standard.parsing import parse_scorecard
from workbook_templates.standard.raw import CellKind, RawCell, RawTable, RawWorkbook
from workbook_templates.standard.stray import NAMED_VALUES

BOOK = raw_from_markdown("""
    ## Mål (tblMal)
    | Mål-id | Perspektiv  | Mål   | Från år | Till år | Ansvarig | Måluppfyllelse |
    |--------|-------------|-------|---------|---------|----------|----------------|
    | M1     | Medarbetare | Trivs | 2026    | 2026    | Chef     | Uppfyllt       |
    | M2     |             |       |         |         |          |                |
""")


def found(raw: RawWorkbook) -> list[Finding]:
    return list(parse_scorecard(raw, small_register()).findings)


def told(raw: RawWorkbook) -> list[str]:
    return [f"{finding.where}: {finding.wrong}" for finding in found(raw)]


def with_static(raw: RawWorkbook, texts: dict[str, str]) -> RawWorkbook:
    """Write texts to cells ("Mål!A1") as the builder does, and list them."""
    rows = [row for row, _ in raw.sheets[META.name].cells]
    for row, (place, text) in enumerate(texts.items(), start=max(rows) + 1):
        sheet, cell = place.split("!")
        raw = with_cell(raw, place, text)
        for column, value in (
            (STATIC_SHEET_COLUMN, RawCell(sheet)),
            (STATIC_CELL_COLUMN, RawCell(cell)),
            (STATIC_CHECKSUM_COLUMN, RawCell(Decimal(static_checksum(text)))),
        ):
            raw = with_cell(raw, f"_meta!{'ABC'[column - 1]}{row}", value)
    return raw


def without_static(raw: RawWorkbook) -> RawWorkbook:
    sheet = raw.sheets[META.name]
    cells = {p: c for p, c in sheet.cells.items() if p[0] < STATIC_FIRST_ROW}
    return replace(raw, sheets={**raw.sheets, META.name: replace(sheet, cells=cells)})


def test_a_workbook_as_it_was_built_has_nothing_astray() -> None:
    assert found(BOOK) == []


@pytest.mark.parametrize("place", ["Mål!Z6", "Mål!Q40", "Uppgifter!D7"])
def test_a_value_beside_or_between_is_named_with_its_place(place: str) -> None:
    (finding,) = found(with_cell(BOOK, place, "Glöm inte"))
    assert str(finding) == (
        f"{place}: ”Glöm inte” står utanför fälten och läses inte. "
        "Flytta det till ett fält, om det ska med i rapporten."
    )
    assert finding.severity is Severity.WARNING


def test_numbers_and_errors_outside_the_fields_are_named_too() -> None:
    assert told(with_cell(BOOK, "Mål!Z6", Decimal("12.50"))) == [
        "Mål!Z6: ”12,5” står utanför fälten och läses inte."
    ]
    assert told(with_cell(BOOK, "Mål!Z6", RawCell("#REF!", CellKind.ERROR))) == [
        "Mål!Z6: ”#REF!” står utanför fälten och läses inte."
    ]


def test_formulas_and_invisible_values_outside_the_fields_are_let_be() -> None:
    raw = with_cell(BOOK, "Mål!Z6", RawCell("Hej", formula=True))
    assert found(with_cell(raw, "Mål!Z7", " \u200b")) == []


def test_a_long_value_is_named_in_part_and_the_rest_counted() -> None:
    (text,) = told(with_cell(BOOK, "Mål!Z6", "å" * (QUOTE_LIMIT + 5)))
    assert text.count("å" * QUOTE_LIMIT) == 1
    assert "(och 5 tecken till)" in text


def test_an_id_typed_below_the_table_without_a_row_is_named() -> None:
    assert told(with_cell(BOOK, "Mål!A9", "M7")) == [
        "Mål!A9: ”M7” står utanför fälten och läses inte."
    ]


def test_the_builders_text_is_known_and_a_changed_one_is_named() -> None:
    raw = with_static(BOOK, {"Start!A1": "Målkort", "Start!A3": "Så gör du"})
    assert found(raw) == []
    assert told(with_cell(raw, "Start!A3", "Ring Eva")) == [
        "Start!A3: Mallens text har skrivits över med ”Ring Eva”, som inte läses."
    ]


def test_the_builders_text_may_be_emptied() -> None:
    raw = with_static(BOOK, {"Start!A1": "Målkort", "Start!A3": "Så gör du"})
    assert found(with_cell(raw, "Start!A3", None)) == []


def test_a_moved_text_of_the_builder_is_known_and_a_copy_of_it_is_not() -> None:
    raw = with_static(BOOK, {"Start!A3": "Så gör du"})
    moved = with_cell(with_cell(raw, "Start!A3", None), "Start!A4", "Så gör du")
    assert found(moved) == []
    copied = with_cell(moved, "Start!A9", "Så gör du")
    assert told(copied) == ["Start!A9: ”Så gör du” står utanför fälten och läses inte."]


def test_outer_spaces_and_line_breaks_do_not_change_a_text() -> None:
    assert static_checksum(" a\r\nb ") == static_checksum("a\nb")
    assert static_checksum("a") != static_checksum("b")
    assert static_checksum("\ud83d") == static_checksum("\ud83d")


def test_lines_of_the_hidden_sheet_that_say_nothing_are_passed_over() -> None:
    raw = with_cell(BOOK, "_meta!A90", "Start")
    raw = with_cell(with_cell(raw, "_meta!A91", "Start"), "_meta!B91", "A1")
    raw = with_cell(raw, "_meta!C91", "skräp")
    assert static_checksums(raw) == static_checksums(BOOK)


def test_without_the_builders_list_only_what_surely_is_typed_is_named() -> None:
    raw = without_static(BOOK)
    raw = with_cell(raw, "Mål!A1", "Mål")
    raw = with_cell(raw, "Översikt!C3", "Läge")
    assert found(raw) == []
    assert told(with_cell(raw, "Mål!Z6", "Hej")) == [
        "Mål!Z6: ”Hej” står utanför fälten och läses inte."
    ]
    assert told(with_cell(raw, "Uppgifter!D9", "Hej")) == [
        "Uppgifter!D9: ”Hej” står utanför fälten och läses inte."
    ]


def test_a_value_in_a_column_that_excel_computes_is_named() -> None:
    raw = with_cell(BOOK, "Mål!O6", "Klart!")
    assert told(raw) == [
        (
            "Mål!O6: Formeln i kolumnen Kontroll har skrivits över med ”Klart!”, "
            "som inte läses."
        )
    ]
    assert told(with_cell(raw, "Mål!O6", RawCell("Klart", formula=True))) == []


def test_a_value_in_a_computed_column_is_named_once_also_below_the_table() -> None:
    assert [f.code for f in found(with_cell(BOOK, "Mål!O9", "Klart!"))] == ["MK029"]


def test_a_sheet_that_is_no_part_of_the_template_is_named_with_its_values() -> None:
    raw = with_cell(with_cell(BOOK, "Blad1!B2", "Utkast"), "Blad1!A1", Decimal(3))
    assert told(raw) == [
        (
            "Blad1: Fliken ”Blad1” hör inte till mallen och läses inte. "
            "Den innehåller 2 värden: A1 ”3”; B2 ”Utkast”."
        )
    ]


def test_one_value_of_an_unknown_sheet_is_counted_as_one() -> None:
    (text,) = told(with_cell(BOOK, "Blad1!B2", "Utkast"))
    assert text.endswith("Den innehåller 1 värde: B2 ”Utkast”.")


def test_many_values_of_an_unknown_sheet_are_counted() -> None:
    raw = BOOK
    for row in range(1, NAMED_VALUES + 4):
        raw = with_cell(raw, f"Blad1!A{row}", f"v{row}")
    (text,) = told(raw)
    assert f"{NAMED_VALUES + 3} värden" in text
    assert text.endswith(f"A{NAMED_VALUES} ”v{NAMED_VALUES}”; och 3 till.")


def test_an_empty_unknown_sheet_and_the_hidden_lists_are_let_be() -> None:
    raw = with_cell(BOOK, "Blad1!A1", None)
    assert found(with_cell(raw, f"{LISTS.name}!A1", "Ja")) == []


def test_a_copied_sheet_is_not_taken_for_the_template() -> None:
    raw = with_cell(BOOK, "Mål (2)!D6", "Kopia")
    tables = {**raw.tables, "tblMal3": RawTable("tblMal3", "Mål (2)", 5, 1, 6, 15)}
    assert [f.code for f in found(replace(raw, tables=tables))] == ["MK030"]


def test_a_renamed_sheet_with_its_table_is_still_the_templates() -> None:
    sheet = BOOK.sheets["Mål"]
    sheets = {n: s for n, s in BOOK.sheets.items() if n != "Mål"}
    sheets["Våra mål"] = replace(sheet, name="Våra mål")
    tables = {**BOOK.tables, "tblMal": replace(BOOK.tables["tblMal"], sheet="Våra mål")}
    assert found(replace(BOOK, sheets=sheets, tables=tables)) == []


def test_a_renamed_sheet_with_the_fields_is_still_the_templates() -> None:
    sheets = {n: s for n, s in BOOK.sheets.items() if n != "Uppgifter"}
    sheets["Om oss"] = replace(BOOK.sheets["Uppgifter"], name="Om oss")
    names = {n: ("Om oss", row, column) for n, (_, row, column) in BOOK.names.items()}
    assert found(replace(BOOK, sheets=sheets, names=names)) == []


def test_the_registers_copies_are_let_be_and_what_stands_beside_is_named() -> None:
    raw = raw_from_markdown("""
        ## Strategimål (tblStrategimal)
        | Nummer | Område-id | Kort titel |
        |--------|-----------|------------|
        | 1      | O1        | Ett        |
    """)
    raw = with_static(raw, {"Strategimål!A1": "Strategimål"})
    assert found(raw) == []
    assert told(with_cell(raw, "Strategimål!Z6", "Hej")) == [
        "Strategimål!Z6: ”Hej” står utanför fälten och läses inte."
    ]


def test_a_carried_table_on_a_sheet_of_another_name_makes_it_known() -> None:
    raw = raw_from_markdown("""
        ## Enheter (tblEnhet)
        | Enhets-id | Namn |
        |-----------|------|
        | E1        | Ån   |
    """)
    assert found(raw) == []
