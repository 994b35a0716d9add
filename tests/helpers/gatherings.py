"""Cards gathered by hand, for tests of what comes after reading."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from compile.gather import Gathering, gather
from compile.history import PastPeriod
from compile.reading import Reading, Source
from tests.helpers.registers import small_register
from tests.standard.good_card import T2, good_card

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbook_templates.standard.findings import Finding
    from workbook_templates.standard.model import Period, Scorecard


def card_of(unit_id: str, **changes: object) -> Scorecard:
    """Return the good card as another unit's, in a file of its own."""
    file = f"{unit_id}.xlsx"
    named = replace(good_card(), unit_id=unit_id, unit_name=unit_id, file=file)
    return replace(named, **changes)  # type: ignore[arg-type]


def reading_of(card: Scorecard, *findings: Finding) -> Reading:
    """Return the reading of a card's file."""
    return Reading(Source(Path(card.file), card.file), card, findings, "0" * 64)


def rejected(name: str, *findings: Finding) -> Reading:
    """Return the reading of a file that could not be used."""
    return Reading(Source(Path(name), name), None, findings, "0" * 64)


def gathered(cards: Iterable[Scorecard], *others: Reading) -> Gathering:
    """Return cards and other readings gathered for 2026-T2."""
    readings = [*map(reading_of, cards), *others]
    return gather(small_register(), T2, readings)


def everybody() -> tuple[Scorecard, ...]:
    """Return one good card for each unit of the small register."""
    return tuple(card_of(unit.id) for unit in small_register().units)


def past(period: Period, cards: Iterable[Scorecard], *notices: str) -> PastPeriod:
    """Return cards as those of an earlier period, with outcomes up to its tertial."""
    then = tuple(replace(card, period=period) for card in cards)
    return PastPeriod(period, small_register(), then, notices=notices)
