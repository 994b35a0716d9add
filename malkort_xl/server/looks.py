"""What our own page saw beside the values: percentages, formulas and fills.

It comes as {"percent": {sheet: [address, ...]}, "formulas": the same, "fills":
{sheet: {"#RRGGBB": [address, ...]}}}; formulas and fills are null where the client
could not tell. A client that sends nothing is served all the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from malkort_xl.server.answers import WRONG_ARGUMENTS, RefusedError
from malkort_xl.snapshot import Seen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Spot = tuple[str, str]

_ADDRESS = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


def seen_by_client(data: object) -> Seen | None:
    """Return what was seen, None for nothing; raises RefusedError for nonsense."""
    if data is None:
        return None
    if not isinstance(data, dict):
        raise RefusedError(WRONG_ARGUMENTS)
    formulas, fills = data.get("formulas"), data.get("fills")
    return Seen(
        percent=frozenset(_spots(data.get("percent") or {})),
        formulas=None if formulas is None else frozenset(_spots(formulas)),
        fills=None if fills is None else dict(_fills(fills)),
    )


def _spots(by_sheet: object) -> Iterator[Spot]:
    for sheet, addresses in _items(by_sheet):
        if not isinstance(addresses, list):
            raise RefusedError(WRONG_ARGUMENTS)
        for address in addresses:
            if not (isinstance(address, str) and _ADDRESS.fullmatch(address)):
                raise RefusedError(WRONG_ARGUMENTS)
            yield sheet, address


def _fills(by_sheet: object) -> Iterator[tuple[Spot, str]]:
    for sheet, colours in _items(by_sheet):
        for colour, addresses in _items(colours):
            if not _COLOUR.fullmatch(colour):
                raise RefusedError(WRONG_ARGUMENTS)
            for spot in _spots({sheet: addresses}):
                yield spot, colour.upper()


def _items(data: object) -> list[tuple[str, object]]:
    if not isinstance(data, dict):
        raise RefusedError(WRONG_ARGUMENTS)
    mapping: Mapping[str, object] = data
    return list(mapping.items())
