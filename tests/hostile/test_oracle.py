"""Generated cards: what the reader makes of their workbooks is what openpyxl makes."""

from __future__ import annotations

import warnings
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils import range_boundaries

from compile.intake.reader import read_with_findings
from tests.helpers.registers import small_register
from tests.standard.good_card import T2, good_card
from workbook_templates.builder.scorecard_book import ScorecardBuilder
from workbook_templates.standard.examining import examine
from workbook_templates.standard.raw import (
    CellKind,
    RawCell,
    RawSheet,
    RawTable,
    RawWorkbook,
)

if TYPE_CHECKING:
    from pathlib import Path

    from workbook_templates.standard.model import Scorecard

REGISTER = small_register()
BUILDER = ScorecardBuilder(REGISTER, T2)
# openpyxl leaves _xHHHH_ as it stands; ours decodes it, as Excel does.
TEXTS = st.text(
    st.characters(categories=("L", "N", "P", "S", "Zs"), include_characters="\n\t"),
    max_size=60,
).filter(lambda text: "_x" not in text)
NUMBERS = st.none() | st.decimals(-(10**9), 10**9, places=3)
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@st.composite
def cards(draw: st.DrawFn) -> Scorecard:
    """Return the good card with other texts, numbers and days."""
    card = good_card()
    goals = [
        replace(g, text=draw(TEXTS), comment=draw(TEXTS), remedy=draw(TEXTS))
        for g in card.goals
    ]
    measures = [
        replace(m, name=draw(TEXTS), target=draw(NUMBERS), outcome_2=draw(NUMBERS))
        for m in card.measures
    ]
    activities = [
        replace(a, text=draw(TEXTS), start=draw(DAYS), end=draw(DAYS))
        for a in card.activities
    ]
    return replace(
        card,
        summary=draw(TEXTS),
        handed_in=draw(DAYS),
        goals=tuple(goals),
        measures=tuple(measures),
        activities=tuple(activities),
    )


def by_openpyxl(path: Path) -> RawWorkbook:
    """Return a workbook as openpyxl reads it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        stored = openpyxl.load_workbook(path)
        cached = openpyxl.load_workbook(path, data_only=True)
    sheets = {
        sheet.title: RawSheet(
            sheet.title,
            sheet.sheet_state != "visible",
            {
                (cell.row, cell.column): _raw(cell, cached[sheet.title])
                for row in sheet.iter_rows()
                for cell in row
                if cell.value is not None
            },
        )
        for sheet in stored.worksheets
    }
    return RawWorkbook(
        path.name,
        sheets,
        {t.name: t for s in stored.worksheets for t in _tables(s)},
        _names(stored),
        {p.name: str(p.value) for p in stored.custom_doc_props.props},  # type: ignore[attr-defined]  # not in the stubs
    )


def _raw(cell: Any, cached: Any) -> RawCell:  # noqa: ANN401 - openpyxl's cells have many types
    is_formula = cell.data_type == "f"
    value = cached.cell(cell.row, cell.column).value if is_formula else cell.value
    if is_formula and value is None:
        return RawCell(None, CellKind.UNCACHED, formula=True)
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    elif isinstance(value, int | float) and not isinstance(value, bool):
        value = Decimal(repr(value))
    percent = isinstance(value, Decimal) and "%" in cell.number_format
    return RawCell(value, formula=is_formula, percent=percent)


def _tables(sheet: Any) -> list[RawTable]:  # noqa: ANN401 - openpyxl's stubs say less
    found = []
    for table in sheet.tables.values():
        left, top, right, bottom = _boundaries(table.ref)
        place = (top, left, bottom, right)
        found.append(RawTable(table.displayName, sheet.title, *place))
    return found


def _boundaries(area: str) -> tuple[int, int, int, int]:
    left, top, right, bottom = (number or 0 for number in range_boundaries(area))
    return left, top, right, bottom


def _names(book: Any) -> dict[str, tuple[str, int, int]]:  # noqa: ANN401 - openpyxl's stubs say less
    found: dict[str, tuple[str, int, int]] = {}
    for name, entry in book.defined_names.items():
        for sheet, place in entry.destinations:
            left, top, right, bottom = _boundaries(place)
            if (left, top) == (right, bottom):
                found[name] = (sheet, top, left)
    return found


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(card=cards())
def test_card_and_findings_are_those_of_openpyxls_reading(
    card: Scorecard, tmp_path: Path
) -> None:
    path = tmp_path / "kort.xlsx"
    BUILDER.build(card, path)

    raw, noticed = read_with_findings(path)
    ours = examine(replace(raw, sha256="", size=0), REGISTER, T2)
    oracle = examine(by_openpyxl(path), REGISTER, T2)

    assert noticed == ()
    assert ours.card is not None
    assert ours == oracle


def test_the_oracle_reads_the_good_card_without_findings(tmp_path: Path) -> None:
    path = tmp_path / "kort.xlsx"
    BUILDER.build(good_card(), path)

    examined = examine(by_openpyxl(path), REGISTER, T2)

    assert examined.findings == ()
    assert examined.card is not None
    assert [m.target for m in examined.card.measures] == [Decimal(90)] * 4
