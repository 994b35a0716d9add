"""LibreOffice's tag tree made smaller, and put right where it is wrong.

Each element has attributes of its own there, nearly all of them alike: two fifths of a
report's objects. And where an element has more kids than an old limit lets it have,
LibreOffice puts them into groups without telling the kids. A table whose header had no
room where it was first tried is one without a header to LibreOffice from then on.
"""

from __future__ import annotations

import mmap
import re
from typing import TYPE_CHECKING

import pikepdf

from compile.pdf_end import LAST, table_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

# As LibreOffice writes them; another way of writing is left as it is.
_ATTRIBUTES = re.compile(rb"\n(\d+) 0 obj\n(<</O/[^<>]*>>)\nendobj")
_ELEMENT = re.compile(
    rb"\n<</Type/StructElem\n/S/[^\n]*\n/P \d+ 0 R\n(?:/Pg \d+ 0 R\n)?"
    rb"(?:/Alt<[0-9A-F]*>\n)?/A ([^\n]*)\n"
)
_NAMED = re.compile(rb"\n/A ")  # what names attributes, in whatever it stands
_REFERENCE = re.compile(rb"(\d+) 0 R")
_GROUP = "/Div"
_HEADER_CELL = re.compile(rb"\n/S/TH\n")
_TABLE = re.compile(rb"xref\s+0 (\d+)[ \r]?\n")  # of all objects, in one piece
_ENTRY, _USE = 20, 17  # bytes of an entry, and which of them says whether it is in use


def share_attributes(made: Path) -> None:
    """Let tags with the same attributes refer to the same object, in place.

    The others are told to be free, so that whoever opens the file next does not read
    them; where a tag names its attributes in another way than LibreOffice does, they
    are only left without a reference. Nothing changes its place or its length.
    """
    if not made.stat().st_size:
        return  # which cannot be mapped
    with made.open("r+b") as file, mmap.mmap(file.fileno(), 0) as data:
        first = dict(_shared(data))
        elements = 0
        for element in _ELEMENT.finditer(data):
            start, end = element.span(1)
            data[start:end] = _REFERENCE.sub(lambda m: _same(m, first), element[1])
            elements += 1
        if elements == len(_NAMED.findall(data)):
            _free(data, first)


def _shared(data: mmap.mmap) -> Iterator[tuple[bytes, bytes]]:
    """Yield the number of each object that repeats an earlier one, and that one's."""
    known: dict[bytes, bytes] = {}
    for match in _ATTRIBUTES.finditer(data):
        first = known.setdefault(match[2], match[1])
        if first != match[1] and len(first) <= len(match[1]):
            yield match[1], first


def _same(reference: re.Match[bytes], first: Mapping[bytes, bytes]) -> bytes:
    number = first.get(reference[1], reference[1])
    return (number + b" 0 R").ljust(len(reference[0]))


def _free(data: mmap.mmap, unused: Iterable[bytes]) -> None:
    """Mark objects as free in the file's table, where that is of the usual form."""
    at = table_place(data[-LAST:])
    table = None if at is None else _TABLE.match(data, at)
    if table is None:
        return
    for number in unused:
        place = table.end() + int(number) * _ENTRY + _USE
        if int(number) < int(table[1]) and data[place : place + 1] == b"n":
            data[place : place + 1] = b"f"


def tell_parents(pdf: pikepdf.Pdf) -> None:
    """Let the kids of LibreOffice's groups name the group as their parent."""
    root = pdf.Root.get("/StructTreeRoot", pikepdf.Dictionary())
    for top in _elements(root):
        for group in _elements(top):
            if group.get("/S") == _GROUP:
                for kid in _elements(group):
                    kid.P = group


def lacks_headers(made: Path, headers: Sequence[int]) -> bool:
    """Whether LibreOffice's file has fewer header cells than the report.

    headers: the number of header cells of each table, in reading order.
    """
    if not sum(headers):
        return False
    reading = mmap.ACCESS_READ
    with (
        made.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=reading) as data,
    ):
        return len(_HEADER_CELL.findall(data)) < sum(headers)


def tell_headers(pdf: pikepdf.Pdf, headers: Sequence[int]) -> None:
    """Let the first cells of each table that has lost its header be header cells.

    headers: as many as there are tables, or nothing is told.
    """
    tables = list(_tables(pdf.Root.get("/StructTreeRoot", pikepdf.Dictionary())))
    if len(tables) != len(headers):
        return
    of_column = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Column)
    scope = pdf.make_indirect(of_column)
    for table, count in zip(tables, headers, strict=True):
        cells = [c for row in _elements(table) for c in _elements(row)]
        if all(cell.S == "/TD" for cell in cells):
            for cell in cells[:count]:
                cell.S = pikepdf.Name.TH
                cell.A = pikepdf.Array([*_each(cell, "/A"), scope])


def _tables(above: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield all tables below an element, as they are read."""
    for element in _elements(above):
        if element.S == "/Table":
            yield element
        yield from _tables(element)


def _elements(above: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield the elements right below one."""
    for kid in _each(above, "/K"):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid


def _each(element: pikepdf.Object, key: str) -> Iterable[pikepdf.Object]:
    """Return what an element has under a key, whether one, several or none."""
    found = element.get(key, pikepdf.Array())
    return found if isinstance(found, pikepdf.Array) else (found,)
