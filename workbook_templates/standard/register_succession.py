"""Who took over from whom: units that replace units, strategy goals likewise.

A split is two new units with the same predecessor, a merger one with several. What
is wrong is looked for in the rows, as in register_checks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook_templates.standard import register_demands as demands
from workbook_templates.standard.cells import match_word, quoted
from workbook_templates.standard.layout import MAX_YEAR, MIN_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workbook_templates.standard.findings import Finding
    from workbook_templates.standard.rows import Row

_SEPARATORS = str.maketrans(",\n", ";;")


def ids_in(text: str) -> tuple[str, ...]:
    """Return the ids in a cell, each once; semicolon, comma or line break between."""
    parts = (part.strip() for part in text.translate(_SEPARATORS).split(";"))
    return tuple(dict.fromkeys(filter(None, parts)))


def check_predecessors(rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield what is wrong with the units that units say they replace."""
    by_id = {row.text("id"): row for row in reversed(rows) if row.text("id")}
    for row in rows:
        for text in ids_in(row.text("replaces")):
            other = by_id.get(match_word(text, list(by_id)) or "")
            where = row.origin.at("replaces")
            if other is None:
                yield demands.UNKNOWN_PREDECESSOR.finding(where, value=quoted(text))
            elif other is not row and not _ended_before(other, row):
                words = {"value": row.text("id"), "other": other.text("id")}
                yield demands.PREDECESSOR_NOT_ENDED.finding(where, **words)
    links = {
        unit: [match_word(i, list(by_id)) or i for i in ids_in(row.text("replaces"))]
        for unit, row in by_id.items()
    }
    for ring in _rings(links):
        where = by_id[ring[0]].origin.at("replaces")
        words = {"value": quoted(ring[0]), "chain": " – ".join(ring)}
        yield demands.PREDECESSOR_RING.finding(where, **words)


def check_replacements(rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield what is wrong with the strategy goals that others are to replace."""
    numbers = ((row.integer("number"), row) for row in reversed(rows))
    by_number = {str(number): row for number, row in numbers if number is not None}
    for row in rows:
        where, later = row.origin.at("replaced_by"), row.references("replaced_by")
        for number in later:
            if str(number) not in by_number:
                yield demands.UNKNOWN_REPLACEMENT.finding(where, value=number)
        if later and row.integer("valid_to") is None:
            value = row.integer("number")
            yield demands.REPLACED_NOT_ENDED.finding(where, value=value)
    links = {
        number: [str(later) for later in row.references("replaced_by")]
        for number, row in by_number.items()
    }
    for ring in _rings(links):
        where = by_number[ring[0]].origin.at("replaced_by")
        words = {"value": ring[0], "chain": " – ".join(ring)}
        yield demands.REPLACEMENT_RING.finding(where, **words)


def _ended_before(earlier: Row, later: Row) -> bool:
    last = earlier.integer("valid_to")
    first = later.integer("valid_from")
    return (MAX_YEAR if last is None else last) < (MIN_YEAR if first is None else first)


def _rings(links: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Yield each way round from an item to itself, one for each set of items."""
    told: set[frozenset[str]] = set()
    for start in links:
        ring = _way_back(links, start)
        if ring and frozenset(ring) not in told:
            told.add(frozenset(ring))
            yield ring


def _way_back(links: Mapping[str, Sequence[str]], start: str) -> list[str]:
    """Return a way from an item to itself, both ends included; [] where none."""
    ways, seen = [[start]], set()
    while ways:
        way = ways.pop()
        for item in links.get(way[-1], ()):
            if item == start:
                return [*way, item]
            if item not in seen:
                seen.add(item)
                ways.append([*way, item])
    return []
