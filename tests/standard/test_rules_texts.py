from __future__ import annotations

from dataclasses import replace

import pytest

from tests.helpers.registers import small_register
from tests.standard.good_card import (
    check,
    found,
    good_card,
    with_activity,
    with_goal,
    with_measure,
)
from workbook_templates.standard.findings import Severity
from workbook_templates.standard.register import Thresholds

NUMBER = "811218-9876"  # an example number with a right check digit
EMAIL = "namn@example.org"
PHONE = "070-123 45 67"


@pytest.mark.parametrize(
    ("code", "text"),
    [("MK402", NUMBER), ("MK403", EMAIL), ("MK404", PHONE), ("MK405", "3 elever")],
)
def test_personal_data_in_a_comment_is_warned_of_but_not_repeated(
    code: str, text: str
) -> None:
    (finding,) = check(with_goal(comment=f"Hör med Exempel, {text}, om läget."))
    assert (finding.code, finding.severity) == (code, Severity.WARNING)
    assert text not in finding.message


@pytest.mark.parametrize(
    ("code", "text"), [("MK402", NUMBER), ("MK403", EMAIL), ("MK404", PHONE)]
)
def test_personal_data_is_looked_for_in_every_text_of_the_author(
    code: str, text: str
) -> None:
    card = replace(good_card(), summary=text, contact=text, responsible=text)
    card = with_goal(card, text=text, responsible=text, comment=text, remedy=text)
    card = with_measure(card, name=text, owner=text, source=text, comment=text)
    card = with_activity(card, text=text, responsible=text, comment=text)
    assert found(card) == [
        f"{code} {place}"
        for place in (
            "Aktiviteter.comment",
            "Aktiviteter.responsible",
            "Aktiviteter.text",
            "Mål.comment",
            "Mål.remedy",
            "Mål.responsible",
            "Mål.text",
            "Mått.comment",
            "Mått.name",
            "Mått.owner",
            "Mått.source",
            "Uppgifter.contact",
            "Uppgifter.responsible",
            "Uppgifter.summary",
        )
    ]


def test_counts_of_few_persons_are_looked_for_in_free_texts_only() -> None:
    assert found(with_goal(text="Minst 2 vuxna för 3 elever")) == []
    assert found(replace(good_card(), summary="Två brukare har klagat.")) == [
        "MK405 Uppgifter.summary"
    ]


def test_a_text_longer_than_the_register_allows_is_told_with_its_length() -> None:
    register = replace(small_register(), thresholds=Thresholds(comment_limit=10))
    card = with_activity(comment="x" * 11)
    summary = replace(card, summary="y" * 10)
    assert found(summary, register=register) == ["MK401 Aktiviteter.comment"]
    assert "11 tecken" in check(summary, register=register)[0].wrong
    assert "högst 10" in check(summary, register=register)[0].wrong


def test_an_ordinary_comment_draws_no_warning() -> None:
    text = "Under 2026-2027 kostar det 1 234 567 kr, 12,5 % mer, för 104 elever."
    assert found(with_goal(comment=text, remedy=text)) == []
