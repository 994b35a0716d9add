"""What is around a report's body, with stand-ins for what is this report's alone.

So the frame is the same for all reports of one template, and what LibreOffice once
made of it can be kept.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from compile.soffice import identity
from compile.word_package import (
    CONTENT_TYPES,
    CORE,
    parse,
    with_picture_kind,
    with_pictures,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from compile.render_word import RenderedReport

PICTURE = "rIdMalkortsbild"  # the relation of the picture that stands in for all
_PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJ"
    "RU5ErkJggg=="
)
_PIXEL_NAME = "media/malkortsbild.png"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_SAID_IN_CORE = (f"{_DC}title", f"{_DC}creator", f"{_CP}lastModifiedBy")
_TEXT = re.compile(r"(?P<before><w:t(?: [^>]*)?>\s*)(?P<text>[^<\s](?:[^<]*[^<\s])?)")
_SPACES = "  "  # are said otherwise in ODF, so that such a text stays as it is
_STAND_IN = re.compile(rb"Malkortstext(\d+)x")
_CODE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Frame:
    """The parts of a Word file with stand-ins; start and end are around its body.

    texts: what the stand-ins stand for, as XML, by their numbers.
    """

    parts: Mapping[str, bytes]
    main: str
    start: str
    end: str
    texts: tuple[str, ...]

    def key(self, more: str) -> str:
        """Return a hash of the frame, and of the programs that ask and answer.

        more: what else the answers depend on. Raises ConversionError where there is
        no LibreOffice.
        """
        total = hashlib.sha256(
            f"{self.start}\0{self.end}\0{more}\0{identity()}".encode()
        )
        for code in sorted(_CODE.glob("*.py")):
            total.update(hashlib.sha256(code.read_bytes()).digest())
        for name, part in self.parts.items():
            total.update(f"{name}\0{len(part)}\0".encode())
            total.update(part)
        return total.hexdigest()

    def word_file(self, body: str) -> Iterator[tuple[str, tuple[bytes]]]:
        """Yield the parts with that body."""
        for name, part in self.parts.items():
            main = f"{self.start}{body}{self.end}".encode()
            yield name, (main if name == self.main else part,)

    def told(self, part: bytes) -> bytes:
        """Return a part of LibreOffice's document with the report's own texts."""
        return _STAND_IN.sub(lambda m: self.texts[int(m[1])].encode(), part)


def frame_of(report: RenderedReport, start: str, end: str) -> Frame:
    """Return a report's frame; start and end are what is around its body."""
    package = report.package
    texts: list[str] = []
    parts = dict(package.parts)
    for name in package.texts:
        stand_in = partial(_stand_in, texts)
        parts[name] = _TEXT.sub(stand_in, report.part(name).decode()).encode()
    if CORE in parts:
        parts[CORE] = _core(report.part(CORE), texts)
    relations = package.relations
    parts[relations] = with_pictures(parts[relations], [(PICTURE, _PIXEL_NAME)])
    parts[CONTENT_TYPES] = with_picture_kind(parts[CONTENT_TYPES], "png")
    parts[f"{package.folder}/{_PIXEL_NAME}"] = _PIXEL
    return Frame(parts, package.main, start, end, tuple(texts))


def _stand_in(texts: list[str], match: re.Match[str]) -> str:
    if _SPACES in match["text"]:
        return match[0]
    texts.append(match["text"])
    return f"{match['before']}Malkortstext{len(texts) - 1}x"


def _core(core: bytes, texts: list[str]) -> bytes:
    root = parse(core)
    for name in _SAID_IN_CORE:
        element = root.find(name)
        if element is not None and element.text:
            texts.append(escape(element.text))
            element.text = f"Malkortstext{len(texts) - 1}x"
    return etree.tostring(root, encoding="UTF-8", standalone=True)
