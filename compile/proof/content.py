"""What a report holds, counted the same way in the Word file and in the PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

# What is not seen goes; hyphens that a line must not be broken at are hyphens.
_PLAIN: dict[int, str | None] = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_PLAIN |= dict.fromkeys(map(ord, "\u2010\u2011"), "-")

_NUMBER = "0123456789."


class Heading(NamedTuple):
    """A heading's level, 1-6, its text, and where the text begins among all text."""

    level: int
    text: str
    start: int = 0


class Shape(NamedTuple):
    """A table's size: rows with the header, header cells, data cells."""

    rows: int
    headers: int
    cells: int


@dataclass(frozen=True, slots=True)
class Content:
    """What can be counted, each in reading order.

    pictures: their alternative texts. links: their texts, squeezed, "#" for one that is
    only a page's number. items: of lists. bookmarks: the titles in the reader's margin.
    """

    language: str
    title: str
    headings: tuple[Heading, ...]
    bookmarks: tuple[str, ...]
    tables: tuple[Shape, ...]
    pictures: tuple[str, ...]
    links: tuple[str, ...]
    items: int


def squeezed(text: str) -> str:
    """Return a text in the form that is compared: no spaces, one case."""
    return "".join(text.split()).translate(_PLAIN).casefold()


def same_heading(wanted: str, found: str) -> bool:
    """Whether two headings say the same; the template may number them."""
    return squeezed(wanted).lstrip(_NUMBER) == squeezed(found).lstrip(_NUMBER)
