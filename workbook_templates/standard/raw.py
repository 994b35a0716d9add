"""A workbook as it was read: cells with their Excel row numbers, uninterpreted.

Every reader (the streaming intake, the add-in's snapshot, a test's tables)
produces this one form. Rows and columns are 1-based, as in Excel.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

RawValue: TypeAlias = str | Decimal | bool | date | datetime | None


class CellKind(Enum):
    """What a cell held when it was read."""

    VALUE = "value"
    ERROR = "error"  # value is the error's text, "#REF!"
    UNCACHED = "uncached"  # a formula without a stored result; value is None


@dataclass(frozen=True, slots=True)
class RawCell:
    """One cell that is not empty.

    value: text as stored (`_xHHHH_` decoded), a number as Decimal, a bool, or a
        date/datetime where the number format is a date's.
    formula: whether the cell holds a formula.
    percent: whether a number's format is a percentage (0.95 shown as 95 %).
    """

    value: RawValue
    kind: CellKind = CellKind.VALUE
    formula: bool = False
    percent: bool = False


@dataclass(frozen=True, slots=True)
class RawTable:
    """A named table's place: sheet, first/last row and column (all inclusive).

    `top` is the heading row. The headings are read from the cells.
    """

    name: str
    sheet: str
    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet's non-empty cells by (row, column), its name and whether hidden."""

    name: str
    hidden: bool = False
    cells: Mapping[tuple[int, int], RawCell] = field(default_factory=dict)

    def rows(self) -> Iterator[tuple[int, dict[int, RawCell]]]:
        """Yield (row number, {column number: cell}) for rows with content."""
        rows: dict[int, dict[int, RawCell]] = {}
        for (row, column), cell in self.cells.items():
            rows.setdefault(row, {})[column] = cell
        yield from sorted(rows.items())


@dataclass(frozen=True, slots=True)
class RawWorkbook:
    """A whole workbook as read.

    file: the file's name, for messages. sha256 and size are of the file's bytes.
    tables: by table name. names: defined name -> (sheet, row, column) for names
    that point to one cell. properties: custom document properties as text.
    """

    file: str
    sheets: Mapping[str, RawSheet]
    tables: Mapping[str, RawTable] = field(default_factory=dict)
    names: Mapping[str, tuple[str, int, int]] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)
    sha256: str = ""
    size: int = 0

    def cell(self, sheet: str, row: int, column: int) -> RawCell | None:
        """Return the cell at a place, or None where it is empty."""
        found = self.sheets.get(sheet)
        return found.cells.get((row, column)) if found else None


def column_letters(column: int) -> str:
    """Return a column's letters: 1 -> "A", 27 -> "AA"."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return a column's 1-based number: "A" -> 1, "AA" -> 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def address(row: int, column: int) -> str:
    """Return an A1 address of a 1-based row and column: (6, 8) -> "H6"."""
    return f"{column_letters(column)}{row}"
