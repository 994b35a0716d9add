"""What a report's Word file holds, counted from its XML in one pass."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

from compile.proof.content import Content, Heading, Shape, squeezed
from compile.word_package import parse
from compile.word_template import W, heading_styles

if TYPE_CHECKING:
    from pathlib import Path

MAIN, STYLES = "word/document.xml", "word/styles.xml"
PAGE = "#"  # stands for a link that is only a page's number
_TOKEN = re.compile(
    r"<w:(?P<paragraph>p)(?: [^>]*)?>"
    r'|<w:pStyle w:val="(?P<style>[^"]*)"'
    r'|<w:(?P<numbered>numId) w:val="[1-9]'
    r"|<w:(?P<run>r)[ >]|<w:(?P<hidden>vanish)/>"
    r"|<w:t(?: [^>]*)?>(?P<text>[^<]*)</w:t>"
    r"|<w:(?P<hyphen>noBreakHyphen)/>"
    r"|<w:(?P<table>tbl)>|</w:(?P<ended>tbl)>|<w:(?P<row>tr)[ >]|<w:(?P<cell>tc)>"
    r"|<w:(?P<header>tblHeader)\b"
    r"|<wp:docPr(?P<drawing>[^>]*)>|<(?P<picture>pic:pic|c:chart)\b"
    r"|<w:(?P<link>hyperlink)\b|</w:(?P<linked>hyperlink)>"
    r"|<w:instrText[^>]*>\s*(?P<field>\w+)"
    r'|<w:fldChar [^>]*w:fldCharType="(?P<mark>end)"'
)
# What an older Word is to show instead: the same once more.
_FALLBACK = re.compile(r"<mc:Fallback\b.*?</mc:Fallback>", re.DOTALL)
_DESCRIPTION = re.compile(r'\bdescr="([^"]*)"')
_REFERENCE = "PAGEREF"


@dataclass(frozen=True, slots=True)
class WordContent:
    """The count, and the text of each paragraph, squeezed, in reading order."""

    content: Content
    paragraphs: tuple[str, ...]


def read_word(path: Path, title: str, language: str) -> WordContent:
    """Count what a Word file that is to be converted holds.

    title, language: what they are to be, which is not the Word file's to say.
    """
    with zipfile.ZipFile(path) as package:
        body, styles = package.read(MAIN).decode(), package.read(STYLES)
    return count_word(body, styles, title, language)


def count_word(body: str, styles: bytes, title: str, language: str) -> WordContent:
    """Count what these parts of a Word file hold; the rest as in read_word."""
    counting = _Counting(heading_styles(styles), _list_styles(styles))
    for match in _TOKEN.finditer(_FALLBACK.sub("", body)):
        kind = match.lastgroup or ""
        getattr(counting, kind)(match[kind])
    return counting.result(title, language)


def _list_styles(styles: bytes) -> frozenset[str]:
    """Return the ids of the styles that make list items of their paragraphs."""
    found: set[str] = set()
    based = {}
    for style in parse(styles).iter(f"{W}style"):
        name, base = str(style.get(f"{W}styleId")), style.find(f"{W}basedOn")
        based[name] = "" if base is None else str(base.get(f"{W}val"))
        number = style.find(f"{W}pPr/{W}numPr/{W}numId")
        if number is not None and number.get(f"{W}val") != "0":
            found.add(name)
    return frozenset(n for n in based if n in found or based[n] in found)


@dataclass(slots=True)
class _Table:
    rows: int = 0
    headers: int = 0
    cells: int = 0
    in_header: bool = False


@dataclass(slots=True)
class _Counting:
    """Takes the tokens one after the other; each method is named after its token."""

    levels: dict[str, int]
    list_styles: frozenset[str]
    texts: list[list[str]] = field(default_factory=lambda: [[]])
    headings: list[tuple[int, int]] = field(default_factory=list)
    tables: list[_Table] = field(default_factory=list)
    open: list[_Table] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    description: str = ""  # of the drawing that may turn out to be a picture
    links: list[str] = field(default_factory=list)
    link_from: int | None = None  # where in the paragraph the open one's text begins
    paged: bool = False  # whether the open one holds a page's number too
    items: int = 0
    is_item: bool = False  # whether the paragraph has been counted as one
    in_reference: bool = False
    is_hidden: bool = False

    def paragraph(self, _: str) -> None:
        self.texts.append([])
        self.is_item = False

    def style(self, name: str) -> None:
        if name in self.levels:
            self.headings.append((self.levels[name], len(self.texts) - 1))
        self.is_item = name in self.list_styles
        self.items += self.is_item

    def numbered(self, _: str) -> None:
        self.items += not self.is_item
        self.is_item = True

    def run(self, _: str) -> None:
        self.is_hidden = False

    def hidden(self, _: str) -> None:
        self.is_hidden = True

    def text(self, text: str) -> None:
        if not (self.in_reference or self.is_hidden):
            self.texts[-1].append(text)

    def hyphen(self, _: str) -> None:
        self.texts[-1].append("\u2011")

    def table(self, _: str) -> None:
        self.open.append(_Table())
        self.tables.append(self.open[-1])

    def ended(self, _: str) -> None:
        self.open.pop()

    def row(self, _: str) -> None:
        self.open[-1].rows += 1
        self.open[-1].in_header = False

    def header(self, _: str) -> None:
        self.open[-1].in_header = True

    def cell(self, _: str) -> None:
        table = self.open[-1]
        table.headers += table.in_header
        table.cells += not table.in_header

    def drawing(self, attributes: str) -> None:
        said = _DESCRIPTION.search(attributes)
        self.description = unescape(said[1]) if said else ""

    def picture(self, _: str) -> None:
        self.pictures.append(self.description)

    def link(self, _: str) -> None:
        self.link_from = len(self.texts[-1])

    def linked(self, _: str) -> None:
        words = unescape("".join(self.texts[-1][self.link_from :]))
        self.links += [squeezed(words), PAGE] if self.paged else [squeezed(words)]
        self.link_from, self.paged = None, False

    def field(self, name: str) -> None:
        if name == _REFERENCE:
            self.in_reference = True
            self.paged = self.link_from is not None
            self.links += [] if self.paged else [PAGE]

    def mark(self, _: str) -> None:
        self.in_reference = False

    def result(self, title: str, language: str) -> WordContent:
        texts = [unescape("".join(parts)) for parts in self.texts]
        headings = tuple(
            Heading(level, " ".join(texts[at].split())) for level, at in self.headings
        )
        content = Content(
            language=language,
            title=title,
            headings=headings,
            bookmarks=tuple(heading.text for heading in headings),
            tables=tuple(Shape(t.rows, t.headers, t.cells) for t in self.tables),
            pictures=tuple(self.pictures),
            links=tuple(self.links),
            items=self.items,
        )
        return WordContent(content, tuple(filter(None, map(squeezed, texts))))
