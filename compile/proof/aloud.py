"""A tag tree as a screen reader says it: one line for each thing, in its order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from compile.proof.page_text import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compile.proof.tags import Tag

_HEADING = re.compile(r"H([1-6])")
_ROWS, _LINES = {"TR"}, {"P", "Caption", "Note", "Lbl"}
_UNSEEN = "[tecken som inte kan läsas]"


def read_aloud(tag: Tag) -> Iterator[str]:
    """Yield what is said, a Swedish line each: "rubrik 2: ...", "rad 1: ..."."""
    heading = _HEADING.fullmatch(tag.role)
    if heading:
        yield f"rubrik {heading[1]}: {_words(tag)}"
    elif tag.role == "Table":
        yield from _table(tag)
    elif tag.role == "L":
        yield from _list(tag)
    elif tag.role == "Figure":
        yield f"bild: {tag.alt or 'utan beskrivning'}"
    elif tag.role in _LINES:
        yield from _line(tag)
    else:
        for kid in tag.kids:
            yield from read_aloud(kid)


def _line(tag: Tag) -> Iterator[str]:
    """Yield a paragraph: its links and pictures each on a line of their own."""
    special = [kid for kid in tag.walk() if kid.role in {"Link", "Figure"}]
    if not special:
        words = _words(tag)
        yield from (f"text: {words}",) if words else ()
        return
    for part in tag.parts:
        if isinstance(part, str):
            yield from (f"text: {part.strip()}",) if part.strip() else ()
        elif part.role == "Link":
            yield f"länk: {part.alt or _words(part)}"
        else:
            yield from read_aloud(part)


def _list(tag: Tag) -> Iterator[str]:
    items = [kid for kid in tag.kids if kid.role == "LI"]
    yield f"lista, {len(items)} {'punkter' if len(items) > 1 else 'punkt'}"
    for item in items:
        yield f"  punkt: {_words(item)}"


def _table(tag: Tag) -> Iterator[str]:
    """Yield size and header, then each row with the header before each cell."""
    rows = [[*row.kids] for row in tag.walk() if row.role in _ROWS]
    header = [_words(cell) for cell in rows[0] if cell.role == "TH"] if rows else []
    width = max(map(len, rows), default=0)
    yield (
        f"tabell, {len(rows)} rader och {width} kolumner: "
        f"rubriker {'; '.join(header) or 'saknas'}"
    )
    for number, row in enumerate(rows[1:] if header else rows, start=1):
        names = header if len(header) == len(row) else [""] * len(row)
        cells = (
            f"{name}: {_words(cell)}" if name else _words(cell)
            for name, cell in zip(names, row, strict=True)
        )
        yield f"  rad {number}: {'; '.join(cells)}"


def _words(tag: Tag) -> str:
    """Return an element's text; what stands apart in it is said apart."""
    parts = []
    for part in tag.parts:
        if isinstance(part, str):
            parts.append(part)
        elif part.role == "Figure":
            parts.append(f" bild: {part.alt} ")
        elif part.role in _LINES:
            parts.append(f" {_words(part)} ")
        else:
            parts.append(part.text)
    said = " ".join("".join(parts).split())
    return said.replace(UNKNOWN, _UNSEEN)
