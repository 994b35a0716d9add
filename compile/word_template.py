"""A template's part made ready for rendering, once, before any value is known.

docxtpl's patch turns what Word saved into plain jinja. What it leaves is done
here: places for headings and contents, numbers of captions, ids of pictures,
valid cell shading, and values inside attributes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from compile.word_package import parse
from compile.word_stream import (
    CONTENTS,
    HEADING_END,
    HEADING_START,
    TABLE_END,
    TABLE_START,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_HEADING_NAME = re.compile(r"heading ([1-3])", re.IGNORECASE)
_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>(?:(?!<w:p[ >]).)*?</w:p>", re.DOTALL)
_STYLE = re.compile(r'<w:pStyle w:val="([^"]*)"')
_CONTENTS_TAG = re.compile(r"\{\{\s*contents\s*\}\}")
_ATTRIBUTE = re.compile(r'(?<= )[\w:]+="[^"<>]*\{\{[^"<>]*"')
_RUN = re.compile(
    r"<w:r(?: [^>]*)?>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)(?:(?!</w:r>).)*</w:r>",
    re.DOTALL,
)
_OUTPUT = re.compile(r"\{\{(.*?)\}\}")
_PICTURE_ID = re.compile(r'(<wp:docPr\b[^>]*? ?\bid=")\d+"')
_SEQUENCE = re.compile(
    r"(<w:instrText[^>]*>\s*SEQ\s+(\w+)[^<]*</w:instrText>"
    r'(?:(?!w:fldCharType="end").)*?<w:t(?: [^>]*)?>)[^<]*(?=</w:t>)',
    re.DOTALL,
)
_SIMPLE_SEQUENCE = re.compile(
    r'(<w:fldSimple [^>]*w:instr="\s*SEQ\s+(\w+)[^>]*>'
    r"(?:(?!</w:fldSimple>).)*?<w:t(?: [^>]*)?>)[^<]*(?=</w:t>)",
    re.DOTALL,
)
_CELL_SHADE = re.compile(
    r"(<w:tcPr>|<w:tcPr [^>]*>)(<w:shd [^>]*\{\{[^>]*/>)(.*?</w:tcPr>)", re.DOTALL
)
# What may stand after w:shd in a w:tcPr.
AFTER_SHADE = re.compile(
    r"<w:(?:noWrap|tcMar|textDirection|tcFitText|vAlign|hideMark)\b|</w:tcPr>"
)
# A table without another in it, and without a heading or the contents page.
_TABLE = re.compile(
    r"<w:tbl>(?:(?!<w:tbl>|[\x02-\x04]).)*?</w:tbl>",
    re.DOTALL,
)
# Commands that stood in paragraphs or rows of their own.
_BETWEEN = re.compile(r"(?:</w:(?:p|tr|tblGrid|sdt)>|<w:body>)(?:\{%[^{}]*%\})+")
_NOISE = (f"{W}proofErr", f"{W}lastRenderedPageBreak")
_OWN_BOOKMARK = re.compile(r"_GoBack|_Toc\d+")


def heading_styles(styles: bytes) -> dict[str, int]:
    """Return the ids of the styles Heading 1-3, whatever Word's language calls them."""
    found = {}
    for style in parse(styles).iter(f"{W}style"):
        name = style.find(f"{W}name")
        match = _HEADING_NAME.fullmatch(_value(name)) if name is not None else None
        if match:
            found[str(style.get(f"{W}styleId"))] = int(match[1])
    return found


def style_id(styles: bytes, name: str) -> str:
    """Return the id of a style by its built-in name, in lower case, or ""."""
    for style in parse(styles).iter(f"{W}style"):
        found = style.find(f"{W}name")
        if found is not None and _value(found).lower() == name:
            return str(style.get(f"{W}styleId"))
    return ""


def _value(element: etree._Element) -> str:
    return str(element.get(f"{W}val"))


def prepare(
    root: etree._Element, patch: Callable[[str], str], headings: Mapping[str, int]
) -> str:
    """Return a part as jinja source, one paragraph a line so that faults have a place.

    headings: style ids and their levels; empty for a part without contents page.
    """
    _strip_noise(root)
    source = patch(etree.tostring(root, encoding="unicode"))
    source = _CELL_SHADE.sub(_ordered_shade, source)
    source = _ATTRIBUTE.sub(_escaping, source)
    if headings:
        source = _PARAGRAPH.sub(lambda m: _marked(m[0], headings), source)
        source = _CONTENTS_TAG.sub(CONTENTS, source)
        source = _TABLE.sub(lambda m: f"{TABLE_START}{m[0]}{TABLE_END}", source)
    source = _RUN.sub(_knowing_its_run, source)
    source = _PICTURE_ID.sub(r'\1{{ next_number("id") }}"', source)
    for sequence in (_SEQUENCE, _SIMPLE_SEQUENCE):
        source = sequence.sub(r'\1{{ next_number("\2") }}', source)
    source = _BETWEEN.sub(lambda m: m[0].replace("{%", "\n{%"), source)
    return re.sub(r"<w:(p|tr)(?=[ >])", r"\n<w:\1", source)


def _strip_noise(root: etree._Element) -> None:
    """Take away what may stand only once, since a loop repeats it."""
    own = {
        mark.get(f"{W}id")
        for mark in root.iter(f"{W}bookmarkStart")
        if _OWN_BOOKMARK.fullmatch(mark.get(f"{W}name", ""))
    }
    for element in list(root.iter(etree.Element)):
        for name in element.attrib:
            if str(name).startswith((f"{_W14}paraId", f"{_W14}textId", f"{W}rsid")):
                del element.attrib[name]
        bookmark = str(element.tag).startswith(f"{W}bookmark")
        if element.tag in _NOISE or (bookmark and element.get(f"{W}id") in own):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)


def _ordered_shade(match: re.Match[str]) -> str:
    """Move the shading that docxtpl's cellbg puts first to where the schema has it."""
    start, shade, rest = match.groups()
    at = AFTER_SHADE.search(rest)
    cut = at.start() if at else 0
    return f"{start}{rest[:cut]}{shade}{rest[cut:]}"


def _escaping(match: re.Match[str]) -> str:
    return _OUTPUT.sub(r"{{ (\1)|attribute }}", match[0])


def _knowing_its_run(match: re.Match[str]) -> str:
    """Hand a run's properties to its values, which may need runs of their own."""
    properties = match[1].replace("'", "&#39;")
    return _OUTPUT.sub(lambda m: f"{{{{ ({m[1]})|in_run('{properties}') }}}}", match[0])


def _marked(paragraph: str, headings: Mapping[str, int]) -> str:
    if _CONTENTS_TAG.search(paragraph):
        return CONTENTS
    style = _STYLE.search(paragraph)
    level = headings.get(style[1]) if style else None
    if level is None:
        return paragraph
    return f"{HEADING_START}{level}{paragraph}{HEADING_END}"
