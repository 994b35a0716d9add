from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.helpers.registers import small_register
from tests.standard.good_card import check, found, with_measure
from workbook_templates.standard.findings import Severity
from workbook_templates.standard.model import Direction
from workbook_templates.standard.register import Thresholds

D = Decimal
FREE = {"direction": None, "baseline": None}  # nothing to judge the outcome by


def test_a_target_of_zero_is_asked_about() -> None:
    assert found(with_measure(**FREE, target=D(0))) == ["MK221 Mått.target"]
    assert found(with_measure(**FREE, target=D("0.5"), measured_in="antal")) == [
        "MK222 Mått.outcome_1",
        "MK222 Mått.outcome_2",
    ]


@pytest.mark.parametrize("outcome", [900, 9, -900, D("0.5")])
def test_an_outcome_ten_times_off_the_target_is_asked_about(outcome: Decimal) -> None:
    card = with_measure(**FREE, measured_in="antal", outcome_2=D(outcome))
    assert found(card) == ["MK222 Mått.outcome_2"]


@pytest.mark.parametrize("outcome", [899, D("9.1"), 0])
def test_an_outcome_less_than_ten_times_off_is_plausible(outcome: Decimal) -> None:
    assert found(with_measure(**FREE, measured_in="antal", outcome_2=D(outcome))) == []


def test_the_register_says_how_far_off_is_too_far() -> None:
    register = replace(small_register(), thresholds=Thresholds(plausible_factor=D(3)))
    card = with_measure(**FREE, measured_in="antal", outcome_2=D(270))
    assert found(card) == []
    assert found(card, register=register) == ["MK222 Mått.outcome_2"]


def test_an_unchanged_outcome_is_asked_about() -> None:
    card = with_measure(previous_outcome=D("91.50"))
    assert found(card) == ["MK223 Mått.outcome_2"]
    assert "91,5, samma som förra perioden" in check(card)[0].wrong
    missing = with_measure(previous_outcome=None, outcome_2=None, verdict=None)
    assert found(missing) == []


def test_without_any_period_no_outcome_is_unchanged() -> None:
    assert found(replace(with_measure(previous_outcome=D("91.5")), period=None)) == []


@pytest.mark.parametrize("outcome", [101, -10])
def test_a_percentage_is_between_0_and_100(outcome: int) -> None:
    card = with_measure(**FREE, outcome_2=D(outcome), measured_in=" Procent ")
    assert found(card) == ["MK224 Mått.outcome_2"]
    assert "MK224 Mått.outcome_2" not in found(with_measure(card, measured_in="tkr"))


def test_a_percentage_may_pass_100_when_its_target_does() -> None:
    assert found(with_measure(**FREE, target=D(120), outcome_2=D(110))) == []


def test_a_percentage_far_off_its_target_is_told_once() -> None:
    card = with_measure(**FREE, outcome_2=D(9150))
    assert found(card) == ["MK222 Mått.outcome_2"]


def test_a_target_equal_to_the_baseline_is_asked_about() -> None:
    card = with_measure(baseline=D(90))
    assert found(card) == ["MK225 Mått.target"]
    assert found(with_measure(card, direction=Direction.STAY_ABOVE)) == []


@pytest.mark.parametrize(
    ("direction", "baseline"), [(Direction.INCREASE, 95), (Direction.DECREASE, 70)]
)
def test_a_target_against_the_direction_is_asked_about(
    direction: Direction, baseline: int
) -> None:
    card = with_measure(direction=direction, baseline=D(baseline), comment="Så är det.")
    assert found(card) == ["MK226 Mått.target"]
    assert direction.value in check(card)[0].wrong
    assert found(with_measure(card, direction=Direction.REACH)) == []


def test_plausibility_is_never_more_than_a_warning() -> None:
    cards = [
        with_measure(**FREE, target=D(0)),
        with_measure(**FREE, outcome_2=D(9150)),
        with_measure(previous_outcome=D("91.5")),
        with_measure(**FREE, outcome_2=D(101)),
        with_measure(baseline=D(90)),
        with_measure(baseline=D(95)),
    ]
    severities = {f.severity for card in cards for f in check(card)}
    assert severities == {Severity.WARNING}


def test_a_number_with_very_many_digits_is_told_with_an_exponent() -> None:
    card = with_measure(**FREE, measured_in="antal", outcome_2=D("1E+400"))
    assert "utfallet 1E+400 " in check(card)[0].wrong


def test_what_is_no_number_is_not_judged() -> None:
    card = with_measure(**FREE, outcome_1=D("NaN"), outcome_2=D("-Infinity"))
    assert found(card) == []
