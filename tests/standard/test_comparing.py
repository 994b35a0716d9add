from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.standard.good_card import (
    T1,
    T2,
    T3,
    good_card,
    with_activity,
    with_goal,
    with_measure,
)
from workbook_templates.rollover import draft
from workbook_templates.standard.comparing import (
    ActivityMove,
    Move,
    compare_activities,
    compare_by_own_account,
    compare_goals,
    compare_measures,
    is_late,
    is_unchanged,
    outcome_move,
    verdict_move,
)
from workbook_templates.standard.model import (
    ActivityStatus,
    Direction,
    GoalVerdict,
    Level,
    Period,
    Unit,
)
from workbook_templates.standard.register import Register

if TYPE_CHECKING:
    from workbook_templates.standard.model import Scorecard

VERDICTS = st.sampled_from([None, *GoalVerdict])
NUMBERS = st.decimals(-1000, 1000, places=2)


def in_t1(card: Scorecard | None = None) -> Scorecard:
    """Return the good card as it was handed in a tertial earlier."""
    card = card or good_card()
    measures = (replace(m, outcome_2=None) for m in card.measures)
    return replace(card, period=T1, measures=tuple(measures))


@pytest.mark.parametrize(
    ("before", "now", "move"),
    [
        (GoalVerdict.NOT_FULFILLED, GoalVerdict.PARTLY, Move.BETTER),
        (GoalVerdict.FULFILLED, GoalVerdict.PARTLY, Move.WORSE),
        (GoalVerdict.NOT_MEASURED, GoalVerdict.NOT_MEASURED, Move.SAME),
        (GoalVerdict.NOT_MEASURED, GoalVerdict.FULFILLED, Move.OTHER),
        (GoalVerdict.FULFILLED, None, Move.OTHER),
        (None, None, Move.SAME),
    ],
)
def test_a_verdict_is_better_or_worse_only_where_there_is_an_order(
    before: GoalVerdict | None, now: GoalVerdict | None, move: Move
) -> None:
    assert verdict_move(before, now) is move


@given(VERDICTS, VERDICTS)
def test_what_is_better_one_way_is_worse_the_other(
    before: GoalVerdict | None, now: GoalVerdict | None
) -> None:
    mirror = {Move.BETTER: Move.WORSE, Move.WORSE: Move.BETTER}
    move = verdict_move(before, now)

    assert verdict_move(now, before) is mirror.get(move, move)


def test_goals_are_matched_by_id_and_not_by_place() -> None:
    before = with_goal(verdict=GoalVerdict.PARTLY)
    now = replace(good_card(), goals=good_card().goals[::-1])

    assert [(c.goal.id, c.move) for c in compare_goals(before, now)] == [
        ("M4", Move.SAME),
        ("M3", Move.SAME),
        ("M2", Move.SAME),
        ("M1", Move.BETTER),
    ]


def test_a_goal_in_one_card_only_is_new_or_dropped_and_the_dropped_come_last() -> None:
    first, *rest = good_card().goals
    added = replace(first, id="M9")
    changes = compare_goals(good_card(), replace(good_card(), goals=(added, *rest)))

    assert (changes[0].goal, changes[0].move) == (added, Move.NEW)
    assert (changes[-1].goal, changes[-1].move) == (first, Move.DROPPED)
    assert len(changes) == 5


def test_a_goal_tells_which_of_its_columns_have_changed() -> None:
    now = with_goal(text="Ett nytt mål", forecast=GoalVerdict.PARTLY)
    change = compare_goals(good_card(), now)[0]

    assert change.changed == ("text", "forecast")
    assert (change.move, change.forecast_move) == (Move.SAME, Move.WORSE)


@pytest.mark.parametrize("twin", ["M1", ""])
def test_no_row_is_lost_where_ids_are_given_twice_or_not_at_all(twin: str) -> None:
    first, second, *rest = good_card().goals
    card = replace(
        good_card(),
        goals=(replace(first, id=twin), replace(second, id=twin), *rest),
    )
    changes = compare_goals(card, card)

    assert [c.now for c in changes] == [c.before for c in changes]
    assert [c.move for c in changes] == [Move.SAME] * 4


