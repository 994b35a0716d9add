from __future__ import annotations

from dataclasses import replace

from tests.standard.good_card import (
    check,
    found,
    good_card,
    with_activity,
    with_goal,
    with_measure,
)
from workbook_templates.standard.findings import Severity
from workbook_templates.standard.model import GoalVerdict, Scorecard


def test_a_goal_better_than_all_its_measures_explains_it() -> None:
    card = with_measure(verdict=GoalVerdict.PARTLY, comment="Ny mätmetod.")
    assert found(card) == ["MK109 Mål.verdict"]
    assert found(with_goal(card, comment="Alla andra tecken är goda.")) == []


def test_a_fulfilled_goal_explains_one_measure_that_is_not() -> None:
    card = _with_second_measure(GoalVerdict.NOT_FULFILLED)
    assert found(card) == ["MK110 Mål.verdict"]
    assert "mått T9 är ”Ej uppfyllt”" in check(card)[0].wrong
    assert found(with_goal(card, comment="T9 väger lätt.")) == []


def test_measures_without_verdict_are_not_compared() -> None:
    card = with_measure(verdict=GoalVerdict.NOT_MEASURED, comment="Mäts i höst.")
    assert found(card) == []
    assert found(_with_second_measure(GoalVerdict.NOT_MEASURED)) == []


def test_a_goal_that_is_not_fulfilled_may_be_better_than_its_measures() -> None:
    card = with_measure(verdict=GoalVerdict.NOT_FULFILLED, comment="Ny mätmetod.")
    explained = {"comment": "Orsak.", "remedy": "Åtgärd."}
    partly = GoalVerdict.PARTLY
    assert found(with_goal(card, verdict=partly, forecast=partly, **explained)) == []


def test_a_goal_has_a_measure_and_an_activity() -> None:
    card = good_card()
    card = replace(card, measures=card.measures[1:], activities=card.activities[1:])
    assert found(card) == ["MK111 Mål.id", "MK112 Mål.id"]
    assert {f.severity for f in check(card)} == {Severity.WARNING}


def test_nothing_is_missed_while_a_row_has_no_known_goal() -> None:
    assert found(with_measure(goal_id="")) == []
    assert found(with_activity(goal_id="M77")) == []


def _with_second_measure(verdict: GoalVerdict) -> Scorecard:
    card = good_card()
    second = replace(card.measures[0], id="T9", verdict=verdict, comment="Ny metod.")
    return replace(card, measures=(*card.measures, second))
