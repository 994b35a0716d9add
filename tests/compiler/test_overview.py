from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compile.assemble import assemble
from tests.helpers.gatherings import card_of, everybody, gathered, past, rejected
from tests.standard.good_card import T1, good_card, with_goal
from workbook_templates.standard.model import ActivityStatus, GoalVerdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compile.context import Overview
    from compile.history import PastPeriod
    from compile.reading import Reading
    from workbook_templates.standard.model import Scorecard

LINES = 30  # of page one; two thirds of it
SIGNS = 90  # in a line
VERDICTS = st.sampled_from([None, *GoalVerdict])


def overview(
    cards: Iterable[Scorecard], *history: PastPeriod, others: tuple[Reading, ...] = ()
) -> Overview:
    return assemble(gathered(cards, *others), history, draft=True).overview


def sentences(found: Overview) -> Iterator[str]:
    yield found.headline
    for part in (found.on_track, found.off_track, found.changed, found.forecast):
        yield from part
    yield from found.gaps


def judged(card: Scorecard, *verdicts: GoalVerdict | None) -> Scorecard:
    """Return a card with so many goals, judged and forecast to stay so."""
    goal = card.goals[0]
    goals = (
        replace(goal, id=f"M{n}", perspective=f"P{1 + n % 4}", verdict=v, forecast=v)
        for n, v in enumerate(verdicts)
    )
    return replace(card, goals=tuple(goals))


@pytest.mark.parametrize(
    ("verdicts", "headline"),
    [
        ((), "Inga mål är redovisade för perioden."),
        (("ej",), "1 mål är ej uppfyllt."),
        (("uppfyllt", "uppfyllt"), "Alla 2 mål är uppfyllda."),
        (("delvis", "ej"), "Inget av 2 mål är uppfyllt."),
        (("uppfyllt", "ej"), "1 av 2 mål är uppfyllt, det vill säga 50\xa0%."),
        (
            ("uppfyllt", "uppfyllt", "ej"),
            "2 av 3 mål är uppfyllda, det vill säga 67\xa0%.",
        ),
    ],
)
def test_the_headline_is_one_sentence_on_what_is_fulfilled(
    verdicts: tuple[str, ...], headline: str
) -> None:
    card = judged(good_card(), *map(GoalVerdict, verdicts))

    assert overview([card]).headline == headline


def test_what_is_off_track_names_the_department_where_most_of_it_is() -> None:
    not_fulfilled = (GoalVerdict.NOT_FULFILLED,) * 3
    found = overview(
        [
            judged(card_of("E1"), *not_fulfilled),
            judged(card_of("E2"), *not_fulfilled[1:]),
        ]
    )

    assert (
        "5 mål är ej uppfyllda, flest i Exempelavdelning Norr (3)." in found.off_track
    )


def test_what_goes_best_is_named_where_one_stands_out() -> None:
    good = judged(card_of("E1"), *[GoalVerdict.FULFILLED] * 4)
    bad = judged(card_of("E2"), *[GoalVerdict.PARTLY] * 2, *[GoalVerdict.FULFILLED] * 2)
    found = overview([good, bad])

    best = (
        "Arbetsprocess (2 av 2) och Ekonomi (2 av 2)",
        "Exempelavdelning Norr (4 av 4)",
    )
    assert found.on_track == (
        f"Bland perspektiven har {best[0]} störst andel uppfyllda mål.",
        f"Bland avdelningarna har {best[1]} störst andel uppfyllda mål.",
    )
    assert overview([good]).on_track == ()


def test_late_activities_are_off_track() -> None:
    late = replace(good_card().activities[0], status=ActivityStatus.LATE)
    found = overview([replace(good_card(), activities=(late,))])

    assert "1 aktivitet är försenad, i Exempelavdelning Norr." in found.off_track


def test_what_changed_names_the_goals_when_they_are_few() -> None:
    before = with_goal(verdict=GoalVerdict.PARTLY)
    first, *rest = good_card().goals
    now = replace(good_card(), goals=(first, *rest[1:], replace(first, id="M9")))
    found = overview([now], past(T1, [before]))

    assert found.compared_with == "Tertial 1 2026"
    assert found.changed == (
        "Sedan tertial 1 2026 har 1 mål fått bättre bedömning och inget sämre.",
        "Bättre går det för Exempelenhet Ån M1.",
        "1 mål är nytt: Exempelenhet Ån M9.",
        "1 mål är borttaget: Exempelenhet Ån M2.",
    )


def test_what_changed_says_so_when_nothing_has() -> None:
    found = overview([good_card()], past(T1, [good_card()]))

    assert found.changed == (
        "Sedan tertial 1 2026 har inget mål fått bättre eller sämre bedömning.",
    )


