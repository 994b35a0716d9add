"""The rendered body as a stream: headings found, kept on disk, never in memory.

The prepared template carries control characters, which no printed value can hold:
around each heading and each table, and where the contents page goes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import IO, TYPE_CHECKING

from compile.word_tables import fit_columns, keep_together

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HEADING_START = "\x02"  # followed by the level, one digit
HEADING_END = "\x03"
CONTENTS = "\x04"
TABLE_START = "\x05"
TABLE_END = "\x06"
_MARKED = re.compile(
    f"{HEADING_START}(\\d)([^{HEADING_END}]*){HEADING_END}"
    f"|{TABLE_START}([^{TABLE_END}]*){TABLE_END}|{CONTENTS}"
)
_UNFINISHED = re.compile(f"[{HEADING_START}{TABLE_START}]")
_TEXT_OR_GAP = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|<w:(?:br|tab|cr)\b[^>]*/>")
_CHUNK = 64 * 1024  # characters handed on at a time
_FIRST_ID = 100_000  # above the ids of a template's own bookmarks


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the report: its text, level (1-3) and bookmark."""

    text: str
    level: int
    bookmark: str


@dataclass(slots=True)
class Body:
    """A rendered body on disk; contents_at is where the contents page goes, or None.

    tables: where in the file each table starts and ends.
    """

    file: IO[bytes]
    headings: list[Heading] = field(default_factory=list)
    contents_at: int | None = None
    tables: list[tuple[int, int]] = field(default_factory=list)

    def fill(self, pieces: Iterable[str]) -> None:
        """Write the rendered pieces, giving each heading its bookmark."""
        rest = ""
        for chunk in chunks(pieces):
            rest = self._take(rest + chunk)
        self._write(rest)

    def pieces(self, contents: str) -> Iterator[bytes]:
        """Yield the body with the contents page in its place."""
        self.file.seek(0)
        if self.contents_at is not None:
            yield from _read(self.file, self.contents_at)
            yield contents.encode()
        yield from _read(self.file, None)

    def parts(self, contents: str) -> Iterator[tuple[bool, bytes]]:
        """Yield whether it is a table, and it: the tables, and all between them."""
        self.file.seek(0)
        for start, end in self.tables:
            yield False, self._between(start, contents)
            yield True, self.file.read(end - start)
        yield False, self._between(None, contents)

    def _between(self, end: int | None, contents: str) -> bytes:
        """Read to a table or the end, with the contents page where it belongs."""
        start, here = self.file.tell(), self.contents_at
        xml = self.file.read(-1 if end is None else end - start)
        if here is None or not start <= here <= start + len(xml):
            return xml
        return xml[: here - start] + contents.encode() + xml[here - start :]

    def _take(self, text: str) -> str:
        """Write what is whole and return an unfinished heading or table at the end."""
        done = 0
        for match in _MARKED.finditer(text):
            self._write(text[done : match.start()])
            self._take_mark(match)
            done = match.end()
        open_at = _UNFINISHED.search(text, done)
        cut = open_at.start() if open_at else len(text)
        self._write(text[done:cut])
        return text[cut:]

    def _take_mark(self, match: re.Match[str]) -> None:
        if match[1]:
            self._write(self._bookmarked(int(match[1]), match[2]))
        elif match[3] is not None:
            start = self.file.tell()
            self._write(keep_together(fit_columns(match[3])))
            self.tables.append((start, self.file.tell()))
        elif self.contents_at is None:
            self.contents_at = self.file.tell()

    def _bookmarked(self, level: int, xml: str) -> str:
        number = _FIRST_ID + len(self.headings)
        name = f"_Toc{number:09}"
        self.headings.append(Heading(text_of(xml), level, name))
        start = f'</w:pPr><w:bookmarkStart w:id="{number}" w:name="{name}"/>'
        end = f'<w:bookmarkEnd w:id="{number}"/></w:p>'
        return end.join(xml.replace("</w:pPr>", start, 1).rsplit("</w:p>", 1))

    def _write(self, text: str) -> None:
        self.file.write(text.encode())


def chunks(pieces: Iterable[str]) -> Iterator[str]:
    """Join small pieces into larger ones, since each hand-over costs."""
    held: list[str] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= _CHUNK:
            yield "".join(held)
            held, size = [], 0
    yield "".join(held)


def text_of(xml: str) -> str:
    """Return the text of a paragraph; breaks and tabs become spaces."""
    found = (m[1] if m[1] is not None else " " for m in _TEXT_OR_GAP.finditer(xml))
    return " ".join(unescape("".join(found)).split())


def _read(file: IO[bytes], end: int | None) -> Iterator[bytes]:
    while size := _CHUNK if end is None else min(_CHUNK, end - file.tell()):
        piece = file.read(size)
        if not piece:
            return
        yield piece
