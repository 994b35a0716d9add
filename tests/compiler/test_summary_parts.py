"""The parts of the report that are tables and charts of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compile.assemble import assemble
from compile.chart_data import chart
from compile.context import Counts
from compile.wording import listed, share_text
from tests.helpers.gatherings import card_of, everybody, gathered, past, rejected
from tests.helpers.registers import small_register
from tests.standard.good_card import (
    T1,
    good_card,
    with_activity,
    with_goal,
    with_measure,
)
from workbook_templates.standard.model import ActivityStatus, GoalVerdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compile.context import GoalEntry, ReportContext
    from compile.history import PastPeriod
    from compile.reading import Reading
    from workbook_templates.standard.model import Scorecard

VERDICTS = st.sampled_from([None, *GoalVerdict])


def report(
    cards: Iterable[Scorecard], *history: PastPeriod, others: tuple[Reading, ...] = ()
) -> ReportContext:
    return assemble(gathered(cards, *others), history, draft=True)


def goals_of(found: ReportContext) -> list[GoalEntry]:
    """Return the printed goals of a report's only card."""
    (card,) = (card for chapter in found.chapters for card in chapter.cards)
    groups = (group for p in card.perspectives for group in p.groups)
    return [goal for group in groups for goal in group.goals]


def counts(name: str, *numbers: int) -> Counts:
    return Counts(name, *map(str, (*numbers, sum(numbers))))


# --- the heat map


def heat_of(*verdicts: GoalVerdict | None) -> tuple[str, str, str]:
    """Return mark, parts and total of the cell where goals of these verdicts meet."""
    goal = good_card().goals[0]
    goals = (replace(goal, id=f"M{n}", verdict=v) for n, v in enumerate(verdicts))
    heat = report([replace(good_card(), goals=tuple(goals))]).summary.heat_map
    row = next(row for row in heat.rows if row.name == "Exempelavdelning Norr")
    cell = row.cells[heat.perspectives.index("Medborgare/kund")]
    return str(cell.mark), cell.parts.replace("\xa0", " "), cell.total


@pytest.mark.parametrize(
    ("verdicts", "mark", "parts"),
    [
        (("uppfyllt", "ej", "delvis", "ej"), "○ Ej uppfyllt", "● 1 ◐ 1 ○ 2"),
        (("uppfyllt", "delvis", None), "◐ Delvis uppfyllt", "● 1 ◐ 1 Ej bedömt 1"),
        (("ej_matt", None, "uppfyllt"), "Ej bedömt", "● 1 – 1 Ej bedömt 1"),
        (("ej_matt", "uppfyllt"), "– Ej mätt", "● 1 – 1"),
        (("uppfyllt",), "● Uppfyllt", "● 1"),
        ((), "", ""),
    ],
)
def test_a_cell_of_the_heat_map_shows_its_worst_verdict_and_all_parts(
    verdicts: tuple[str | None, ...], mark: str, parts: str
) -> None:
    given = [GoalVerdict(code) if code else None for code in verdicts]

    assert heat_of(*given) == (mark, parts, str(len(verdicts)))


def test_the_heat_map_has_every_department_and_perspective_and_tells_its_rule() -> None:
    heat = report(everybody()).summary.heat_map

    assert [row.name for row in heat.rows] == [
        "Kommunen",
        "Exempelavdelning Norr",
        "Exempelavdelning Söder",
    ]
    assert {len(row.cells) for row in heat.rows} == {len(heat.perspectives)} == {4}
    assert "ej uppfyllt, delvis uppfyllt, ej bedömt, ej mätt och uppfyllt" in heat.rule


# --- the forecast beside the state now


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(VERDICTS, VERDICTS), min_size=1, max_size=8))
def test_each_goal_is_once_in_the_cross_table_of_now_and_forecast(
    judged: list[tuple[GoalVerdict | None, GoalVerdict | None]],
) -> None:
    goal = good_card().goals[0]
    goals = (
        replace(goal, id=f"M{n}", verdict=now, forecast=then)
        for n, (now, then) in enumerate(judged)
    )
    steps = report([replace(good_card(), goals=tuple(goals))]).summary.forecast
    if not any(then for _, then in judged):
        assert steps == ()
        return
    *rows, total = steps

    assert [str(row.now) for row in rows][:4] == [
        "● Uppfyllt",
        "◐ Delvis uppfyllt",
        "○ Ej uppfyllt",
        "– Ej mätt",
    ]
    assert (str(total.now), total.total) == ("Summa", str(len(judged)))
    assert sum(int(row.total) for row in rows) == len(judged)
    expected = sum(then is GoalVerdict.FULFILLED for _, then in judged)
    assert total.fulfilled == str(expected)


# --- periods and charts


def test_goals_are_counted_for_each_period_that_is_known() -> None:
    before = with_goal(verdict=GoalVerdict.PARTLY)
    found = report(everybody(), past(T1, [before]))

    assert [(c.name, c.fulfilled, c.partly) for c in found.summary.by_period] == [
        ("2026-T1", "3", "1"),
        ("2026-T2", "20", "0"),
    ]
    assert found.summary.period_chart.labels == ("2026-T1", "2026-T2")
    assert report(everybody()).summary.by_period == ()
    assert not report(everybody()).summary.period_chart


