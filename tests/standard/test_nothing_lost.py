"""Whatever is typed wherever: it is in the card or in a finding, and nothing breaks."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.markdown_book import raw_from_markdown, with_cell
from tests.helpers.registers import small_register
from workbook_templates.standard.cells import clean_text, quoted
from workbook_templates.standard.columns import Role
from workbook_templates.standard.layout import DETAILS, TABLES
from workbook_templates.standard.parsing import parse_scorecard
from workbook_templates.standard.raw import CellKind, RawCell, column_letters

BOOK = raw_from_markdown()
REGISTER = small_register()
SHEETS = [table.sheet.name for table in TABLES]
INPUT_PLACES = [
    f"{table.sheet.name}!{column_letters(number)}{row}"
    for table in TABLES
    for number, column in enumerate(table.columns, start=1)
    for row in (6, 9)
    if column.role is Role.INPUT
]
OTHER_PLACES = [f"{sheet}!{cell}" for sheet in SHEETS for cell in ("Z6", "D2", "A9")]
PLACES = [*INPUT_PLACES, *OTHER_PLACES, f"{DETAILS.name}!B12", "Blad1!A1"]

# Letters that no message of the tool has, so that a value is found for sure.
TEXTS = st.text(alphabet="жшцю ", min_size=1).filter(str.strip)
CELLS = st.one_of(
    st.text(),
    st.decimals(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
).map(RawCell)
ODD_CELLS = st.sampled_from(
    [
        RawCell("#REF!", CellKind.ERROR),
        RawCell(None, CellKind.UNCACHED, formula=True),
        RawCell(Decimal("0.95"), percent=True),
        RawCell(date(1900, 1, 1)),
        RawCell(datetime(9999, 12, 31, 23, 59)),  # noqa: DTZ001 - Excel has no time zones
        RawCell("\ud800"),
    ]
)


@settings(deadline=None, max_examples=80)
@given(place=st.sampled_from(PLACES), text=TEXTS)
def test_a_typed_text_is_in_the_card_or_named(place: str, text: str) -> None:
    parsed = parse_scorecard(with_cell(BOOK, place, text), REGISTER)
    told = " ".join(str(finding) for finding in parsed.findings)
    assert clean_text(text) in repr(parsed.card) or quoted(clean_text(text)) in told


@settings(deadline=None, max_examples=150)
@given(cells=st.dictionaries(st.sampled_from(PLACES), CELLS | ODD_CELLS, max_size=6))
def test_nothing_that_is_typed_breaks_the_reading(cells: dict[str, RawCell]) -> None:
    raw = BOOK
    for place, cell in cells.items():
        raw = with_cell(raw, place, cell)
    parsed = parse_scorecard(raw, REGISTER)
    assert parsed.card is not None
    assert all(finding.message for finding in parsed.findings)
