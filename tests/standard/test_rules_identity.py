from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from tests.helpers.registers import UNIT_ID, small_register
from tests.standard.good_card import T2, T3, check, found, good_card
from workbook_templates.standard.findings import Location, Severity
from workbook_templates.standard.model import Period

if TYPE_CHECKING:
    from workbook_templates.standard.register import Register


def test_a_unit_that_the_register_lacks_is_told_by_its_id() -> None:
    card = replace(good_card(), unit_id="E99")
    assert found(card) == ["MK501 Uppgifter.unit_id"]
    assert "”E99”" in check(card)[0].wrong
    nameless = replace(card, unit_id="")
    assert "”Exempelenhet Ån”" in check(nameless)[0].wrong


def test_a_unit_that_does_not_exist_in_the_year_is_told_by_its_name() -> None:
    register = _register_with_unit_until(2025)
    assert found(good_card(), register=register) == ["MK502 Uppgifter.unit_id"]
    message = check(good_card(), register=register)[0].wrong
    assert message == "Enheten ”Exempelenhet Ån” finns inte 2026 enligt styrregistret."
    assert found(good_card(), register=_register_with_unit_until(2026)) == []


def test_the_wrong_period_s_workbook_is_told_with_both_periods() -> None:
    assert found(good_card(), period=T3) == ["MK503 Uppgifter.period"]
    finding = check(good_card(), period=T3)[0]
    assert finding.wrong == (
        "Arbetsboken gäller ”2026-T2”, men det är 2026-T3 som ska lämnas in."
    )
    assert finding.severity is Severity.ERROR
    assert found(good_card(), period=T2) == []


def test_a_card_without_goals_is_told_once() -> None:
    card = replace(good_card(), goals=(), measures=(), activities=())
    assert found(card) == ["MK504 Mål"]
    assert check(card)[0].where == Location("kort.xlsx", "Mål")


def test_a_card_that_is_not_done_is_told() -> None:
    card = replace(good_card(), ready=False, handed_in=None)
    assert found(card) == ["MK505 Uppgifter.ready"]
    assert "Välj ”Ja”" in check(card)[0].remedy


def test_a_card_done_after_the_last_day_is_told_with_both_days() -> None:
    card = replace(good_card(), handed_in=date(2026, 9, 21))
    assert found(card) == ["MK506 Uppgifter.handed_in"]
    assert "2026-09-21, men sista dagen var 2026-09-20" in check(card)[0].wrong
    assert found(replace(card, handed_in=date(2026, 9, 20))) == []


def test_a_done_card_says_when() -> None:
    card = replace(good_card(), handed_in=None)
    assert found(card) == ["MK507 Uppgifter.handed_in"]
    assert "till exempel 2026-09-20" in check(card)[0].remedy
    unplanned = check(replace(card, period=Period(2030, 1)))
    assert "till exempel 2026-09-10" in next(
        f.remedy for f in unplanned if f.code == "MK507"
    )


def test_a_place_that_is_not_known_is_the_file_s() -> None:
    card = replace(good_card(), ready=False, places={})
    assert check(card)[0].where == Location("kort.xlsx")


def _register_with_unit_until(year: int) -> Register:
    register = small_register()
    units = tuple(
        replace(u, valid_to=year) if u.id == UNIT_ID else u for u in register.units
    )
    return replace(register, units=units)
