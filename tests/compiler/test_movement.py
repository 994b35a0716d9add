from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from compile.assemble import assemble
from compile.context import VolumeEntry
from tests.helpers.gatherings import card_of, everybody, gathered, past
from tests.standard.good_card import T1, good_card, with_goal, with_measure
from workbook_templates.standard.model import ActivityStatus, GoalVerdict, Period

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compile.context import Movement, ReportContext
    from compile.history import PastPeriod
    from workbook_templates.standard.model import Scorecard

T3_2025 = Period(2025, 3)
VERDICTS = st.sampled_from([None, *GoalVerdict])
CARDS = st.dictionaries(
    st.sampled_from(["K0", "A1", "E1", "E2"]),
    st.dictionaries(st.integers(1, 6), VERDICTS, max_size=5),
)


def report(cards: Iterable[Scorecard], *history: PastPeriod) -> ReportContext:
    return assemble(gathered(cards), history, draft=True)


def movement(cards: Iterable[Scorecard], *history: PastPeriod) -> Movement:
    return report(cards, *history).movement


def test_the_first_report_of_all_has_no_movement() -> None:
    found = report([good_card()])

    assert found.movement.since == ""
    assert found.movement.moves == ()
    assert found.movement.counts == ()
    assert found.overview.changed == ()
    assert found.chapters[0].front.move_counts is None


def test_every_goal_that_changed_is_listed_with_both_verdicts() -> None:
    before = with_goal(verdict=GoalVerdict.NOT_FULFILLED)
    found = movement([good_card()], past(T1, [before]))

    assert found.since == "Tertial 1 2026"
    (move,) = found.moves
    assert (move.unit, move.goal_id, move.kind) == ("Exempelenhet Ån", "M1", "Bättre")
    assert (str(move.before), str(move.now)) == ("○ Ej uppfyllt", "● Uppfyllt")
    assert move.department == "Exempelavdelning Norr"


def test_the_last_of_the_past_periods_is_compared_with() -> None:
    older = with_goal(verdict=GoalVerdict.NOT_FULFILLED)
    found = movement([good_card()], past(T3_2025, [older]), past(T1, [good_card()]))

    assert found.since == "Tertial 1 2026"
    assert found.moves == ()


def test_changes_are_counted_by_department_and_add_up() -> None:
    first, second, *rest = good_card().goals
    then = replace(
        good_card(),
        goals=(
            replace(first, verdict=GoalVerdict.PARTLY),
            replace(second, verdict=GoalVerdict.NOT_MEASURED),
            replace(second, id="M8"),
            *rest[1:],
        ),
    )
    found = movement(everybody(), past(T1, [then, card_of("E2")]))
    rows = {row.name: row for row in found.counts}
    north = rows["Exempelavdelning Norr"]

    assert list(rows) == [
        "Kommunen",
        "Exempelavdelning Norr",
        "Exempelavdelning Söder",
        "Summa",
    ]
    assert (north.better, north.worse, north.other, north.dropped) == (
        *("1", "0", "1"),
        "1",
    )
    assert (north.same, north.new, north.total) == ("1", "5", "9")
    assert rows["Summa"].total == "21"


@settings(max_examples=25, deadline=None)
@given(CARDS, CARDS)
def test_every_goal_of_now_and_then_is_counted_once(
    now: dict[str, dict[int, GoalVerdict | None]],
    then: dict[str, dict[int, GoalVerdict | None]],
) -> None:
    found = movement(made(now), past(T1, made(then)))
    both = [(now[unit], then.get(unit, {})) for unit in now]
    counts = {row.name: row for row in found.counts}
    total = counts.pop("Summa")

    assert int(total.total) == sum(len(new | old) for new, old in both)
    assert int(total.dropped) == sum(len(old.keys() - new) for new, old in both)
    assert int(total.new) == sum(len(new.keys() - old) for new, old in both)
    assert int(total.total) == sum(int(row.total) for row in counts.values())
    assert len(found.moves) == int(total.total) - int(total.same)


def made(verdicts: dict[str, dict[int, GoalVerdict | None]]) -> list[Scorecard]:
    """Return a card for each unit with goals by number and verdict."""
    goal = good_card().goals[0]
    return [
        card_of(
            unit,
            goals=tuple(replace(goal, id=f"M{n}", verdict=v) for n, v in goals.items()),
        )
        for unit, goals in verdicts.items()
    ]


