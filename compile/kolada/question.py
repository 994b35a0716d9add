"""What the register wants to know of Kolada: which key figures, where and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook_templates.standard.errors import UsageError
from workbook_templates.standard.register_layout import TEXT_SETTINGS, TEXTS
from workbook_templates.standard.register_reading import area_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbook_templates.standard.register import Register

_KPI = re.compile(r"[NU][0-9]{5}")
_AREA = re.compile(r"[0-9]{4}")
_YEARS_BACK = 10  # where no strategy goal says from when it applies
# The codes of municipality, county and country, in this order.
_AREA_SETTINGS = [s.code for s in TEXT_SETTINGS if s.code.startswith("kolada_")]


@dataclass(frozen=True, slots=True)
class Question:
    """Kolada's ids of key figures and areas, and years; each once, in order."""

    kpis: tuple[str, ...]
    areas: tuple[str, ...]
    years: tuple[int, ...]


def question_of(
    register: Register, this_year: int, from_year: int | None = None
) -> Question:
    """Return what a register asks for, up to and including this year.

    Without from_year the years begin with the first in which one of the strategy
    goals that name a key figure applies. Raises UsageError that names all that is
    wrong.
    """
    faults = [*_kpi_faults(register), *_area_faults(register)]
    if faults:
        raise UsageError("\n".join(faults))
    goals = [goal for goal in register.strategy_goals if goal.kolada_ids]
    began = [goal.valid_from for goal in goals if goal.valid_from]
    first = from_year or min(began, default=this_year - _YEARS_BACK)
    if first > this_year:
        message = f"Första året {first} ligger efter i år. Ange ett tidigare år."
        raise UsageError(message)
    kpis = dict.fromkeys(kpi for goal in goals for kpi in goal.kolada_ids)
    areas = dict.fromkeys(code for _, code in _areas(register) if code)
    return Question(tuple(kpis), tuple(areas), tuple(range(first, this_year + 1)))


def _kpi_faults(register: Register) -> Iterator[str]:
    named = False
    for goal in register.strategy_goals:
        for kpi in goal.kolada_ids:
            named = True
            if not _KPI.fullmatch(kpi):
                yield (
                    f"{goal.origin.at('kolada_ids')}: ”{kpi}” är inget id i Kolada. "
                    "Skriv N eller U och fem siffror, flera med semikolon emellan."
                )
    if not named:
        yield (
            "Inget strategimål i registret har något Kolada-id. Skriv vilka nyckeltal "
            "som ska hämtas på fliken Strategimål."
        )


def _area_faults(register: Register) -> Iterator[str]:
    first, *_ = _AREA_SETTINGS
    for setting, code in _areas(register):
        if code and not _AREA.fullmatch(code):
            yield (
                f"Fliken {TEXTS.sheet.name}, {setting}: ”{code}” är ingen kod i "
                "Kolada. Skriv fyra siffror, till exempel 1783."
            )
        elif not code and setting == first:
            yield (
                f"Fliken {TEXTS.sheet.name}, {setting}: kommunens kod saknas. "
                "Skriv kommunkoden, fyra siffror."
            )


def _areas(register: Register) -> Iterator[tuple[str, str]]:
    """Yield the register's settings and the codes in them, "" where empty."""
    for setting in _AREA_SETTINGS:
        yield setting, area_code(register.texts.get(setting, ""))
