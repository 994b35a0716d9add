"""A Word file as a zip: its parts by name, and how a new one is written.

The written zip is the same for the same content: fixed dates, fixed order.
"""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from workbook_templates.standard.errors import TemplateError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

CONTENT_TYPES = "[Content_Types].xml"
CORE = "docProps/core.xml"
_RELATIONS_NS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
RELATION = f"{_RELATIONS_NS}Relationship"
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_TYPES_NS = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_TEMPLATE_TYPE = f"{_WORD}template.main+xml"
MAIN_TYPE = f"{_WORD}document.main+xml"
_TEXT_TYPES = tuple(
    f"{_WORD}{kind}+xml" for kind in ("header", "footer", "footnotes", "endnotes")
)
_STYLES_TYPE = f"{_WORD}styles+xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip can hold
_LIMIT = 200_000_000  # bytes unpacked; a template is far smaller
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def parse(xml: bytes) -> etree._Element:
    """Parse a part without fetching anything; raises etree.XMLSyntaxError."""
    return etree.fromstring(xml, _PARSER)


@dataclass(frozen=True, slots=True)
class Package:
    """A Word file's parts, and the names of those that matter.

    main: the document's body. texts: headers, footers and notes.
    """

    name: str
    parts: Mapping[str, bytes]
    main: str
    texts: tuple[str, ...]
    styles: str

    @property
    def folder(self) -> str:
        """Return the folder of the body's part, from which it refers to others."""
        return posixpath.dirname(self.main)

    @property
    def relations(self) -> str:
        """Return the name of the part that says what the body refers to."""
        return f"{self.folder}/_rels/{posixpath.basename(self.main)}.rels"


def read_package(path: Path) -> Package:
    """Read a Word file; raises TemplateError where it is none."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check_size(archive, path)
            parts = {i.filename: archive.read(i) for i in archive.infolist()}
        return _package(path.name, parts)
    except FileNotFoundError:
        message = (
            f"Rapportmallen {path.name} finns inte i {path.parent}. "
            "Hämta tillbaka den, eller gör en ny mapp med malkort init och kopiera."
        )
        raise TemplateError(message) from None
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, OSError) as error:
        message = (
            f"Rapportmallen {path.name} går inte att läsa som en Word-fil (.docx). "
            "Öppna den i Word och spara den som Word-dokument."
        )
        raise TemplateError(message) from error


def _check_size(archive: zipfile.ZipFile, path: Path) -> None:
    if sum(i.file_size for i in archive.infolist()) > _LIMIT:
        message = f"Rapportmallen {path.name} är för stor. Gör bilderna i den mindre."
        raise TemplateError(message)


def _package(name: str, parts: dict[str, bytes]) -> Package:
    """Find the parts by content type; a .dotx becomes a document."""
    types = parts[CONTENT_TYPES].replace(_TEMPLATE_TYPE.encode(), MAIN_TYPE.encode())
    parts[CONTENT_TYPES] = types
    by_type: dict[str, list[str]] = {}
    for override in parse(types).iter(f"{_TYPES_NS}Override"):
        part = str(override.get("PartName")).lstrip("/")
        by_type.setdefault(str(override.get("ContentType")), []).append(part)
    texts = tuple(p for kind in _TEXT_TYPES for p in by_type.get(kind, ()))
    return Package(name, parts, by_type[MAIN_TYPE][0], texts, by_type[_STYLES_TYPE][0])


def with_picture_kind(types: bytes, kind: str) -> bytes:
    """Return the content types with pictures of a kind, "png" or "jpeg"."""
    root = parse(types)
    known = {e.get("Extension", "").lower() for e in root.iter(f"{_TYPES_NS}Default")}
    if kind not in known:
        default = etree.Element(f"{_TYPES_NS}Default")
        default.set("Extension", kind)
        default.set("ContentType", f"image/{kind}")
        root.insert(0, default)
    return etree.tostring(root, encoding="UTF-8", standalone=True)


def with_pictures(relations: bytes, pictures: Iterable[tuple[str, str]]) -> bytes:
    """Return the body's relations with pictures, by id and place in its folder."""
    root = parse(relations)
    for name, place in pictures:
        relation = etree.SubElement(root, RELATION)
        relation.set("Id", name)
        relation.set("Type", _IMAGE)
        relation.set("Target", place)
    return etree.tostring(root, encoding="UTF-8", standalone=True)


def write_package(
    target: Path, parts: Iterable[tuple[str, Iterable[bytes]]], *, packed: bool = True
) -> None:
    """Write parts, each in pieces, to a file: a delivery's draft or a passing one.

    packed: whether they are made smaller, which a file soon gone is not worth.
    """
    kind = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(target, "w", kind) as archive:
        for name, pieces in parts:
            _write_part(archive, name, pieces)


def _write_part(archive: zipfile.ZipFile, name: str, pieces: Iterable[bytes]) -> None:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = archive.compression
    info.external_attr = 0o600 << 16
    with archive.open(info, "w") as part:
        for piece in pieces:
            part.write(piece)