def test_a_card_alone_is_compared_with_what_it_repeats_of_last_period() -> None:
    card = with_goal(previous_verdict=GoalVerdict.PARTLY)
    changes = compare_by_own_account(card)

    assert [c.move for c in changes] == [Move.BETTER, *[Move.NEW] * 3]
    assert changes[0].before
    assert changes[0].before.verdict is GoalVerdict.PARTLY


@pytest.mark.parametrize(
    ("direction", "baseline", "target", "before", "now", "move"),
    [
        (Direction.INCREASE, None, None, 3, 4, Move.BETTER),
        (Direction.STAY_ABOVE, None, 2, 4, 3, Move.WORSE),
        (Direction.DECREASE, None, None, 3, 4, Move.WORSE),
        (Direction.REACH, 0, 10, 3, 12, Move.BETTER),
        (Direction.REACH, 20, 10, 12, 3, Move.BETTER),
        (Direction.REACH, 10, 10, 12, 9, Move.BETTER),
        (Direction.REACH, None, 10, 12, 8, Move.SAME),
        (Direction.APPROACH, 0, 10, 9, 12, Move.WORSE),
        (Direction.APPROACH, 0, None, 9, 12, Move.OTHER),
        (None, 0, 10, 9, 12, Move.OTHER),
        (Direction.INCREASE, 0, 10, None, 12, Move.OTHER),
        (Direction.INCREASE, 0, 10, 3, 3, Move.SAME),
    ],
)
def test_an_outcome_is_better_by_the_measures_direction(  # noqa: PLR0913, PLR0917
    direction: Direction | None,
    baseline: int | None,
    target: int | None,
    before: int | None,
    now: int,
    move: Move,
) -> None:
    card = with_measure(
        direction=direction,
        baseline=None if baseline is None else Decimal(baseline),
        target=None if target is None else Decimal(target),
    )
    old = None if before is None else Decimal(before)

    assert outcome_move(card.measures[0], old, Decimal(now)) is move


