"""The same card as other programs would write it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from openpyxl.utils import column_index_from_string

from tests.hostile.parts import MAIN, OFFICE, STRICT, STRICT_OFFICE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.hostile.cards import Card

_ROW = re.compile(r'<row r="(\d+)"[^>]*>(.*?)</row>')
_CELL = re.compile(r'<c r="([A-Z]+)\d+"([^>]*?)(/>|>.*?</c>)')


def strict(card: Card) -> Card:
    """Write it in the namespaces of Strict OOXML."""
    for name, part in card.parts.items():
        said = part.replace(MAIN, STRICT).replace(OFFICE, STRICT_OFFICE)
        card.parts[name] = said
    return card


def prefixed(card: Card) -> Card:
    """Give every element of the spreadsheet's parts a prefix."""
    for name in _spreadsheet(card):
        part = re.sub(r"<(/?)([A-Za-z])", r"<\1x:\2", card.parts[name])
        card.parts[name] = part.replace("xmlns=", "xmlns:x=")
    return card


def without_references(card: Card) -> Card:
    """Leave out the numbers of rows and cells; what is empty is written out."""
    for name in _spreadsheet(card):
        head, opening, rest = card.parts[name].partition("<sheetData>")
        inside, closing, tail = rest.partition("</sheetData>")
        if opening:
            rows = "".join(_rows(inside))
            card.parts[name] = f"{head}{opening}{rows}{closing}{tail}"
    return card


def bare(card: Card) -> Card:
    """Leave out the styles."""
    del card.parts["xl/styles.xml"]
    return card


def _spreadsheet(card: Card) -> list[str]:
    folders = ("xl/worksheets/sheet", "xl/tables/", "xl/workbook", "xl/styles")
    return [name for name in card.parts if name.startswith(folders)]


def _rows(inside: str) -> Iterator[str]:
    last = 0
    for number, cells in _ROW.findall(inside):
        yield "<row/>" * (int(number) - last - 1)
        yield f"<row>{''.join(_cells(_CELL.findall(cells)))}</row>"
        last = int(number)


def _cells(cells: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    last = 0
    for letters, attributes, rest in cells:
        column = column_index_from_string(letters)
        yield "<c/>" * (column - last - 1)
        yield f"<c{attributes}{rest}"
        last = column
