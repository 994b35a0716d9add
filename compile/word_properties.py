"""The document's properties: its title, language and sender, and no one's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from compile.word_package import parse
from compile.word_template import W
from compile.word_text import legal

if TYPE_CHECKING:
    from compile.context import ReportContext

SETTINGS = "word/settings.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
LANGUAGE = "sv-SE"
# What stands after w:updateFields in w:settings, as far as files have it.
_AFTER_UPDATE = frozenset(
    f"{W}{name}"
    for name in (
        *("hdrShapeDefaults", "footnotePr", "endnotePr", "compat", "docVars", "rsids"),
        *("attachedSchema", "themeFontLang", "clrSchemeMapping", "shapeDefaults"),
        *("doNotIncludeSubdocsInStats", "decimalSymbol", "listSeparator"),
    )
)


def core_properties(core: bytes, context: ReportContext) -> bytes:
    """Return the core properties with the report's title, sender and language.

    The names of those who edited the template do not follow into the report.
    """
    root = parse(core)
    sender = context.publisher or context.municipality
    values = {
        f"{_DC}title": context.document_title,
        f"{_DC}creator": sender,
        f"{_CP}lastModifiedBy": sender,
        f"{_DC}language": LANGUAGE,
    }
    for name, text in values.items():
        found = root.find(name)
        element = etree.SubElement(root, name) if found is None else found
        element.text = " ".join(legal(text).split())
    return etree.tostring(root, encoding="UTF-8", standalone=True)


def updating_settings(settings: bytes) -> bytes:
    """Return settings that make Word fill in the fields when it opens the file."""
    root = parse(settings)
    for old in root.findall(f"{W}updateFields"):
        root.remove(old)
    update = etree.Element(f"{W}updateFields")
    update.set(f"{W}val", "true")
    foreign = (c for c in root if c.tag in _AFTER_UPDATE or not _is_word(c))
    after = next(foreign, None)
    root.insert(len(root) if after is None else root.index(after), update)
    return etree.tostring(root, encoding="UTF-8", standalone=True)


def _is_word(element: etree._Element) -> bool:
    return str(element.tag).startswith(W)
