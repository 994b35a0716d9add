"""The text of a PDF's pages by marked content: what each tag of the tree reads as.

Only what is needed to read aloud: the fonts' own tables to Unicode and the strings
that a page shows. Text that no tag holds (headers, rules) is passed over.
"""

from __future__ import annotations

import re
from binascii import unhexlify
from codecs import charmap_decode
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    KnownTexts = dict[bytes, dict[int, str]]

# Each alternative begins with a plain character, which makes the search quick.
_TOKEN = re.compile(
    rb"/(?P<artifact>Artifact)\s*(?:<<(?:[^<>]|<[^<>]*>)*>>\s*BDC|BMC)"
    rb"|<<\s*/MCID\s+(?P<number>\d+)\s*>>\s*BDC"
    rb"|<(?P<props><(?:[^<>]|<[^<>]*>)*>>)\s*BDC|B(?P<begin>[DM]C)\b"
    rb"|/(?P<font>[^\s/\[\]<>()]+)\s+[-\d.]+\s+Tf"
    rb"|\[(?P<spaced>[^\[\]]*)\]\s*TJ|<(?P<hex>[0-9A-Fa-f\s]*)>\s*Tj"
    rb"|\((?P<literal>(?:\\.|[^\\()])*)\)\s*Tj",
    re.DOTALL,
)
# As nearly all pieces are: one string in one font, which is then taken at once.
_ONE_STRING = re.compile(
    rb"[^<>\[\]()/]*/[^\s/\[\]<>()]+\s*<<\s*/MCID\s+(\d+)\s*>>\s*BDC\b"
    rb"[^<>\[\]()/]*/([^\s/\[\]<>()]+)\s+[-\d.]+\s+Tf"
    rb"\s*(?:<([0-9A-Fa-f]*)>\s*Tj|\[([-\d.<A-Fa-f>]*)\]\s*TJ)[^<>\[\]()/]*"
)
_END = b"EMC"  # ends a piece of marked content
_PIECE = re.compile(rb"<([0-9A-Fa-f\s]*)>|\(((?:\\.|[^\\()])*)\)", re.DOTALL)
_MCID = re.compile(rb"/MCID\s+(\d+)")
_ACTUAL = re.compile(rb"/ActualText\s*<([0-9A-Fa-f\s]*)>")
_BETWEEN = re.compile(rb">[^<]*<")  # what moves glyphs closer or apart
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_CODE_SPACE = re.compile(rb"begincodespacerange\s*<([0-9A-Fa-f]+)>")
_SECTION = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_RANGE = re.compile(
    rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]*)>|\[([^\]]*)\])"
)
_HEX = re.compile(rb"<([0-9A-Fa-f]*)>")
UNKNOWN = "\ufffd"  # a glyph that nobody can read


@dataclass(frozen=True, slots=True)
class Font:
    """A font's way from codes to text; width is the number of bytes of a code.

    source: what it was read from.
    """

    width: int = 1
    table: dict[int, str] = field(default_factory=dict)
    source: bytes = b""

    def text(self, codes: bytes) -> str:
        """Return the text that the codes of a shown string stand for."""
        if self.width == 1:
            return charmap_decode(codes, "strict", self.table)[0]
        steps = range(0, len(codes) - self.width + 1, self.width)
        numbers = (int.from_bytes(codes[i : i + self.width]) for i in steps)
        return "".join(self.table.get(n, UNKNOWN) for n in numbers)


_NO_FONT = Font(1, dict.fromkeys(range(256), UNKNOWN))


class PageTexts:
    """The texts of one document's pages; each font is read once.

    known: texts by a hash of the page's content and its fonts' tables, of which they
    are made and of nothing else; more are added.
    """

    def __init__(self, known: KnownTexts | None = None) -> None:
        """Begin with no font known."""
        self._fonts: dict[tuple[int, int], Font] = {}
        self._known = {} if known is None else known

    def of(self, page: pikepdf.Object) -> dict[int, str]:
        """Return the text of each piece of marked content by its number (MCID)."""
        fonts = {name: self._font(f) for name, f in _fonts_of(page)}
        content = _contents(page)
        key = _key(content, fonts)
        if key not in self._known:
            self._known[key] = _marked_texts(content, fonts)
        return self._known[key]

    def _font(self, font: pikepdf.Object) -> Font:
        key = font.objgen
        if key not in self._fonts or key == (0, 0):
            self._fonts[key] = _read_font(font)
        return self._fonts[key]


def read_ahead(path: Path) -> KnownTexts:
    """Return the texts of the pages of LibreOffice's file, which the last pass leaves.

    None of a broken file; the pass tells of it.
    """
    known: KnownTexts = {}
    texts = PageTexts(known)
    with (
        suppress(pikepdf.PdfError),
        pikepdf.open(path, inherit_page_attributes=False) as pdf,
    ):
        for page in pdf.pages:
            texts.of(page.obj)
    return known


def _key(content: bytes, fonts: Mapping[bytes, Font]) -> bytes:
    """Return a hash of all that a page's texts are read from."""
    made_of = sha256(content)
    for name, font in sorted(fonts.items()):
        made_of.update(b"%b %d %b" % (name, len(font.source), font.source))
    return made_of.digest()


def _fonts_of(page: pikepdf.Object) -> Iterator[tuple[bytes, pikepdf.Object]]:
    resources = page.get("/Resources", pikepdf.Dictionary())
    for name, font in resources.get("/Font", pikepdf.Dictionary()).items():
        yield name.removeprefix("/").encode(), font


