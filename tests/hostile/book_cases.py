"""Workbooks with parts that are damaged, missing or at odds with each other."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.hostile.cases import (
    SHEET,
    Case,
    changed,
)
from tests.hostile.parts import (
    book,
    relations,
    row,
    styles,
    table,
    workbook,
)

_TWO = (
    '<sheet name="Blad" sheetId="1" r:id="rId1"/>'
    '<sheet name="{}" sheetId="2" state="{}" r:id="rId4"/>'
)
_TABLES = "xl/worksheets/_rels/sheet1.xml.rels"
BOOKS = (
    changed("no-styles", {"xl/styles.xml": None}),
    changed("no-strings", {"xl/sharedStrings.xml": None}),
    changed("broken-styles", {"xl/styles.xml": "<styleSheet>"}, "MK937"),
    changed("broken-properties", {"docProps/custom.xml": "<Properties>"}, "MK940"),
    Case(
        "sheet-part-gone",
        lambda: book(changed={SHEET: None}),
        cells={},
        told=("MK932",),
    ),
    Case(
        "sheet-without-relation",
        lambda: book(changed={"xl/_rels/workbook.xml.rels": None}),
        cells={},
        told=("MK932",),
    ),
    changed(
        "sheet-name-twice",
        {"xl/workbook.xml": workbook(_TWO.format("BLAD", "visible"))},
        "MK939",
    ),
    changed(
        "broken-table",
        {_TABLES: relations(("table", "../tables/t.xml")), "xl/tables/t.xml": "<table"},
        "MK938",
    ),
    changed(
        "table-part-gone", {_TABLES: relations(("table", "../tables/t.xml"))}, "MK938"
    ),
    changed(
        "table-without-place",
        {_TABLES: relations(("table", "/xl/t.xml")), "xl/t.xml": table("t", "#REF!")},
        "MK938",
    ),
    changed("broken-sheet-relations", {_TABLES: "<Relationships>"}, "MK938"),
    changed(
        "table-name-twice",
        {
            _TABLES: relations(("table", "../t.xml"), ("table", "../u.xml")),
            "xl/t.xml": table("tbl", "A1:B2"),
            "xl/u.xml": table("TBL", "C1:D2"),
        },
        "MK939",
    ),
    Case(
        "date-system-1904",
        lambda: book(
            row('<c s="1"><v>44803</v></c>'),
            {"xl/workbook.xml": workbook(facts='<workbookPr date1904="1"/>')},
        ),
        cells={"A1": date(2026, 8, 31)},
    ),
    Case(
        "format-in-quotes",
        lambda: book(
            row('<c s="1"><v>46265</v></c>'),
            {"xl/styles.xml": styles("0 &quot;dagar&quot;")},
        ),
        cells={"A1": Decimal(46265)},
    ),
)
