from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from workbook_templates.sample.loader import cards_of
from workbook_templates.sample.variants import (
    APRIL,
    AUGUST,
    DECEMBER,
    activity_at,
    at,
    goal_at,
    holds,
)
from workbook_templates.standard.errors import RegisterError
from workbook_templates.standard.model import Level, Period, Unit
from workbook_templates.standard.register import Register

if TYPE_CHECKING:
    from workbook_templates.standard.model import Scorecard

APRIL_30, DECEMBER_31 = date(2026, 4, 30), date(2026, 12, 31)


@pytest.fixture
def small(register: Register) -> Register:
    unit = Unit("EX-1", "En (exempel)", Level.UNIT, responsible="Chef")
    return Register(
        units=(unit,),
        perspectives=register.perspectives,
        strategy_goals=register.strategy_goals,
        periods=register.periods,
    )


def goal(**changes: object) -> dict[str, Any]:
    return {"text": "Mål", "perspective": "MED", "verdict": "uppfyllt"} | changes


def cards(register: Register, *goals: dict[str, Any]) -> tuple[Scorecard, ...]:
    rows = [{"unit": "EX-1", "goal": list(goals)}]
    return cards_of(rows, register, Period(2026, 2))


def test_a_small_card_takes_what_it_does_not_say_from_unit_and_perspective(
    small: Register,
) -> None:
    activity = {"text": "Gör", "status": "pagar"}
    measure = {"name": "Mäter", "target": Decimal("1.5"), "baseline": 1}
    (card,) = cards(small, goal(activity=[activity], measure=[measure]))
    assert card.responsible == card.goals[0].responsible == "Chef"
    assert card.goals[0].long_term_goal == "Nöjda medborgare"
    assert card.activities[0].responsible == "Chef"
    assert card.measures[0].baseline == Decimal(1)
    assert not card.ready


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"perspective": "X"}, "EX-1, M1: perspektivet ”X” finns inte"),
        ({"verdict": "grön"}, "EX-1, M1: ”grön” finns inte.*ej_matt"),
        ({"strategy_goals": [1, 36]}, "EX-1, M1: strategimål 36 finns inte"),
        ({"coment": "x"}, "EX-1, M1: ett fält är okänt.*coment"),
        ({"measure": [{"target": "80"}]}, "EX-1, MT1: ”80” är inget tal"),
        ({"measure": [{"target": True}]}, "EX-1, MT1: ”True” är inget tal"),
        ({"measure": [{"direction": "Upp"}]}, "EX-1, MT1: ”Upp” finns inte"),
        ({"activity": [{"status": "klar"}]}, "EX-1, A1: ”klar” finns inte"),
        (
            {"activity": [{"start": date(2026, 5, 2), "end": date(2026, 5, 1)}]},
            "EX-1, A1: aktiviteten slutar före den börjar",
        ),
    ],
)
def test_a_fault_is_told_with_unit_and_id(
    small: Register, changes: dict[str, object], message: str
) -> None:
    with pytest.raises(RegisterError, match=message):
        cards(small, goal(**changes))


def test_a_unit_without_a_card_is_told(small: Register) -> None:
    with pytest.raises(RegisterError, match="EX-1: enheten saknar kort för 2026-T1"):
        cards_of([], small, Period(2026, 1))


def test_a_period_without_dates_is_told(small: Register) -> None:
    with pytest.raises(RegisterError, match="EX-1: enheten saknar kort för 2030-T1"):
        cards_of([{"unit": "EX-1"}], small, Period(2030, 1))


def test_two_cards_of_a_unit_are_told(small: Register) -> None:
    rows = [{"unit": "EX-1"}, {"unit": "EX-1"}]
    with pytest.raises(RegisterError, match="EX-1: enheten har två kort"):
        cards_of(rows, small, Period(2026, 1))


