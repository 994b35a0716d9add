from __future__ import annotations

from dataclasses import replace
from datetime import date

from compile.pipeline import obstacles
from tests.helpers.gatherings import card_of, everybody, gathered, reading_of, rejected
from tests.standard.good_card import T1
from workbook_templates.standard.findings import Finding, Severity

STOP = Finding("MK999", Severity.STOP, "Trasig.", "Skicka igen.")
ERROR = Finding("MK100", Severity.ERROR, "Fel.", "Rätta.")


def test_all_units_with_a_card_leave_nobody_missing() -> None:
    found = gathered(everybody())

    assert [c.unit_id for c in found.cards] == ["K0", "A1", "A2", "E1", "E2"]
    assert found.missing == ()
    assert obstacles(found) == ()


def test_a_unit_without_a_card_is_missing_and_stands_in_the_way() -> None:
    found = gathered(c for c in everybody() if c.unit_id != "E1")

    assert [u.id for u in found.missing] == ["E1"]
    assert obstacles(found) == ("Exempelenhet Ån (E1) har inte lämnat in.",)


def test_of_two_cards_the_later_handed_in_counts() -> None:
    early = card_of("E1", handed_in=date(2026, 9, 1), file="b.xlsx")
    late = card_of("E1", handed_in=date(2026, 9, 2), file="a.xlsx")
    found = gathered([late, early])

    assert [c.file for c in found.cards] == ["a.xlsx"]
    assert [c.file for c in found.superseded] == ["b.xlsx"]


def test_a_replaced_workbook_does_not_stand_in_the_way_of_a_final_report() -> None:
    old = reading_of(card_of("E1", handed_in=date(2026, 9, 1), file="old.xlsx"), ERROR)
    found = gathered(everybody(), old)

    assert [c.file for c in found.superseded] == ["old.xlsx"]
    assert obstacles(found) == ()


def test_a_card_with_an_error_and_a_rejected_file_stand_in_the_way() -> None:
    cards = [c for c in everybody() if c.unit_id != "E2"]
    faulty = reading_of(card_of("E2"), ERROR)
    found = gathered(cards, faulty, rejected("skräp.xlsx", STOP))

    assert obstacles(found) == (
        "E2.xlsx har fel som måste rättas.",
        "skräp.xlsx har fel som måste rättas.",
    )
    assert [r.source.name for r in found.rejected] == ["skräp.xlsx"]


def test_an_unknown_unit_and_another_period_are_strangers() -> None:
    unknown, old = card_of("X9"), card_of("E1", period=T1)
    found = gathered([unknown, old])

    assert found.cards == ()
    assert found.strangers == (unknown, old)


def test_findings_of_workbooks_and_of_the_municipality_stand_together() -> None:
    faulty = reading_of(card_of("E2"), replace(ERROR, where=card_of("E2").at("x")))
    found = gathered([], faulty)

    assert {f.where.file for f in found.findings} >= {"", "E2.xlsx"}
