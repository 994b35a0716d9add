from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.helpers.registers import small_register
from tests.standard.good_card import T2, good_card, with_goal
from workbook_templates.standard.findings import Finding, Location, Severity
from workbook_templates.standard.model import Municipality, Scorecard
from workbook_templates.standard.rules.registry import Context, check_municipality

if TYPE_CHECKING:
    from workbook_templates.standard.register import Register


def test_all_cards_there_and_all_goals_used_is_no_finding() -> None:
    assert _check(*_all_cards()) == ()


def test_two_workbooks_of_a_unit_are_told_with_both_files() -> None:
    again = replace(good_card(), file="kort (2).xlsx")
    (finding,) = _check(*_all_cards(), again)
    assert (finding.code, finding.severity) == ("MK601", Severity.ERROR)
    assert finding.wrong == (
        "Både ”kort.xlsx” och ”kort (2).xlsx” är kort för enheten ”Exempelenhet Ån”."
    )


def test_two_workbooks_of_an_unknown_unit_are_told_by_what_they_call_it() -> None:
    unknown = replace(good_card(), unit_id="E99", unit_name="Exempelenhet X")
    (named,) = _check(*_all_cards(), unknown, unknown)
    assert named.code == "MK601"
    assert "”Exempelenhet X”" in named.wrong
    nameless = replace(unknown, unit_name="")
    assert "”E99”" in _check(*_all_cards(), nameless, nameless)[0].wrong


def test_workbooks_without_unit_are_not_the_same_unit_s() -> None:
    lost = replace(good_card(), unit_id="")
    assert _check(*_all_cards(), lost, lost) == ()


def test_a_missing_unit_is_told_by_name_and_has_no_place() -> None:
    (finding,) = _check(*_all_cards()[:-1])
    assert (finding.code, finding.severity) == ("MK602", Severity.ERROR)
    assert finding.where == Location()
    assert finding.message == (
        "Kortet för enheten ”Exempelenhet Ön” saknas. "
        "Be enheten att lämna in sin arbetsbok för 2026-T2."
    )


def test_a_unit_that_is_no_more_is_not_missed() -> None:
    register = small_register()
    *units, last = register.units
    over = replace(register, units=(*units, replace(last, valid_to=2025)))
    assert _check(*_all_cards()[:-1], register=over) == ()


def test_a_strategy_goal_that_no_card_has_is_told() -> None:
    bare = [with_goal(card, strategy_goals=()) for card in _all_cards()]
    findings = _check(*bare)
    assert [(f.code, f.severity) for f in findings] == [
        ("MK603", Severity.WARNING),
    ]
    assert "2 av strategimålen: 1, 5." in findings[0].wrong


def test_with_no_cards_at_all_only_the_cards_are_missed() -> None:
    assert {f.code for f in _check()} == {"MK602"}


def _all_cards() -> list[Scorecard]:
    """Return a card for each unit; together they use every valid strategy goal."""
    return [
        with_goal(replace(good_card(), unit_id=unit.id), strategy_goals=(1, 5))
        for unit in small_register().units
    ]


def _check(*cards: Scorecard, register: Register | None = None) -> tuple[Finding, ...]:
    municipality = Municipality(T2, cards)
    return check_municipality(municipality, Context(register or small_register(), T2))
