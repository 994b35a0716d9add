from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from workbook_templates.sample import (
    EXAMPLE_FAULTY,
    EXAMPLE_MISSING,
    EXAMPLE_PERIODS,
    example_cards,
)
from workbook_templates.sample.loader import rows_of_example
from workbook_templates.sample.variants import APRIL, AUGUST, DECEMBER, holds
from workbook_templates.standard.errors import UsageError
from workbook_templates.standard.findings import Severity
from workbook_templates.standard.model import (
    ActivityStatus,
    GoalVerdict,
    Level,
    Period,
    Scorecard,
)
from workbook_templates.standard.rules.registry import Context, check_scorecard

if TYPE_CHECKING:
    from workbook_templates.standard.model import Activity, Goal, Measure
    from workbook_templates.standard.register import Register

Cards = tuple[Scorecard, ...]
GOALS_OF_LEVEL = {
    Level.MUNICIPALITY: range(8, 9),
    Level.DEPARTMENT: range(4, 8),
    Level.UNIT: range(3, 6),
}


def card_of(cards: Cards, unit_id: str) -> Scorecard:
    return next(c for c in cards if c.unit_id == unit_id)


def codes_of(card: Scorecard, register: Register, severity: Severity) -> set[str]:
    findings = check_scorecard(card, Context(register, card.period))
    return {f.code for f in findings if f.severity is severity}


def rows_of(card: Scorecard) -> tuple[Goal | Measure | Activity, ...]:
    return (*card.goals, *card.measures, *card.activities)


def all_text(cards: Cards) -> str:
    records = [record for card in cards for record in rows_of(card)]
    return "\n".join(
        [*(r.comment for r in records), *(g.remedy for c in cards for g in c.goals)]
    )


def test_every_unit_has_a_card_in_the_order_of_the_register(
    april: Cards, august: Cards, december: Cards, register: Register
) -> None:
    expected = [(u.id, u.name) for u in register.units]
    assert [(c.unit_id, c.unit_name) for c in april] == expected
    assert [(c.unit_id, c.unit_name) for c in august] == expected
    assert [(c.unit_id, c.unit_name) for c in december] == expected


def test_every_card_has_as_many_goals_as_its_level_and_all_perspectives(
    august: Cards, december: Cards, register: Register
) -> None:
    for card in (*august, *december):
        unit = register.unit(card.unit_id)
        assert unit is not None
        assert len(card.goals) in GOALS_OF_LEVEL[unit.level]
        assert {g.perspective for g in card.goals} == {"MED", "ARB", "PRO", "EKO"}


def test_every_goal_has_one_or_two_measures_and_activities(august: Cards) -> None:
    for card in august:
        for goal in card.goals:
            assert len(card.measures_of(goal)) in (1, 2)
            assert len(card.activities_of(goal)) in (1, 2)


def test_ids_are_numbered_per_card_without_a_gap(august: Cards) -> None:
    for card in august:
        for prefix, records in (
            ("M", card.goals),
            ("MT", card.measures),
            ("A", card.activities),
        ):
            numbers = range(1, len(records) + 1)
            assert [r.id for r in records] == [f"{prefix}{n}" for n in numbers]


def test_last_periods_goals_stand_beside(april: Cards, august: Cards) -> None:
    for before, card in zip(april, august, strict=True):
        for was, goal in zip(before.goals, card.goals, strict=True):
            assert was.id == goal.id
            assert goal.previous_verdict is was.verdict
            assert goal.previous_comment == was.comment


def test_last_periods_measures_stand_beside(april: Cards, august: Cards) -> None:
    for before, card in zip(april, august, strict=True):
        for was, measure in zip(before.measures, card.measures, strict=True):
            assert was.id == measure.id
            assert measure.previous_outcome == was.outcome_1 == measure.outcome_1
            assert measure.previous_verdict is was.verdict
            assert measure.previous_comment == was.comment


def test_last_periods_activities_stand_beside(april: Cards, august: Cards) -> None:
    for before, card in zip(april, august, strict=True):
        for was, activity in zip(before.activities, card.activities, strict=True):
            assert was.id == activity.id
            assert activity.previous_status is was.status
            assert activity.previous_comment == was.comment


def test_augusts_values_stand_beside_decembers(august: Cards, december: Cards) -> None:
    for before, card in zip(august, december, strict=True):
        goals = {g.id: g for g in before.goals}
        measures = {m.id: m for m in before.measures}
        for goal in card.goals:
            if was := goals.get(goal.id):
                assert goal.text == was.text
                assert goal.previous_verdict is was.verdict
        for measure in card.measures:
            if earlier := measures.get(measure.id):
                assert measure.previous_outcome == earlier.outcome_2
                assert measure.outcome_2 == earlier.outcome_2


