"""The sheets that the ribbon writes: the tool's own, and never the author's fault."""

from __future__ import annotations

import pytest

from tests.helpers.markdown_book import raw_from_markdown, with_cell
from tests.helpers.registers import small_register
from workbook_templates.standard.own_sheets import (
    CHECK_COLUMNS,
    MEMORY_FIRST_COLUMN,
    OWN_SHEETS,
    PLACE_COLUMN,
)
from workbook_templates.standard.parsing import parse_scorecard

BOOK = raw_from_markdown("""
    ## Mål (tblMal)
    | Mål-id | Perspektiv  | Mål   | Från år | Till år | Ansvarig | Måluppfyllelse |
    |--------|-------------|-------|---------|---------|----------|----------------|
    | M1     | Medarbetare | Trivs | 2026    | 2026    | Chef     | Uppfyllt       |
""")


@pytest.mark.parametrize("sheet", OWN_SHEETS, ids=lambda s: s.name)
@pytest.mark.parametrize("cell", ["A1", "D9", "K30"])
def test_what_stands_on_them_is_never_a_finding(sheet: object, cell: str) -> None:
    name = getattr(sheet, "name", "")
    raw = with_cell(BOOK, f"{name}!{cell}", "Strategimål ”99” finns inte.")

    assert parse_scorecard(raw, small_register()).findings == ()


def test_what_is_remembered_stands_apart_from_the_list() -> None:
    assert len(CHECK_COLUMNS) + 1 < MEMORY_FIRST_COLUMN
    assert CHECK_COLUMNS[PLACE_COLUMN - 1].heading == "Plats"
