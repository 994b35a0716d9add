"""The register's copies in a scorecard workbook, read without the register."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.helpers.drawn_register import CARRIED
from tests.helpers.markdown_book import raw_from_markdown, with_cell
from tests.helpers.registers import small_register
from workbook_templates.standard.raw import RawWorkbook
from workbook_templates.standard.register_reading import carried_register


def test_a_scorecard_workbook_carries_what_it_needs_of_the_register() -> None:
    carried = carried_register(raw_from_markdown(CARRIED))
    expected = replace(small_register(), strengths=())
    assert carried == expected


def test_copies_that_are_cut_down_or_faulty_are_read_all_the_same() -> None:
    raw = raw_from_markdown(CARRIED)
    raw = with_cell(with_cell(raw, "Enheter!D9", "A9"), "Tröskelvärden!B6", "x")
    tables = {n: t for n, t in raw.tables.items() if n != "tblOmrade"}
    carried = carried_register(replace(raw, tables=tables))
    assert carried is not None
    assert carried.areas == ()
    assert carried.unit("E1") is not None


@pytest.mark.parametrize("lost", ["tblPerspektiv", "tblSkala"])
def test_copies_that_lack_what_a_card_is_read_by_are_no_register(lost: str) -> None:
    raw = raw_from_markdown(CARRIED)
    tables = {name: table for name, table in raw.tables.items() if name != lost}
    assert carried_register(replace(raw, tables=tables)) is None
    assert carried_register(RawWorkbook("budget.xlsx", {})) is None