def test_changes_without_better_or_worse_and_moved_targets_are_told() -> None:
    not_measured = with_goal(verdict=GoalVerdict.NOT_MEASURED)
    measure = replace(good_card().measures[0], target=Decimal(1))
    unjudged = with_goal(card_of("E2"), verdict=None)
    now = [replace(good_card(), measures=(measure,)), unjudged]
    found = overview(now, past(T1, [not_measured, card_of("E2")]))

    assert found.changed[1:] == (
        "1 mål har gått till eller från ej mätt.",
        "1 mål saknar bedömning nu eller då.",
        "1 mått har fått nytt målvärde under året.",
    )


def test_the_forecast_stands_beside_the_state_now() -> None:
    hopeful = with_goal(
        verdict=GoalVerdict.NOT_FULFILLED, forecast=GoalVerdict.FULFILLED
    )
    fearful = with_goal(card_of("E2"), forecast=GoalVerdict.PARTLY)

    assert overview([hopeful]).forecast == (
        "Vid årets slut väntas 4 mål vara uppfyllda, mot 3 nu.",
        "Då väntas inget mål vara ej uppfyllt, mot 1 nu.",
        "1 mål väntas bli bättre till årets slut.",
    )
    assert overview([fearful]).forecast == (
        "Vid årets slut väntas 3 mål vara uppfyllda, mot 4 nu.",
        "1 mål väntas bli sämre till årets slut: Exempelenhet Ön M1.",
    )


def test_without_any_forecast_nothing_is_said_of_the_years_end() -> None:
    goals = (replace(goal, forecast=None) for goal in good_card().goals)
    card = replace(good_card(), goals=tuple(goals))

    assert overview([card]).forecast == ()
    assert "3 mål saknar prognos." in overview([with_goal_forecast(card)]).forecast


def with_goal_forecast(card: Scorecard) -> Scorecard:
    return with_goal(card, forecast=GoalVerdict.FULFILLED)


def test_the_gaps_name_what_is_missing_late_unreadable_and_unchanged() -> None:
    late = card_of("E2", handed_in=date(2026, 10, 1))
    vague = with_goal(card_of("A2"), verdict=GoalVerdict.NOT_MEASURED)
    found = overview(
        [good_card(), late, vague],
        past(T1, [good_card()]),
        others=(rejected("trasig.xlsx"),),
    )

    assert found.gaps == (
        "2 kort saknas: Exempelkommun och Exempelavdelning Norr.",
        "1 fil gick inte att läsa.",
        "1 kort är sent eller inte klarmarkerat.",
        "1 kort är oförändrat sedan förra perioden: Exempelenhet Ån.",
        "1 mål är ej mätt.",
    )


def test_a_key_figure_has_its_parts_and_its_last_value_beside_it() -> None:
    cards = [judged(card_of("E1"), *[GoalVerdict.FULFILLED] * 3, None)]
    before = [judged(card_of("E1"), GoalVerdict.FULFILLED)]
    fulfilled, *_, without = overview(cards, past(T1, before)).figures

    assert (fulfilled.text, fulfilled.value) == ("Uppfyllda mål", "3")
    assert fulfilled.share == "75\xa0% av 4 mål"
    assert fulfilled.parts == "Medborgare/kund 1, Medarbetare 1, Arbetsprocess 1"
    assert (fulfilled.previous, str(fulfilled.mark)) == ("1", "● Uppfyllt")
    assert (without.value, without.parts, without.previous) == ("1", "Ekonomi 1", "0")


@settings(max_examples=25, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["K0", "A1", "A2", "E1", "E2"]), st.lists(VERDICTS, max_size=6)
    ),
    st.lists(VERDICTS, max_size=6),
)
def test_page_one_is_short_in_whole_sentences_without_a_nought(
    now: dict[str, list[GoalVerdict | None]], then: list[GoalVerdict | None]
) -> None:
    cards = [judged(card_of(unit), *verdicts) for unit, verdicts in now.items()]
    before = [judged(card_of(unit), *then) for unit in now]
    found = overview(cards, *([past(T1, before)] if before else []))
    told = list(sentences(found))

    assert all(re.fullmatch(r"[A-ZÅÄÖ0-9].*\.", text) for text in told)
    assert not [text for text in told if re.search(r"\b0 ", text)]
    assert sum(1 + len(text) // SIGNS for text in told) <= LINES
    total = sum(map(len, now.values()))
    assert sum(int(figure.value) for figure in found.figures) == total
    for figure in found.figures:
        parts = map(int, re.findall(r" (\d+)(?:,|$)", figure.parts))
        assert sum(parts) == int(figure.value)


def test_page_one_of_everybody_says_nothing_that_is_not_there() -> None:
    found = overview(everybody())

    assert found.off_track == ()
    assert found.gaps == ()
    assert {f.name for f in fields(found)} >= {"headline", "figures"}
