"""The vocabulary of the layout: what a sheet, a table, a column and a cell are.

A column's demands (required, kind, choices, length) are data. The builder turns
them into Excel validation, parsing turns them into findings.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What a cell is to hold."""

    TEXT = "text"
    NUMBER = "number"  # Decimal
    INTEGER = "integer"
    DATE = "date"
    CHOICE = "choice"  # one of a list
    REFERENCES = "references"  # numbers of strategy goals, "1; 12"


class Role(Enum):
    """Who writes a cell."""

    INPUT = "input"  # the author
    FIXED = "fixed"  # the builder; locked
    PREVIOUS = "previous"  # the builder, from last period; locked
    FORMULA = "formula"  # Excel; locked, and never read


class Choices(Enum):
    """The lists behind drop-downs; the value is the defined name in the workbook."""

    PERSPECTIVES = "lst_perspektiv"
    LONG_TERM_GOALS = "lst_langsiktigt_mal"
    VERDICTS = "lst_maluppfyllelse"
    STATUSES = "lst_status"
    DIRECTIONS = "lst_riktning"
    GOAL_IDS = "lst_mal_id"
    YES_NO = "lst_ja_nej"
    LEVELS = "lst_niva"
    SCALES = "lst_skala"
    AREAS = "lst_omrade"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    key: the field of the model's record. heading: the cell's text, unique within
    the table. width in characters. limit: longest text before a warning, in
    characters. help: the input message, at most 255 characters. formerly:
    headings of accepted older versions. optional: a table made before the column
    came is read as if it were empty, without a word.
    """

    key: str
    heading: str
    kind: Kind = Kind.TEXT
    role: Role = Role.INPUT
    width: float = 14
    required: bool = False
    choices: Choices | None = None
    limit: int | None = None
    help: str = ""
    formerly: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, its title in A1 and one line on what to do there."""

    name: str
    title: str
    guide: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A named table on a sheet; min_rows is the least number of rows built."""

    name: str
    sheet: Sheet
    columns: tuple[Column, ...]
    min_rows: int = 1

    def column(self, key: str) -> Column:
        """Return a column by its key; raises KeyError."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)


@dataclass(frozen=True, slots=True)
class NamedCell:
    """One value of its own, found by its defined name; label stands beside it."""

    key: str
    name: str
    label: str
    kind: Kind = Kind.TEXT
    role: Role = Role.INPUT
    required: bool = False
    choices: Choices | None = None
    limit: int | None = None
    help: str = ""
