from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from compile import wording
from tests.standard.good_card import good_card
from workbook_templates.standard.model import Goal, Period
from workbook_templates.standard.register import PeriodPlan


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (Decimal("3.5"), "3,5"),
        (Decimal("-0.10"), "-0,10"),
        (Decimal("1E+3"), "1\N{NO-BREAK SPACE}000"),
        (Decimal(1234567), "1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567"),
    ],
)
def test_numbers_are_swedish(value: Decimal | None, text: str) -> None:
    assert wording.number_text(value) == text


def test_a_period_tells_its_first_and_last_day() -> None:
    plan = PeriodPlan(
        Period(2026, 2), date(2026, 1, 1), date(2026, 8, 31), date(2026, 9, 20)
    )

    assert wording.period_text(plan) == "Tertial 2 2026 (1 januari–31 augusti 2026)"


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (2025, 2027, "2025–2027"),
        (2026, 2026, "2026"),
        (None, 2026, "2026"),
        (None, None, ""),
    ],
)
def test_a_horizon_is_its_years(start: int | None, end: int | None, text: str) -> None:
    assert wording.horizon_text(Goal("M1", start_year=start, end_year=end)) == text


def test_a_missing_date_is_empty() -> None:
    assert wording.date_text(None) == ""
    assert wording.date_text(good_card().handed_in) == "2026-09-10"


def test_a_short_text_is_not_cut() -> None:
    assert wording.shortened("kort", 4) == "kort"
