from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.standard.good_card import check, found, with_activity, with_goal
from workbook_templates.standard.model import ActivityStatus, Period

NOT_STARTED, ONGOING, DONE, LATE, DROPPED = ActivityStatus
LAST_DAY = date(2026, 8, 31)  # of 2026-T2
DAY_AFTER = date(2026, 9, 1)


@pytest.mark.parametrize("status", [NOT_STARTED, ONGOING])
def test_an_activity_past_its_end_is_not_open(status: ActivityStatus) -> None:
    card = with_activity(status=status, end=LAST_DAY)
    assert found(card) == ["MK301 Aktiviteter.status"]
    assert "skulle vara klar 2026-08-31" in check(card)[0].wrong
    assert "”Försenad”, ”Genomförd” eller ”Utgår”" in check(card)[0].remedy


def test_an_activity_that_ends_after_the_period_is_not_late() -> None:
    assert found(with_activity(status=ONGOING, end=DAY_AFTER)) == []
    assert found(with_activity(status=DONE, end=LAST_DAY)) == []
    assert found(with_activity(status=ONGOING, end=None)) == []


@pytest.mark.parametrize("status", [LATE, DROPPED])
def test_a_late_or_dropped_activity_is_explained(status: ActivityStatus) -> None:
    card = with_activity(status=status, end=LAST_DAY)
    assert found(card) == ["MK302 Aktiviteter.comment"]
    assert found(with_activity(card, comment="Upphandlingen drog ut.")) == []


def test_an_activity_does_not_end_before_it_starts() -> None:
    card = with_activity(start=date(2026, 12, 1), end=date(2026, 11, 30))
    assert found(card) == ["MK303 Aktiviteter.end"]
    assert "börjar 2026-12-01 men slutar 2026-11-30" in check(card)[0].wrong
    assert found(with_activity(start=DAY_AFTER, end=DAY_AFTER)) == []


def test_a_done_activity_has_begun() -> None:
    card = with_activity(status=DONE, start=DAY_AFTER)
    assert found(card) == ["MK304 Aktiviteter.status"]
    assert found(with_activity(status=DONE, start=LAST_DAY)) == []
    assert found(with_activity(status=DONE, start=None)) == []


def test_an_activity_whose_start_has_passed_has_begun() -> None:
    card = with_activity(status=NOT_STARTED, start=LAST_DAY)
    assert found(card) == ["MK305 Aktiviteter.status"]
    assert found(with_activity(card, start=DAY_AFTER)) == []
    assert found(with_activity(card, start=None)) == []


def test_an_activity_that_should_be_done_is_not_also_told_to_begin() -> None:
    card = with_activity(status=NOT_STARTED, end=LAST_DAY)
    assert found(card) == ["MK301 Aktiviteter.status"]


def test_an_activity_ends_within_its_goal_s_years() -> None:
    card = with_goal(with_activity(end=date(2027, 1, 1)), end_year=2026)
    assert found(card) == ["MK306 Aktiviteter.end"]
    assert "mål M1 gäller till 2026" in check(card)[0].wrong
    assert found(with_goal(card, end_year=2027)) == []
    assert found(with_goal(card, end_year=2025)) == ["MK123 Mål.start_year"]
    assert found(with_goal(card, end_year=None)) == []


def test_an_activity_is_late_once_its_end_has_passed() -> None:
    card = with_activity(status=LATE, end=DAY_AFTER)
    assert found(card) == ["MK302 Aktiviteter.comment", "MK307 Aktiviteter.status"]
    assert found(with_activity(card, comment="Leveransen kommer i november.")) == []


def test_without_the_period_s_dates_nothing_is_late() -> None:
    card = with_activity(status=ONGOING, end=LAST_DAY)
    assert not [f for f in found(replace(card, period=None)) if "MK3" in f]
    assert not [f for f in found(replace(card, period=Period(2030, 1))) if "MK3" in f]
