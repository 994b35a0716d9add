"""The Word file for LibreOffice: table styles written out, and the same PDF."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pikepdf
import pytest

from compile.contents import plain_contents
from compile.render_pdf import PDF_FILTER
from compile.render_word import rendered
from compile.report_templates.house_template import write_house_template
from compile.soffice import convert
from compile.word_package import read_package
from compile.word_passing import TableLook, table_looks, written_out
from tests.helpers.tools import need
from tests.report.example import example_context

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BORDERS = '<w:tblBorders><w:top w:val="single"/></w:tblBorders>'
SIDES = ("top", "left", "bottom", "right")
MARGINS = "".join(f'<w:{side} w:w="45" w:type="dxa"/>' for side in SIDES)
MARGINS = f"<w:tblCellMar>{MARGINS}</w:tblCellMar>"
SHADE = '<w:shd w:val="clear" w:fill="E3EAEE"/>'
FIRST_ROW = f'<w:tblStylePr w:type="firstRow"><w:tcPr>{SHADE}</w:tcPr></w:tblStylePr>'
PLAIN = f"<w:tblPr>{BORDERS}{MARGINS}</w:tblPr>"
LOOK = TableLook(BORDERS, MARGINS, SHADE)
FLAGS = '<w:tblLook w:val="0020" w:firstRow="1"/>'
WIDTH = '<w:tblW w:type="dxa" w:w="9865"/>'
FIXED = '<w:tblLayout w:type="fixed"/>'
CELL = '<w:tc><w:tcPr><w:tcW w:w="5"/></w:tcPr><w:p/></w:tc>'
OWN_SHADE = '<w:tc><w:tcPr><w:tcW w:w="5"/><w:shd w:fill="FF"/></w:tcPr><w:p/></w:tc>'
SHADED = f'<w:tc><w:tcPr><w:tcW w:w="5"/>{SHADE}</w:tcPr><w:p/></w:tc>'
HOUSE = "Hus"
TINTED_TEXT = '<w:rPr><w:color w:val="FFFFFF"/></w:rPr>'


def styles(inside: str, *, base: str = "Normal") -> bytes:
    return (
        f'<w:styles xmlns:w="{NS}"><w:style w:type="table" w:default="1" '
        f'w:styleId="Normal"><w:name w:val="Normal Table"/></w:style>'
        f'<w:style w:type="table" w:styleId="{HOUSE}"><w:name w:val="Hus"/>'
        f'<w:basedOn w:val="{base}"/>{inside}</w:style></w:styles>'
    ).encode()


def table(properties: str = "", *, first: str = CELL, style: str = HOUSE) -> str:
    named = f'<w:tblStyle w:val="{style}"/>'
    return (
        f"<w:tbl><w:tblPr>{named}{WIDTH}{properties}{FIXED}{FLAGS}</w:tblPr>"
        f"<w:tblGrid/><w:tr>{first}</w:tr><w:tr>{CELL}</w:tr></w:tbl>"
    )


def out(table: str, looks: dict[str, TableLook] | None = None) -> str:
    known = {HOUSE: LOOK} if looks is None else looks
    return written_out(table.encode(), known).decode()


def test_a_simple_style_is_known_whole() -> None:
    assert table_looks(styles(PLAIN + FIRST_ROW)) == {HOUSE: LOOK}


def test_a_style_without_shading_has_none() -> None:
    assert table_looks(styles(PLAIN))[HOUSE].header_shade == ""


def test_a_style_without_borders_has_none() -> None:
    assert table_looks(styles(f"<w:tblPr>{MARGINS}</w:tblPr>"))[HOUSE].borders == ""


@pytest.mark.parametrize(
    "more",
    [
        PLAIN + TINTED_TEXT,
        f"{PLAIN}<w:pPr><w:jc w:val='right'/></w:pPr>",
        f"<w:tblPr>{BORDERS}</w:tblPr>",
        f"<w:tblPr><w:jc w:val='right'/>{BORDERS}{MARGINS}</w:tblPr>",
        f"<w:tblPr>{BORDERS}<w:tblCellMar><w:top w:w='4'/></w:tblCellMar></w:tblPr>",
        FIRST_ROW,
        PLAIN + FIRST_ROW + FIRST_ROW.replace("firstRow", "lastRow"),
        PLAIN + FIRST_ROW.replace("firstRow", "lastRow"),
        PLAIN + FIRST_ROW.replace("<w:tcPr>", f"{TINTED_TEXT}<w:tcPr>"),
        PLAIN + FIRST_ROW.replace(SHADE, f"{SHADE}<w:noWrap/>"),
        PLAIN + '<w:tblStylePr w:type="firstRow"/>',
    ],
)
def test_a_style_that_says_more_is_left(more: str) -> None:
    assert HOUSE not in table_looks(styles(more))


def test_a_style_based_on_another_is_left() -> None:
    assert table_looks(styles(PLAIN, base="Annan")) == {}


def test_a_table_gets_the_look_in_the_order_of_the_schema() -> None:
    made = out(table())
    assert f"<w:tblPr>{WIDTH}{BORDERS}{FIXED}{MARGINS}{FLAGS}</w:tblPr>" in made
    assert made.count(SHADED) == 1
    assert "tblStyle" not in made


def test_a_cell_keeps_its_own_shading() -> None:
    made = out(table(first=OWN_SHADE + CELL))
    assert OWN_SHADE + SHADED in made


def test_a_first_row_that_does_not_count_as_one_is_not_shaded() -> None:
    made = out(table().replace('firstRow="1"', 'firstRow="0"'))
    assert SHADE not in made
    assert BORDERS in made


@pytest.mark.parametrize(
    "left",
    [
        table(style="Annan"),
        table("<w:tblBorders/>"),
        table(first="<w:tc><w:p/></w:tc>"),
        table().replace(' w:firstRow="1"', ""),
        table().replace(FLAGS, ""),
        table(first=f"<w:tc><w:tcPr/>{table(style='Annan')}</w:tc>"),
        f"<w:tbl><w:tblPr>{WIDTH}</w:tblPr><w:tr>{CELL}</w:tr></w:tbl>",
    ],
)
def test_a_table_that_cannot_have_it_whole_is_left(left: str) -> None:
    assert out(left) == left


def test_without_looks_nothing_is_changed() -> None:
    assert out(table(), looks={}) == table()


def test_a_table_in_a_later_row_has_it_too() -> None:
    inner = f"<w:tc><w:tcPr/>{table()}</w:tc>"
    made = out(table().replace(f"<w:tr>{CELL}</w:tr></w:tbl>", f"<w:tr>{inner}</w:tr>"))
    assert made.count(BORDERS) == made.count(SHADED) == 2


def test_the_house_style_is_written_out(tmp_path: Path) -> None:
    template = tmp_path / "rapportmall.docx"
    write_house_template(template)
    package = read_package(template)
    looks = table_looks(package.parts[package.styles])
    used = set(re.findall(rb'<w:tblStyle w:val="([^"]*)"', package.parts[package.main]))
    assert {name.decode() for name in used} <= set(looks)


def test_the_pdf_is_the_same_to_the_byte(tmp_path: Path) -> None:
    need("soffice")
    template = tmp_path / "rapportmall.docx"
    write_house_template(template)
    styled, passing = tmp_path / "styled.docx", tmp_path / "passing.docx"
    with rendered(template, example_context(1, 0), None) as report:
        report.write(styled, plain_contents(report.headings, report.style))
        report.write_passing(passing)
    assert passing.read_bytes() != styled.read_bytes()
    one, other = (_pages(docx, tmp_path / docx.stem) for docx in (styled, passing))
    assert len(one) > 1
    assert one == other


def _pages(docx: Path, folder: Path) -> Sequence[bytes]:
    folder.mkdir()
    with pikepdf.open(convert(docx, folder, PDF_FILTER, 120)) as pdf:
        return [page.obj.Contents.read_bytes() for page in pdf.pages]
