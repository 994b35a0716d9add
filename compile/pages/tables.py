"""Tables as values: what a page's table holds, before anybody knows of HTML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compile.context import Mark


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading. is_number: its cells stand to the right.

    is_tight: its cells are short and never broken, such as dates.
    """

    text: str
    is_number: bool = False
    is_tight: bool = False

    @property
    def style(self) -> str:
        """The classes of the column's cells in the style sheet."""
        named = (("number", self.is_number), ("tight", self.is_tight))
        return " ".join(name for name, holds in named if holds)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: a text, or a mark with symbol, word and tint; both where both are given.

    key: what it is sorted by where that is not its text; numbers sort as numbers.
    note: a second, smaller line. link: the id of a place on the same page.
    """

    text: str = ""
    mark: Mark | None = None
    key: str | int | None = None
    note: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table. anchor: its id on the page. The first cell of each row is its heading.

    Each row has as many cells as there are headings. total: a last row that stays
    last when the others are sorted; () for none. is_titled: a heading right above it
    says what the caption says, which is then for those who hear the page.
    """

    anchor: str
    caption: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] = ()
    sortable: bool = True
    is_titled: bool = False
