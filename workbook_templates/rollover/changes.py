"""What has changed in the register from one period to another, in Swedish."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook_templates.standard.layout import STANDARD_VERSION, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from workbook_templates.standard.model import (
        Period,
        Scorecard,
        StrategyGoal,
        Unit,
    )
    from workbook_templates.standard.register import Register


@dataclass(frozen=True, slots=True)
class Change:
    """One change: what it is about (a unit's name, a strategy goal), and what."""

    about: str
    text: str


def register_changes(
    before: Register,
    then: Period,
    after: Register,
    now: Period,
    cards: Sequence[Scorecard] = (),
) -> tuple[Change, ...]:
    """Return what has changed in units, strategy goals and the workbooks' template.

    cards: those that came back then, for their template and the names they bore.
    """
    return (
        *_units(before, then, after, now, cards),
        *_strategy_goals(before, then, after, now),
        *_templates(cards),
    )


def successors(unit_id: str, register: Register, year: int) -> tuple[Unit, ...]:
    """Return the units of a year that took over from a unit, directly."""
    units = register.units_of(year)
    return tuple(unit for unit in units if unit_id in unit.replaces)


def _units(
    before: Register,
    then: Period,
    after: Register,
    now: Period,
    cards: Sequence[Scorecard],
) -> Iterator[Change]:
    borne = {card.unit_id: card.unit_name for card in cards if card.unit_name}
    earlier = {u.id: u for u in before.units_of(then.year)}
    present = {u.id: u for u in after.units_of(now.year)}
    for unit in earlier.values():
        if unit.id not in present:
            yield _gone(unit, after, now)
    for unit in present.values():
        was = earlier.get(unit.id)
        if was is None:
            yield _new(unit, after)
            continue
        name = borne.get(unit.id, was.name)
        if name != unit.name:
            yield Change(unit.name, f"Enheten {unit.id} hette {name}.")
        if was.parent != unit.parent:
            old, new = _name(was.parent, before), _name(unit.parent, after)
            yield Change(unit.name, f"Enheten hörde till {old} och hör till {new}.")
        if was.level is not unit.level:
            text = f"Enheten var {was.level.value} och är {unit.level.value}."
            yield Change(unit.name, text)


def _gone(unit: Unit, after: Register, now: Period) -> Change:
    heirs = successors(unit.id, after, now.year)
    names = _listed(u.name for u in heirs)
    if not heirs:
        return Change(unit.name, "Enheten har upphört. Ingen annan tar över.")
    if len(heirs) == 1:
        return Change(unit.name, f"Enheten har upphört. {names} tar över.")
    return Change(unit.name, f"Enheten är delad i {names}. Alla får hela kortet.")


def _new(unit: Unit, after: Register) -> Change:
    names = _listed(_name(i, after) for i in unit.replaces)
    if not unit.replaces:
        return Change(unit.name, "Enheten är ny och får en tom arbetsbok.")
    if len(unit.replaces) == 1:
        return Change(unit.name, f"Enheten är ny och tar över efter {names}.")
    return Change(unit.name, f"Enheten är ny och sammanslagen av {names}.")


def _strategy_goals(
    before: Register, then: Period, after: Register, now: Period
) -> Iterator[Change]:
    earlier = {g.number: g for g in before.strategy_goals if g.is_valid(then.year)}
    present = {g.number: g for g in after.strategy_goals if g.is_valid(now.year)}
    for number, goal in earlier.items():
        if number not in present:
            yield Change(goal.label, _ended(goal, after.strategy_goal(number)))
    for number, goal in present.items():
        was = earlier.get(number)
        if was is None:
            yield Change(goal.label, "Strategimålet har kommit till.")
        elif was.label != goal.label:
            yield Change(goal.label, f"Strategimålet stod som {was.label}.")


def _ended(goal: StrategyGoal, now: StrategyGoal | None) -> str:
    """Tell why a strategy goal no longer applies."""
    if now is None:
        return "Strategimålet finns inte längre i registret; hänvisningarna är kvar."
    last = f"Strategimålet gällde till och med {now.valid_to or goal.valid_to}."
    if not now.replaced_by:
        return f"{last} Inget tar över; hänvisningarna är borttagna."
    numbers = _listed(map(str, now.replaced_by))
    return f"{last} Det ersätts av {numbers}, också i hänvisningarna."


def _templates(cards: Sequence[Scorecard]) -> Iterator[Change]:
    """Tell of templates that came back and are not the one sent out now."""
    versions = sorted({c.version for c in cards} - {"", STANDARD_VERSION})
    for version in versions:
        count = sum(card.version == version for card in cards)
        renamed = _listed(
            f"”{column.formerly[-1]}” heter nu ”{column.heading}”"
            for table in TABLES
            for column in table.columns
            if column.formerly
        )
        words = "arbetsbok" if count == 1 else "arbetsböcker"
        yield Change(
            f"Arbetsbokens mall {version}",
            f"{count} {words} kom tillbaka på mallens version {version}. De nya har "
            f"version {STANDARD_VERSION}: {renamed}.",
        )


def _name(unit_id: str, register: Register) -> str:
    unit = register.unit(unit_id)
    return unit.name if unit else unit_id or "ingen"


def _listed(words: Iterable[str]) -> str:
    """Return words as a list in running text."""
    *firsts, last = [*words] or [""]
    return f"{', '.join(firsts)} och {last}" if firsts else last
