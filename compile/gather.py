"""All readings of a period as one municipality: which card counts for each unit."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from workbook_templates.standard.model import Municipality, Scorecard
from workbook_templates.standard.rules.registry import Context, check_municipality

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from compile.reading import Reading
    from workbook_templates.standard.findings import Finding
    from workbook_templates.standard.model import Period, Unit
    from workbook_templates.standard.register import Register


@dataclass(frozen=True, slots=True)
class Gathering:
    """A period's cards, in the register's order, and what is wrong with them all.

    cards: the one that counts for each unit. superseded: cards of a unit that
    handed in more than once. strangers: readable cards that have no place in the
    report, since their unit or period is another. missing: units without a card.
    findings: those of each workbook and those of the municipality, sorted.
    """

    register: Register
    period: Period
    readings: tuple[Reading, ...]
    cards: tuple[Scorecard, ...]
    superseded: tuple[Scorecard, ...]
    strangers: tuple[Scorecard, ...]
    missing: tuple[Unit, ...]
    findings: tuple[Finding, ...]
    _by_unit: Mapping[str, Scorecard] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the cards: there may be ten thousand, and each is asked for."""
        by_unit = {card.unit_id: card for card in self.cards}
        object.__setattr__(self, "_by_unit", by_unit)

    @property
    def rejected(self) -> tuple[Reading, ...]:
        """The files that could not be used at all."""
        return tuple(r for r in self.readings if r.rejected)

    def card_of(self, unit: Unit) -> Scorecard | None:
        """Return the card that counts for a unit, or None."""
        return self._by_unit.get(unit.id)


def gather(
    register: Register, period: Period, readings: Sequence[Reading]
) -> Gathering:
    """Sort the readings of a period into what counts, what does not, what lacks."""
    units = register.units_of(period.year)
    cards = [r.card for r in readings if r.card is not None]
    known = {unit.id for unit in units}
    ours = [c for c in cards if _belongs(c, known, period)]
    newest = {c.unit_id: c for c in sorted(ours, key=_age)}
    counted = tuple(newest[u.id] for u in units if u.id in newest)
    everything = Municipality(period, tuple(ours))
    found = [f for r in readings for f in r.findings]
    found += check_municipality(everything, Context(register, period))
    return Gathering(
        register=register,
        period=period,
        readings=tuple(readings),
        cards=counted,
        superseded=tuple(c for c in ours if newest[c.unit_id] is not c),
        strangers=tuple(c for c in cards if not _belongs(c, known, period)),
        missing=tuple(u for u in units if u.id not in newest),
        findings=tuple(sorted(found, key=lambda f: f.sort_key)),
    )


def _belongs(card: Scorecard, known: set[str], period: Period) -> bool:
    return card.unit_id in known and card.period == period


def _age(card: Scorecard) -> tuple[date, str]:
    """Order of cards of one unit, the one that counts last: by hand-in, then file."""
    return (card.handed_in or date.min, card.file)
