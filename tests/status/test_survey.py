from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from compile.history import PastPeriod
from compile.status.model import State
from compile.status.survey import survey
from compile.status.wording import summary_text, todo_text
from tests.helpers.gatherings import card_of, everybody, gathered, reading_of
from tests.helpers.registers import small_register
from tests.standard.good_card import T1, T2, with_goal, with_measure
from workbook_templates.standard.findings import Finding, Severity

if TYPE_CHECKING:
    from compile.status.model import PeriodStatus, UnitStatus
    from workbook_templates.standard.model import Scorecard

TODAY = date(2026, 9, 18)


def surveyed(*cards: Scorecard, past: tuple[Scorecard, ...] = ()) -> PeriodStatus:
    register = small_register()
    plan = register.plan(T2)
    assert plan
    previous = PastPeriod(T1, register, past) if past else None
    return survey(gathered(cards), plan, TODAY, previous)


def the_one(card: Scorecard, *past: Scorecard) -> UnitStatus:
    found = surveyed(card, past=past)
    return next(u for u in found.units if u.unit.id == card.unit_id)


def unmeasured(card: Scorecard) -> Scorecard:
    return with_measure(
        card, outcome_1=None, outcome_2=None, outcome_3=None, previous_outcome=None
    )


def test_a_measure_without_any_value_was_never_updated() -> None:
    found = the_one(unmeasured(card_of("E1")))

    assert found.gaps.never_updated == ("T1",)
    assert found.state is State.NOTED
    assert "Mått som aldrig har fått ett värde: T1." in todo_text(found)


def test_a_value_in_the_last_card_counts_as_an_update() -> None:
    now = unmeasured(card_of("E1"))

    assert the_one(now, card_of("E1", period=T1)).gaps.never_updated == ()
    past = unmeasured(card_of("E1", period=T1))
    assert the_one(now, past).gaps.never_updated == ("T1",)


def test_goals_without_a_responsible_function_are_told() -> None:
    found = the_one(with_goal(card_of("E1"), responsible=""))

    assert "Mål utan ansvarig: M1." in todo_text(found)


def test_an_old_template_is_told() -> None:
    found = the_one(card_of("E1", version="0.9"))

    assert found.state is State.NOTED
    assert "Mallen är gammal (version 0.9)." in todo_text(found)


@pytest.mark.parametrize(
    ("day", "late", "said"),
    [(20, 0, ""), (21, 1, "1 dag för sent"), (25, 5, "5 dagar för sent")],
)
def test_a_card_done_after_the_last_day_is_told(day: int, late: int, said: str) -> None:
    found = the_one(card_of("E1", handed_in=date(2026, 9, day)))

    assert found.days_late == late
    assert said in todo_text(found)


def test_a_second_workbook_of_a_unit_is_named() -> None:
    older = card_of("E1", file="gammal.xlsx", handed_in=date(2026, 9, 1))
    newer = card_of("E1", file="ny.xlsx", handed_in=date(2026, 9, 9))
    found = next(u for u in surveyed(older, newer).units if u.unit.id == "E1")

    assert found.card is newer
    assert found.others == ("gammal.xlsx",)
    assert "gammal.xlsx räknas inte" in todo_text(found)


def test_what_can_wait_does_not_keep_a_period_from_being_clean() -> None:
    cards = [replace(card, version="0.9") for card in everybody()]
    found = surveyed(*cards)

    assert {u.state for u in found.units} == {State.NOTED}
    assert found.is_clean
    assert summary_text(found).startswith("5 av 5 enheter har lämnat in. Inget")


def test_a_fault_that_a_newer_workbook_has_mended_counts_no_more() -> None:
    fault = Finding("MK999", Severity.ERROR, "Fel.", "Rätta.")
    older = card_of("E1", file="gammal.xlsx", handed_in=date(2026, 9, 1))
    newer = card_of("E1", file="ny.xlsx", handed_in=date(2026, 9, 9))
    register = small_register()
    plan = register.plan(T2)
    assert plan
    found = survey(gathered([newer], reading_of(older, fault)), plan, TODAY)

    assert next(u for u in found.units if u.unit.id == "E1").errors == 0


def test_without_an_earlier_period_nobody_is_called_unchanged() -> None:
    found = surveyed(card_of("E1"))

    assert found.since is None
    assert all(u.is_unchanged is None for u in found.units)


def test_files_on_their_way_keep_a_period_from_being_clean() -> None:
    found = replace(surveyed(*everybody()), coming=("kort.xlsx",))

    assert not found.is_clean
