"""The passing Word file, which only LibreOffice reads: the same look, said shorter.

LibreOffice merges a table's style into each cell and paragraph of the table, one by
one, which takes a tenth of the conversion of 60 cards (ADR 43). So the look of a
table style is written out in the table itself, where it is read once, and the PDF
comes out the same to the byte. The delivered file keeps its styles, for those who
edit it in Word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from lxml import etree

from compile.word_package import parse
from compile.word_template import AFTER_SHADE, W

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAMELESS = re.compile(r' xmlns:\w+="[^"]*"')
# A table as far as its first row, without another table in it.
_OPENING = re.compile(
    r"<w:tbl>(?P<properties><w:tblPr>(?:(?!</w:tblPr>).)*</w:tblPr>)"
    r"(?P<row>(?:(?!<w:tbl>|</w:tr>).)*</w:tr>)",
    re.DOTALL,
)
_STYLE = re.compile(r'<w:tblStyle w:val="([^"]*)"/>')
_FIRST_ROW = re.compile(r'<w:tblLook [^>]*w:firstRow="([^"]*)"')
_YES = ("1", "true", "on")
_OWN_LOOK = re.compile(r"<w:(?:tblBorders|tblCellMar|tblCellSpacing|bidiVisual|shd)\b")
# In w:tblPr: what stands before the borders, and what may stand after the margins.
_BEFORE_BORDERS = re.compile(r"<w:tblPr>(?:<w:(?:tblW|jc|tblInd)\b[^>]*/>)*")
_AFTER_MARGINS = re.compile(r"<w:tblLook\b|<w:tblCaption\b|<w:tblDescr|</w:tblPr>")
_CELL = re.compile(r"<w:tcPr>(?:(?!</w:tcPr>).)*</w:tcPr>", re.DOTALL)
_CELL_START = re.compile(r"<w:tc[ >]")
_TABLE = "<w:tbl>"
_SIDES = {f"{W}{side}" for side in ("top", "left", "bottom", "right")}
_NO_LOOK = {
    f"{W}{tag}"
    for tag in (
        *("name", "aliases", "basedOn", "link", "uiPriority", "semiHidden"),
        *("unhideWhenUsed", "qFormat", "locked", "rsid", "tblPr", "tblStylePr"),
    )
}


@dataclass(frozen=True, slots=True)
class TableLook:
    """A table style as the XML that says the same in the table itself.

    header_shade: of the first row's cells, "" for none.
    """

    borders: str
    margins: str
    header_shade: str


def table_looks(styles: bytes) -> dict[str, TableLook]:
    """Return the table styles that can be written out whole, by their ids.

    A style that says more than borders, margins and its first row's shading, or has
    it from another style than the usual one, is not among them.
    """
    root = parse(styles)
    tables = [s for s in root.iter(f"{W}style") if s.get(f"{W}type") == "table"]
    usual = {str(s.get(f"{W}styleId")) for s in tables if s.get(f"{W}default")}
    looks = {str(s.get(f"{W}styleId")): _look(s, usual) for s in tables}
    return {name: look for name, look in looks.items() if look is not None}


def _look(style: etree._Element, usual: set[str]) -> TableLook | None:
    base = style.find(f"{W}basedOn")
    properties = style.find(f"{W}tblPr")
    parts = style.findall(f"{W}tblStylePr")
    if base is None or base.get(f"{W}val") not in usual or properties is None:
        return None
    if not _only(style, _NO_LOOK) or len(parts) > 1:
        return None
    if not _only(properties, {f"{W}tblBorders", f"{W}tblCellMar"}):
        return None
    borders = properties.find(f"{W}tblBorders")
    margins = properties.find(f"{W}tblCellMar")
    shade = _header_shade(parts[0]) if parts else ""
    if shade is None or margins is None or {m.tag for m in margins} != _SIDES:
        return None  # the sides that are not said come from the usual style
    return TableLook(_xml(borders), _xml(margins), shade)


def _header_shade(part: etree._Element) -> str | None:
    """Return the shading, where the part says that of the first row and no more."""
    cell = part.find(f"{W}tcPr")
    if part.get(f"{W}type") != "firstRow" or cell is None:
        return None
    if not _only(part, {f"{W}tcPr"}) or not _only(cell, {f"{W}shd"}):
        return None
    return _xml(cell.find(f"{W}shd"))


def _only(element: etree._Element, known: set[str]) -> bool:
    return all(child.tag in known for child in element)


def _xml(element: etree._Element | None) -> str:
    if element is None:
        return ""
    return _NAMELESS.sub("", etree.tostring(element, encoding="unicode"))


def written_out(table: bytes, looks: Mapping[str, TableLook]) -> bytes:
    """Return a table, and those in it, with those looks instead of their styles.

    One that has a look of its own beside its style, or another table in its first
    row, is left as it is.
    """
    return _OPENING.sub(partial(_table, looks=looks), table.decode()).encode()


def _table(opening: re.Match[str], looks: Mapping[str, TableLook]) -> str:
    properties, row = opening["properties"], opening["row"]
    style = _STYLE.search(properties)
    look = looks.get(style[1]) if style else None
    if look is None or _OWN_LOOK.search(properties):
        return opening[0]
    if look.header_shade:
        flag = _FIRST_ROW.search(properties)
        if flag is None or len(_CELL.findall(row)) != len(_CELL_START.findall(row)):
            return opening[0]  # older ways to say it, or a cell without properties
        row = _shaded(row, look.header_shade) if flag[1] in _YES else row
    return f"{_TABLE}{_with_look(properties, look)}{row}"


@lru_cache(maxsize=256)
def _with_look(properties: str, look: TableLook) -> str:
    bare = _STYLE.sub("", properties)
    bordered = _BEFORE_BORDERS.sub(lambda m: m[0] + look.borders, bare, count=1)
    return _AFTER_MARGINS.sub(lambda m: look.margins + m[0], bordered, count=1)


def _shaded(row: str, shade: str) -> str:
    """Shade the cells of a row that have no shading of their own."""

    def cell(match: re.Match[str]) -> str:
        if "<w:shd" in match[0]:
            return match[0]
        return AFTER_SHADE.sub(lambda m: shade + m[0], match[0], count=1)

    return _CELL.sub(cell, row)
