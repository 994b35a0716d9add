"""Ten thousand different workbooks, made quickly.

A hundred are built of the example's cards; the others are copies of those with
another unit's id in every place where a workbook has it, so that no two files
have the same bytes, and each is a card of a unit of its own.
"""

from __future__ import annotations

import zipfile
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from tests.benchmarks.towns import PERIOD, example_units
from workbook_templates.builder.scorecard_book import ScorecardBuilder
from workbook_templates.registers.loader import example_register
from workbook_templates.standard.model import Level

if TYPE_CHECKING:
    from pathlib import Path

    from workbook_templates.standard.model import Scorecard, Unit
    from workbook_templates.standard.register import Register

BUILT = 100
_ID = "EX-{:05}"


@cache
def built_units() -> tuple[tuple[Unit, Scorecard], ...]:
    """Return the units that are built, with ids that are easily exchanged."""
    pairs = enumerate(example_units(BUILT))
    return tuple(_numbered(number, unit, card) for number, (unit, card) in pairs)


def _numbered(number: int, unit: Unit, card: Scorecard) -> tuple[Unit, Scorecard]:
    name = _ID.format(number)
    level = Level.DEPARTMENT if number % 20 == 0 else Level.UNIT
    parent = _ID.format(number - number % 20) if number % 20 else ""
    named = replace(unit, id=name, level=level, parent=parent)
    return named, replace(card, unit_id=name, unit_name=unit.name)


def many_units(count: int) -> tuple[Unit, ...]:
    """Return so many units, one in twenty a department of the next nineteen."""
    built = built_units()
    return tuple(
        _numbered(n, *built[n % BUILT])[0]
        for n in range(count)  # a copy's parent follows from its number
    )


def many_register(count: int) -> Register:
    """Return the example register with so many units."""
    return replace(example_register(), units=many_units(count))


def write_cards(folder: Path, count: int) -> None:
    """Write so many workbooks, each unlike the others, to a new folder."""
    folder.mkdir(parents=True)
    builder = ScorecardBuilder(many_register(BUILT), PERIOD)
    for first, (_, card) in enumerate(built_units()):
        path = folder / f"{first:05}.xlsx"
        if first < count:
            builder.build(card, path)
        parts = _parts(path) if first + BUILT < count else []
        for number in range(first + BUILT, count, BUILT):
            data = _copy(parts, _ID.format(first), _ID.format(number))
            (folder / f"{number:05}.xlsx").write_bytes(data)


def _parts(path: Path) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as package:
        return [(name, package.read(name)) for name in package.namelist()]


def _copy(parts: list[tuple[str, bytes]], old: str, new: str) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, data in parts:
            package.writestr(name, data.replace(old.encode(), new.encode()))
    return stream.getvalue()
