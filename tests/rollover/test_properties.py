"""Whatever cards come back: carried fields are equal, and ids unique for ever."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.registers import small_register
from workbook_templates.rollover import Draft, Returned, draft, roll
from workbook_templates.standard.model import (
    Activity,
    ActivityStatus,
    Direction,
    Goal,
    GoalVerdict,
    Measure,
    Origin,
    Period,
    Scorecard,
)

if TYPE_CHECKING:
    from decimal import Decimal

NOW = Period(2026, 3)
PAST = (Period(2026, 1), Period(2026, 2))
# What is asked for anew, and last period's beside it.
ANEW = {"verdict", "forecast", "comment", "remedy", "status", "origin"}
BESIDE = {"previous_verdict", "previous_comment", "previous_outcome", "previous_status"}
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=8)
VERDICTS = st.none() | st.sampled_from(GoalVerdict)
NUMBERS = st.none() | st.decimals(-999, 999, places=1)
GOAL_IDS = st.sampled_from(["M1", "M2", "M3", "M12", "rad 9", ""])
GOALS = st.builds(
    Goal,
    id=GOAL_IDS,
    text=TEXTS,
    perspective=st.sampled_from(["", "P1", "P4"]),
    long_term_goal=TEXTS,
    strategy_goals=st.lists(st.integers(1, 5), unique=True, max_size=3).map(tuple),
    start_year=st.none() | st.integers(2024, 2026),
    end_year=st.none() | st.integers(2025, 2028),
    responsible=TEXTS,
    verdict=VERDICTS,
    forecast=VERDICTS,
    comment=TEXTS,
    remedy=TEXTS,
    origin=st.just(Origin()),
)
MEASURES = st.builds(
    Measure,
    id=st.sampled_from(["MT1", "MT2", "MT7", "rad 9"]),
    goal_id=GOAL_IDS,
    name=TEXTS,
    measured_in=TEXTS,
    direction=st.none() | st.sampled_from(Direction),
    baseline=NUMBERS,
    target=NUMBERS,
    outcome_1=NUMBERS,
    outcome_2=NUMBERS,
    outcome_3=NUMBERS,
    verdict=VERDICTS,
    owner=TEXTS,
    source=TEXTS,
    comment=TEXTS,
    origin=st.just(Origin()),
)
ACTIVITIES = st.builds(
    Activity,
    id=st.sampled_from(["A1", "A2", "A7", "rad 9"]),
    goal_id=GOAL_IDS,
    text=TEXTS,
    responsible=TEXTS,
    start=st.none() | st.dates(),
    end=st.none() | st.dates(),
    status=st.none() | st.sampled_from(ActivityStatus),
    comment=TEXTS,
    origin=st.just(Origin()),
)


def cards(
    unit_id: str = "E1", period: Period = PAST[-1]
) -> st.SearchStrategy[Scorecard]:
    """Cards of a unit, also with rows that share an id or lack one."""
    return st.builds(
        Scorecard,
        unit_id=st.just(unit_id),
        period=st.just(period),
        goals=st.lists(GOALS, max_size=4).map(tuple),
        measures=st.lists(MEASURES, max_size=4).map(tuple),
        activities=st.lists(ACTIVITIES, max_size=4).map(tuple),
    )


def drafted(*sources: Scorecard) -> Draft:
    register = small_register()
    return draft(register.units[3], NOW, register, sources)


def records(card: Scorecard) -> list[Goal | Measure | Activity]:
    return [*card.goals, *card.measures, *card.activities]


@given(cards())
@settings(deadline=None)
def test_every_row_is_carried_with_all_its_fields_or_named(card: Scorecard) -> None:
    made = drafted(card)
    after = iter(records(made.card))
    lines = {False: iter(made.left_behind), True: iter(made.carried)}
    gone = {id(g) for g in card.goals if g.end_year and g.end_year < NOW.year}
    left = [line.former for line in made.left_behind]

    assert len(made.carried) + len(left) == len(records(card))
    assert len(made.carried) == len(records(made.card))
    for record in card.goals:
        line = next(lines[id(record) not in gone])
        assert (line.kind, line.former, line.text) == ("Mål", record.id, record.text)
        if id(record) not in gone:
            same_fields(record, next(after))
    texts = [line.text for line in (*made.carried, *made.left_behind)]
    assert sorted(texts) == sorted(
        r.name if isinstance(r, Measure) else r.text for r in records(card)
    )


@given(cards())
@settings(deadline=None)
def test_measures_and_activities_of_goals_that_go_on_keep_their_fields(
    card: Scorecard,
) -> None:
    stay = replace(card, goals=tuple(replace(g, end_year=2030) for g in card.goals))
    made = drafted(stay)

    assert made.left_behind == ()
    for before, after in zip(records(stay), records(made.card), strict=True):
        same_fields(before, after)


def same_fields(
    before: Goal | Measure | Activity, after: Goal | Measure | Activity
) -> None:
    """Assert that all carried fields are equal, and the others beside or empty."""
    for field in fields(before):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if field.name not in {*ANEW, *BESIDE, "id", "goal_id"}:
            assert new == old, field.name
    assert after.previous_comment == before.comment
    if isinstance(before, Activity) and isinstance(after, Activity):
        assert after.previous_status is before.status
        settled = before.status in {ActivityStatus.DONE, ActivityStatus.DROPPED}
        assert after.status is (before.status if settled else None)
        return
    assert not isinstance(before, Activity)
    assert not isinstance(after, Activity)
    assert (after.verdict, after.comment) == (None, "")
    assert after.previous_verdict is before.verdict
    if isinstance(before, Measure) and isinstance(after, Measure):
        assert after.previous_outcome == before.outcome_2


@given(cards("E1"), cards("E2"), cards("A1"))
@settings(deadline=None)
def test_ids_are_unique_whatever_cards_become_one(
    one: Scorecard, two: Scorecard, three: Scorecard
) -> None:
    made = drafted(one, two, three)
    ids = [r.id for r in records(made.card)]

    assert len(ids) == len(set(ids))
    assert all(i[:1] in "MA" and i.lstrip("MTA").isdecimal() for i in ids)
    assert made.retired.isdisjoint(ids)


@given(st.lists(cards(), min_size=1, max_size=3), st.lists(cards(), max_size=2))
@settings(deadline=None)
def test_an_id_is_never_given_to_another_row(
    counted: list[Scorecard], others: list[Scorecard]
) -> None:
    """Ids of rows that are gone, of any earlier period, are never given out again."""
    register = small_register()
    periods = [Period(2025, n) for n in (1, 2, 3)]
    earlier = [
        Returned(period, register, (replace(card, period=period),), tuple(others))
        for period, card in zip(periods, counted, strict=False)
    ]
    rolled = roll(register, Period(2026, 1), earlier)
    made = next(u.draft for u in rolled.units if u.unit.id == "E1")
    last = counted[: len(earlier)][-1]
    ever = {r.id for c in (*counted[: len(earlier)], *others) for r in records(c)}
    in_last = {r.id for r in records(last)}
    new = {line.id for line in made.carried if line.id != line.former}

    assert new.isdisjoint(ever)
    assert ever - in_last <= made.retired
    kept = {line.id for line in made.carried} - new
    assert kept <= in_last


@given(st.decimals(0, 9, places=2))
def test_numbers_stay_exact(value: Decimal) -> None:
    card = Scorecard("E1", period=PAST[-1], measures=(Measure("MT1", target=value),))

    assert str(drafted(card).card.measures[0].target) == str(value)
