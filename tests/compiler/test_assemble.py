from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from compile.assemble import assemble
from compile.context import Counts
from tests.helpers.gatherings import card_of, everybody, gathered, rejected
from tests.helpers.registers import WITHDRAWN_GOAL
from tests.standard.good_card import good_card, with_goal, with_measure
from workbook_templates.standard.findings import Finding, Location, Severity
from workbook_templates.standard.model import GoalVerdict

if TYPE_CHECKING:
    from compile.context import Card
    from workbook_templates.standard.model import Scorecard

STOP = Finding("MK999", Severity.STOP, "Trasig.", "Skicka igen.", Location("x.xlsx"))


def printed_card(card: Scorecard) -> Card:
    """Return the only card of a report, as it is printed."""
    chapters = assemble(gathered([card]), draft=True).chapters
    (printed,) = (printed for chapter in chapters for printed in chapter.cards)
    return printed


def test_goals_are_counted_by_perspective_with_a_total_of_its_parts() -> None:
    summary = assemble(gathered(everybody()), draft=True).summary

    assert [c.name for c in summary.by_perspective] == [
        "Medborgare/kund",
        "Medarbetare",
        "Arbetsprocess",
        "Ekonomi",
        "Summa",
    ]
    assert {c.total for c in summary.by_perspective[:-1]} == {"5"}
    assert summary.totals == summary.by_perspective[-1]
    assert summary.totals.total == "20"


def test_goals_are_counted_by_department_with_the_municipality_first() -> None:
    summary = assemble(gathered(everybody()), draft=True).summary

    assert [(c.name, c.total) for c in summary.by_department] == [
        ("Kommunen", "4"),
        ("Exempelavdelning Norr", "8"),
        ("Exempelavdelning Söder", "8"),
        ("Summa", "20"),
    ]


def test_a_goal_without_verdict_or_perspective_is_counted_all_the_same() -> None:
    card = with_goal(verdict=None, perspective="")
    summary = assemble(gathered([card]), draft=True).summary
    lost = next(c for c in summary.by_perspective if c.name == "Utan perspektiv")

    assert lost == Counts("Utan perspektiv", "0", "0", "0", "0", "1", "1")
    assert summary.sentences[-1].endswith(": 3 uppfyllda och 1 utan bedömning.")


def test_a_goal_off_track_is_listed_with_cause_remedy_and_forecast() -> None:
    card = with_goal(
        verdict=GoalVerdict.NOT_FULFILLED,
        forecast=GoalVerdict.PARTLY,
        comment="Sent besked.",
        remedy="Ny tidplan.",
    )
    (row,) = assemble(gathered([card]), draft=True).summary.not_fulfilled

    assert (row.unit, row.cause, row.remedy) == (
        "Exempelenhet Ån",
        "Sent besked.",
        "Ny tidplan.",
    )
    assert (str(row.verdict), str(row.forecast)) == (
        "○ Ej uppfyllt",
        "◐ Delvis uppfyllt",
    )


def test_a_long_cause_is_cut_in_the_summary_and_whole_in_the_card() -> None:
    long = "ord " * 8000
    card = with_goal(verdict=GoalVerdict.PARTLY, comment=long)
    report = assemble(gathered([card]), draft=True)
    cause = report.summary.not_fulfilled[0].cause
    goals = printed_card(card).perspectives[0].groups[0].goals

    assert cause.endswith("(hela texten står i kortet)")
    assert goals[0].comment == long


def test_a_measure_of_no_goal_is_printed_with_the_card() -> None:
    printed = printed_card(with_measure(goal_id="M99"))

    assert [m.goal_id for m in printed.loose_measures] == ["M99"]


def test_a_goal_of_no_perspective_is_printed_last_in_the_card() -> None:
    card = printed_card(with_goal(perspective=""))

    assert card.perspectives[-1].name == "Mål utan perspektiv"
    assert card.perspectives[-1].groups[0].goals[0].id == good_card().goals[0].id


def test_numbers_are_printed_with_decimal_comma_and_all_their_digits() -> None:
    printed = printed_card(with_measure(target=Decimal("12345.50")))
    goal = printed.perspectives[0].groups[0].goals[0]

    assert goal.measures[0].target == "12\N{NO-BREAK SPACE}345,50"


def test_every_file_that_is_left_out_is_named_with_its_reason() -> None:
    old = card_of("E1", handed_in=date(2026, 1, 1), file="gammalt.xlsx")
    found = gathered(
        [*everybody(), old, card_of("X9")], rejected("x.xlsx", STOP), rejected("y.xlsx")
    )
    reasons = {r.file: r.reason for r in assemble(found, draft=True).rejected}

    assert reasons["x.xlsx"] == "Trasig. Skicka igen."
    assert reasons["y.xlsx"] == "Gick inte att läsa."
    assert reasons["gammalt.xlsx"] == "Exempelenhet Ån har lämnat in ett nyare kort."
    assert "hör inte till den här rapporten" in reasons["X9.xlsx"]


def test_the_coverage_names_the_goals_that_refer_and_those_that_nobody_does() -> None:
    card = with_goal(strategy_goals=(3, 3, WITHDRAWN_GOAL))
    others = replace(card, goals=(card.goals[0],))
    areas = assemble(gathered([others]), draft=True).coverage
    rows = {g.number: (g.cards, g.covered) for a in areas for g in a.goals}
    mine = (f"Exempelenhet Ån ({card.goals[0].id})", True)

    assert rows["3"] == mine
    assert rows[str(WITHDRAWN_GOAL)] == mine
    assert rows["1"] == ("Inget kort hänvisar hit", False)


def test_an_unknown_strategy_goal_is_printed_as_unknown() -> None:
    card = printed_card(with_goal(strategy_goals=(99,)))

    assert card.perspectives[0].groups[0].goals[0].strategy_goals == (
        "Mål 99 (finns inte i registret)",
    )


def test_a_chapter_says_which_cards_it_lacks() -> None:
    report = assemble(gathered([card_of("A1")]), draft=True)
    north = next(c for c in report.chapters if c.name == "Exempelavdelning Norr")

    assert north.notices == ("Exempelenhet Ån har inte lämnat in målkort.",)
    assert [c.unit for c in north.cards] == ["Exempelavdelning Norr"]


def test_late_and_unready_cards_are_listed() -> None:
    late = card_of("E1", handed_in=date(2026, 10, 1))
    unready = card_of("E2", ready=False, handed_in=None)
    rows = assemble(gathered([late, unready]), draft=True).summary.late

    assert [(r.unit, r.reason) for r in rows] == [
        ("Exempelenhet Ån", "Klart efter sista dagen 2026-09-20"),
        ("Exempelenhet Ön", "Inte markerat som klart"),
    ]


@pytest.mark.parametrize("draft", [True, False])
def test_only_a_draft_says_that_it_is_one(draft: bool) -> None:  # noqa: FBT001
    report = assemble(gathered([], rejected("x.xlsx", STOP)), draft=draft)

    assert report.draft is draft
    assert bool(report.draft_notices) is draft


def test_a_card_without_goals_is_said_to_be_empty() -> None:
    card = printed_card(card_of("E1", goals=()))

    assert card.notices == ("Kortet innehåller inga mål.",)


def test_findings_are_grouped_by_workbook_with_the_place_in_it() -> None:
    report = assemble(gathered([], rejected("x.xlsx", STOP)), draft=True)
    groups = {g.name: g.findings for g in report.findings}

    assert groups["x.xlsx"][0].place == ""
    assert "Hela kommunen" in groups