def test_one_goal_is_new_in_december_and_one_is_dropped(
    august: Cards, december: Cards
) -> None:
    def ids(cards: Cards) -> set[tuple[str, str]]:
        return {(c.unit_id, g.id) for c in cards for g in c.goals}

    assert ids(december) - ids(august) == {("EX-A9", "M6")}
    assert ids(august) - ids(december) == {("EX-A5", "M4")}
    (new,) = [g for g in card_of(december, "EX-A9").goals if g.id == "M6"]
    assert new.previous_verdict is None


def test_in_december_some_goals_are_better_and_some_are_worse(december: Cards) -> None:
    steps = [GoalVerdict.NOT_FULFILLED, GoalVerdict.PARTLY, GoalVerdict.FULFILLED]
    ways = [
        steps.index(g.verdict) - steps.index(g.previous_verdict)
        for c in december
        for g in c.goals
        if g.verdict in steps and g.previous_verdict in steps
    ]
    assert sum(way > 0 for way in ways) >= 10
    assert sum(way < 0 for way in ways) >= 5


def test_in_december_nearly_every_measure_has_an_outcome_of_three_periods(
    december: Cards,
) -> None:
    measures = [m for c in december for m in c.measures]
    assert sum(m.outcome_3 is None for m in measures) <= 5
    whole = [m for m in measures if None not in {m.outcome_1, m.outcome_2, m.outcome_3}]
    assert len(whole) > 90


def test_one_target_was_changed_during_the_year_and_says_so(
    august: Cards, december: Cards
) -> None:
    targets = {(c.unit_id, m.id): m.target for c in august for m in c.measures}
    changed = [
        m
        for c in december
        for m in c.measures
        if targets.get((c.unit_id, m.id), m.target) != m.target
    ]
    assert [m.name for m in changed] == ["Kostnad för hyrpersonal"]
    assert "ändrat" in changed[0].comment


def test_every_goal_that_changed_in_december_says_why(december: Cards) -> None:
    for card in december:
        for goal in card.goals:
            if goal.verdict is not goal.previous_verdict:
                assert goal.comment


def test_in_april_nothing_is_known_of_august_or_of_last_year(april: Cards) -> None:
    for card in april:
        assert all(m.outcome_2 is None and m.outcome_3 is None for m in card.measures)
        assert all(g.previous_verdict is None for g in card.goals)
        assert all(m.previous_outcome is None for m in card.measures)
        assert all(a.previous_status is None for a in card.activities)


def test_good_cards_have_nothing_that_must_be_mended(
    april: Cards, august: Cards, december: Cards, register: Register
) -> None:
    good = [*april, *december, *(c for c in august if c.unit_id != EXAMPLE_FAULTY)]
    faults = {
        (str(c.period), c.unit_id): codes_of(c, register, Severity.ERROR) for c in good
    }
    assert {where: codes for where, codes in faults.items() if codes} == {}


def test_the_faulty_card_breaks_rules_of_every_kind_after_august(
    april: Cards, august: Cards, register: Register
) -> None:
    card = card_of(august, EXAMPLE_FAULTY)
    errors = {"MK101", "MK102", "MK131", "MK201", "MK211", "MK301"}
    assert codes_of(card, register, Severity.ERROR) == errors
    assert "MK403" in codes_of(card, register, Severity.WARNING)
    assert 99 in card.goals[0].strategy_goals
    assert 99 not in card_of(april, EXAMPLE_FAULTY).goals[0].strategy_goals


def test_only_the_missing_card_is_a_draft(
    april: Cards, august: Cards, december: Cards
) -> None:
    assert {c.unit_id for c in august if not c.ready} == {EXAMPLE_MISSING}
    assert card_of(august, EXAMPLE_MISSING).handed_in is None
    assert all(c.ready for c in (*april, *december))


def test_every_other_card_is_handed_in_between_end_and_deadline(
    april: Cards, august: Cards, december: Cards, register: Register
) -> None:
    for card in (*april, *august, *december):
        assert card.period is not None
        plan = register.plan(card.period)
        assert plan is not None
        if card.ready:
            assert card.handed_in is not None
            assert plan.end < card.handed_in <= plan.deadline


