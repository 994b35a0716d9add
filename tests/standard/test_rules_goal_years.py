from __future__ import annotations

from dataclasses import replace

from tests.standard.good_card import check, found, with_goal


def test_a_goal_does_not_end_before_it_starts() -> None:
    card = with_goal(start_year=2027, end_year=2026)
    assert found(card) == ["MK121 Mål.end_year"]
    assert "gäller från 2027 men till 2026" in check(card)[0].wrong
    assert found(with_goal(start_year=2026, end_year=2026)) == []


def test_a_goal_applies_for_three_years_at_most() -> None:
    card = with_goal(start_year=2025, end_year=2028)
    assert found(card) == ["MK122 Mål.end_year"]
    assert "4 år" in check(card)[0].wrong
    assert "högst 3 år" in check(card)[0].remedy
    assert found(with_goal(start_year=2026, end_year=2028)) == []


def test_a_goal_applies_in_the_card_s_year() -> None:
    assert found(with_goal(start_year=2027, end_year=2027)) == ["MK123 Mål.start_year"]
    assert "MK123 Mål.start_year" in found(with_goal(start_year=2024, end_year=2025))


def test_a_year_that_is_missing_is_left_to_parsing() -> None:
    assert found(with_goal(start_year=2030, end_year=None)) == []


def test_without_any_period_no_year_is_wrong() -> None:
    card = replace(with_goal(start_year=2020, end_year=2020), period=None)
    assert not [f for f in found(card) if f.startswith("MK12")]