def test_a_card_of_an_unknown_unit_is_told(small: Register) -> None:
    rows = [{"unit": "EX-1"}, {"unit": "EX-9"}]
    with pytest.raises(RegisterError, match="EX-9: enheten finns inte"):
        cards_of(rows, small, Period(2026, 1))


def test_augusts_remedy_holds_in_april_only_where_the_goal_deviated() -> None:
    row = goal(remedy="Gör mer.", verdict="delvis")
    assert goal_at(row, APRIL)["remedy"] == "Gör mer."
    assert goal_at(row | {"verdict_1": "uppfyllt"}, APRIL)["remedy"] == ""
    assert goal_at(row | {"remedy_1": "Vänta."}, APRIL)["remedy"] == "Vänta."


@pytest.mark.parametrize(
    ("start", "end", "status"),
    [
        (date(2026, 5, 1), date(2026, 6, 1), "ej_paborjad"),
        (date(2026, 3, 1), date(2026, 5, 1), "pagar"),
        (date(2026, 3, 1), APRIL_30, "genomford"),
    ],
)
def test_an_activitys_status_in_april_follows_from_its_dates(
    start: date, end: date, status: str
) -> None:
    row = {"start": start, "end": end, "status": "genomford"}
    assert activity_at(row, APRIL, APRIL_30)["status"] == status


def test_a_written_status_of_april_goes_before_the_dates() -> None:
    row = {"start": APRIL_30, "end": APRIL_30, "status": "utgar", "status_1": "pagar"}
    assert activity_at(row, APRIL, APRIL_30)["status"] == "pagar"


def test_december_has_its_own_comment_and_remedy_and_no_other() -> None:
    row = goal(comment="Augusti.", remedy="Gör mer.", comment_1="April.")
    assert not {"comment", "remedy"} & set(goal_at(row, DECEMBER))
    assert goal_at(row | {"comment_3": "År."}, DECEMBER)["comment"] == "År."


def test_when_the_year_is_over_the_forecast_is_the_verdict() -> None:
    row = goal(forecast="delvis", verdict_3="ej")
    assert goal_at(row, DECEMBER)["forecast"] == "ej"
    assert goal_at(row, AUGUST)["forecast"] == "delvis"


def test_an_outcome_is_known_from_its_own_tertial_on() -> None:
    row = {"outcome_1": 1, "outcome_2": 2, "outcome_3": 3}
    known = [set(at(row, tertial)) for tertial in (APRIL, AUGUST, DECEMBER)]
    assert known == [{"outcome_1"}, {"outcome_1", "outcome_2"}, set(row)]


@pytest.mark.parametrize(
    ("end", "written", "status"),
    [
        (date(2026, 11, 1), "forsenad", "genomford"),
        (date(2027, 2, 1), "ej_paborjad", "pagar"),
        (date(2026, 11, 1), "utgar", "utgar"),
    ],
)
def test_an_activitys_status_in_december_follows_from_its_dates(
    end: date, written: str, status: str
) -> None:
    row = {"start": APRIL_30, "end": end, "status": written, "comment": "Därför."}
    activity = activity_at(row, DECEMBER, DECEMBER_31)
    assert activity["status"] == status
    assert ("comment" in activity) == (status == "utgar")


def test_a_goal_is_in_the_cards_between_its_first_and_last_tertial() -> None:
    tertials = (APRIL, AUGUST, DECEMBER)
    assert [holds(goal(), t) for t in tertials] == [True, True, True]
    assert [holds(goal(first_tertial=3), t) for t in tertials] == [False, False, True]
    assert [holds(goal(last_tertial=2), t) for t in tertials] == [True, True, False]


def test_a_goal_outside_its_tertials_keeps_its_id_to_itself(small: Register) -> None:
    rows = [{"unit": "EX-1", "goal": [goal(last_tertial=1), goal()]}]
    (card,) = cards_of(rows, small, Period(2026, 2))
    assert [g.id for g in card.goals] == ["M2"]
