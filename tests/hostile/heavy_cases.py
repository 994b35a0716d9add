"""Cards that ask for much time or memory: what happens in offices, and attacks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from compile.intake.limits import LAST_ROW
from tests.hostile.card_cases import CardCase, G
from tests.hostile.cards import Card, changed

if TYPE_CHECKING:
    from collections.abc import Iterable

_FIRST = 200  # a row well below the tables
_COLUMNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _with_rows(card: Card, rows: Iterable[str]) -> Card:
    end = "</sheetData>"
    return card.replace(card.part_of(G), end, f"{''.join(rows)}{end}")


def _formatted(card: Card) -> Card:
    """Format a column to the last row."""
    return _with_rows(
        card,
        (
            f'<row r="{row}" s="11" customFormat="1"><c r="M{row}" s="11"/></row>'
            for row in range(_FIRST, LAST_ROW + 1)
        ),
    )


def _formatted_sparsely(card: Card) -> Card:
    """Format it in a way that is not the usual one: nothing can be passed over."""
    return _with_rows(
        card,
        (
            f'<row  r="{row}"><c r="M{row}" s="11"/></row>'
            for row in range(_FIRST, _FIRST + 400_000)
        ),
    )


def _filled(card: Card, *, rows: int) -> Card:
    """Paste a table of other things below the goals."""
    return _with_rows(
        card,
        (
            f'<row r="{row}">'
            + "".join(f'<c r="{c}{row}" t="str"><v>x{row}{c}</v></c>' for c in _COLUMNS)
            + "</row>"
            for row in range(_FIRST, _FIRST + rows)
        ),
    )


def _long_texts(card: Card) -> Card:
    """Paste a book, chapter by chapter, as comments."""
    chapter = "Allt hänger samman. " * 50_000
    return _with_rows(
        card,
        (
            f'<row r="{row}"><c r="M{row}" t="str"><v>{chapter}</v></c></row>'
            for row in range(_FIRST, _FIRST + 8)
        ),
    )


def _names(card: Card) -> Card:
    """Define a hundred thousand names, as imports from other systems may."""
    names = "".join(
        f'<definedName name="n{n}">Uppgifter!$A${n}</definedName>'
        for n in range(1, 100_001)
    )
    return card.replace("xl/workbook.xml", "<definedNames>", f"<definedNames>{names}")


def _nested(card: Card) -> Card:
    """Nest elements absurdly deep."""
    deep = "<x>" * 900_000 + "</x>" * 900_000
    return card.replace(card.part_of(G), "</sheetData>", f"</sheetData>{deep}")


def _merged(card: Card) -> Card:
    """Merge the whole grid."""
    merge = '<mergeCells count="1"><mergeCell ref="A200:XFD1048576"/></mergeCells>'
    return card.replace(card.part_of(G), "</sheetData>", f"</sheetData>{merge}")


def _corners(card: Card) -> Card:
    """Type in the far corner of the grid."""
    return card.number(G, "XFD1048576", "1")


HEAVY_CASES = tuple(
    CardCase(name, changed(change))
    for name, change in (
        ("formatted-to-the-last-row", _formatted),
        ("formatted-in-an-unusual-way", _formatted_sparsely),
        ("pasted-40-000-values", partial(_filled, rows=1_500)),
        ("pasted-200-000-values", partial(_filled, rows=7_700)),
        ("pasted-a-million-values", partial(_filled, rows=40_000)),
        ("pasted-a-book", _long_texts),
        ("hundred-thousand-names", _names),
        ("absurd-nesting", _nested),
        ("whole-grid-merged", _merged),
        ("typed-in-the-far-corner", _corners),
    )
)
