"""A unit's draft: what comes along, what does not, and under which ids."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.helpers.registers import small_register
from tests.standard.good_card import T1, T2, good_card, with_measure
from workbook_templates.rollover import Draft, draft
from workbook_templates.standard.model import (
    ActivityStatus,
    Goal,
    Measure,
    Period,
    Scorecard,
    StrategyGoal,
    Unit,
)

if TYPE_CHECKING:
    from workbook_templates.standard.register import Register

NEXT_YEAR = Period(2027, 1)
LAST = Period(2026, 3)


def unit() -> Unit:
    found = small_register().unit(good_card().unit_id)
    assert found
    return found


def drafted(
    period: Period, *sources: Scorecard, register: Register | None = None
) -> Draft:
    return draft(unit(), period, register or small_register(), sources)


def test_a_unit_without_a_previous_card_gets_an_empty_one() -> None:
    made = drafted(T2)

    assert made.card == Scorecard("E1", "Exempelenhet Ån", T2, responsible="Enhetschef")
    assert (made.carried, made.left_behind) == ((), ())


def test_goals_come_along_with_last_verdict_and_comment_beside_empty_fields() -> None:
    previous = replace(good_card(), period=T1)
    goals = drafted(T2, previous).card.goals

    assert [g.id for g in goals] == [g.id for g in previous.goals]
    assert {g.verdict for g in goals} == {None}
    assert {g.comment + g.remedy for g in goals} == {""}
    assert [g.previous_verdict for g in goals] == [g.verdict for g in previous.goals]
    assert [g.previous_comment for g in goals] == [g.comment for g in previous.goals]


def test_outcomes_of_the_same_year_stay_and_the_last_stands_beside() -> None:
    previous = replace(with_measure(outcome_1=Decimal("7.5")), period=T1)
    measure = drafted(T2, previous).card.measures[0]

    assert measure.outcome_1 == Decimal("7.5")
    assert measure.previous_outcome == Decimal("7.5")


def test_a_new_year_starts_without_outcomes() -> None:
    previous = replace(with_measure(outcome_3=Decimal(9)), period=LAST)
    measure = drafted(NEXT_YEAR, previous).card.measures[0]

    assert (measure.outcome_1, measure.outcome_2, measure.outcome_3) == (None,) * 3
    assert measure.previous_outcome == Decimal(9)


def test_a_goal_past_its_horizon_is_left_behind_with_what_belongs_to_it() -> None:
    card = good_card()
    first = replace(card.goals[0], end_year=2026)
    rest = [replace(g, end_year=2028) for g in card.goals[1:]]
    card = replace(card, goals=(first, *rest), period=LAST)
    made = drafted(NEXT_YEAR, card)
    gone = {line.former: line for line in made.left_behind}

    assert gone[first.id].note == "Målet gällde till och med 2026."
    assert gone[first.id].text == first.text
    belongs = [m.id for m in card.measures if m.goal_id == first.id]
    assert belongs
    assert {gone[i].note for i in belongs} == {"Hör till M1, som inte följer med."}
    assert all(m.goal_id != first.id for m in made.card.measures)
    assert all(a.goal_id != first.id for a in made.card.activities)
    assert len(made.card.goals) == len(rest)
    assert first.id in made.retired


def test_a_settled_status_stays_within_the_year_and_others_are_asked_for_anew() -> None:
    done, late = good_card().activities[:2]
    done = replace(done, status=ActivityStatus.DONE, comment="Klart.")
    late = replace(late, status=ActivityStatus.LATE, comment="Sent.")
    made = drafted(T2, replace(good_card(), period=T1, activities=(done, late)))
    kept, asked = made.card.activities

    assert (kept.status, kept.comment) == (ActivityStatus.DONE, "Klart.")
    assert (asked.status, asked.comment) == (None, "")
    assert asked.previous_status is ActivityStatus.LATE
    notes = {line.id: line.note for line in made.carried}
    assert notes[done.id] == "Statusen Genomförd följer med."


def test_settled_activities_are_left_behind_when_the_year_ends() -> None:
    done, dropped, late = (
        replace(good_card().activities[0], id=f"A{number}", status=status)
        for number, status in enumerate(
            (ActivityStatus.DONE, ActivityStatus.DROPPED, ActivityStatus.LATE), 1
        )
    )
    goals = tuple(replace(g, end_year=2028) for g in good_card().goals)
    card = replace(
        good_card(), period=LAST, goals=goals, activities=(done, dropped, late)
    )
    made = drafted(NEXT_YEAR, card)

    assert [a.id for a in made.card.activities] == ["A3"]
    assert {line.former: line.note for line in made.left_behind} == {
        "A1": "Genomförd i 2026-T3.",
        "A2": "Utgår i 2026-T3.",
    }


def test_references_follow_what_replaces_a_strategy_goal_and_lose_what_ended() -> None:
    goals = (
        StrategyGoal(1, "O1", "Ett", valid_to=2026, replaced_by=(2,)),
        StrategyGoal(2, "O1", "Två", valid_to=2026, replaced_by=(3, 4)),
        StrategyGoal(3, "O1", "Tre"),
        StrategyGoal(4, "O1", "Fyra"),
        StrategyGoal(5, "O1", "Fem", valid_to=2026),
        StrategyGoal(6, "O1", "Sex", valid_to=2026, replaced_by=(7,)),
        StrategyGoal(7, "O1", "Sju", valid_to=2026, replaced_by=(6,)),
    )
    register = replace(small_register(), strategy_goals=goals)
    goal = Goal("M1", "Målet", strategy_goals=(4, 1, 5, 6, 99))
    made = drafted(
        NEXT_YEAR, Scorecard("E1", period=LAST, goals=(goal,)), register=register
    )

    assert made.card.goals[0].strategy_goals == (4, 3, 99)
    assert made.carried[0].note == (
        "Strategimål 1 är ersatt av 3 och 4. "
        "Strategimål 5 gäller inte längre och är borttaget. "
        "Strategimål 6 gäller inte längre och är borttaget."
    )


def test_cards_that_become_one_keep_the_first_ones_ids_and_renumber_the_others() -> (
    None
):
    one = Scorecard(
        "U1",
        "Ett",
        LAST,
        responsible="Chef ett",
        goals=(Goal("M1", "a"), Goal("M3", "b")),
        measures=(Measure("MT1", "M3", "c"),),
    )
    other = Scorecard(
        "U2",
        "Två",
        LAST,
        responsible="Chef två",
        goals=(Goal("M1", "d"), Goal("M2", "e")),
        measures=(Measure("MT1", "M1", "f"), Measure("MT2", "M2", "g")),
    )
    ever = {"U1": {"M1", "M2", "M3", "MT1"}, "U2": {"M1", "M2", "M8", "MT1"}}
    made = draft(unit(), NEXT_YEAR, small_register(), (one, other), ever)

    assert [(g.id, g.text) for g in made.card.goals] == [
        ("M1", "a"),
        ("M3", "b"),
        ("M9", "d"),
        ("M10", "e"),
    ]
    assert [(m.id, m.goal_id) for m in made.card.measures] == [
        ("MT1", "M3"),
        ("MT3", "M9"),
        ("MT2", "M10"),
    ]
    assert made.card.responsible == "Chef ett"
    moved = {(x.unit, x.former): x.id for x in made.carried if x.id != x.former}
    assert moved == {
        ("Två", "M1"): "M9",
        ("Två", "M2"): "M10",
        ("Två", "MT1"): "MT3",
    }
    assert {"M2", "M8"} <= made.retired


def test_rows_without_an_id_of_their_own_get_one() -> None:
    card = Scorecard(
        "E1",
        period=T1,
        goals=(
            Goal("M1", "a"),
            Goal("M1", "kopia"),
            Goal("rad 27", "c", end_year=2020),
        ),
        measures=(Measure("rad 27", "M1", "d"), Measure("MT4", "rad 27", "e")),
    )
    made = drafted(T2, card)

    assert [(g.id, g.text) for g in made.card.goals] == [("M1", "a"), ("M2", "kopia")]
    assert [(m.id, m.goal_id) for m in made.card.measures] == [("MT5", "M1")]
    assert {(x.former, x.note) for x in made.left_behind} == {
        ("rad 27", "Målet gällde till och med 2020."),
        ("MT4", "Hör till rad 27, som inte följer med."),
    }