def test_the_example_shows_every_verdict_and_most_goals_are_fulfilled(
    august: Cards,
) -> None:
    counts = Counter(g.verdict for c in august for g in c.goals)
    assert set(counts) == set(GoalVerdict)
    assert counts.most_common(1)[0][0] is GoalVerdict.FULFILLED
    assert min(counts.values()) >= 5


def test_the_example_shows_every_status(august: Cards) -> None:
    assert {a.status for c in august for a in c.activities} == set(ActivityStatus)


def test_strategy_goals_are_none_one_or_several_and_some_are_never_named(
    august: Cards, register: Register
) -> None:
    goals = [g for c in august for g in c.goals]
    named = {number for goal in goals for number in goal.strategy_goals}
    assert {min(len(g.strategy_goals), 2) for g in goals} == {0, 1, 2}
    assert named - {99} < {g.number for g in register.strategy_goals}
    assert {18, 23, 35}.isdisjoint(named)


def test_texts_have_the_characters_that_files_get_wrong(august: Cards) -> None:
    text = all_text(august)
    missing = [c for c in "&<>”–åäöÅÄÖ€½²‰±%+={}\n" if c not in text]
    assert missing == []


def test_some_comments_begin_as_a_formula_would(august: Cards) -> None:
    starts = {r.comment[:1] for c in august for r in rows_of(c)}
    assert {"=", "-"} <= starts


def test_one_comment_is_long_but_not_too_long_for_the_report(
    august: Cards, register: Register
) -> None:
    longest = max(len(g.comment) for c in august for g in c.goals)
    assert 1400 < longest < register.thresholds.comment_limit


def test_texts_are_such_that_a_workbook_gives_them_back(
    april: Cards, august: Cards, december: Cards
) -> None:
    for card in (*april, *august, *december):
        for text in (card.summary, *(r.comment for r in rows_of(card))):
            assert text == unicodedata.normalize("NFC", text.strip())
            assert "\u00a0" not in text
            assert "\t" not in text


def test_the_files_texts_are_the_models(august: Cards) -> None:
    for row in rows_of_example():
        card = card_of(august, row["unit"])
        written = [g for g in row["goal"] if holds(g, AUGUST)]
        assert card.summary == row["summary"]
        assert [g.text for g in card.goals] == [g["text"] for g in written]
        assert [g.comment for g in card.goals] == [g["comment"] for g in written]
        assert [g.remedy for g in card.goals] == [g.get("remedy", "") for g in written]


def test_the_files_rows_below_a_goal_are_the_models(august: Cards) -> None:
    for row in rows_of_example():
        card = card_of(august, row["unit"])
        written = [g for g in row["goal"] if holds(g, AUGUST)]
        measures = [m for g in written for m in g["measure"]]
        activities = [a for g in written for a in g["activity"]]
        assert [m.name for m in card.measures] == [m["name"] for m in measures]
        assert [m.target for m in card.measures] == [m["target"] for m in measures]
        assert [a.text for a in card.activities] == [a["text"] for a in activities]
        assert [a.comment for a in card.activities] == [
            a.get("comment", "") for a in activities
        ]


def test_the_files_texts_of_april_are_the_models(april: Cards) -> None:
    for row in rows_of_example():
        card = card_of(april, row["unit"])
        assert card.summary == row["summary_1"]
        assert [g.comment for g in card.goals] == [
            g.get("comment_1", "") for g in row["goal"] if holds(g, APRIL)
        ]


def test_the_files_values_of_december_are_the_models(december: Cards) -> None:
    for row in rows_of_example():
        card = card_of(december, row["unit"])
        written = [g for g in row["goal"] if holds(g, DECEMBER)]
        assert card.summary == row["summary_3"]
        assert [m.outcome_3 for m in card.measures] == [
            m.get("outcome_3") for g in written for m in g["measure"]
        ]
        assert [g.comment for g in card.goals] == [
            g.get("comment_3", "") for g in written
        ]


def test_the_horizon_is_one_to_three_years_with_this_year(august: Cards) -> None:
    for card in august:
        for goal in card.goals:
            assert goal.start_year is not None
            assert goal.end_year is not None
            assert goal.start_year <= 2026 <= goal.end_year
            assert goal.end_year - goal.start_year < 3


def test_another_period_than_the_three_is_refused() -> None:
    with pytest.raises(UsageError, match="2026-T2, 2026-T3, inte 2025-T3"):
        example_cards(Period(2025, 3))


def test_the_periods_follow_each_other() -> None:
    assert EXAMPLE_PERIODS[1].previous == EXAMPLE_PERIODS[0]
    assert EXAMPLE_PERIODS[2].previous == EXAMPLE_PERIODS[1]
