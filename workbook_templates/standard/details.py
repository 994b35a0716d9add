"""A card's fields of their own, found by defined names, and its identity.

The identity stands in three places (identity.py) that must agree. Where one is
lost, the next one serves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook_templates.standard import demands
from workbook_templates.standard.cells import Value, clean_text, normalised, quoted
from workbook_templates.standard.columns import Role
from workbook_templates.standard.findings import Location
from workbook_templates.standard.identity import PROPERTIES, meta_identity
from workbook_templates.standard.layout import NAMED_CELLS, named_cell
from workbook_templates.standard.model import Origin
from workbook_templates.standard.raw import address
from workbook_templates.standard.rows import Row, place_findings, read_place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbook_templates.standard.columns import NamedCell
    from workbook_templates.standard.findings import Finding
    from workbook_templates.standard.raw import RawWorkbook
    from workbook_templates.standard.rows import Words


@dataclass(frozen=True, slots=True)
class Details:
    """The values of the named cells and their places, by NamedCell.key."""

    row: Row
    places: Mapping[str, Location]
    findings: tuple[Finding, ...] = ()

    def text(self, key: str) -> str:
        """Return a text or choice, "" where empty."""
        return self.row.text(key)


def read_details(raw: RawWorkbook, words: Words) -> Details:
    """Read the named cells and the identity; words gives the lists of the choices."""
    values: dict[str, Value] = {}
    places: dict[str, Location] = {}
    findings: list[Finding] = []
    for cell in NAMED_CELLS:
        place = raw.names.get(cell.name)
        if place is None or place[0] not in raw.sheets:
            findings += _missing(raw, cell)
            continue
        sheet, row, column = place
        places[cell.key] = Location(raw.file, sheet, address(row, column))
        reading = read_place(raw.cell(*place), cell, words)
        values[cell.key] = reading.value
        findings += place_findings(reading, cell, places[cell.key])
    for key in PROPERTIES:
        values[key], found = _identity(raw, key, values.get(key), places)
        findings += found
    return Details(Row(values, Origin(raw.file)), places, tuple(findings))


def _missing(raw: RawWorkbook, cell: NamedCell) -> list[Finding]:
    """Name a lost field that its author fills in; the others serve the eye."""
    if cell.role is not Role.INPUT:
        return []
    where = Location(raw.file)
    return [demands.NAMED_CELL_MISSING.finding(where, label=cell.label)]


def _identity(
    raw: RawWorkbook, key: str, visible: Value, places: Mapping[str, Location]
) -> tuple[str, list[Finding]]:
    """Return what the workbook says of itself under a key, and contradictions."""
    name = PROPERTIES[key]
    hidden = (raw.properties.get(name, ""), meta_identity(raw).get(name, ""))
    said = [text for text in map(clean_text, (str(visible or ""), *hidden)) if text]
    value = said[0] if said else ""
    other = [text for text in said if normalised(text) != normalised(value)]
    if not other:
        return value, []
    words = {
        "label": named_cell(key).label,
        "value": quoted(value),
        "other": quoted(other[0]),
    }
    where = places.get(key, Location(raw.file))
    return value, [demands.IDENTITY_DISAGREES.finding(where, **words)]
