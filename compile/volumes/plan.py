"""Which volumes a report has: a department each, a large one in several."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from compile.context import VolumeEntry
from compile.extract import Part
from compile.folder import fit_for_names
from compile.organisation import OTHERS, chapters_of
from workbook_templates.standard.model import Level, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from compile.gather import Gathering

MOST_CARDS = 100  # in a volume: some 500 pages, which LibreOffice converts in minutes
MARK = "-volym-"  # in the names of files
_OTHERS_ID = "ovriga"


@dataclass(frozen=True, slots=True)
class Volume:
    """A volume: its part of the municipality, and what its files are called.

    label: as in file names, "EX-A1" or "EX-A1-2".
    """

    label: str
    part: Part

    def docx(self, report: Path) -> Path:
        """Return its Word file, beside the whole report's."""
        name = f"{report.stem}{MARK}{fit_for_names(self.label)}{report.suffix}"
        return report.with_name(name)


def volumes_of(gathering: Gathering, most: int = MOST_CARDS) -> tuple[Volume, ...]:
    """Return the volumes in the order of the report; most: units in a volume.

    The municipality's own card has a volume of its own, and so have units without
    department.
    """
    register, year = gathering.register, gathering.period.year
    chapters = chapters_of(register.units_of(year), register).values()
    return tuple(volume for units in chapters for volume in _chapter(units, most))


def _chapter(units: tuple[Unit, ...], most: int) -> Iterator[Volume]:
    """Yield a chapter's volumes, of sizes as even as can be."""
    head = units[0]
    if head.level is Level.UNIT:
        head = Unit(_OTHERS_ID, OTHERS, Level.DEPARTMENT)
    count = math.ceil(len(units) / most)
    size = math.ceil(len(units) / count)
    for number in range(count):
        own = units[number * size : (number + 1) * size]
        label = head.id if count == 1 else f"{head.id}-{number + 1}"
        of = "" if count == 1 else f", volym {number + 1} av {count}"
        named = replace(head, name=f"{head.name}{of}")
        yield Volume(label, Part(named, frozenset(unit.id for unit in own)))


def entries_of(
    volumes: tuple[Volume, ...], gathering: Gathering, report: Path
) -> tuple[VolumeEntry, ...]:
    """Return what the main volume says of the others."""
    missing = {unit.id for unit in gathering.missing}
    present = {card.unit_id for card in gathering.cards}
    return tuple(
        VolumeEntry(
            volume.part.name,
            volume.docx(report).stem,
            str(len(present & volume.part.ids)),
            str(len(missing & volume.part.ids)),
        )
        for volume in volumes
    )