def test_a_chart_tells_every_bar_in_words_and_leaves_out_noughts() -> None:
    rows = (counts("Ekonomi", 3, 0, 1, 0, 0), counts("Medarbetare", 1, 1, 0, 0, 0))
    made = chart("Mål per perspektiv", "perspektiv", rows, small_register())

    assert made.labels == ("Ekonomi", "Medarbetare")
    assert [(s.name, s.symbol, s.values) for s in made.series] == [
        ("Uppfyllt", "●", (3, 1)),
        ("Delvis uppfyllt", "◐", (0, 1)),
        ("Ej uppfyllt", "○", (1, 0)),
        ("Ej mätt", "–", (0, 0)),
    ]
    assert made.alt == (
        "Stapeldiagram. Mål per perspektiv. Ekonomi har 4 mål: 3 uppfyllda och 1 ej "
        "uppfyllt. Medarbetare har 2 mål: 1 uppfyllt och 1 delvis uppfyllt."
    )


def test_a_chart_of_many_bars_tells_the_sum_and_the_outermost() -> None:
    rows = [counts(f"Enhet {n}", 1, 1, 0, 0, 0) for n in range(7)]
    rows += [counts("Bäst", 4, 0, 0, 0, 0), counts("Sämst", 0, 0, 2, 0, 1)]
    made = chart("Mål per enhet", "enheter", rows, small_register())

    assert made.alt == (
        "Stapeldiagram. Mål per enhet. 21 mål i 9 enheter: 11 uppfyllda, 7 delvis "
        "uppfyllda, 2 ej uppfyllda och 1 utan bedömning. Störst andel uppfyllda mål "
        "har Bäst (4 av 4). Störst andel ej uppfyllda mål har Sämst (2 av 3)."
    )
    assert made.series[-1].values[-1] == 1


def test_nothing_is_drawn_where_there_are_no_goals() -> None:
    rows = (counts("Ekonomi", 0, 0, 0, 0, 0),)

    assert not chart("Mål", "perspektiv", rows, small_register())


def test_each_chapter_begins_with_the_same_four_parts() -> None:
    off = with_goal(verdict=GoalVerdict.PARTLY)
    late = with_activity(off, status=ActivityStatus.LATE)
    chapters = report([late, *everybody()[:3]], past(T1, [good_card()])).chapters
    front = {chapter.name: chapter.front for chapter in chapters}
    north = front["Exempelavdelning Norr"]

    assert north.sentences == (
        "Av 8 mål är 7 uppfyllda och 1 delvis uppfyllt.",
        "Alla 2 kort är inlämnade.",
    )
    assert [row.name for row in north.by_perspective][-2:] == ["Ekonomi", "Summa"]
    assert north.by_perspective[-1].total == "8"
    assert north.chart.labels[0] == "Medborgare/kund"
    assert north.since == "Tertial 1 2026"
    assert [d.goal_id for d in north.deviations] == ["M1"]
    assert [a.activity_id for a in north.late_activities] == ["A1"]
    south = front["Exempelavdelning Söder"]
    assert south.sentences[-1] == "1 av 2 kort är inlämnat."
    assert south.deviations == ()
    assert south.late_activities == ()


def test_a_chapter_without_cards_or_goals_says_so() -> None:
    chapters = report([card_of("E1", goals=())]).chapters
    front = {chapter.name: chapter.front for chapter in chapters}

    assert front["Kommunen"].sentences == ("Inget kort är inlämnat.",)
    assert front["Exempelavdelning Norr"].sentences[0] == "Inga mål är redovisade."


# --- what is late or missing


def test_an_activity_is_late_by_its_status_or_by_the_periods_last_day() -> None:
    first, second, third, _ = good_card().activities
    card = replace(
        good_card(),
        activities=(
            replace(first, status=ActivityStatus.LATE, comment="Kom bort."),
            replace(second, end=date(2026, 8, 31)),
            replace(third, end=date(2026, 9, 1)),
        ),
    )
    rows = report([card]).summary.late_activities

    assert [(r.activity_id, r.reason) for r in rows] == [
        ("A1", "Status: Försenad"),
        ("A2", "Skulle vara klar 2026-08-31"),
    ]
    assert (rows[0].unit, rows[0].comment) == ("Exempelenhet Ån", "Kom bort.")
    assert rows[0].department == "Exempelavdelning Norr"


def test_a_missing_card_tells_whether_a_file_of_the_unit_was_refused() -> None:
    found = report([], others=(rejected("E1 Exempelenhet Ån.xlsx"),))
    reasons = {row.unit: row.reason for row in found.summary.missing}

    assert reasons["Exempelenhet Ån"] == "Avvisad: E1 Exempelenhet Ån.xlsx"
    assert reasons["Exempelenhet Ön"] == "Saknas i inkorgen"


