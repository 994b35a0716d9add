"""What a PDF's tag tree holds: the found side of the comparison."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pikepdf

from compile.proof.content import Content, Heading, Shape, squeezed
from compile.proof.tags import read_tree
from compile.proof.word import PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from compile.proof.objects import Layout
    from compile.proof.page_text import KnownTexts
    from compile.proof.tags import Tag, Tree

_HEADING = re.compile(r"H([1-6])")
_LINK = re.compile(rb"/Subtype\s*/Link\b")
_ITEMS = 100_000  # of bookmarks; more would be a ring


@dataclass(frozen=True, slots=True)
class PdfContent:
    """The count, all text as it is read, squeezed, and what hangs loose.

    clickable: links on the pages, tagged or not. described: tagged links whose place on
    the page says where it leads. settings: what the
    document says of itself, by name; true where it is as it should be.
    """

    content: Content
    text: str
    tree: Tree
    clickable: int
    described: int
    settings: Mapping[str, bool]


def read_pdf(
    pdf: pikepdf.Pdf, layout: Layout, known: KnownTexts | None = None
) -> PdfContent:
    """Count what an open PDF holds; known: texts of pages, as PageTexts has them."""
    tree = read_tree(pdf, layout, known)
    counting = _Counting()
    counting.take(tree.root)
    content = Content(
        language=str(pdf.Root.get("/Lang", "")),
        title=_title(pdf),
        headings=tuple(counting.headings),
        bookmarks=tuple(_bookmarks(pdf)),
        tables=tuple(counting.tables),
        pictures=tuple(counting.pictures),
        links=tuple(counting.links),
        items=counting.items,
    )
    clickable = sum(bool(_LINK.search(source)) for source in tree.sources.values())
    return PdfContent(
        content,
        "".join(counting.text),
        tree,
        clickable,
        counting.described,
        _settings(pdf),
    )


@dataclass(slots=True)
class _Counting:
    """Goes through the tree in reading order."""

    text: list[str] = field(default_factory=list)
    length: int = 0
    headings: list[Heading] = field(default_factory=list)
    tables: list[Shape] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    described: int = 0
    items: int = 0

    def take(self, tag: Tag) -> None:
        """Count an element and all below it."""
        if tag.role == "Link":
            self._link(tag)
        elif tag.role == "Figure":
            self.pictures.append(tag.alt)
        elif tag.role == "Table":
            self.tables.append(_shape(tag))
        elif tag.role == "LI":
            self.items += 1
        elif match := _HEADING.fullmatch(tag.role):
            words = " ".join(tag.text.split())
            self.headings.append(Heading(int(match[1]), words, self.length))
        if not (tag.role == "Link" and tag.text.strip().isdigit()):
            self._parts(tag)

    def _parts(self, tag: Tag) -> None:
        for part in tag.parts:
            if isinstance(part, str):
                plain = squeezed(part)
                self.text.append(plain)
                self.length += len(plain)
            else:
                self.take(part)

    def _link(self, tag: Tag) -> None:
        words = squeezed(tag.text)
        self.links.append(PAGE if words.isdigit() else words)
        self.described += bool(tag.target and tag.alt.strip())


def _shape(table: Tag) -> Shape:
    """Return a table's size, without the tables in it."""
    rows = [row for row in _through(table) if row.role == "TR"]
    cells = [cell.role for row in rows for cell in row.kids]
    return Shape(len(rows), cells.count("TH"), cells.count("TD"))


def _through(table: Tag) -> Iterator[Tag]:
    """Yield what lies in a table, also where its rows lie in groups."""
    for kid in table.kids:
        yield from _through(kid) if kid.role in {"THead", "TBody", "TFoot"} else (kid,)


def _title(pdf: pikepdf.Pdf) -> str:
    """Return the title that readers show; they may take either, so both must agree."""
    told = str(pdf.docinfo.get("/Title", ""))
    # Not as a context: leaving that would write the metadata anew, which takes time.
    shown = str(pdf.open_metadata().get("dc:title", ""))
    return told if told == shown else f"{told} / {shown}"


def _bookmarks(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield the titles of the bookmarks, in order."""
    root = pdf.Root.get("/Outlines", pikepdf.Dictionary())
    waiting, seen = [root.get("/First")], 0
    while waiting and seen < _ITEMS:
        item = waiting.pop()
        if item is not None:
            seen += 1
            yield " ".join(str(item.get("/Title", "")).split())
            waiting += [item.get("/Next"), item.get("/First")]


def _settings(pdf: pikepdf.Pdf) -> Mapping[str, bool]:
    shown = pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary())
    marked = pdf.Root.get("/MarkInfo", pikepdf.Dictionary())
    return {
        "DisplayDocTitle": bool(shown.get("/DisplayDocTitle", False)),
        "Marked": bool(marked.get("/Marked", False)),
    }
