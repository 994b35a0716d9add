"""Cells of every kind, and cells in odd places."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.hostile.cases import (
    A1_IS_ONE,
    HALF_PAST_TWELVE,
    NOON,
    ONE,
    UNCACHED,
    a_row,
    a_sheet,
)
from tests.hostile.parts import (
    sheet,
)
from workbook_templates.standard.raw import CellKind, RawCell

_FORMULA = "<f>1+1</f>"
CELLS = (
    a_row(
        "number", '<c r="A1"><v> 0.10000000000000001 </v></c>', {"A1": Decimal("0.1")}
    ),
    a_row("whole-number", '<c r="A1"><v>3.0</v></c>', {"A1": Decimal(3)}),
    a_row(
        "not-a-number",
        '<c r="A1"><v>NaN</v></c><c r="B1"><v>Infinity</v></c>',
        {"A1": "NaN", "B1": "Infinity"},
    ),
    a_row("number-too-large", '<c r="A1"><v>1e999</v></c>', {"A1": "1e999"}),
    a_row(
        "number-in-other-digits",
        '<c r="A1"><v>\u0661</v></c><c r="B1"><v>1_0</v></c>',
        {"A1": "\u0661", "B1": "1_0"},
    ),
    a_row("no-value", '<c r="A1" s="1"/><c r="B1"><v/></c><c r="C1"><v> </v></c>', {}),
    a_row(
        "truth",
        '<c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="b"><v>true</v></c>'
        '<c t="b"><v>2</v></c>',
        {"A1": True, "B1": False, "C1": True, "D1": "2"},
    ),
    a_row(
        "error",
        '<c t="e"><v>#REF!</v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c t="e"><v/></c>',
        {
            "A1": RawCell("#REF!", CellKind.ERROR),
            "B1": RawCell("#DIV/0!", CellKind.ERROR, formula=True),
        },
    ),
    a_row(
        "formula",
        f"<c>{_FORMULA}<v>2</v></c>",
        {"A1": RawCell(Decimal(2), formula=True)},
    ),
    a_row(
        "formula-of-text",
        '<c t="str"><f>A2</f><v>hej</v></c><c t="str"><f>B2</f><v></v></c>',
        {"A1": RawCell("hej", formula=True), "B1": RawCell("", formula=True)},
    ),
    a_row(
        "formula-never-calculated",
        f'<c>{_FORMULA}</c><c>{_FORMULA}<v></v></c><c t="str">{_FORMULA}</c>'
        f'<c t="e">{_FORMULA}</c>',
        dict.fromkeys(("A1", "B1", "C1", "D1"), UNCACHED),
    ),
    a_row(
        "shared-formula",
        '<c><f t="shared" ref="A1:B1" si="0">1</f><v>1</v></c>'
        '<c><f t="shared" si="0"/><v>2</v></c>',
        {
            "A1": RawCell(Decimal(1), formula=True),
            "B1": RawCell(Decimal(2), formula=True),
        },
    ),
    a_row(
        "shared-text",
        '<c t="s"><v>1</v></c><c t="s"><v> 0 </v></c>',
        {"A1": "två", "B1": "ett"},
    ),
    a_row(
        "text-that-is-missing",
        '<c t="s"><v>9</v></c><c t="s"><v>-1</v></c><c t="s"><v>x</v></c>'
        '<c t="s"><v>0</v></c>',
        {"D1": "ett"},
        "MK935",
    ),
    a_row(
        "text-in-the-cell",
        '<c t="inlineStr"><is><t>hej</t></is></c><c t="inlineStr"><v>v</v></c>'
        '<c t="inlineStr"><is><t/></is></c>',
        {"A1": "hej", "B1": "v"},
    ),
    a_row(
        "rich-text",
        '<c t="inlineStr"><is><r><rPr><b/></rPr><t>Ny </t></r>\n'
        '<r><t xml:space="preserve">rad </t></r></is></c>',
        {"A1": "Ny rad "},
    ),
    a_row(
        "phonetic",
        '<c t="inlineStr"><is><t>漢</t><rPh sb="0" eb="1"><t>かん</t></rPh>'
        "<t>!</t></is></c>",
        {"A1": "漢!"},
    ),
    a_row(
        "unknown-type",
        '<c t="x"><v>hej</v></c><c t="x"><f>1</f></c>',
        {"A1": "hej", "B1": UNCACHED},
    ),
    a_row(
        "escapes",
        '<c t="str"><v>a_x000D_\nb_x005F_x000D__x0000__x00e5_</v></c>',
        {"A1": "a\nb_x000D_å"},
    ),
    a_row("plain-escape", '<c t="str"><v>_x00E5__x</v></c>', {"A1": "å_x"}),
    a_row(
        "half-pairs",
        '<c t="str"><v>_xD83D__xDE00__xD83D_!_xFFFF_</v></c>',
        {"A1": "\U0001f600!"},
    ),
    a_row(
        "line-breaks",
        '<c t="str"><v>a&#13;&#10;b&#13;c&#10;d&#9;e</v></c>',
        {"A1": "a\nb\nc\nd\te"},
    ),
    a_row(
        "control-characters",
        '<c t="str"><v>a&#133;b&#150;c\u200b</v></c>',
        {"A1": "a\nbc\u200b"},
    ),
    a_row(
        "long-text",
        f'<c t="str"><v>{"åäö " * 100_000}</v></c>',
        {"A1": "åäö " * 100_000},
    ),
    a_row(
        "iso-date",
        '<c t="d"><v>2026-08-31</v></c><c t="d"><v>2026-08-31T12:30:00Z</v></c>'
        '<c t="d"><v>T12</v></c>',
        {"A1": date(2026, 8, 31), "B1": HALF_PAST_TWELVE, "C1": "T12"},
    ),
    a_row(
        "date",
        '<c s="1"><v>46265</v></c><c s="1"><v>46265.5</v></c>'
        '<c s="1"><f>1</f><v>46265</v></c>',
        {
            "A1": date(2026, 8, 31),
            "B1": NOON,
            "C1": RawCell(date(2026, 8, 31), formula=True),
        },
    ),
    a_row(
        "no-date",
        '<c s="1"><v>-5</v></c><c s="1"><v>60</v></c><c s="1"><v>1e10</v></c>'
        '<c s="1"><v>0.5</v></c>',
        {
            "A1": Decimal(-5),
            "B1": Decimal(60),
            "C1": Decimal(10**10),
            "D1": Decimal("0.5"),
        },
    ),
    a_row(
        "percent",
        '<c s="2"><v>0.95</v></c>',
        {"A1": RawCell(Decimal("0.95"), percent=True)},
    ),
    a_row("style-that-is-missing", '<c s="99"><v>1</v></c>', ONE),
    a_row(
        "nested-cells",
        '<c r="A1"><v>1</v><c r="B1"><v>2</v></c></c>',
        {"A1": Decimal(1), "B1": Decimal(2)},
    ),
    a_row("value-outside-a-cell", f"<v>7</v><f>7</f>{A1_IS_ONE}", ONE),
)

PLACES = (
    a_sheet(
        "no-references",
        sheet(
            "<row><c><v>1</v></c><c/><c><v>2</v></c></row><row><c><v>3</v></c></row>"
        ),
        {"A1": Decimal(1), "C1": Decimal(2), "A2": Decimal(3)},
    ),
    a_sheet(
        "some-references",
        sheet('<row r="3"><c r="C3"/><c><v>1</v></c></row><row><c><v>2</v></c></row>'),
        {"D3": Decimal(1), "A4": Decimal(2)},
    ),
    a_sheet(
        "rows-in-disorder",
        sheet(
            '<row r="5"><c r="B5"><v>5</v></c><c r="A5"><v>4</v></c></row>'
            '<row r="2"><c r="A2"><v>2</v></c></row>'
        ),
        {"B5": Decimal(5), "A5": Decimal(4), "A2": Decimal(2)},
    ),
    a_sheet(
        "cell-of-another-row",
        sheet(
            '<row r="1"><c r="A21"><v>1</v></c></row>'
            '<row r="x"><c r="b7"><v>2</v></c></row>'
        ),
        {"A21": Decimal(1), "B7": Decimal(2)},
    ),
    a_sheet(
        "far-corner",
        sheet(
            f'<row r="1">{A1_IS_ONE}</row>'
            '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
        ),
        {"A1": Decimal(1), "XFD1048576": Decimal(2)},
    ),
    a_sheet(
        "outside-the-grid",
        sheet(
            f'<row r="1">{A1_IS_ONE}<c r="XFE1"><v>2</v></c><c r="?"><v>2</v></c>'
            '</row><row r="1048577"><c r="A1048577"><v>3</v></c></row>'
            '<row r="-4"><c><v>4</v></c></row>'
        ),
        ONE,
        "MK933",
    ),
    a_row("cell-twice", f'{A1_IS_ONE}<c r="A1"><v>2</v></c>', ONE, "MK936"),
    a_row("cell-twice-alike", A1_IS_ONE * 2, ONE),
)