def _contents(page: pikepdf.Object) -> bytes:
    contents = page.get("/Contents")
    if isinstance(contents, pikepdf.Stream):
        return contents.read_bytes()
    if isinstance(contents, pikepdf.Array):
        return b"\n".join(part.read_bytes() for part in contents)
    return b""


def _marked_texts(content: bytes, fonts: Mapping[bytes, Font]) -> dict[int, str]:
    reader = _Reader(fonts)
    for part in content.split(_END):
        reader.read(part)
    return {number: "".join(texts) for number, texts in reader.held.items()}


@dataclass(slots=True)
class _Reader:
    """Reads a page's content from one end of marked content to the next.

    held: the texts of each number. open: where shown text goes, at each depth; None
    where it goes nowhere.
    """

    fonts: Mapping[bytes, Font]
    held: dict[int, list[str]] = field(default_factory=dict)
    open: list[list[str] | None] = field(default_factory=list)
    font: Font = _NO_FONT

    def read(self, part: bytes) -> None:
        """Read what stands before an end of marked content, and end it."""
        if not self.open:
            if b"MCID" not in part and _begins_once(part):
                return  # nothing in it is read
            if match := _ONE_STRING.fullmatch(part):
                self._take_whole(match)
                return
        for match in _TOKEN.finditer(part):
            self._take(match)
        if self.open:
            self.open.pop()

    def _take_whole(self, match: re.Match[bytes]) -> None:
        """Read a piece that is one string."""
        number, font, codes, spaced = match.groups()
        self.font = self.fonts.get(font, _NO_FONT)
        codes = _joined(spaced) if codes is None else codes
        self.held.setdefault(int(number), []).append(self.font.text(unhexlify(codes)))

    def _take(self, match: re.Match[bytes]) -> None:
        kind, into = match.lastgroup, self.open[-1] if self.open else None
        if kind == "number":
            self.open.append(self.held.setdefault(int(match["number"]), []))
        elif kind == "font":
            self.font = self.fonts.get(match["font"], _NO_FONT)
        elif kind == "props":
            self._begin(match["props"], into)
        elif kind == "artifact":
            self.open.append(None)
        elif kind == "begin":
            self.open.append(into)
        elif into is not None:
            into.append(self.font.text(_codes(match)))

    def _begin(self, properties: bytes, into: list[str] | None) -> None:
        number = _MCID.search(properties)
        if number:
            into = self.held.setdefault(int(number[1]), [])
        said = _ACTUAL.search(properties)
        if said and into is not None:
            into.append(_utf16(said[1]))
        self.open.append(None if said else into)


def _begins_once(part: bytes) -> bool:
    return part.count(b"BMC") + part.count(b"BDC") == 1


def _codes(match: re.Match[bytes]) -> bytes:
    """Return the character codes of a shown string."""
    kind = match.lastgroup or ""
    shown = match[kind]
    if kind == "hex":
        return bytes.fromhex(shown.decode())
    if kind == "literal":
        return _unescaped(shown)
    if b"(" not in shown:
        return bytes.fromhex(_joined(shown).decode())
    return b"".join(
        bytes.fromhex(m[1].decode()) if m[1] is not None else _unescaped(m[2])
        for m in _PIECE.finditer(shown)
    )


def _joined(shown: bytes) -> bytes:
    """Return the digits of hexadecimal strings, without what moves the glyphs."""
    within = shown[shown.find(b"<") + 1 : shown.rfind(b">")]
    return b"".join(_BETWEEN.split(within))


def _unescaped(text: bytes) -> bytes:
    return _ESCAPE.sub(_plain, text)


def _plain(match: re.Match[bytes]) -> bytes:
    code = match[1]
    if code.isdigit():
        return bytes([int(code, 8) & 0xFF])
    return b"" if code in {b"\n", b"\r", b"\r\n"} else _ESCAPED.get(code, code)


def _read_font(font: pikepdf.Object) -> Font:
    table = font.get("/ToUnicode")
    if not isinstance(table, pikepdf.Stream):
        return _NO_FONT
    source = table.read_bytes()
    space = _CODE_SPACE.search(source)
    width = len(space[1]) // 2 if space else 1
    texts = dict.fromkeys(range(256), UNKNOWN) if width == 1 else {}
    for kind, body in _SECTION.findall(source):
        texts.update(_pairs(body) if kind == b"char" else _ranges(body))
    return Font(width, texts, source)


def _pairs(body: bytes) -> Iterator[tuple[int, str]]:
    for code, text in _PAIR.findall(body):
        yield int(code, 16), _utf16(text)


def _ranges(body: bytes) -> Iterator[tuple[int, str]]:
    for first, last, start, each in _RANGE.findall(body):
        low, high = int(first, 16), int(last, 16)
        if each:
            texts = [_utf16(text) for text in _HEX.findall(each)]
            yield from zip(range(low, high + 1), texts, strict=False)
            continue
        text = _utf16(start)
        for step in range(high - low + 1):
            yield low + step, text[:-1] + chr(ord(text[-1]) + step) if text else ""


def _utf16(digits: bytes) -> str:
    raw = bytes.fromhex(digits.decode())
    return raw.decode("utf-16-be", "replace").removeprefix("\ufeff")
