"""Tables as values: what a page's table holds, before anybody knows of HTML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compile.context import Mark


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading. is_number: its cells stand to the right."""

    text: str
    is_number: bool = False


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
    last when the others are sorted; () for none.
    """

    anchor: str
    caption: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] = ()
    sortable: bool = True
