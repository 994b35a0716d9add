"""The drawing of workbooks in tests draws what it says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.helpers.markdown_book import (
    raw_from_markdown,
    register_from_markdown,
    typed,
    with_cell,
)
from workbook_templates.standard.columns import Kind
from workbook_templates.standard.layout import GOALS, HEADING_ROW, TABLES
from workbook_templates.standard.raw import CellKind, RawCell
from workbook_templates.standard.register_layout import REGISTER_TABLES


@pytest.mark.parametrize(
    ("text", "kind", "cell"),
    [
        ("", Kind.TEXT, None),
        ("12,5", Kind.NUMBER, RawCell(Decimal("12.5"))),
        ("95 %", Kind.NUMBER, RawCell(Decimal("0.95"), percent=True)),
        ('"95 %"', Kind.NUMBER, RawCell("95 %")),
        ("12", Kind.TEXT, RawCell("12")),
        ("2026-09-10", Kind.DATE, RawCell(date(2026, 9, 10))),
        ("2026-09-10", Kind.TEXT, RawCell("2026-09-10")),
        ("=12", Kind.NUMBER, RawCell(Decimal(12), formula=True)),
        ("=", Kind.NUMBER, RawCell(None, CellKind.UNCACHED, formula=True)),
        ("#REF!", Kind.TEXT, RawCell("#REF!", CellKind.ERROR)),
        ("a\\nb \\| c", Kind.TEXT, RawCell("a\nb | c")),
    ],
)
def test_a_typed_text_becomes_the_cell_that_excel_makes_of_it(
    text: str, kind: Kind, cell: RawCell | None
) -> None:
    assert typed(text, kind) == cell


def test_what_is_not_drawn_is_as_the_builder_leaves_it() -> None:
    raw = raw_from_markdown()
    headings = [column.heading for column in GOALS.columns]
    drawn = [raw.cell("Mål", HEADING_ROW, n + 1) for n in range(len(headings))]
    assert [cell and cell.value for cell in drawn] == headings
    assert list(raw.tables) == [table.name for table in TABLES]
    assert raw.tables["tblMal"].right == len(headings)


def test_a_register_is_drawn_with_all_its_tables_and_no_identity() -> None:
    raw = register_from_markdown()
    assert list(raw.tables) == [table.name for table in REGISTER_TABLES]
    assert (raw.names, raw.properties) == ({}, {})


def test_drawn_rows_keep_their_places() -> None:
    raw = raw_from_markdown("""
        ## Mål (tblMal)
        | Mål | Eget |
        |-----|------|
        | A   | 1    |
        |     |      |
        | C   |      |
        ## Celler
        | Cell   | Värde |
        |--------|-------|
        | Mål!Z1 | 7     |
    """)
    assert raw.cell("Mål", 6, 4) == RawCell("A")
    assert raw.cell("Mål", 8, 4) == RawCell("C")
    assert raw.cell("Mål", 6, 16) == RawCell(Decimal(1))
    assert raw.cell("Mål", 1, 26) == RawCell(Decimal(7))
    assert raw.tables["tblMal"].bottom == 8


def test_a_cell_may_be_replaced_or_emptied() -> None:
    raw = with_cell(raw_from_markdown(), "Nytt!B2", "Hej")
    assert raw.cell("Nytt", 2, 2) == RawCell("Hej")
    assert with_cell(raw, "Nytt!B2", None).cell("Nytt", 2, 2) is None


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(ValueError, match="no place"):
        with_cell(raw_from_markdown(), "B2", "Hej")
    with pytest.raises(ValueError, match="no named cell"):
        raw_from_markdown("## Uppgifter\n| F | V |\n|--|--|\n| Okänt | 1 |")
