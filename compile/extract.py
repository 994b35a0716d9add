"""A part of the municipality: one unit's card, or a department with all its units."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from compile.folder import names_unit
from compile.manifest import normal
from compile.organisation import department_of
from workbook_templates.standard.errors import UsageError
from workbook_templates.standard.model import Level, Municipality
from workbook_templates.standard.rules.registry import Context, check_municipality

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compile.gather import Gathering
    from compile.history import PastPeriod
    from compile.reading import Reading
    from workbook_templates.standard.findings import Finding
    from workbook_templates.standard.model import Period, Scorecard, Unit
    from workbook_templates.standard.register import Register

_NEAR = 3  # ids to propose for one that is unknown


@dataclass(frozen=True, slots=True)
class Wish:
    """What a report is to be limited to: the id of a unit or of a department.

    One of them at the most; none is the whole municipality.
    """

    unit: str = ""
    department: str = ""

    def __post_init__(self) -> None:
        """Refuse both at once, with UsageError."""
        if self.unit and self.department:
            message = "Ange antingen --unit eller --department, inte båda."
            raise UsageError(message)

    @property
    def label(self) -> str:
        """The id, as it stands in the report's file name; "" for the whole."""
        return self.unit or self.department


WHOLE_REPORT = Wish()


@dataclass(frozen=True, slots=True)
class Part:
    """A unit or department in the report alone: its own unit, and all unit ids."""

    unit: Unit
    ids: frozenset[str]

    @property
    def name(self) -> str:
        """The part's name, as the report says it."""
        return self.unit.name


def part_of(register: Register, period: Period, wish: Wish) -> Part | None:
    """Return the part that is wished for; None for the whole.

    Raises UsageError where there is no such unit in the period's year, naming those
    that are near, and where a department is wished for as a unit or the reverse.
    """
    if not wish.label:
        return None
    unit = register.unit(wish.label)
    if unit is None or not unit.is_valid(period.year):
        raise UsageError(_unknown(wish, register, period))
    is_department = unit.level is Level.DEPARTMENT
    if wish.unit and is_department:
        message = f"{unit.id} är en avdelning. Ange --department {unit.id} i stället."
        raise UsageError(message)
    if wish.department and not is_department:
        message = f"{unit.id} är ingen avdelning. Ange --unit {unit.id} i stället."
        raise UsageError(message)
    return Part(unit, _ids(unit, register) if is_department else frozenset({unit.id}))


def _ids(department: Unit, register: Register) -> frozenset[str]:
    """Return the ids of a department and of all units below it, closed ones too."""
    below = (u.id for u in register.units if department_of(u, register) == department)
    return frozenset({department.id, *below})


def _unknown(wish: Wish, register: Register, period: Period) -> str:
    kind = "avdelning" if wish.department else "enhet"
    near = list(_near(wish, register, period))
    advice = (
        f"Menade du {' eller '.join(near)}?"
        if near
        else "Id:n står på fliken Enheter i styrregistret."
    )
    return f"Det finns ingen {kind} med id {wish.label} år {period.year}. {advice}"


def _near(wish: Wish, register: Register, period: Period) -> Iterator[str]:
    """Yield "EX-E01 (Skola)" for the units whose id or name is like the wish's."""
    found: dict[str, Unit] = {}
    for unit in register.units_of(period.year):
        if (unit.level is Level.DEPARTMENT) == bool(wish.department):
            found |= {unit.id.casefold(): unit, unit.name.casefold(): unit}
    wanted = wish.label.casefold()
    near = [text for text in found if wanted in text][:_NEAR]
    near = near or get_close_matches(wanted, found, n=_NEAR, cutoff=0.5)
    for unit in {found[text].id: found[text] for text in near}.values():
        yield f"{unit.id} ({unit.name})"


def only(gathering: Gathering, part: Part) -> Gathering:
    """Return what is of a part: its cards, files, missing units and findings.

    A file that could not be read is the part's by its name; one whose name tells no
    unit may be anybody's, and is the part's while the part lacks a card. Advice on
    the municipality as a whole is left out.
    """
    missing = tuple(unit for unit in gathering.missing if unit.id in part.ids)
    readings = tuple(
        reading
        for reading in gathering.readings
        if _is_of(reading, part, gathering.register, lacks=bool(missing))
    )
    names = {reading.source.name for reading in readings}
    own = [f for f in gathering.findings if f.where.file in names]
    return replace(
        gathering,
        readings=readings,
        cards=_cards(gathering.cards, part),
        superseded=_cards(gathering.superseded, part),
        strangers=_cards(gathering.strangers, part),
        missing=missing,
        findings=tuple(
            sorted([*_of_the_whole(gathering, part), *own], key=lambda f: f.sort_key)
        ),
    )


def _is_of(reading: Reading, part: Part, register: Register, *, lacks: bool) -> bool:
    if reading.card is not None:
        return reading.card.unit_id in part.ids
    name = reading.source.name
    if any(names_unit(name, unit_id) for unit_id in part.ids):
        return True
    return lacks and not any(names_unit(name, unit.id) for unit in register.units)


def _cards(cards: tuple[Scorecard, ...], part: Part) -> tuple[Scorecard, ...]:
    return tuple(card for card in cards if card.unit_id in part.ids)


def _of_the_whole(gathering: Gathering, part: Part) -> Iterator[Finding]:
    """Yield the faults of all cards together, of which there is no file, in a part."""
    register = gathering.register
    units = tuple(unit for unit in register.units if unit.id in part.ids)
    context = Context(replace(register, units=units), gathering.period)
    cards = _cards(gathering.cards, part)
    for finding in check_municipality(Municipality(gathering.period, cards), context):
        if finding.must_be_mended and not finding.where.file:
            yield finding


def only_past(history: tuple[PastPeriod, ...], part: Part) -> tuple[PastPeriod, ...]:
    """Return a part's cards of the earlier periods; those without any are left out."""
    kept = (_of_part(past, _cards(past.cards, part)) for past in history)
    return tuple(past for past in kept if past.cards)


def _of_part(past: PastPeriod, cards: tuple[Scorecard, ...]) -> PastPeriod:
    names = {normal(card.file) for card in cards}
    files = tuple(mark for mark in past.files if mark.name in names)
    return replace(past, cards=cards, files=files)
