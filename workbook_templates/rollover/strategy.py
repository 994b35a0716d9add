"""References to strategy goals that no longer apply: replaced, or taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbook_templates.standard.register import Register


def renewed(
    numbers: tuple[int, ...], register: Register, year: int
) -> tuple[tuple[int, ...], str]:
    """Return a goal's references as they hold in a year, and what was changed.

    A strategy goal that has ended is replaced by those that the register names, by
    theirs in turn where they have ended too. One that the register does not have is
    kept: the check names it.
    """
    found: list[int] = []
    notes = []
    for number in numbers:
        heirs = _heirs(number, register, year, frozenset())
        if heirs != (number,):
            notes.append(_note(number, heirs))
        found += heirs
    return tuple(dict.fromkeys(found)), " ".join(notes)


def _heirs(
    number: int, register: Register, year: int, passed: frozenset[int]
) -> tuple[int, ...]:
    goal = register.strategy_goal(number)
    if goal is None or goal.is_valid(year):
        return (number,)
    heirs = (
        heir
        for later in goal.replaced_by
        if later not in passed
        for heir in _heirs(later, register, year, passed | {number})
    )
    return tuple(dict.fromkeys(heirs))


def _note(number: int, heirs: tuple[int, ...]) -> str:
    if not heirs:
        return f"Strategimål {number} gäller inte längre och är borttaget."
    return f"Strategimål {number} är ersatt av {' och '.join(map(str, heirs))}."
