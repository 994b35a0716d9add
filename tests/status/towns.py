"""Towns on deadline day: some have handed in, some have not, some got it wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.helpers.gatherings import card_of, everybody
from tests.helpers.registers import small_register
from tests.helpers.towns import put_in_inbox, small_town
from tests.standard.good_card import T1, T2, with_goal, with_measure
from workbook_templates.standard.model import GoalVerdict

if TYPE_CHECKING:
    from pathlib import Path

    from compile.folder import MunicipalityFolder
    from workbook_templates.standard.model import Scorecard

MISSING, FAULTY, UNREADY, SAME, CLEAN = "E2", "A1", "E1", "A2", "K0"


def named(card: Scorecard) -> Scorecard:
    """Return a card with its unit's name in the register."""
    unit = small_register().unit(card.unit_id)
    assert unit
    return replace(card, unit_name=unit.name)


def in_t1(unit_id: str) -> Scorecard:
    """Return a unit's card for the tertial before, with another text."""
    card = card_of(unit_id, period=T1)
    measures = tuple(
        replace(m, outcome_1=m.outcome_2, outcome_2=None) for m in card.measures
    )
    return with_goal(replace(named(card), measures=measures), text="Mål i T1")


def same_as_t1(unit_id: str) -> Scorecard:
    """Return a card for T2 that says what the one for T1 said."""
    card = in_t1(unit_id)
    measures = tuple(replace(m, outcome_2=m.outcome_1) for m in card.measures)
    return replace(card, period=T2, measures=measures)


def deadline_day(root: Path) -> MunicipalityFolder:
    """Return a town where each unit stands in its own way, and files are astray."""
    folder = small_town(root)
    put_in_inbox(folder, [in_t1(u.id) for u in small_register().units], T1)
    faulty = with_goal(
        named(card_of(FAULTY)), verdict=GoalVerdict.NOT_FULFILLED, comment="", remedy=""
    )
    faulty = with_goal(with_measure(faulty, owner=""), responsible="")
    unready = named(card_of(UNREADY, ready=False))
    put_in_inbox(folder, [named(card_of(CLEAN)), faulty, unready, same_as_t1(SAME)])
    inbox = folder.inbox(T2)
    (inbox / "E2 Exempelenhet.txt").write_text("Vi hann inte.", encoding="utf-8")
    first = next(folder.inbox(T1).glob("E2*"))
    (inbox / "E2-gammal.xlsx").write_bytes(first.read_bytes())
    return folder


def all_done(root: Path) -> MunicipalityFolder:
    """Return a town where everybody has handed in a clean card."""
    folder = small_town(root)
    put_in_inbox(folder, map(named, everybody()))
    return folder
