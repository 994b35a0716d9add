"""A real scorecard workbook, as the builder makes it, with single things changed."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from tests.helpers.registers import small_register
from tests.hostile.parts import OFFICE, pack
from tests.standard.good_card import T2, good_card
from workbook_templates.builder.scorecard_book import ScorecardBuilder
from workbook_templates.standard.layout import HEADING_ROW
from workbook_templates.standard.raw import address

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from workbook_templates.standard.columns import Table

PERCENT = 9  # the built-in number format "0 %"
DATE = 14  # the built-in number format of a date


@cache
def card_parts() -> Mapping[str, bytes]:
    """Return the parts of the good card's workbook."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "kort.xlsx"
        ScorecardBuilder(small_register(), T2).build(good_card(), path)
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
            return {part: archive.read(part) for part in archive.namelist()}


def at(table: Table, key: str, row: int = 1) -> str:
    """Return a cell's address; row 1 is the first below the headings."""
    keys = [column.key for column in table.columns]
    return address(HEADING_ROW + row, keys.index(key) + 1)


class Card:
    """The workbook while it is changed; `packed` gives the file."""

    def __init__(self) -> None:
        """Start with the good card."""
        self.parts = {name: part.decode() for name, part in card_parts().items()}

    def part_of(self, sheet: str) -> str:
        """Return the name of a sheet's part."""
        book = self.parts["xl/workbook.xml"]
        name = _pattern(sheet)
        found = re.search(f'<sheet [^>]*name="{name}"[^>]*r:id="([^"]+)"', book)
        assert found, sheet
        rels = self.parts["xl/_rels/workbook.xml.rels"]
        links = re.findall("<Relationship [^>]*>", rels)
        tag = next(link for link in links if f'"{found[1]}"' in link)
        target = re.search('Target="([^"]+)"', tag)
        assert target
        return f"xl/{target[1].removeprefix('/xl/')}"

    def rename(self, sheet: str, name: str) -> Card:
        """Give a sheet another name."""
        book = self.parts["xl/workbook.xml"]
        pattern = f'(<sheet [^>]*name="){_pattern(sheet)}"'
        self.parts["xl/workbook.xml"] = re.sub(pattern, rf'\1{name}"', book)
        return self

    def replace(self, part: str, old: str, new: str) -> Card:
        """Replace a text that must be in a part, everywhere there."""
        assert old in self.parts[part], (part, old)
        self.parts[part] = self.parts[part].replace(old, new)
        return self

    def put(self, sheet: str, place: str, xml: str) -> Card:
        """Put a cell's XML in the cell's place; its row is made where there is none."""
        part = self.part_of(sheet)
        text = self.parts[part]
        old = re.search(f'<c r="{place}"[^>]*?(?:/>|>.*?</c>)', text)
        row = place.strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        if old:
            text = text.replace(old[0], xml)
        elif f'<row r="{row}"' in text:
            before, tag, after = text.partition(f'<row r="{row}"')
            text = before + tag + after.replace("</row>", f"{xml}</row>", 1)
        else:
            new = f'<row r="{row}">{xml}</row></sheetData>'
            text = text.replace("</sheetData>", new)
        self.parts[part] = text
        return self

    def text(self, sheet: str, place: str, value: str) -> Card:
        """Type a text."""
        said = f'<is><t xml:space="preserve">{escape(value)}</t></is>'
        return self.put(sheet, place, f'<c r="{place}" t="inlineStr">{said}</c>')

    def number(self, sheet: str, place: str, value: str, shown: int = 0) -> Card:
        """Type a number, with a built-in number format."""
        style = f' s="{self.style(shown)}"' if shown else ""
        return self.put(sheet, place, f'<c r="{place}"{style}><v>{value}</v></c>')

    def style(self, shown: int) -> int:
        """Add a cell style with a built-in number format; return its index."""
        styles = self.parts["xl/styles.xml"]
        head, _, rest = styles.partition("</cellXfs>")
        index = len(re.findall("<xf ", head.rpartition("<cellXfs")[2]))
        self.parts["xl/styles.xml"] = f'{head}<xf numFmtId="{shown}"/></cellXfs>{rest}'
        return index

    def add_sheet(self, name: str, part: str) -> Card:
        """Add a sheet at the end."""
        self.parts["xl/worksheets/more.xml"] = part
        space = f'xmlns:r="{OFFICE}"'
        entry = f'<sheet {space} name="{name}" sheetId="99" r:id="more"/></sheets>'
        kind, target = f"{OFFICE}/worksheet", "worksheets/more.xml"
        link = f'<Relationship Id="more" Type="{kind}" Target="{target}"/>'
        self.replace("xl/workbook.xml", "</sheets>", entry)
        rels = "xl/_rels/workbook.xml.rels"
        return self.replace(rels, "</Relationships>", f"{link}</Relationships>")

    def packed(self) -> bytes:
        """Return the file."""
        return pack({name: part.encode() for name, part in self.parts.items()})


def _pattern(text: str) -> str:
    """Return a pattern of a text, with its characters or references for them."""
    return "".join(
        c if c.isascii() else f"(?:{c}|&#{ord(c)};)" for c in re.escape(text)
    )


def changed(change: Callable[[Card], Card]) -> Callable[[], bytes]:
    """Return what makes the file of a changed card."""
    return lambda: change(Card()).packed()