def test_a_unit_without_a_past_card_goes_by_what_its_own_card_repeats() -> None:
    alone = with_goal(
        card_of("E2"),
        verdict=GoalVerdict.PARTLY,
        previous_verdict=GoalVerdict.FULFILLED,
    )
    found = movement([good_card(), alone], past(T1, [good_card()]))

    assert (found.moves[0].unit, found.moves[0].kind) == ("Exempelenhet Ön", "Sämre")
    assert list(found.notices) == [
        (
            "Det finns inget kort för tertial 1 2026 från Exempelenhet Ön. Målen "
            "jämförs med den förra bedömning som står i kortet, och borttagna mål "
            "syns inte."
        ),
        (
            "Utan kort för tertial 1 2026 jämförs inte prognoser, måltexter, mått och "
            "aktiviteter: Exempelenhet Ön."
        ),
    ]
    assert found.forecasts == ()
    assert found.measure_counts[-1].total == "4"


def test_without_any_past_card_the_cards_own_account_is_used_and_said() -> None:
    card = with_goal(previous_verdict=GoalVerdict.PARTLY)
    found = movement([card])

    assert found.since == "Tertial 1 2026"
    assert found.moves[0].kind == "Bättre"
    assert found.notices[0].startswith("Det finns inga kort för tertial 1 2026.")
    assert found.notices[0].endswith("mått och aktiviteter jämförs inte.")
    assert (found.measure_counts, found.activity_counts) == ((), ())
    assert found.nothing == ""


def test_a_card_that_is_missing_now_is_not_taken_for_dropped_goals() -> None:
    found = movement([good_card()], past(T1, [good_card(), card_of("E2")]))

    assert found.counts[-1].dropped == "0"
    assert found.notices == (
        "Inte jämförda, eftersom kortet saknas nu: Exempelenhet Ön.",
    )


def test_a_unit_that_is_no_more_is_named_with_its_goals() -> None:
    closed = card_of("E9", unit_name="Stängd enhet")
    found = movement([good_card()], past(T1, [good_card(), closed]))

    (notice,) = found.notices
    assert notice.startswith("Stängd enhet lämnar inte längre något kort. Dess 4 mål")


def test_what_was_lost_of_a_past_period_is_said() -> None:
    lost = "2026-T1: E2.xlsx gick inte att läsa."

    assert movement([good_card()], past(T1, [good_card()], lost)).notices == (lost,)


def test_a_target_that_was_moved_in_mid_year_is_named() -> None:
    now = with_measure(target=Decimal("80.5"))
    (change,) = movement([now], past(T1, [good_card()])).targets

    assert (change.unit, change.measure_id) == ("Exempelenhet Ån", "T1")
    assert (change.before, change.now) == ("90", "80,5")
    assert movement([now], past(T3_2025, [good_card()])).targets == ()


def test_a_goal_with_another_forecast_is_listed_with_both() -> None:
    before = with_goal(forecast=GoalVerdict.NOT_FULFILLED)
    now = with_goal(forecast=GoalVerdict.PARTLY)
    found = movement([now], past(T1, [before]))

    (goal,) = found.forecasts
    assert (goal.unit, goal.goal_id, goal.kind) == ("Exempelenhet Ån", "M1", "Bättre")
    assert (str(goal.before), str(goal.now)) == ("○ Ej uppfyllt", "◐ Delvis uppfyllt")
    without = with_goal(forecast=None)
    (lost,) = movement([without], past(T1, [before])).forecasts
    assert (lost.kind, str(lost.now)) == ("Ändrad prognos", "")


def test_a_goal_with_another_text_is_listed_with_both_cut_where_they_are_long() -> None:
    before = with_goal(text=f"Förut {'lång ' * 100}")
    (change,) = movement([with_goal(text="Kort.")], past(T1, [before])).texts

    assert change.before.startswith("Förut lång")
    assert change.before.endswith("… (hela texten står i kortet för tertial 1 2026)")
    assert len(change.before) < 260
    assert change.now == "Kort."


