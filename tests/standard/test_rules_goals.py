from __future__ import annotations

from dataclasses import replace

import pytest

from tests.standard.good_card import (
    T1,
    T3,
    check,
    found,
    good_card,
    with_activity,
    with_goal,
)
from workbook_templates.standard.findings import Severity
from workbook_templates.standard.model import ActivityStatus, GoalVerdict

FULFILLED, PARTLY, NOT, NOT_MEASURED = GoalVerdict
EXPLAINED = {"comment": "Färre svarade.", "remedy": "Ny enkät i oktober."}


def test_a_good_card_has_no_finding() -> None:
    assert found(good_card()) == []


@pytest.mark.parametrize("verdict", [PARTLY, NOT])
def test_a_deviation_needs_cause_and_remedy(verdict: GoalVerdict) -> None:
    card = with_goal(verdict=verdict, forecast=verdict)
    assert found(card) == ["MK101 Mål.comment", "MK102 Mål.remedy"]
    assert found(with_goal(card, comment="Färre svarade.")) == ["MK102 Mål.remedy"]
    assert found(with_goal(card, **EXPLAINED)) == []


def test_a_dash_is_no_cause() -> None:
    card = with_goal(verdict=PARTLY, forecast=PARTLY, comment=" - ", remedy="Enkät")
    assert found(card) == ["MK101 Mål.comment"]


def test_the_message_of_a_deviation_says_goal_and_verdict() -> None:
    first, _ = check(with_goal(verdict=NOT, forecast=NOT))
    assert str(first) == (
        "Mål!M6: Mål M1 är ”Ej uppfyllt”, men det står inte varför. "
        "Skriv i kommentaren vad det beror på."
    )
    assert first.severity is Severity.ERROR


def test_a_goal_without_id_is_called_so() -> None:
    card = with_goal(id="", verdict=NOT_MEASURED)
    assert "Mål utan id är ”Ej mätt”" in check(card)[0].wrong


def test_a_goal_that_is_not_measured_says_why() -> None:
    card = with_goal(verdict=NOT_MEASURED)
    assert found(card) == ["MK103 Mål.comment"]
    assert found(with_goal(card, comment="Enkäten görs i höst.")) == []


@pytest.mark.parametrize("forecast", [PARTLY, NOT])
def test_a_bad_forecast_needs_cause_and_remedy(forecast: GoalVerdict) -> None:
    card = with_goal(forecast=forecast)
    assert found(card) == ["MK104 Mål.comment", "MK105 Mål.remedy"]
    assert found(with_goal(card, **EXPLAINED)) == []


def test_a_bad_forecast_is_not_told_again_when_the_verdict_asks_for_the_same() -> None:
    assert found(with_goal(verdict=NOT, forecast=NOT)) == [
        "MK101 Mål.comment",
        "MK102 Mål.remedy",
    ]
    assert found(with_goal(verdict=NOT_MEASURED, forecast=NOT)) == [
        "MK103 Mål.comment",
        "MK105 Mål.remedy",
    ]


def test_a_forecast_that_cannot_be_made_is_no_bad_forecast() -> None:
    assert found(with_goal(forecast=NOT_MEASURED)) == []


def test_a_forecast_is_given_until_the_year_is_over() -> None:
    card = with_goal(forecast=None)
    assert found(card) == ["MK106 Mål.forecast"]
    assert "MK106 Mål.forecast" not in found(replace(card, period=T3))


def test_the_card_s_own_period_decides_and_the_expected_one_where_it_has_none() -> None:
    card = with_goal(forecast=None)
    assert "MK106 Mål.forecast" in found(card, period=T3)
    unreadable = replace(card, period=None)
    assert "MK106 Mål.forecast" in found(unreadable, period=T1)
    assert "MK106 Mål.forecast" not in found(unreadable, period=T3)
    assert "MK106 Mål.forecast" not in found(unreadable)


def test_a_better_forecast_has_an_activity_that_goes_on() -> None:
    card = with_goal(verdict=NOT, forecast=FULFILLED, **EXPLAINED)
    assert found(card) == []
    done = with_activity(card, status=ActivityStatus.DONE)
    assert found(done) == ["MK107 Mål.forecast"]
    assert found(with_goal(done, forecast=NOT)) == []
    assert found(with_goal(done, verdict=NOT_MEASURED)) == []


def test_in_t3_the_forecast_is_the_verdict() -> None:
    card = replace(with_goal(forecast=PARTLY, **EXPLAINED), period=T3)
    assert "MK108 Mål.forecast" in found(card)
    assert "MK108 Mål.forecast" not in found(with_goal(card, forecast=FULFILLED))
    assert "MK108 Mål.forecast" not in found(with_goal(card, forecast=None))


def test_before_t3_the_forecast_may_differ() -> None:
    assert found(with_goal(forecast=PARTLY, **EXPLAINED)) == []
