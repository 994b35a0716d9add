from __future__ import annotations

import json
import zlib
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from compile.codec import Shared, pack, unpack
from compile.parcels import Outcome
from tests.helpers.registers import small_register
from tests.standard.good_card import good_card
from workbook_templates.registers.loader import example_register
from workbook_templates.sample.loader import example_cards
from workbook_templates.standard.findings import Finding, Location, Severity
from workbook_templates.standard.model import Goal, Origin, Period, Scorecard
from workbook_templates.standard.register import Register

T2 = Period(2026, 2)


def everything(value: object) -> str:
    """Return what a value holds, with the fields that equality leaves out."""
    places = getattr(value, "places", {})
    goals = getattr(value, "goals", ())
    return f"{value!r} {places!r} {[dict(g.origin.columns) for g in goals]}"


@pytest.mark.parametrize("register", [small_register(), example_register()])
def test_a_register_comes_back_as_it_was(register: Register) -> None:
    assert everything(unpack(Register, pack(register))) == everything(register)


@pytest.mark.parametrize(
    "card", [good_card(), *example_cards(T2)], ids=lambda c: c.unit_id
)
def test_a_card_comes_back_as_it_was(card: Scorecard) -> None:
    assert everything(unpack(Scorecard, pack(card))) == everything(card)


def test_numbers_dates_and_odd_characters_come_back_as_they_were() -> None:
    card = replace(
        good_card(),
        summary='"\ud800 åäö € \x00 \n',
        handed_in=date(1899, 12, 31),
        goals=(Goal("1", start_year=-(10**40), comment="x" * 40_000),),
    )
    number = Decimal("-0.00E+3")
    measures = (replace(card.measures[0], target=number, baseline=Decimal("NaN")),)
    back = unpack(Scorecard, pack(replace(card, measures=measures)))

    assert repr(back) == repr(replace(card, measures=measures))


def test_findings_come_back_with_their_severity_and_place() -> None:
    where = Location("a.xlsx", "Mål", "B2")
    found = tuple(Finding("MK1", s, "Fel.", "Rätta.", where) for s in Severity)
    kept = Outcome(None, found, "ab")

    assert unpack(Outcome, pack(kept)) == kept


def test_the_files_own_name_is_put_in_and_others_are_kept() -> None:
    own, other = Location("old.xlsx", "Mål", "B2"), Location("other.xlsx")
    goal = Goal("1", origin=Origin("old.xlsx", "Mål", 2, {"id": "B"}))
    card = Scorecard(
        "E1", goals=(goal,), file="old.xlsx", places={"a": own, "b": other}
    )
    back = unpack(Scorecard, pack(card, "old.xlsx"), "new.xlsx")

    assert back.file == "new.xlsx"
    assert back.goals[0].origin.at("id") == Location("new.xlsx", "Mål", "B2")
    assert back.places == {"a": replace(own, file="new.xlsx"), "b": other}


def test_what_values_have_in_common_is_in_memory_once() -> None:
    shared = Shared()
    goal = Goal("1", responsible="Enhetschef", origin=Origin("", "Mål", 2, {"id": "B"}))
    first, second = (unpack(Goal, pack(goal), "", shared) for _ in range(2))

    assert first.responsible is second.responsible
    assert first.origin.columns is second.origin.columns


def packed(body: object) -> bytes:
    return zlib.compress(json.dumps(body).encode())


def fields_of(goal: Goal) -> list[object]:
    fields: list[object] = json.loads(zlib.decompress(pack(goal)))[1]
    return fields


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not zlib",
        pack(Goal("1"))[:-4],
        packed([]),
        packed([[], []]),
        packed([[], ["1"]]),
        packed([[], None]),
        packed([[], 7]),
        packed({}),
        pack(small_register()),
        zlib.compress(b"\xff"),
        zlib.compress(b" " * (65 << 20), 1),
        packed([[], [*fields_of(Goal("1"))[:-1], ["", "", 0, 99]]]),
        packed([[], [*fields_of(Goal("1"))[:-1], ["", "", 0, {}]]]),
    ],
)
def test_bytes_of_any_other_kind_are_told_from_values(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        unpack(Goal, data)


def test_a_value_of_another_type_is_told_from_the_one_asked_for() -> None:
    with pytest.raises(ValueError, match="not a packed bool"):
        unpack(bool, packed([[], 7]))
