"""What a reader in a browser cannot see: where formulas stand, and fills.

Such a reader is given values only. The builder therefore lists on the sheet
layout.META, beside what identity.py has there, which cells are its formulas and
which fill its open cells have. Rows and columns 1-based:

    row 1 onwards  E: a sheet's name  F: a range  G: FORMULA, or a fill "RRGGBB"
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbook_templates.standard.layout import META
from workbook_templates.standard.raw import column_letters, column_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from workbook_templates.standard.raw import RawWorkbook

    Place = tuple[int, int]

SURFACE_FIRST_ROW = 1
SURFACE_SHEET_COLUMN = 5
SURFACE_RANGE_COLUMN = 6
SURFACE_WORD_COLUMN = 7
FORMULA = "formel"

_COLOUR = re.compile(r"[0-9A-F]{6}")
_RANGE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})(?::([A-Z]{1,3})([1-9]\d{0,6}))?")


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of cells on a sheet; all 1-based, all included."""

    top: int
    left: int
    bottom: int
    right: int

    def __contains__(self, place: Place) -> bool:
        """Tell whether a (row, column) is in it."""
        row, column = place
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def __str__(self) -> str:
        """Return its address, "A6:O25"."""
        first = f"{column_letters(self.left)}{self.top}"
        return f"{first}:{column_letters(self.right)}{self.bottom}"

    @classmethod
    def parse(cls, text: str) -> Block | None:
        """Return the block of an address without its sheet, None where it is none."""
        found = _RANGE.fullmatch(text.replace("$", "").upper())
        if found is None:
            return None
        left, top, right, bottom = found.groups()
        first = (int(top), column_number(left))
        if not right:
            return cls(*first, *first)
        return cls(*first, int(bottom), column_number(right))


@dataclass(frozen=True, slots=True)
class Surfaces:
    """The builder's list of formulas, by sheet, and of fills "#RRGGBB"."""

    formulas: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)
    fills: Mapping[str, tuple[tuple[Block, str], ...]] = field(default_factory=dict)

    def is_formula(self, sheet: str, place: Place) -> bool:
        """Tell whether the builder put a formula at a (row, column)."""
        return any(place in block for block in self.formulas.get(sheet, ()))

    def fill(self, sheet: str, place: Place) -> str:
        """Return the fill that the builder gave a cell, "" where it gave none."""
        fills = self.fills.get(sheet, ())
        return next((fill for block, fill in fills if place in block), "")


def surfaces(raw: RawWorkbook) -> Surfaces:
    """Return the list as the workbook has it; lines that are none are passed over."""
    formulas: dict[str, list[Block]] = {}
    fills: dict[str, list[tuple[Block, str]]] = {}
    for sheet, block, word in _lines(raw):
        if word == FORMULA:
            formulas.setdefault(sheet, []).append(block)
        elif _COLOUR.fullmatch(word):
            fills.setdefault(sheet, []).append((block, f"#{word}"))
    return Surfaces(
        {sheet: tuple(found) for sheet, found in formulas.items()},
        {sheet: tuple(found) for sheet, found in fills.items()},
    )


def _lines(raw: RawWorkbook) -> Iterator[tuple[str, Block, str]]:
    sheet = raw.sheets.get(META.name)
    columns = (SURFACE_SHEET_COLUMN, SURFACE_RANGE_COLUMN, SURFACE_WORD_COLUMN)
    for _, cells in sheet.rows() if sheet else ():
        name, place, word = (str(cells[c].value) if c in cells else "" for c in columns)
        block = Block.parse(place)
        if name and block and word:
            yield name, block, word


def blocks(places: Iterable[Place]) -> tuple[Block, ...]:
    """Return few rectangles that cover places exactly: runs down, then across."""
    runs: dict[tuple[int, int], list[int]] = {}  # (top, bottom): columns
    for column, top, bottom in _runs_down(sorted((c, r) for r, c in places)):
        runs.setdefault((top, bottom), []).append(column)
    found = []
    for (top, bottom), columns in runs.items():
        left = right = columns[0]
        for column in columns[1:]:
            if column != right + 1:
                found.append(Block(top, left, bottom, right))
                left = column
            right = column
        found.append(Block(top, left, bottom, right))
    return tuple(found)


def _runs_down(places: Iterable[Place]) -> Iterator[tuple[int, int, int]]:
    """Yield (column, first row, last row) of (column, row) places in order."""
    run: tuple[int, int, int] | None = None
    for column, row in places:
        if run and run[0] == column and row == run[2] + 1:
            run = (column, run[1], row)
            continue
        if run:
            yield run
        run = (column, row, row)
    if run:
        yield run
