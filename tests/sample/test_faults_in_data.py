from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from workbook_templates.sample.loader import cards_of
from workbook_templates.sample.variants import activity_in_april, goal_in_april
from workbook_templates.standard.errors import RegisterError
from workbook_templates.standard.model import Level, Period, Unit
from workbook_templates.standard.register import Register

if TYPE_CHECKING:
    from workbook_templates.standard.model import Scorecard

APRIL_30 = date(2026, 4, 30)


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
    assert goal_in_april(row)["remedy"] == "Gör mer."
    assert goal_in_april(row | {"verdict_1": "uppfyllt"})["remedy"] == ""
    assert goal_in_april(row | {"remedy_1": "Vänta."})["remedy"] == "Vänta."


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
    assert activity_in_april(row, APRIL_30)["status"] == status


def test_a_written_status_of_april_goes_before_the_dates() -> None:
    row = {"start": APRIL_30, "end": APRIL_30, "status": "utgar", "status_1": "pagar"}
    assert activity_in_april(row, APRIL_30)["status"] == "pagar"
