"""A PDF's tag tree, read in one go: what a screen reader goes by.

Each object is taken as qpdf writes it, one line of a known form, since asking
for its entries one by one takes many times as long.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pikepdf

from compile.proof.objects import sources_of
from compile.proof.page_text import PageTexts
from compile.proof.way_back import astray

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from compile.proof.objects import Layout
    from compile.proof.page_text import KnownTexts

# As qpdf writes them: names begin with a slash, and no string holds a bare bracket.
# Nearly all elements have no more than this, which is then taken at once.
_ELEMENT = re.compile(
    rb"<< (?:/A (?:\d+ 0 R|\[[\d R]*\]) )?/K (\[[\d R]*\]|\d+(?: 0 R)?) "
    rb"/P (\d+) 0 R (?:/Pg (\d+) 0 R )?/S /([^ /<>\[\]()]+) "
    rb"(?:/Type /StructElem )?>>\s*"
)
_STRING = re.compile(rb"\((?:\\.|[^\\()])*\)", re.DOTALL)
_ROLE = re.compile(rb"/S /([^ /<>\[\]()]+)")
_KIDS = re.compile(rb"/K (\[.*?\]|\d+ 0 R|\d+|<<.*?>>)", re.DOTALL)
_KID = re.compile(rb"<<(.*?)>>|(\d+) 0 R|(\d+)", re.DOTALL)
_PAGE = re.compile(rb"/Pg (\d+) 0 R")
_PARENT = re.compile(rb"/P (\d+) 0 R")
_INNERMOST = re.compile(rb"(?<=.)<<[^<>]*(?:<[0-9A-Fa-f]*>[^<>]*)*>>", re.DOTALL)
_MCID = re.compile(rb"/MCID (\d+)")
_TARGET = re.compile(rb"/Obj (\d+) 0 R")
_WORDED = re.compile(rb"/(?:Alt|ActualText) ")
_NOTHING: dict[int, str] = {}
DEPTH = 60  # of tags in tags; a report has ten


@dataclass(slots=True)
class Tag:
    """One element of the tree, in reading order.

    role: the standard's name, such as H1, TD or Figure. parts: its kids and the
    texts between them. target: the number of the place on a page that a link is, or 0.
    alt: what stands instead of a picture, or says where a link leads.
    """

    role: str
    number: int
    parts: list[Tag | str] = field(default_factory=list)
    alt: str = ""
    target: int = 0

    @property
    def kids(self) -> Iterator[Tag]:
        """The elements right below."""
        return (part for part in self.parts if isinstance(part, Tag))

    def walk(self) -> Iterator[Tag]:
        """Yield the element and all below it, in reading order."""
        waiting = [self]
        while waiting:
            tag = waiting.pop()
            yield tag
            waiting.extend(reversed(list(tag.kids)))

    @property
    def text(self) -> str:
        """All text in the element, as it is read."""
        return "".join(p if isinstance(p, str) else p.text for p in self.parts)


@dataclass(slots=True)
class Tree:
    """The tree and what does not hang together in it.

    untagged: texts on the pages that no element holds. twice: pieces of text that
    several elements hold. strays: elements whose parent is another than they say, and
    texts of which the way back leads to another element.
    sources: the file's objects, by number.
    """

    root: Tag
    sources: Mapping[int, bytes]
    untagged: int = 0
    twice: int = 0
    strays: int = 0


def read_tree(
    pdf: pikepdf.Pdf, layout: Layout, known: KnownTexts | None = None
) -> Tree:
    """Return a PDF's tag tree; an empty one where it has none.

    known: texts of pages, as PageTexts has them.
    """
    return _Reading(pdf, layout, known).tree()


class _Reading:
    """Reads one document."""

    def __init__(
        self, pdf: pikepdf.Pdf, layout: Layout, known: KnownTexts | None
    ) -> None:
        self.pdf = pdf
        self.source = sources_of(pdf, layout)
        texts = PageTexts(known)
        pages = [page.obj for page in pdf.pages]
        self.texts = {page.objgen[0]: texts.of(page) for page in pages}
        self.used: dict[tuple[int, int], int] = {}  # the element that holds it
        self.twice = 0
        self.strays = 0
        self.seen: set[int] = set()

    def tree(self) -> Tree:
        root = self.pdf.Root.get("/StructTreeRoot")
        if not isinstance(root, pikepdf.Dictionary):
            return Tree(Tag("", 0), self.source, self._texts_left())
        self.roles = _Roles(root)
        top = Tag("", root.objgen[0])
        self._fill(top, root.unparse(resolved=True), 0, 0)
        return Tree(
            top,
            self.source,
            self._texts_left(),
            self.twice,
            self.strays + astray(self.pdf, self.source, self.used),
        )

    def _texts_left(self) -> int:
        return sum(
            (page, number) not in self.used
            for page, texts in self.texts.items()
            for number in texts
        )

    def _fill(self, tag: Tag, source: bytes, page: int, depth: int) -> None:
        """Give an element its parts."""
        plain = _STRING.sub(b"", source) if b"(" in source else source
        found = _KIDS.search(plain)
        if found:
            self._fill_with(tag, found[1], page, depth)

    def _fill_with(self, tag: Tag, kids: bytes, page: int, depth: int) -> None:
        """Give an element the parts that a value of /K names."""
        for nested, reference, number in _KID.findall(kids):
            if number:
                tag.parts.append(self._shown(tag, page, number))
            else:
                inner = nested or self.source.get(int(reference), b"")
                self._add(tag, inner, int(reference or 0), page, depth)

    def _add(
        self, above: Tag, source: bytes, number: int, page: int, depth: int
    ) -> None:
        """Add one kid: an element, a piece of a page or an annotation."""
        if element := _ELEMENT.fullmatch(source):
            self._add_plain(above, element, number, page, depth)
            return
        own = _own(source)
        own_page = _PAGE.search(own)
        page = int(own_page[1]) if own_page else page
        if role := _ROLE.search(own):
            parent = _PARENT.search(own)
            if self._is_new(above, parent[1] if parent else None, number, depth):
                above.parts.append(self._element(source, role[1], number, page, depth))
        elif target := _TARGET.search(source):
            above.target = int(target[1])
            place = self.pdf.get_object(above.target, 0)
            above.alt = str(place.get("/Contents", ""))
        elif piece := _MCID.search(source):
            above.parts.append(self._shown(above, page, piece[1]))

    def _add_plain(
        self, above: Tag, element: re.Match[bytes], number: int, page: int, depth: int
    ) -> None:
        """Add an element that has nothing but what all have."""
        kids, parent, own_page, role = element.groups()
        if self._is_new(above, parent, number, depth):
            tag = Tag(self.roles[role], number)
            above.parts.append(tag)
            self._fill_with(tag, kids, int(own_page) if own_page else page, depth + 1)

    def _is_new(
        self, above: Tag, parent: bytes | None, number: int, depth: int
    ) -> bool:
        """Tell whether an element is to be added; it is seen now, once and for all.

        parent: the number of the parent that it names, if it names one.
        """
        if number in self.seen or depth >= DEPTH:
            return False
        self.seen.add(number)
        self.strays += parent is None or int(parent) != above.number
        return True

    def _element(
        self, source: bytes, role: bytes, number: int, page: int, depth: int
    ) -> Tag:
        tag = Tag(self.roles[role], number)
        said = ""
        if _WORDED.search(source):
            element = self.pdf.get_object(number, 0)
            tag.alt = str(element.get("/Alt", ""))
            said = str(element.get("/ActualText", ""))
        self._fill(tag, source, page, depth + 1)
        if said:
            tag.parts = [said, *tag.kids]
        return tag

    def _shown(self, tag: Tag, page: int, number: bytes) -> str:
        place = page, int(number)
        self.twice += place in self.used
        self.used[place] = tag.number
        return self.texts.get(page, _NOTHING).get(place[1], "")


class _Roles(dict[bytes, str]):
    """The standard's names of roles, by the names that stand in the file."""

    def __init__(self, root: pikepdf.Object) -> None:
        super().__init__()
        mapped = root.get("/RoleMap", pikepdf.Dictionary())
        self.mapped = {k[1:]: str(v)[1:] for k, v in mapped.items()}

    def __missing__(self, raw: bytes) -> str:
        role = _name(raw)
        for _ in range(DEPTH):  # one may stand for another, but not for ever
            role = self.mapped.get(role, role)
        self[raw] = role
        return role


def _own(source: bytes) -> bytes:
    """Return an object's own entries, without those of the objects in it."""
    changes = source.count(b"<<") - 1
    while changes:
        source, changes = _INNERMOST.subn(b"", source)
    return source


def _name(raw: bytes) -> str:
    """Return a name as it is meant; qpdf writes what is not plain as #xx."""
    plain = re.sub(rb"#([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), raw)
    return plain.decode("utf-8", "replace")
