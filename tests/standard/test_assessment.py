from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook_templates.standard.assessment import (
    ASSESSMENT_TEXT,
    assessment_texts,
    expected_verdict,
)
from workbook_templates.standard.model import Direction, GoalVerdict, Measure
from workbook_templates.standard.register import Thresholds

FULFILLED, PARTLY, NOT, _ = GoalVerdict
INCREASE, DECREASE, STAY_ABOVE, REACH, APPROACH = Direction
WORST_TO_BEST = [NOT, PARTLY, FULFILLED]
NUMBERS = st.decimals(-1000, 1000, places=2)
SHARES = st.decimals("0.1", 1, places=2)


def judged(
    direction: Direction | None,
    target: object,
    outcome: object,
    baseline: object = None,
    share: str = "0.8",
) -> GoalVerdict | None:
    """Return the verdict that an outcome gives in T2; numbers as Decimal reads them."""
    measure = Measure(
        "T1",
        direction=direction,
        target=_decimal(target),
        outcome_2=_decimal(outcome),
        baseline=_decimal(baseline),
    )
    return expected_verdict(measure, 2, Thresholds(partly_from=Decimal(share)))


@pytest.mark.parametrize("direction", [INCREASE, STAY_ABOVE])
@pytest.mark.parametrize(
    ("outcome", "verdict"),
    [
        ("90", FULFILLED),
        ("95", FULFILLED),
        ("89.99", PARTLY),
        ("72", PARTLY),
        ("71.99", NOT),
        ("0", NOT),
        ("-5", NOT),
    ],
)
def test_upward_a_share_of_the_target_is_partly_fulfilled(
    direction: Direction, outcome: str, verdict: GoalVerdict
) -> None:
    assert judged(direction, 90, outcome) is verdict


@pytest.mark.parametrize(
    ("outcome", "verdict"),
    [
        ("8", FULFILLED),
        ("-1", FULFILLED),
        ("8.01", PARTLY),
        ("10", PARTLY),
        ("10.01", NOT),
    ],
)
def test_downward_the_share_is_mirrored(outcome: str, verdict: GoalVerdict) -> None:
    assert judged(DECREASE, 8, outcome) is verdict


@pytest.mark.parametrize("target", ["0", "-10"])
def test_a_target_of_zero_or_less_is_fulfilled_or_not(target: str) -> None:
    more, less = Decimal(target) + 1, Decimal(target) - 1
    assert judged(INCREASE, target, target) is FULFILLED
    assert judged(INCREASE, target, more) is FULFILLED
    assert judged(INCREASE, target, less) is NOT
    assert judged(DECREASE, target, target) is FULFILLED
    assert judged(DECREASE, target, more) is NOT
    assert judged(DECREASE, target, less) is FULFILLED


def test_reaching_goes_from_the_baseline_to_the_target() -> None:
    assert judged(REACH, 100, 110, baseline=50) is FULFILLED
    assert judged(REACH, 100, 80, baseline=50) is PARTLY
    assert judged(REACH, 100, 110, baseline=287) is PARTLY
    assert judged(REACH, 100, 95, baseline=287) is FULFILLED
    assert judged(REACH, 100, 200, baseline=287) is NOT


@pytest.mark.parametrize("baseline", [None, 100])
def test_reaching_with_no_way_to_go_is_told_at_the_target_only(
    baseline: int | None,
) -> None:
    assert judged(REACH, 100, 100, baseline=baseline) is FULFILLED
    assert judged(REACH, 100, 99, baseline=baseline) is None


def test_approaching_is_told_by_the_distance_on_either_side() -> None:
    assert judged(APPROACH, 100, 95, baseline=90) is FULFILLED
    assert judged(APPROACH, 100, 105, baseline=90) is FULFILLED
    assert judged(APPROACH, 100, 110, baseline=90) is PARTLY
    assert judged(APPROACH, 100, 89, baseline=90) is NOT
    assert judged(APPROACH, 100, 100, baseline=100) is FULFILLED
    assert judged(APPROACH, 100, 95) is None
    assert judged(APPROACH, 100, 100) is FULFILLED


def test_what_is_missing_gives_no_verdict() -> None:
    assert judged(None, 90, 90) is None
    assert judged(INCREASE, None, 90) is None
    assert judged(INCREASE, 90, None) is None
    assert judged(INCREASE, 90, "NaN") is None
    assert judged(INCREASE, "Infinity", 90) is None


def test_only_the_tertial_s_own_outcome_counts() -> None:
    measure = Measure("T1", direction=INCREASE, target=Decimal(1), outcome_1=Decimal(2))
    assert expected_verdict(measure, 1, Thresholds()) is FULFILLED
    assert expected_verdict(measure, 2, Thresholds()) is None


@given(NUMBERS, NUMBERS, NUMBERS, SHARES)
def test_upward_more_is_never_worse(
    target: Decimal, one: Decimal, other: Decimal, share: Decimal
) -> None:
    less, more = sorted([one, other])
    assert _rank(INCREASE, target, less, share) <= _rank(INCREASE, target, more, share)


@given(NUMBERS, NUMBERS, NUMBERS, SHARES)
def test_downward_less_is_never_worse(
    target: Decimal, one: Decimal, other: Decimal, share: Decimal
) -> None:
    less, more = sorted([one, other])
    assert _rank(DECREASE, target, less, share) >= _rank(DECREASE, target, more, share)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_a_lower_demand_never_makes_it_worse(
    target: Decimal, outcome: Decimal, baseline: Decimal
) -> None:
    for direction in Direction:
        strict = judged(direction, target, outcome, baseline, "0.9")
        mild = judged(direction, target, outcome, baseline, "0.5")
        assert (strict is None) == (mild is None)
        if strict and mild:
            assert WORST_TO_BEST.index(strict) <= WORST_TO_BEST.index(mild)


@given(NUMBERS, NUMBERS)
def test_the_target_itself_is_always_fulfilled(
    target: Decimal, baseline: Decimal
) -> None:
    assert {judged(d, target, target, baseline) for d in Direction} == {FULFILLED}


def test_the_reading_guide_has_each_direction_with_the_limit_filled_in() -> None:
    texts = dict(assessment_texts(Thresholds()))
    assert list(texts) == ["Öka", "Minska", "Ligga över", "Nå", "Närma sig"]
    assert texts["Öka"] == (
        "Uppfyllt när utfallet är minst målvärdet, "
        "delvis uppfyllt när det är minst 80 % av målvärdet, annars ej uppfyllt."
    )
    assert set(ASSESSMENT_TEXT) == set(Direction)
    assert not any("{" in text for text in texts.values())


@pytest.mark.parametrize(
    ("share", "text"), [("0.825", "82,5 %"), ("1", "100 %"), ("0.90", "90 %")]
)
def test_the_limit_is_written_in_swedish(share: str, text: str) -> None:
    texts = dict(assessment_texts(Thresholds(partly_from=Decimal(share))))
    assert f"minst {text} av" in texts["Öka"]


def _rank(
    direction: Direction, target: Decimal, outcome: Decimal, share: Decimal
) -> int:
    verdict = judged(direction, target, outcome, share=str(share))
    assert verdict is not None
    return WORST_TO_BEST.index(verdict)


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))
