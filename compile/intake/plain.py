"""Sheets in the plain form that Excel, LibreOffice and the builder write, quickly.

Calling Python for every element is what takes time in reading a sheet. Where a
part has nothing but the usual rows and cells, the parser only checks that it is
sound XML, and one pattern picks the cells. Whatever is the least unusual, such
as rich text, comments or prefixes, is left to the walker: `plain_cells` gives
the same cells as that, or None.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from compile.intake.markup import Walker
from compile.intake.messages import BrokenMarkupError
from compile.intake.sheet import PLACES, place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compile.intake.cells import CellMaker, Stored
    from compile.intake.limits import Limits
    from workbook_templates.standard.raw import RawCell

    Cells = dict[tuple[int, int], RawCell]

# The declaration in the ways of the usual programs, and a root without prefix.
_START = re.compile(
    rb"(?:\xef\xbb\xbf)?"
    rb"(?:<\?xml version=[\"']1\.0[\"'](?: encoding=[\"'](?i:utf-8)[\"'])?"
    rb"(?: standalone=[\"'](?:yes|no)[\"'])?\s*\?>)?"
    rb"\s*<worksheet[\s>]"
)
_DEFAULT_NAMESPACE = re.compile(rb"xmlns\s*=")
_ODD = re.compile(rb"<(?:[!?]|(?:sheetData|row|c|f|v|is|t|rPh)[\s/>])")
# A filled cell's reference, style, type, formula, and value with its opening
# tag; else an empty cell, a row, or, last, all from the first unusual character.
# No two ways to match the same, so it takes time by length only.
_TOKEN = re.compile(
    r'<c r="([A-Za-z]{1,3}[0-9]{1,7})"(?: s="([0-9]{1,9})")?(?: t="([A-Za-z]+)")?'
    r"(?:>(<f(?:[ /][^<>]*)?>(?:[^<]*</f>)?)?"
    r"(?:(<v>|<is><t(?: [^<>]*)?>)([^<]*)</(?:v|t></is)>)?</c>|/>)"
    r"|<row(?: [^<>]*)?>|</row>|([\s\S]+)"
)
# Rows that are only formatted, where the next row has a number of its own. Their
# attributes are those of the usual programs in the order of the schema, so that
# what is passed over is sound XML.
_EMPTY_ROWS = re.compile(
    rb'(?:<row r="[0-9]+"(?: spans="[0-9: ]+")?(?: s="[0-9]+")?'
    rb'(?: customFormat="\w+")?(?: ht="[0-9.]+")?(?: hidden="\w+")?'
    rb'(?: customHeight="\w+")?(?: outlineLevel="[0-9]+")?(?: collapsed="\w+")?'
    rb'(?: x14ac:dyDescent="[0-9.]+")?(?:/>|>'
    rb'(?:<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?(?: t="n")?(?:/>|></c>))*</row>))+'
    rb'(?=<row r="|</sheetData>)'
)
_CHARACTER = re.compile("&[^;]+;")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class _Check(Walker):
    """Walks a part for the sake of its soundness only."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:  # noqa: ARG002 - whatever the root is
        """Hear of no more elements once the root has begun."""
        self.parser.StartElementHandler = None
        self.parser.EndElementHandler = None


def plain_cells(
    chunks: Sequence[bytes], part: str, maker: CellMaker, room: int, limits: Limits
) -> Cells | None:
    """Return the cells of a sheet of the plain form, None where it is not.

    chunks: the whole part's bytes; part: its name, for messages. None too where
    there is anything to tell of: damage, lost texts, more cells than room.
    Raises RefusedError as the walker does.
    """
    rows = _rows(b"".join(chunks))
    if rows is None:
        return None
    found = _TOKEN.findall(rows)
    if found and found[-1][-1]:
        return None
    try:
        _Check(limits).walk(chunks, part)
    except BrokenMarkupError:
        return None
    return _cells(found, maker, room)


def without_empty_rows(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield a large sheet's bytes without rows that are only formatted.

    A column formatted to its end is a million rows, and they say nothing. From
    the first comment or CDATA on, where such bytes may be text, all is left.
    """
    is_plain = None
    for chunk in chunks:
        if is_plain is None:
            is_plain = _START.match(chunk) is not None
        is_plain = is_plain and not (b"<!" in chunk or chunk.startswith(b"!"))
        yield _EMPTY_ROWS.sub(b"", chunk) if is_plain else chunk


def _rows(data: bytes) -> str | None:
    """Return what is within <sheetData>, None where the part is unusual around it.

    Without comments, CDATA, document type and processing instructions a tag's
    text means that tag, and without a second default namespace a bare name is
    of the root's. Within the rows the pattern has no place for any of these.
    """
    before, opening, rest = data.partition(b"<sheetData>")
    inside, closing, after = rest.partition(b"</sheetData>")
    start = _START.match(before)
    if not (opening and closing and start):
        return None
    around = before[start.end() :] + after
    if _ODD.search(around) or len(_DEFAULT_NAMESPACE.findall(before)) > 1:
        return None
    if b"\r" in inside or b"xmlns" in inside:
        return None
    try:
        return inside.decode()
    except UnicodeDecodeError:
        return None


def _cells(
    found: Sequence[tuple[str, ...]], maker: CellMaker, room: int
) -> Cells | None:
    """Return the cells of matches of the pattern, None where one is not kept."""
    cells: Cells = {}
    made, make, put = maker.made, maker.make, cells.setdefault
    known = PLACES.get
    for reference, style, kind, formula, opening, text, _rest in found:
        if not (formula or opening):
            continue
        value = (decoded(text) if "&" in text else text) if opening else None
        stored: Stored = (kind or None, style or None, value, bool(formula))
        try:
            cell = made.get(stored) or make(stored)
        except LookupError:
            return None
        if cell is None:
            continue
        place = known(reference) or place_of(reference)
        if place is None or put(place, cell) is not cell:
            return None
    return cells if len(cells) <= room else None


def decoded(text: str) -> str:
    """Return the text of sound XML without markup, its references replaced."""
    return _CHARACTER.sub(lambda found: _character(found[0]), text)


@lru_cache(maxsize=512)
def _character(reference: str) -> str:
    """Return the character that a reference in sound XML stands for."""
    name = reference[1:-1]
    if name.startswith("#x"):
        return chr(int(name.removeprefix("#x"), 16))
    return chr(int(name[1:])) if name[0] == "#" else _NAMED[name]
