from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.helpers.registers import small_register
from tests.standard.good_card import T1, T2, good_card, with_measure
from workbook_templates.rollover import draft
from workbook_templates.standard.model import ActivityStatus, Period, Scorecard, Unit


def unit() -> Unit:
    found = small_register().unit(good_card().unit_id)
    assert found
    return found


def test_a_unit_without_a_previous_card_gets_an_empty_one() -> None:
    card = draft(unit(), T2, None).card

    assert card == Scorecard("E1", "Exempelenhet Ån", T2, responsible="Enhetschef")


def test_goals_come_along_with_last_verdict_and_comment_beside_empty_fields() -> None:
    previous = replace(good_card(), period=T1)
    goals = draft(unit(), T2, previous).card.goals

    assert [g.id for g in goals] == [g.id for g in previous.goals]
    assert {g.verdict for g in goals} == {None}
    assert {g.comment + g.remedy for g in goals} == {""}
    assert [g.previous_verdict for g in goals] == [g.verdict for g in previous.goals]
    assert [g.previous_comment for g in goals] == [g.comment for g in previous.goals]


def test_outcomes_of_the_same_year_stay_and_the_last_stands_beside() -> None:
    previous = replace(with_measure(outcome_1=Decimal("7.5")), period=T1)
    measure = draft(unit(), T2, previous).card.measures[0]

    assert measure.outcome_1 == Decimal("7.5")
    assert measure.previous_outcome == Decimal("7.5")


def test_a_new_year_starts_without_outcomes() -> None:
    previous = replace(with_measure(outcome_3=Decimal(9)), period=Period(2026, 3))
    measure = draft(unit(), Period(2027, 1), previous).card.measures[0]

    assert (measure.outcome_1, measure.outcome_2, measure.outcome_3) == (None,) * 3
    assert measure.previous_outcome == Decimal(9)


def test_a_goal_past_its_horizon_is_left_behind_with_what_belongs_to_it() -> None:
    card = good_card()
    first = replace(card.goals[0], end_year=2026)
    rest = [replace(g, end_year=2028) for g in card.goals[1:]]
    made = draft(unit(), Period(2027, 1), replace(card, goals=(first, *rest)))

    assert made.left_behind == (first,)
    assert all(m.goal_id != first.id for m in made.card.measures)
    assert all(a.goal_id != first.id for a in made.card.activities)
    assert len(made.card.goals) == len(rest)


def test_a_settled_status_stays_and_others_are_asked_for_anew() -> None:
    done, late = good_card().activities[:2]
    done = replace(done, status=ActivityStatus.DONE, comment="Klart.")
    late = replace(late, status=ActivityStatus.LATE, comment="Sent.")
    card = replace(good_card(), period=None, activities=(done, late))
    kept, asked = draft(unit(), T2, card).card.activities

    assert (kept.status, kept.comment) == (ActivityStatus.DONE, "Klart.")
    assert (asked.status, asked.comment) == (None, "")
    assert asked.previous_status is ActivityStatus.LATE
