"""What stands last in the report: findings, files, sources, and where all came from."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from compile.context import (
    FindingLine,
    OriginEntry,
    RejectedFile,
    SourceEntry,
    WorkbookEntry,
    WorkbookFindings,
)
from compile.wording import date_text
from workbook_templates.standard.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compile.gather import Gathering
    from compile.material import Material
    from compile.organisation import Placed
    from workbook_templates.standard.model import (
        Activity,
        Goal,
        Measure,
        Scorecard,
    )

    Record = Goal | Measure | Activity
    Run = tuple[Record, Record]  # the first and the last of it

WHOLE_MUNICIPALITY = "Hela kommunen"
NO_SOURCE = "Ingen källa angiven"
_NUMBERED = re.compile(r"(.*?)(\d{1,9})")


def findings_of(gathering: Gathering) -> Iterator[WorkbookFindings]:
    """Yield the findings of each workbook, and of the municipality as a whole."""
    for file, found in groupby(gathering.findings, key=lambda f: f.where.file):
        lines = tuple(
            FindingLine(
                "" if str(f.where) == f.where.file else str(f.where),
                f.severity.value,
                f.message,
            )
            for f in found
        )
        yield WorkbookFindings(file or WHOLE_MUNICIPALITY, lines)


def left_out(gathering: Gathering) -> Iterator[RejectedFile]:
    """Yield every file whose content is not in the report, and why."""
    for reading in gathering.rejected:
        reasons = (f.message for f in reading.findings if f.severity is Severity.STOP)
        yield RejectedFile(reading.source.name, next(reasons, "Gick inte att läsa."))
    for card in gathering.superseded:
        reason = f"{_unit_name(card, gathering)} har lämnat in ett nyare kort."
        yield RejectedFile(card.file, reason)
    for card in gathering.strangers:
        reason = (
            f"Kortet gäller {card.unit_name or card.unit_id}, {card.period or 'okänd'} "
            "och hör inte till den här rapporten."
        )
        yield RejectedFile(card.file, reason)


def _unit_name(card: Scorecard, gathering: Gathering) -> str:
    """Return the register's name of a card's unit, or the workbook's own."""
    unit = gathering.register.unit(card.unit_id)
    return unit.name if unit else card.unit_name or card.unit_id


def workbooks_of(material: Material) -> Iterator[WorkbookEntry]:
    """Yield the workbooks that the report is made from."""
    for placed in material.cards:
        card = placed.card
        handed_in = date_text(card.handed_in)
        yield WorkbookEntry(placed.unit.name, card.file, card.sha256, handed_in)


def sources_of(material: Material) -> tuple[SourceEntry, ...]:
    """Return the sources that measures name, in alphabetical order, and who uses them.

    Measures that name none stand last, together.
    """
    found: dict[str, dict[str, list[str]]] = {}
    for placed in material.cards:
        for measure in placed.card.measures:
            units = found.setdefault(measure.source.strip(), {})
            units.setdefault(placed.unit.name, []).append(measure.id)
    order = sorted(found, key=lambda source: (not source, source.casefold(), source))
    return tuple(_source(source, found[source]) for source in order)


def _source(source: str, units: dict[str, list[str]]) -> SourceEntry:
    measures = "; ".join(f"{name} ({', '.join(ids)})" for name, ids in units.items())
    count = sum(map(len, units.values()))
    return SourceEntry(source or NO_SOURCE, measures, str(count))


def origins_of(material: Material) -> Iterator[OriginEntry]:
    """Yield, for each card and sheet, which rows its records stand in."""
    for placed in material.cards:
        card = placed.card
        tables: tuple[tuple[Record, ...], ...]
        tables = (card.goals, card.measures, card.activities)
        for records in tables:
            for sheet, found in groupby(records, key=_sheet):
                yield _origin(placed, sheet, found)


def _sheet(record: Record) -> str:
    return record.origin.sheet


def _origin(placed: Placed, sheet: str, records: Iterable[Record]) -> OriginEntry:
    runs = list(_runs(records))
    ids = (_span(a.id or "utan id", b.id or "utan id") for a, b in runs)
    rows = (_span(str(a.origin.row), str(b.origin.row)) for a, b in runs)
    return OriginEntry(
        placed.unit.name, placed.card.file, sheet, ", ".join(ids), ", ".join(rows)
    )


def _runs(records: Iterable[Record]) -> Iterator[Run]:
    """Yield the first and last record of each run of ids and rows without a gap."""
    run: list[Record] = []
    for record in records:
        if run and not _follows(record, run[-1]):
            yield run[0], run[-1]
            run = []
        run.append(record)
    if run:
        yield run[0], run[-1]


def _follows(record: Record, before: Record) -> bool:
    """Tell whether both id and row are the next after another record's."""
    this, last = _NUMBERED.fullmatch(record.id), _NUMBERED.fullmatch(before.id)
    return bool(
        this
        and last
        and this[1] == last[1]
        and int(this[2]) == int(last[2]) + 1
        and record.origin.row == before.origin.row + 1
    )


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first}–{last}"