def test_measures_are_counted_by_how_their_outcome_moved() -> None:
    then = replace(
        good_card(),
        measures=(
            replace(good_card().measures[0], outcome_1=Decimal(1000)),
            *good_card().measures[1:3],
            replace(good_card().measures[3], id="T9"),
        ),
    )
    rows = movement([good_card()], past(T1, [then])).measure_counts
    total = rows[-1]

    assert [row.name for row in rows][-1] == "Summa"
    assert (total.better, total.worse) == ("2", "1")
    assert (total.new, total.dropped, total.total) == ("1", "1", "5")


def test_activities_are_counted_and_those_that_stand_out_are_listed() -> None:
    first, second, third, fourth = good_card().activities
    ongoing = ActivityStatus.ONGOING
    then = (
        replace(first, status=ongoing, end=None),
        replace(second, status=ongoing, end=None),
        replace(third, status=ongoing, end=None),
        replace(fourth, id="A8"),
    )
    now = (
        replace(first, status=ActivityStatus.DONE),
        replace(second, status=ActivityStatus.LATE),
        replace(third, status=ActivityStatus.NOT_STARTED, end=None),
        replace(fourth, id="A9", end=None),
    )
    earlier = past(T1, [replace(good_card(), activities=then)])
    found = movement([replace(good_card(), activities=now)], earlier)
    total = found.activity_counts[-1]

    assert [(a.activity_id, a.kind) for a in found.activities] == [
        (first.id, "Genomförd"),
        (second.id, "Försenad"),
        ("A9", "Ny"),
        ("A8", "Borttagen"),
    ]
    assert {a.unit for a in found.activities} == {"Exempelenhet Ån"}
    assert (total.finished, total.late, total.other) == ("1", "1", "1")
    assert (total.new, total.gone, total.total) == ("1", "1", "5")


def test_what_has_no_change_at_all_is_said_in_one_sentence() -> None:
    moved = with_goal(verdict=GoalVerdict.PARTLY)
    found = movement([card_of("E1")], past(T1, [card_of("E1")]))

    assert found.nothing.startswith(
        "Inget har ändrats i målens bedömning, målens prognos, målens text"
    )
    assert movement([good_card()], past(T1, [moved])).nothing.startswith(
        "Inget har ändrats i målens prognos"
    )


def test_the_main_volume_keeps_the_counts_and_leaves_out_the_lists() -> None:
    before = with_goal(verdict=GoalVerdict.PARTLY, forecast=GoalVerdict.PARTLY)
    volumes = (VolumeEntry("Norr", "norr", "1"),)
    cards = gathered([good_card()])
    found = assemble(cards, (past(T1, [before]),), draft=True, volumes=volumes)
    whole = movement([good_card()], past(T1, [before]))

    assert whole.moves
    assert whole.forecasts
    assert (found.movement.moves, found.movement.forecasts) == ((), ())
    assert found.movement.activities == ()
    assert found.movement.measure_counts == whole.measure_counts
    assert found.movement.activity_counts == whole.activity_counts


def test_a_goal_in_its_card_tells_its_own_change() -> None:
    before = with_goal(verdict=GoalVerdict.PARTLY)
    found = report([good_card()], past(T1, [before]))
    (card,) = (card for chapter in found.chapters for card in chapter.cards)
    groups = (p.groups for p in card.perspectives)
    goals = [g for (group,) in groups for g in group.goals]

    assert [g.movement for g in goals] == ["Bättre", "", "", ""]


def test_a_chapters_front_has_its_own_part_of_the_movement() -> None:
    before = with_goal(verdict=GoalVerdict.PARTLY)
    found = report(everybody(), past(T1, [*everybody(), before]))
    fronts = {chapter.name: chapter.front for chapter in found.chapters}
    north = fronts["Exempelavdelning Norr"]

    assert [m.unit for m in north.moves] == ["Exempelenhet Ån"]
    assert north.move_counts is not None
    assert north.move_counts.better == "1"
    assert fronts["Exempelavdelning Söder"].moves == ()


def test_a_card_that_says_nothing_new_is_listed_as_unchanged() -> None:
    same = past(T1, [good_card()])
    (row,) = report([good_card()], same).summary.unchanged

    assert (row.unit, row.file) == ("Exempelenhet Ån", "kort.xlsx")
    assert row.reason.endswith("som i kortet för tertial 1 2026")
    assert report([replace(good_card(), summary="Nytt.")], same).summary.unchanged == ()