@given(st.sampled_from(Direction), NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_an_outcome_that_is_better_one_way_is_worse_the_other(
    direction: Direction, baseline: Decimal, target: Decimal, a: Decimal, b: Decimal
) -> None:
    card = with_measure(direction=direction, baseline=baseline, target=target)
    mirror = {Move.BETTER: Move.WORSE, Move.WORSE: Move.BETTER}
    move = outcome_move(card.measures[0], a, b)

    assert outcome_move(card.measures[0], b, a) is mirror.get(move, move)


def test_a_measure_is_compared_by_the_outcomes_of_the_two_periods() -> None:
    change = compare_measures(in_t1(), good_card())[0]

    assert (change.outcome_before, change.outcome_now) == (
        Decimal(89),
        Decimal("91.5"),
    )
    assert change.move is Move.BETTER
    assert not change.target_moved


def test_another_target_in_the_same_year_has_been_moved_in_mid_year() -> None:
    now = with_measure(target=Decimal(80))
    next_year = replace(now, period=Period(2027, 1))

    assert compare_measures(in_t1(), now)[0].target_moved
    later = compare_measures(in_t1(), next_year)[0]
    assert later.changed == ("target",)
    assert not later.target_moved


@pytest.mark.parametrize(
    ("before", "now", "move"),
    [
        (ActivityStatus.ONGOING, ActivityStatus.DONE, ActivityMove.FINISHED),
        (ActivityStatus.ONGOING, ActivityStatus.DROPPED, ActivityMove.WITHDRAWN),
        (ActivityStatus.ONGOING, ActivityStatus.LATE, ActivityMove.LATE),
        (ActivityStatus.NOT_STARTED, ActivityStatus.ONGOING, ActivityMove.OTHER),
        (ActivityStatus.DONE, ActivityStatus.DONE, ActivityMove.SAME),
    ],
)
def test_an_activity_moves_by_its_status(
    before: ActivityStatus, now: ActivityStatus, move: ActivityMove
) -> None:
    changes = compare_activities(
        with_activity(status=before), with_activity(status=now), date(2026, 8, 31)
    )

    assert changes[0].move is move


def test_activities_come_and_go() -> None:
    none = replace(good_card(), activities=())

    assert {c.move for c in compare_activities(none, good_card())} == {ActivityMove.NEW}
    gone = compare_activities(good_card(), none)
    assert [c.activity for c in gone] == list(good_card().activities)
    assert {c.move for c in gone} == {ActivityMove.GONE}


@pytest.mark.parametrize(
    ("status", "end", "late"),
    [
        (ActivityStatus.LATE, date(2026, 12, 1), True),
        (ActivityStatus.ONGOING, date(2026, 8, 31), True),
        (None, date(2026, 8, 1), True),
        (ActivityStatus.ONGOING, date(2026, 9, 1), False),
        (ActivityStatus.DONE, date(2026, 8, 1), False),
        (ActivityStatus.DROPPED, date(2026, 8, 1), False),
        (ActivityStatus.ONGOING, None, False),
    ],
)
def test_an_activity_is_late_by_its_status_or_its_end(
    status: ActivityStatus | None, end: date | None, *, late: bool
) -> None:
    card = with_activity(status=status, end=end)

    assert is_late(card.activities[0], date(2026, 8, 31)) is late


def test_a_card_handed_in_anew_with_the_same_content_is_unchanged() -> None:
    again = replace(good_card(), handed_in=date(2026, 9, 20), ready=False, contact="x")

    assert is_unchanged(again, good_card())


def test_an_outcome_that_repeats_the_last_one_or_is_missing_is_no_change() -> None:
    repeated = [replace(m, outcome_2=m.outcome_1) for m in good_card().measures]
    missing = [replace(m, outcome_2=None) for m in good_card().measures]

    assert is_unchanged(replace(good_card(), measures=tuple(repeated)), in_t1())
    assert is_unchanged(replace(good_card(), measures=tuple(missing)), in_t1())
    assert not is_unchanged(good_card(), in_t1())


def test_last_years_outcomes_are_no_news_when_repeated_and_others_are() -> None:
    before = replace(good_card(), period=T3)
    now = replace(good_card(), period=Period(2027, 1))
    none = [replace(m, outcome_1=None, outcome_2=None) for m in now.measures]

    assert is_unchanged(replace(now, measures=tuple(none)), before)
    assert not is_unchanged(now, before)


@pytest.mark.parametrize(
    "card",
    [
        replace(good_card(), summary="Nytt."),
        replace(good_card(), responsible="Rektor"),
        replace(good_card(), goals=good_card().goals[1:]),
        replace(good_card(), activities=good_card().activities[1:]),
        replace(good_card(), measures=good_card().measures[1:]),
        with_goal(verdict=GoalVerdict.PARTLY),
        with_goal(verdict=None),
        with_goal(forecast=GoalVerdict.PARTLY),
        with_goal(comment="Nytt."),
        with_goal(remedy="Nytt."),
        with_goal(text="Nytt."),
        with_goal(strategy_goals=()),
        with_measure(verdict=GoalVerdict.PARTLY),
        with_measure(comment="Nytt."),
        with_measure(target=Decimal(1)),
        with_measure(outcome_1=Decimal(1)),
        with_activity(status=ActivityStatus.DONE),
        with_activity(comment="Nytt."),
        with_activity(end=date(2026, 12, 1)),
    ],
)
def test_anything_that_the_author_writes_is_a_change(card: Scorecard) -> None:
    assert not is_unchanged(card, good_card())


def test_a_text_or_forecast_left_empty_says_nothing_new() -> None:
    before = with_goal(comment="Som förut.", remedy="Som förut.")
    now = replace(with_goal(before, comment="", remedy="", forecast=None), summary="")

    assert is_unchanged(now, before)


def test_a_draft_that_nobody_has_filled_in_is_not_taken_for_an_unchanged_card() -> None:
    unit = Unit("E1", "Exempelenhet Ån", Level.UNIT)
    sent_out = draft(unit, T2, Register(), (in_t1(),)).card

    assert not is_unchanged(sent_out, in_t1())
