"""How a workbook says whose it is, and which texts its builder wrote.

The identity stands in three places: named cells (layout.NAMED_CELLS), custom
document properties, and the very hidden sheet layout.META. That sheet also
lists a checksum of every static text, so that a reader can tell the builder's
labels from what somebody typed beside the fields.

The sheet layout.META, rows and columns 1-based:

    rows 1-3       A: a property's name      B: its value
    row 5 onwards  A: a sheet's name         B: a cell's address   C: its checksum
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from workbook_templates.standard.layout import META

if TYPE_CHECKING:
    from workbook_templates.standard.raw import RawWorkbook

PROPERTY_UNIT = "MalkortEnhet"
PROPERTY_PERIOD = "MalkortPeriod"
PROPERTY_VERSION = "MalkortVersion"
# The key of the named cell that says the same.
PROPERTIES = {
    "unit_id": PROPERTY_UNIT,
    "period": PROPERTY_PERIOD,
    "version": PROPERTY_VERSION,
}

META_KEY_COLUMN = 1
META_VALUE_COLUMN = 2
META_FIRST_ROW = 1  # PROPERTIES in their order, one a row

STATIC_FIRST_ROW = 5
STATIC_SHEET_COLUMN = 1
STATIC_CELL_COLUMN = 2
STATIC_CHECKSUM_COLUMN = 3


def static_checksum(text: str) -> int:
    """Return the CRC-32 of a text's UTF-8 bytes, 0 to 2**32 - 1.

    Outer white space and the form of line breaks do not count, since programs
    that save a workbook may alter them.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return zlib.crc32(text.strip().encode("utf-8", "surrogatepass"))


def meta_identity(raw: RawWorkbook) -> dict[str, str]:
    """Return {property name: value} as the sheet layout.META has it."""
    found: dict[str, str] = {}
    for row in range(META_FIRST_ROW, STATIC_FIRST_ROW):
        key = raw.cell(META.name, row, META_KEY_COLUMN)
        value = raw.cell(META.name, row, META_VALUE_COLUMN)
        if key and value:
            found[str(key.value)] = str(value.value)
    return found


def static_checksums(raw: RawWorkbook) -> dict[tuple[str, str], int]:
    """Return {(sheet name, cell address): checksum} of the builder's texts.

    Empty where the workbook has no list; rows that are no entry are passed over.
    """
    sheet = raw.sheets.get(META.name)
    found: dict[tuple[str, str], int] = {}
    for row, cells in sheet.rows() if sheet else ():
        sheet_name = cells.get(STATIC_SHEET_COLUMN)
        place = cells.get(STATIC_CELL_COLUMN)
        checksum = cells.get(STATIC_CHECKSUM_COLUMN)
        if row < STATIC_FIRST_ROW or not (sheet_name and place and checksum):
            continue
        digits = str(checksum.value)
        if digits.isdecimal():
            found[str(sheet_name.value), str(place.value)] = int(digits)
    return found
