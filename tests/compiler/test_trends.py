from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from compile.assemble import assemble
from tests.helpers.gatherings import gathered, past
from tests.standard.good_card import T1, T2, good_card, with_measure
from workbook_templates.standard.model import Direction, Period

if TYPE_CHECKING:
    from compile.context import Trends
    from compile.history import PastPeriod
    from workbook_templates.standard.model import Scorecard


def one_measure(**changes: object) -> Scorecard:
    """Return a card with a single measure, whose outcomes are those given alone."""
    none = {"outcome_1": None, "outcome_2": None, "outcome_3": None}
    card = with_measure(**(none | changes))
    return replace(card, measures=card.measures[:1])


def trends(card: Scorecard, *history: PastPeriod) -> Trends:
    return assemble(gathered([card]), history, draft=True).trends


def year(number: int, **outcomes: object) -> PastPeriod:
    return past(Period(number, 3), [one_measure(**outcomes)])


def test_a_measure_is_followed_through_all_periods_that_are_known() -> None:
    found = trends(
        one_measure(outcome_2=Decimal("88.5")),
        year(2025, outcome_3=Decimal(80)),
        past(T1, [one_measure(outcome_1=Decimal(84))]),
    )
    (row,) = found.measures

    assert found.periods == ("2025-T3", "2026-T1", "2026-T2")
    assert row.values == ("80", "84", "88,5")
    assert (row.unit, row.direction, row.target) == ("Exempelenhet Ån", "Öka", "90")
    assert row.development.label == "Bättre"


def test_a_period_without_a_card_is_known_by_what_later_cards_say_of_it() -> None:
    found = trends(one_measure(outcome_1=Decimal(84), outcome_2=Decimal(83)))

    assert found.periods == ("2026-T1", "2026-T2")
    assert found.measures[0].values == ("84", "83")
    assert found.measures[0].development.label == "Sämre"


def test_a_periods_own_card_counts_before_what_a_later_one_says_of_it() -> None:
    now = one_measure(outcome_1=Decimal(1), outcome_2=Decimal(83))
    found = trends(now, past(T1, [one_measure(outcome_1=Decimal(84))]))

    assert found.measures[0].values == ("84", "83")


def test_a_value_that_is_missing_in_between_is_an_empty_cell() -> None:
    (measure,) = one_measure(outcome_2=Decimal(80)).measures
    both = replace(measure, id="T2", outcome_1=Decimal(79))
    now = replace(good_card(), measures=(measure, both))
    found = trends(now, year(2025, outcome_3=Decimal(80)))

    assert found.periods == ("2025-T3", "2026-T1", "2026-T2")
    assert [row.values for row in found.measures] == [
        ("80", "", "80"),
        ("", "79", "80"),
    ]
    assert [r.development.label for r in found.measures] == ["Oförändrat", "Bättre"]


def test_a_measure_with_a_single_value_is_no_trend_and_is_counted() -> None:
    card = good_card()
    single = replace(card.measures[0], id="T9", outcome_1=None)
    found = trends(replace(card, measures=(*card.measures, single)))

    assert [row.measure_id for row in found.measures] == ["T1", "T2", "T3", "T4"]
    assert found.notices == (
        "1 mått har värde för en enda period och visas inte här, men i sitt kort.",
    )


def test_only_the_latest_six_periods_are_columns_and_older_ones_are_named() -> None:
    each = [Decimal(n) for n in (70, 71, 72)]
    history = [
        year(n, outcome_1=each[0], outcome_2=each[1], outcome_3=each[2])
        for n in (2024, 2025)
    ]
    found = trends(one_measure(outcome_2=Decimal(75)), *history)

    assert found.periods == (
        *("2024-T2", "2024-T3"),
        *("2025-T1", "2025-T2", "2025-T3"),
        "2026-T2",
    )
    assert "Äldre värden, från 2024-T1, finns i rapportens öppna data." in "".join(
        found.notices
    )


def test_a_direction_that_is_missing_gives_no_development() -> None:
    row = trends(
        one_measure(direction=None, outcome_1=Decimal(1), outcome_2=Decimal(2))
    ).measures[0]

    assert not row.development


def test_a_measure_that_should_come_nearer_is_judged_by_its_distance() -> None:
    row = trends(
        one_measure(
            direction=Direction.APPROACH,
            outcome_1=Decimal(99),
            outcome_2=Decimal(83),
        )
    ).measures[0]

    assert row.development.label == "Bättre"


def test_a_trend_into_a_new_year_comes_with_a_word_of_caution() -> None:
    now = one_measure(outcome_2=Decimal(83))
    across = trends(now, year(2025, outcome_3=Decimal(80)))
    same_tertial = trends(now, past(Period(2025, 2), [now]))

    assert "börjar om i januari" in "".join(across.notices)
    assert "börjar om i januari" not in "".join(same_tertial.notices)


def test_outcomes_of_tertials_to_come_are_no_values() -> None:
    found = trends(one_measure(outcome_2=Decimal(1), outcome_3=Decimal(2)))

    assert T2.tertial == 2
    assert found.measures == ()
