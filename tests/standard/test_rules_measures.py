from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.standard.good_card import T1, T3, check, found, with_goal, with_measure
from workbook_templates.standard.model import GoalVerdict

D = Decimal
FULFILLED, PARTLY, NOT, NOT_MEASURED = GoalVerdict


def test_a_verdict_that_disagrees_with_the_outcome_is_explained() -> None:
    card = with_measure(outcome_2=D("85.5"))
    assert found(card) == ["MK201 Mått.verdict"]
    assert check(card)[0].wrong == (
        "Mått T1 är bedömt som ”Uppfyllt”, men utfallet 85,5 mot målvärdet 90 ger "
        "”Delvis uppfyllt”."
    )
    assert found(with_measure(card, comment="Ny mätmetod.")) == []
    assert found(with_goal(with_measure(card, verdict=PARTLY), comment="Nära.")) == []


def test_a_verdict_that_cannot_be_counted_is_the_author_s() -> None:
    assert found(with_measure(direction=None)) == []
    assert found(with_measure(target=None)) == ["MK204 Mått.target"]
    assert found(with_measure(verdict=None)) == []


def test_a_judged_measure_has_an_outcome_for_the_period() -> None:
    card = with_measure(outcome_2=None)
    assert found(card) == ["MK202 Mått.outcome_2"]
    assert "utfallet för T2 saknas" in check(card)[0].wrong
    assert found(with_measure(card, verdict=NOT_MEASURED)) == []
    assert found(with_measure(card, verdict=None)) == []


def test_an_outcome_is_judged_or_explained() -> None:
    card = with_measure(verdict=NOT_MEASURED)
    assert found(card) == ["MK203 Mått.verdict"]
    assert found(with_measure(card, comment="Värdet är preliminärt.")) == []


def test_an_outcome_of_a_coming_tertial_is_told() -> None:
    card = with_measure(outcome_3=D(92))
    assert found(card) == ["MK205 Mått.outcome_3"]
    first = replace(with_measure(previous_outcome=None), period=T1)
    assert "MK205 Mått.outcome_2" in found(first)
    assert not [f for f in found(replace(card, period=T3)) if "MK205" in f]


def test_a_gap_before_an_outcome_is_told() -> None:
    card = with_measure(outcome_1=None)
    assert found(card) == ["MK206 Mått.outcome_1"]
    assert "saknar utfall för T1, men har ett för T2" in check(card)[0].wrong


def test_no_gap_is_told_where_nothing_was_measured_last_period() -> None:
    unmeasured = {"previous_verdict": GoalVerdict.NOT_MEASURED}
    assert found(with_measure(outcome_1=None, **unmeasured)) == []


def test_no_gap_is_told_before_the_first_outcome() -> None:
    assert found(with_measure(outcome_1=None, outcome_2=None, verdict=None)) == []


def test_a_measure_has_an_owner_and_a_source() -> None:
    assert found(with_measure(owner="")) == ["MK211 Mått.owner"]
    assert found(with_measure(source="-")) == ["MK212 Mått.source"]


def test_without_any_period_no_outcome_is_asked_for() -> None:
    card = replace(with_measure(outcome_1=None, outcome_2=None), period=None)
    assert found(card) == []
