"""The font inside the template, as Word embeds it: obfuscated, whole, by relation."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from uuid import UUID

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn

from compile import fonts
from compile.report_templates.house_styles import element

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_HIDDEN = 32  # bytes at the start of a font file that the key hides
# What the font says of itself (OS/2 table), so that Word can choose another by it.
_TABLE = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts {namespaces}><w:font w:name="{family}"><w:altName w:val="{alternative}"/>\
<w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/>\
<w:family w:val="swiss"/><w:pitch w:val="variable"/>\
<w:sig w:usb0="E0000AFF" w:usb1="500078FF" w:usb2="00000021" w:usb3="00000000" \
w:csb0="600001BF" w:csb1="DFF70000"/>{embedded}</w:font></w:fonts>"""
_EMBEDDED = '<w:embed{weight} r:id="{relation}" w:fontKey="{{{key}}}"/>'
_BEFORE_EMBED = frozenset(
    qn(f"w:{name}")
    for name in (
        *("writeProtection", "view", "zoom", "removePersonalInformation"),
        *("removeDateAndTime", "doNotDisplayPageBoundaries"),
        *("displayBackgroundShape", "printPostScriptOverText"),
        *("printFractionalCharacterWidth", "printFormsData"),
    )
)


def embed_fonts(document: Document) -> None:
    """Put the font into a document in place of its font table."""
    table = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    files = {"Regular": fonts.regular(), "Bold": fonts.bold()}
    embedded = [
        _embed(table, number, weight, file)
        for number, (weight, file) in enumerate(files.items(), start=1)
    ]
    xml = _TABLE.format(
        namespaces=nsdecls("w", "r"),
        family=fonts.FAMILY,
        alternative=fonts.ALTERNATIVE,
        embedded="".join(embedded),
    )
    table._blob = xml.encode()  # noqa: SLF001 - no API for the font table
    _tell_word(document)


def _embed(table: Part, number: int, weight: str, file: Path) -> str:
    """Add a font file to the font table; return the element that names it."""
    content = file.read_bytes()
    key = UUID(bytes=hashlib.sha256(content).digest()[:16], version=4)
    name = PackURI(f"/word/fonts/font{number}.odttf")
    part = Part(name, _CONTENT_TYPE, obfuscated(content, key), table.package)
    relation = table.relate_to(part, RELATIONSHIP_TYPE.FONT)
    return _EMBEDDED.format(weight=weight, relation=relation, key=str(key).upper())


def obfuscated(font: bytes, key: UUID) -> bytes:
    """Return a font file with its start hidden by a key; done twice it is as before.

    The key's 16 bytes, last first, are laid over the first 32 bytes (ISO/IEC
    29500-1, 17.8.1).
    """
    mask = key.bytes[::-1] * 2
    start = bytes(a ^ b for a, b in zip(font, mask, strict=False))
    return start + font[_HIDDEN:]


def _tell_word(document: Document) -> None:
    """Tell Word to keep the font in the file when the office saves it."""
    settings = document.settings.element
    after = next((c for c in settings if c.tag not in _BEFORE_EMBED), None)
    at = len(settings) if after is None else settings.index(after)
    settings.insert(at, element("w:embedTrueTypeFonts"))