# --- the strategy


def test_the_golden_thread_leads_from_area_to_goal_to_card() -> None:
    card = with_goal(strategy_goals=(3, 3), verdict=GoalVerdict.PARTLY)
    thread = report([replace(card, goals=card.goals[:1])]).thread
    areas = {area.name: area for area in thread}
    (goal,) = areas["Exempelområde två"].goals
    (step,) = goal.steps

    assert goal.label == "Mål 3 Exempelmål tre"
    assert (step.unit, step.goal_id, str(step.verdict)) == (
        "Exempelenhet Ån",
        "M1",
        "◐ Delvis uppfyllt",
    )
    assert areas["Exempelområde två"].uncovered == ("Mål 4 Exempelmål fyra",)
    assert areas["Exempelområde tre"].goals == ()


def test_the_coverage_counts_the_cards_that_refer_to_a_goal() -> None:
    areas = report(everybody()).coverage
    counted = {goal.number: goal.card_count for area in areas for goal in area.goals}

    assert counted == {"1": "5", "2": "5", "3": "5", "4": "5", "5": "0"}


# --- what a verdict rests on


@pytest.mark.parametrize(
    ("outcomes", "verdict", "basis"),
    [
        ((95,), "uppfyllt", "Mätt, enligt reglerna"),
        ((95,), "delvis", "Mätt, avviker från reglerna"),
        ((95, 10), "delvis", "Mätt, enligt reglerna"),
        ((80, 10), "uppfyllt", "Mätt, avviker från reglerna"),
        ((95,), None, "Mätt, avviker från reglerna"),
        ((None,), "uppfyllt", "Egen bedömning"),
        ((), "uppfyllt", "Egen bedömning"),
        ((), None, ""),
    ],
)
def test_a_goal_tells_what_its_verdict_rests_on(
    outcomes: tuple[int | None, ...], verdict: str | None, basis: str
) -> None:
    measure = good_card().measures[0]
    measures = (
        replace(measure, id=f"T{n}", outcome_2=None if o is None else Decimal(o))
        for n, o in enumerate(outcomes)
    )
    card = replace(
        with_goal(verdict=GoalVerdict(verdict) if verdict else None),
        measures=tuple(measures),
    )

    assert goals_of(report([card]))[0].basis == basis


def test_measured_and_self_judged_goals_are_counted_by_department() -> None:
    unmeasured = replace(card_of("E1"), measures=())
    off = with_goal(card_of("E2"), verdict=GoalVerdict.PARTLY)
    rows = {row.name: row for row in report([unmeasured, off]).basis}
    north, south = rows["Exempelavdelning Norr"], rows["Exempelavdelning Söder"]

    assert (north.measured, north.self_judged, north.total) == ("0", "4", "4")
    assert (south.measured, south.agreeing, south.self_judged) == ("4", "3", "0")
    assert (rows["Summa"].measured, rows["Summa"].total) == ("4", "8")


# --- where everything comes from


def test_sources_are_listed_with_all_who_use_them_and_none_is_left_out() -> None:
    other = with_measure(card_of("E2"), source="")
    found = report([with_measure(source="Basen "), other]).sources

    assert [(s.source, s.count) for s in found] == [
        ("Basen", "1"),
        ("Enkät", "6"),
        ("Ingen källa angiven", "1"),
    ]
    assert (
        found[1].measures
        == "Exempelenhet Ån (T2, T3, T4); Exempelenhet Ön (T2, T3, T4)"
    )


def test_origins_put_runs_of_rows_together_and_break_where_one_is_missing() -> None:
    first, second, third, fourth = good_card().goals
    odd = replace(third, id="")
    card = replace(good_card(), goals=(first, second, odd, fourth))
    goals, measures, activities = report([card]).origins

    assert (goals.sheet, goals.records, goals.rows) == (
        "Mål",
        "M1–M2, utan id, M4",
        "6–7, 8, 9",
    )
    assert (measures.sheet, measures.records, measures.rows) == ("Mått", "T1–T4", "6–9")
    assert (activities.file, activities.rows) == ("kort.xlsx", "6–9")


# --- words


@pytest.mark.parametrize(
    ("words", "limit", "text"),
    [
        ((), None, ""),
        (("a",), None, "a"),
        (("a", "b", "c"), None, "a, b och c"),
        (("a", "b", "c"), 3, "a, b och c"),
        (("a", "b", "c", "d"), 2, "a, b och 2 till"),
    ],
)
def test_a_list_is_cut_where_it_gets_long(
    words: tuple[str, ...], limit: int | None, text: str
) -> None:
    assert listed(words, limit) == text


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (0, 0, ""),
        (0, 9, "0"),
        (1, 900, "1"),
        (899, 900, "99"),
        (1, 2, "50"),
        (2, 2, "100"),
    ],
)
def test_a_share_is_nought_or_all_only_when_it_is(
    part: int, whole: int, text: str
) -> None:
    assert share_text(part, whole) == (text and f"{text}\xa0%")
