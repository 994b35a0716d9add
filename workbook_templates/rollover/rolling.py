"""All units' drafts at once: who follows on whom, and what follows on nobody."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook_templates.rollover.changes import Change, register_changes, successors
from workbook_templates.rollover.drafting import Draft, draft
from workbook_templates.rollover.lines import Line, left, records_of
from workbook_templates.rollover.numbering import ids_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbook_templates.standard.model import Period, Scorecard, Unit
    from workbook_templates.standard.register import Register

_CLOSED = "Enheten har upphört och ingen annan tar över."


@dataclass(frozen=True, slots=True)
class Returned:
    """An earlier period as it came back, and the register of then.

    cards: one for each unit. others: cards that did not count, whose ids did.
    """

    period: Period
    register: Register
    cards: tuple[Scorecard, ...]
    others: tuple[Scorecard, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitDraft:
    """A unit's draft; notices are Swedish sentences on where it comes from."""

    unit: Unit
    draft: Draft
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rolled:
    """The drafts of a period in the register's order, and all that has changed.

    ended: the rows of units that have no successor, with the reason.
    """

    period: Period
    source: Period | None
    units: tuple[UnitDraft, ...]
    changes: tuple[Change, ...] = ()
    ended: tuple[Line, ...] = ()


def roll(
    register: Register,
    period: Period,
    earlier: Sequence[Returned] = (),
    source: Period | None = None,
) -> Rolled:
    """Return the drafts of a period's units from what came back before it.

    earlier: the oldest first. source: the period to go on from, None for the last
    one there is. A unit that handed in nothing then goes on from its latest card.
    """
    usable = [e for e in earlier if source is None or e.period <= source]
    latest = {card.unit_id: card for e in usable for card in e.cards}
    then = usable[-1] if usable else None
    ever = _ever(register, earlier)
    units = tuple(
        _unit_draft(unit, register, period, latest, ever, then.period if then else None)
        for unit in register.units_of(period.year)
    )
    if then is None:
        return Rolled(period, None, units)
    changes = register_changes(then.register, then.period, register, period, then.cards)
    ended = _ended(register, period, then, latest)
    return Rolled(period, then.period, units, changes, ended)


def _unit_draft(  # noqa: PLR0913, PLR0917 - a unit and all that it may follow on
    unit: Unit,
    register: Register,
    period: Period,
    latest: Mapping[str, Scorecard],
    ever: Mapping[str, set[str]],
    then: Period | None,
) -> UnitDraft:
    sources = _sources(unit, register, latest)
    made = draft(unit, period, register, sources, ever)
    notices = [
        f"{c.unit_name or c.unit_id} lämnade inget kort i {then}; innehållet är från "
        f"{c.period}."
        for c in sources
        if c.period != then
    ]
    notices += _copied(unit, sources, register, period)
    if then is not None and not sources:
        notices.append("Det finns inget tidigare kort; arbetsboken är tom.")
    return UnitDraft(unit, made, tuple(notices))


def _copied(
    unit: Unit, sources: Sequence[Scorecard], register: Register, period: Period
) -> list[str]:
    """Tell of a card that other units have got too."""
    notices = []
    for card in sources:
        heirs = successors(card.unit_id, register, period.year)
        others = ", ".join(u.name for u in heirs if u.id != unit.id)
        if card.unit_id != unit.id and others:
            notices.append(
                f"Kortet från {card.unit_name or card.unit_id} finns också hos "
                f"{others}. Ta bort det som inte hör hit."
            )
    return notices


def _sources(
    unit: Unit,
    register: Register,
    latest: Mapping[str, Scorecard],
    passed: frozenset[str] = frozenset(),
) -> tuple[Scorecard, ...]:
    """Return a unit's latest card, or those of the units that it replaces."""
    if unit.id in latest:
        return (latest[unit.id],)
    found: dict[str, Scorecard] = {}
    for unit_id in unit.replaces:
        former = register.unit(unit_id)
        if former is not None and unit_id not in passed:
            cards = _sources(former, register, latest, passed | {unit.id})
            found |= {card.unit_id: card for card in cards}
    return tuple(found.values())


def _ever(register: Register, earlier: Sequence[Returned]) -> dict[str, set[str]]:
    """Return all row ids that each unit has had, those of its forerunners included."""
    own: dict[str, set[str]] = defaultdict(set)
    for returned in earlier:
        for card in (*returned.cards, *returned.others):
            own[card.unit_id] |= ids_of(card)
    return {
        unit.id: set().union(*(own[i] for i in _lineage(unit, register)))
        for unit in register.units
    }


def _lineage(unit: Unit, register: Register) -> list[str]:
    """Return a unit's id and those of all units before it."""
    found, waiting = [], [unit.id]
    while waiting:
        unit_id = waiting.pop()
        if unit_id not in found:
            found.append(unit_id)
            former = register.unit(unit_id)
            waiting += former.replaces if former else ()
    return found


def _ended(
    register: Register,
    period: Period,
    then: Returned,
    latest: Mapping[str, Scorecard],
) -> tuple[Line, ...]:
    """Return the rows of the units that were there then and that no unit follows."""
    present = {unit.id for unit in register.units_of(period.year)}
    followed = {i for u in present for i in _lineage_of(u, register)}
    before = {unit.id for unit in then.register.units_of(then.period.year)}
    return tuple(
        left(record, card, _CLOSED)
        for unit_id, card in latest.items()
        if unit_id in before and unit_id not in followed
        for record in records_of(card)
    )


def _lineage_of(unit_id: str, register: Register) -> list[str]:
    unit = register.unit(unit_id)
    return _lineage(unit, register) if unit else [unit_id]
