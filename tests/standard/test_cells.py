"""What is typed in a cell, and what it is read as."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from workbook_templates.standard import demands
from workbook_templates.standard.cells import (
    QUOTE_LIMIT,
    choice_hint,
    clean_text,
    is_empty,
    plain_number,
    quoted,
    read_cell,
    shown,
    told,
)
from workbook_templates.standard.columns import Kind
from workbook_templates.standard.findings import Location
from workbook_templates.standard.raw import CellKind, RawCell

if TYPE_CHECKING:
    from workbook_templates.standard.raw import RawValue

WORDS = ("Medborgare/kund", "Medarbetare", "Arbetsprocess", "Ekonomi")
EVERY_KIND = tuple(Kind)


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("  Rik text \n", "Rik text"),
        ("1\u00a0234\u202f567\u2009kr", "1 234 567 kr"),
        ("a\u200bb\ufeffc\u202ed\u2066e\u200ff", "abcdef"),
        ("a\x00b\x0bc\x1fd\x7fe\x85f", "abcdef"),
        ("rad ett\nrad två\tslut", "rad ett\nrad två\tslut"),
        ("ett\r\ntvå\rtre\u2028fyra", "ett\ntvå\ntre\nfyra"),
        ("A\u030angstro\u0308m", "Ångström"),
        ("utan \ud83d surrogat", "utan  surrogat"),
        ("& < > ” – åäö € 😀", "& < > ” – åäö € 😀"),
        ("\u00a0\u200b ", ""),
    ],
)
def test_a_text_is_cleaned_of_what_is_not_seen(typed: str, clean: str) -> None:
    assert clean_text(typed) == clean


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Text", "Text"),
        (True, "Sant"),
        (False, "Falskt"),
        (Decimal("12.50"), "12,5"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0.0"), "0"),
        (Decimal("0.30000000000000004"), "0,3"),
        (date(2026, 9, 10), "2026-09-10"),
        (datetime(2026, 9, 10), "2026-09-10"),  # noqa: DTZ001 - Excel has no time zones
        (datetime(2026, 9, 10, 14, 30), "2026-09-10 14:30"),  # noqa: DTZ001 - as above
        (datetime(2026, 9, 10, 14, 30, 5), "2026-09-10 14:30:05"),  # noqa: DTZ001 - as above
    ],
)
def test_whatever_stands_in_a_text_cell_is_read_as_excel_shows_it(
    value: RawValue, text: str
) -> None:
    assert read_cell(RawCell(value), Kind.TEXT).value == text


def test_a_percentage_in_a_text_cell_keeps_its_sign() -> None:
    assert shown(RawCell(Decimal("0.95"), percent=True)) == "95 %"


@pytest.mark.parametrize("kind", EVERY_KIND)
@pytest.mark.parametrize("cell", [None, RawCell(None), RawCell(" \u00a0"), RawCell("")])
def test_an_empty_cell_has_neither_value_nor_fault(
    cell: RawCell | None, kind: Kind
) -> None:
    reading = read_cell(cell, kind, WORDS)
    assert is_empty(cell)
    assert reading.value is None
    assert reading.findings(Location()) == ()


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_an_error_value_is_named(kind: Kind) -> None:
    reading = read_cell(RawCell("#REF!", CellKind.ERROR), kind, WORDS)
    (finding,) = reading.findings(Location("k.xlsx", "Mål", "D6"))
    assert reading.value is None
    assert str(finding) == "Mål!D6: Cellen visar felet #REF!. Skriv värdet på nytt."


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_a_formula_without_a_stored_result_is_told(kind: Kind) -> None:
    cell = RawCell(None, CellKind.UNCACHED, formula=True)
    assert read_cell(cell, kind, WORDS).fault is demands.UNCACHED
    assert not is_empty(cell)
    assert told(cell) == "en formel utan resultat"


def test_a_formula_counts_by_its_stored_result() -> None:
    reading = read_cell(RawCell(Decimal(12), formula=True), Kind.NUMBER)
    assert (reading.value, reading.fault) == (12, None)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (RawCell(Decimal("12.5")), "12.5"),
        (RawCell(Decimal("0.95"), percent=True), "95"),
        (RawCell(Decimal("7.0000000000000007E-2"), percent=True), "7"),
        (RawCell(Decimal("0.1000000000000000055511151231257827")), "0.1"),
        (RawCell(Decimal("1E+20")), "100000000000000000000"),
        (RawCell(Decimal("-3.20")), "-3.2"),
        (RawCell(Decimal(0)), "0"),
    ],
)
def test_a_number_is_read_as_it_is_shown(cell: RawCell, number: str) -> None:
    reading = read_cell(cell, Kind.NUMBER)
    assert str(reading.value) == number
    assert reading.fault is None


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("95 %", "95"),
        ("95%", "95"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234,5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("12 345 678", "12345678"),
        ("−3,2", "-3.2"),
        ("–3,2", "-3.2"),
        ("+4", "4"),
        ("3.5", "3.5"),
        ("0.125", "0.125"),
        ("0,125", "0.125"),
        ("1,234", "1.234"),
    ],
)
def test_a_number_typed_as_text_is_read_with_a_warning(typed: str, number: str) -> None:
    reading = read_cell(RawCell(typed), Kind.NUMBER)
    assert str(reading.value) == number
    assert reading.fault is demands.TEXT_AS_NUMBER


def test_the_warning_tells_what_was_typed_and_how_it_was_read() -> None:
    (finding,) = read_cell(RawCell("95 %"), Kind.NUMBER).findings(Location())
    assert finding.wrong == "”95 %” är text. Läst som 95."


@pytest.mark.parametrize(
    "value",
    [
        "ca 12",
        "1.234",  # a thousand, or a little more than one
        "1,234.5",
        "1 23",
        "12 st",
        "1e5",
        "--3",
        "٣",
        "9" * 5000,
        True,
        date(2026, 5, 1),
        Decimal("NaN"),
        Decimal("-Infinity"),
        Decimal("1E+999999999"),
        Decimal("1E-999999999"),
    ],
)
def test_what_is_no_number_for_sure_is_named_and_not_guessed(value: RawValue) -> None:
    reading = read_cell(RawCell(value), Kind.NUMBER)
    assert (reading.value, reading.fault) == (None, demands.NOT_A_NUMBER)


def test_an_absurd_number_is_named_in_any_kind_of_cell() -> None:
    cell = RawCell(Decimal("1E+999999999"))
    kinds = (Kind.TEXT, Kind.NUMBER, Kind.INTEGER, Kind.DATE, Kind.REFERENCES)
    faults = [read_cell(cell, kind).findings(Location())[0].wrong for kind in kinds]
    assert all("1E+999999999" in fault for fault in faults)


def test_a_whole_number_is_an_integer() -> None:
    assert read_cell(RawCell(Decimal("2026.0")), Kind.INTEGER).value == 2026


def test_an_integer_typed_as_text_is_read_with_a_warning() -> None:
    reading = read_cell(RawCell("2026"), Kind.INTEGER)
    assert (reading.value, reading.fault) == (2026, demands.TEXT_AS_NUMBER)


@pytest.mark.parametrize("value", [Decimal("2026.5"), "2026,5"])
def test_an_integer_with_decimals_is_named(value: RawValue) -> None:
    reading = read_cell(RawCell(value), Kind.INTEGER)
    assert (reading.value, reading.fault) == (None, demands.NOT_AN_INTEGER)


def test_an_integer_that_is_no_number_is_told_so_once() -> None:
    assert read_cell(RawCell("i år"), Kind.INTEGER).fault is demands.NOT_AN_INTEGER


@pytest.mark.parametrize(
    "value",
    [date(2026, 9, 10), datetime(2026, 9, 10, 14, 30)],  # noqa: DTZ001 - Excel has no time zones
)
def test_a_date_is_a_date_whatever_its_time_of_day(value: RawValue) -> None:
    reading = read_cell(RawCell(value), Kind.DATE)
    assert (reading.value, reading.fault) == (date(2026, 9, 10), None)
    assert type(reading.value) is date


@pytest.mark.parametrize(
    "typed",
    [
        "2026-09-10",
        "2026-9-10",
        "2026/09/10",
        "2026.09.10",
        "2026–09–10",
        "2026-09-10 00:00:00",
        "2026-09-10T14:30",
        "20260910",
        Decimal(20260910),
        "10/9 2026",
        "10/9-2026",
        "10.9.2026",
        "10. 9. 2026",
        "10 september 2026",
        "den 10 september 2026",
        "10:e sept. 2026",
        "10 Sep 2026",
    ],
)
def test_a_date_typed_as_text_is_read_with_a_warning(typed: RawValue) -> None:
    reading = read_cell(RawCell(typed), Kind.DATE)
    assert reading.value == date(2026, 9, 10)
    assert reading.fault is demands.TEXT_AS_DATE


@pytest.mark.parametrize(
    "value",
    [
        "10/9/2026",  # whose order is unsure
        "2026-02-30",
        "2026-13-01",
        "september 2026",
        "10 se 2026",
        "10 foo 2026",
        "hösten",
        "10/9",
        Decimal(36525),
        Decimal(73416),
        Decimal("46275.5"),
        Decimal("NaN"),
        True,
    ],
)
def test_what_is_no_date_for_sure_is_named(value: RawValue) -> None:
    reading = read_cell(RawCell(value), Kind.DATE)
    assert (reading.value, reading.fault) == (None, demands.NOT_A_DATE)


@pytest.mark.parametrize(
    ("number", "day"),
    [
        (36526, date(2000, 1, 1)),
        (46275, date(2026, 9, 10)),
        (73415, date(2100, 12, 31)),
    ],
)
def test_a_day_number_without_a_dates_format_is_read_with_advice(
    number: int, day: date
) -> None:
    reading = read_cell(RawCell(Decimal(number)), Kind.DATE)
    assert (reading.value, reading.fault) == (day, demands.TEXT_AS_DATE)


@pytest.mark.parametrize("value", [date(1926, 9, 10), date(2206, 9, 10), "0026-09-10"])
def test_a_date_of_another_century_is_named(value: RawValue) -> None:
    reading = read_cell(RawCell(value), Kind.DATE)
    assert (reading.value, reading.fault) == (None, demands.DATE_OUT_OF_RANGE)


@pytest.mark.parametrize(
    ("value", "numbers"),
    [
        ("1; 12", (1, 12)),
        ("1,12", (1, 12)),
        ("Mål 1 och 12", (1, 12)),
        ("mål 1, mål 12 samt strategimål 3", (1, 12, 3)),
        ("nr 7", (7,)),
        ("1\n12", (1, 12)),
        ("1 & 12", (1, 12)),
        ("12; 1; 12;", (12, 1)),
        (Decimal(12), (12,)),
    ],
)
def test_numbers_of_strategy_goals_are_read_in_their_order(
    value: RawValue, numbers: tuple[int, ...]
) -> None:
    reading = read_cell(RawCell(value), Kind.REFERENCES)
    assert (reading.value, reading.fault) == (numbers, None)


@pytest.mark.parametrize(
    "cell",
    [
        RawCell(Decimal("1.12")),
        RawCell(Decimal("0.12"), percent=True),
        RawCell(date(2026, 1, 12)),
        RawCell(True),  # noqa: FBT003 - the cell's value
    ],
)
def test_numbers_that_excel_has_made_something_else_are_not_guessed(
    cell: RawCell,
) -> None:
    reading = read_cell(cell, Kind.REFERENCES)
    assert (reading.value, reading.fault) == (None, demands.MANGLED_REFERENCES)
    assert "semikolon" in reading.findings(Location())[0].remedy


@pytest.mark.parametrize("typed", ["trygghet", "1-12", "1.12", "12345", "1;;2", "M1"])
def test_what_is_no_list_of_numbers_is_named(typed: str) -> None:
    reading = read_cell(RawCell(typed), Kind.REFERENCES)
    assert (reading.value, reading.fault) == (None, demands.NOT_REFERENCES)


def test_a_very_long_text_among_the_numbers_is_judged_at_once() -> None:
    typed = "1" + " " * 16_000 + "och" + " " * 16_000 + "x"
    assert read_cell(RawCell(typed), Kind.REFERENCES).value is None


@pytest.mark.parametrize(
    "typed", ["Medborgare/kund", "medborgare/KUND", " Medborgare/kund\u00a0"]
)
def test_a_word_of_the_list_is_found_whatever_its_case(typed: str) -> None:
    assert read_cell(RawCell(typed), Kind.CHOICE, WORDS).value == "Medborgare/kund"


def test_an_exact_word_goes_before_one_that_differs_in_case() -> None:
    assert read_cell(RawCell("nå"), Kind.CHOICE, ("NÅ", "nå")).value == "nå"


def test_a_word_that_is_not_in_the_list_gets_the_nearest_suggested() -> None:
    reading = read_cell(RawCell("Medborgarna"), Kind.CHOICE, WORDS)
    (finding,) = reading.findings(Location("k.xlsx", "Mål", "B6"))
    assert reading.value is None
    assert str(finding) == (
        "Mål!B6: ”Medborgarna” finns inte i listan. Menar du Medborgare/kund?"
    )


def test_without_a_near_word_a_short_list_is_told_and_a_long_one_is_not() -> None:
    assert choice_hint("zzz", ("Ja", "Nej")) == "Välj Ja eller Nej."
    assert choice_hint("zzz", [f"M{n}" for n in range(20)]) == "Välj i listan."
    assert choice_hint("zzz", ()) == "Välj i listan."


def test_a_long_value_is_quoted_in_part_and_the_rest_is_counted() -> None:
    assert quoted("å" * QUOTE_LIMIT) == f"”{'å' * QUOTE_LIMIT}”"
    text = quoted("å" * (QUOTE_LIMIT + 7))
    assert text.count("å") == QUOTE_LIMIT
    assert text.endswith("…” (och 7 tecken till)")


def test_a_number_without_end_is_written_as_it_is() -> None:
    assert plain_number(Decimal("Infinity")) == "Infinity"
