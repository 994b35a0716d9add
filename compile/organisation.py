"""Which chapter of the report a unit belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook_templates.standard.model import Level

if TYPE_CHECKING:
    from workbook_templates.standard.model import Scorecard, Unit
    from workbook_templates.standard.register import Register

WHOLE = "Kommunen"  # the municipality's own card
OTHERS = "Enheter utan avdelning"


@dataclass(frozen=True, slots=True)
class Placed:
    """A card in its place: its unit, and the name of the chapter it stands in."""

    card: Scorecard
    unit: Unit
    chapter: str


def department_of(unit: Unit, register: Register) -> Unit | None:
    """Return the department that a unit is or lies below, or None."""
    seen: set[str] = set()
    here: Unit | None = unit
    while here is not None and here.id not in seen:
        if here.level is Level.DEPARTMENT:
            return here
        seen.add(here.id)
        here = register.unit(here.parent)
    return None


def department_name(unit: Unit, register: Register) -> str:
    """Return the name of a unit's chapter."""
    if unit.level is Level.MUNICIPALITY:
        return WHOLE
    department = department_of(unit, register)
    return department.name if department else OTHERS


def chapters_of(
    units: tuple[Unit, ...], register: Register
) -> dict[str, tuple[Unit, ...]]:
    """Return the chapters' units by the chapter's name, both in the report's order.

    The municipality comes first, then departments in the register's order with
    the department's own card before its units', last units without department.
    """
    order = {Level.MUNICIPALITY: 0, Level.DEPARTMENT: 1, Level.UNIT: 2}
    chapters: dict[str, list[Unit]] = {WHOLE: []}
    for unit in units:
        if unit.level is Level.DEPARTMENT:
            chapters[unit.name] = []
    for unit in sorted(units, key=lambda u: order[u.level]):
        chapters.setdefault(department_name(unit, register), []).append(unit)
    return {name: tuple(members) for name, members in chapters.items() if members}
