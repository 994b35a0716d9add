"""How the pages are set: what stands together, what fits, what can be read."""

from __future__ import annotations

import itertools
import re
import subprocess
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn

from compile.report import write_report
from compile.report_templates.house_parts import placeholder_picture
from compile.report_templates.house_styles import FACTS, INTRO, SUBSECTION
from compile.word_tables import fit_columns
from tests.helpers.ooxml import ooxml_errors
from tests.helpers.tools import need
from tests.report import example_parts as parts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from docx.text.paragraph import Paragraph
    from lxml import etree

    from compile.context import ReportContext
    from compile.report import ReportFiles

A4 = (595.3, 841.9)  # points
SIDE, FOOT = 51.0, 54.0  # points of the margins at the sides and at the foot
TEXT_BLOCKS = {"/H1", "/H2", "/H3", "/P", "/LI", "/Caption", "/Figure"}
MUCH_TEXT = 500  # characters; a row with more may break over pages
_WORD = re.compile(
    r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">'
    r"(.*?)</word>"
)


@dataclass(frozen=True)
class Block:
    """A heading, caption, paragraph or table row, and the page where it starts."""

    kind: str
    page: int
    rows: tuple[int, ...] = ()


def pdf_of(context: ReportContext, house: Path, folder: Path, **logo: Path) -> Path:
    need("soffice")
    pdf = folder / "rapport.pdf"
    files = write_report(
        context, house, logo.get("logo"), folder / "rapport.docx", pdf, 300
    )
    assert files.error is None
    return pdf


def words_on(pdf: Path, *pages: int) -> list[tuple[float, float, float, float, str]]:
    need("pdftotext")
    chosen = ["-f", str(pages[0]), "-l", str(pages[-1])] if pages else []
    xml = subprocess.run(
        ["pdftotext", "-bbox", *chosen, str(pdf), "-"],
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout
    return [(*map(float, m[:4]), m[4]) for m in _WORD.findall(xml)]


def blocks_of(pdf: pikepdf.Pdf) -> list[Block]:
    """Return headings, paragraphs and tables in reading order, with their pages."""
    numbers = {page.obj.objgen: n for n, page in enumerate(pdf.pages, start=1)}
    mapped = pdf.Root.StructTreeRoot.get("/RoleMap", pikepdf.Dictionary())
    roles = {name: str(role) for name, role in mapped.items()}
    found: list[Block] = []

    def walk(item: pikepdf.Object) -> None:
        if isinstance(item, pikepdf.Array):
            for kid in item:
                walk(kid)
        elif isinstance(item, pikepdf.Dictionary) and "/S" in item:
            kind = roles.get(str(item.S), str(item.S))
            if kind == "/Table":
                rows = tuple(first_page(row, numbers) for row in rows_of(item))
                found.append(Block(kind, rows[0], rows))
            elif kind in TEXT_BLOCKS:
                shown = "/Figure" if holds_a_figure(item) else kind
                found.append(Block(shown, first_page(item, numbers)))
            elif "/K" in item:
                walk(item.K)

    walk(pdf.Root.StructTreeRoot.K)
    return [block for block in found if block.page]


def holds_a_figure(item: object) -> bool:
    """Say whether an element, or one in it, is a picture."""
    if isinstance(item, pikepdf.Array):
        return any(holds_a_figure(kid) for kid in item)
    if not isinstance(item, pikepdf.Dictionary):
        return False
    return item.get("/S") == "/Figure" or holds_a_figure(item.get("/K"))


def rows_of(table: pikepdf.Dictionary) -> Iterator[pikepdf.Dictionary]:
    for kid in table.K:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if str(kid.S) == "/TR":
                yield kid
            elif "/K" in kid:
                yield from rows_of(kid)


def first_page(item: pikepdf.Object, numbers: dict[tuple[int, int], int]) -> int:
    """Return the page where an element's first content stands; 0 for none."""
    if isinstance(item, pikepdf.Array):
        return next(filter(None, (first_page(kid, numbers) for kid in item)), 0)
    if not isinstance(item, pikepdf.Dictionary):
        return 0
    if "/K" in item:
        deeper = item.K
        if isinstance(deeper, pikepdf.Dictionary | pikepdf.Array):
            page = first_page(deeper, numbers)
            if page:
                return page
    return numbers.get(item.Pg.objgen, 0) if "/Pg" in item else 0


@pytest.fixture(scope="module")
def blocks(converted: ReportFiles) -> list[Block]:
    assert converted.pdf is not None
    with pikepdf.open(converted.pdf) as pdf:
        return blocks_of(pdf)


def row_lengths(table: etree._Element) -> list[int]:
    rows = table.findall(qn("w:tr"))
    return [sum(len(t.text or "") for t in row.iter(qn("w:t"))) for row in rows]


def test_no_table_leaves_a_row_alone_on_a_page(
    blocks: list[Block], converted: ReportFiles
) -> None:
    tables = [b.rows for b in blocks if b.kind == "/Table"]
    body = docx.Document(str(converted.docx)).element.body
    lengths = [row_lengths(t) for t in body.iter(qn("w:tbl"))]
    assert [len(t) for t in tables] == [len(t) for t in lengths]
    alone = [
        rows
        for rows, texts in zip(tables, lengths, strict=True)
        if len(rows) > 2 and max(texts) <= MUCH_TEXT
        if 1 in Counter(rows[1:]).values() or rows[0] != rows[1]
    ]
    assert alone == []
    assert sum(len(set(rows)) > 1 for rows in tables) > 3  # some do cross a page


def test_no_heading_and_no_caption_is_left_behind(blocks: list[Block]) -> None:
    headings = {"/H1", "/H2", "/H3"}
    stranded = [
        (before, after)
        for before, after in itertools.pairwise(blocks)
        if before.kind in headings and before.page != after.page
    ]
    assert stranded == []
    assert sum(b.kind in headings for b in blocks) > 50
    captions = [
        (before, after)
        for before, after in itertools.pairwise(blocks)
        if after.kind in {"/Table", "/Figure"} and before.page != after.page
    ]
    assert captions == []


def test_a_card_begins_on_the_page_of_its_first_goals(converted: ReportFiles) -> None:
    """Word and LibreOffice both keep a paragraph with the next where it says so."""
    paragraphs = docx.Document(str(converted.docx)).paragraphs
    beginnings = [
        before
        for before, after in itertools.pairwise(paragraphs)
        if style_of(after) == SUBSECTION and style_of(before) in {INTRO, FACTS}
    ]
    assert all(p.paragraph_format.keep_with_next for p in beginnings)
    assert INTRO in {style_of(p) for p in beginnings}


def test_a_chapter_in_the_contents_stands_on_the_page_of_its_first_section(
    house: Path,
) -> None:
    styles = docx.Document(str(house)).styles
    assert styles["toc 1"].paragraph_format.keep_with_next
    assert not styles["toc 2"].paragraph_format.keep_with_next  # pages may break there


def style_of(paragraph: Paragraph) -> str:
    return paragraph.style.name if paragraph.style and paragraph.style.name else ""


def test_a_chart_stands_on_the_page_of_its_figures(blocks: list[Block]) -> None:
    charts = [i for i, block in enumerate(blocks) if block.kind == "/Figure"]
    figures = [next(b for b in blocks[i:] if b.kind == "/Table") for i in charts]
    assert [blocks[i].page for i in charts] == [table.page for table in figures]
    assert len(charts) > 3


def test_every_word_stands_within_the_margins(converted: ReportFiles) -> None:
    assert converted.pdf is not None
    words = words_on(converted.pdf)
    outside = [
        w for w in words if w[0] < SIDE - 1 or w[2] > A4[0] - SIDE + 1 or w[3] > A4[1]
    ]
    assert outside == []
    assert len(words) > 5000


def test_no_word_of_a_table_is_broken_in_its_column(converted: ReportFiles) -> None:
    assert converted.pdf is not None
    whole = {word for *_, word in words_on(converted.pdf)}
    body = docx.Document(str(converted.docx)).element.body
    broken = {
        word
        for table in body.iter(qn("w:tbl"))
        for paragraph in table.iter(qn("w:p"))
        for word in "".join(t.text or "" for t in paragraph.iter(qn("w:t"))).split(" ")
        if word.isalnum() and len(word) < 40 and word not in whole
    }
    assert broken == set()


LONG_NAME = "Den samlade exempelkommunen med ett ovanligt långt namn, " + "län"


@pytest.fixture(scope="module")
def page_one(
    house: Path, example: ReportContext, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    assert len(LONG_NAME) == 60
    folder = tmp_path_factory.mktemp("page one")
    logo = folder / "logotyp.png"
    logo.write_bytes(placeholder_picture(300, 200).getvalue())
    context = replace(
        example, municipality=LONG_NAME, part="Exempelavdelning 1", chapters=()
    )
    return pdf_of(context, house, folder, logo=logo)


def test_cover_and_overview_fit_on_page_one(page_one: Path) -> None:
    first = " ".join(word for *_, word in words_on(page_one, 1))
    second = " ".join(word for *_, word in words_on(page_one, 2))
    assert LONG_NAME in first
    assert "UTKAST" in first
    assert "Utdrag: Exempelavdelning 1" in first
    assert first.endswith("1 arbetsbok kunde inte användas: trasig.xlsx.")
    assert "Innehåll" in second


def test_a_long_overview_flows_over_to_page_two(
    house: Path, example: ReportContext, tmp_path: Path
) -> None:
    view = replace(example.overview, gaps=(parts.GOAL_TEXTS[3],) * 30 + ("SLUTORD",))
    context = replace(example, overview=view, chapters=())
    pdf = pdf_of(context, house, tmp_path)
    assert "SLUTORD" in {word for *_, word in words_on(pdf, 2)}
    assert "Innehåll" not in {word for *_, word in words_on(pdf, 2)}
    assert "Innehåll" in {word for *_, word in words_on(pdf, 3)}


@pytest.mark.parametrize(("perspectives", "periods"), [(1, 2), (3, 3), (6, 6)])
def test_heat_map_and_trends_have_as_many_columns_as_there_are(
    perspectives: int, periods: int, house: Path, example: ReportContext, tmp_path: Path
) -> None:
    # Words that stand nowhere else; the longest that six columns have room for.
    names = (
        "Invånarna",
        "Personalen",
        "Samhällsmiljö",
        "Hushållning",
        "Klimatet",
        "Tryggheten",
    )
    codes = ("2024-T3", "2025-T1", "2025-T2", "2025-T3", "2026-T1", "2026-T2")
    departments = ("Exempelavdelning 1", "Exempelavdelning 2")
    heat = parts.heat_map(departments, names[:perspectives])
    context = replace(
        example,
        chapters=(),
        summary=replace(example.summary, heat_map=heat),
        trends=parts.trends(departments, codes[-periods:]),
    )
    pdf = pdf_of(context, house, tmp_path)
    target = pdf.with_suffix(".docx")
    assert ooxml_errors(target) == []
    tables = list(docx.Document(str(target)).element.body.iter(qn("w:tbl")))
    for table in tables:
        columns = [int(c.get(qn("w:w"), "")) for c in table.iter(qn("w:gridCol"))]
        for row in table.findall(qn("w:tr")):
            cells = [int(w.get(qn("w:w"), "")) for w in row.iter(qn("w:tcW"))]
            assert cells == pytest.approx(columns, abs=20)  # twips
    words = words_on(pdf)
    assert {*names[:perspectives], *codes[-periods:]} <= {word for *_, word in words}
    numbers = zip(words, words[1:], words[2:], strict=False)
    whole = [w for w in numbers if [t for *_, t in w] == ["1", "262", "500"]]
    assert whole
    assert all(first[3] == last[3] for first, _, last in whole)  # on one line


def grid(table: str) -> list[int]:
    return [int(w) for w in re.findall(r'<w:gridCol w:w="(\d+)"/>', table)]


def repeated(*widths: int) -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{w}"/></w:tcPr></w:tc>' for w in widths
    )
    head = '<w:tblPr><w:tblW w:type="dxa" w:w="900"/></w:tblPr>'
    columns = "<w:tblGrid>" + '<w:gridCol w:w="300"/>' * 3 + "</w:tblGrid>"
    return f"<w:tbl>{head}{columns}<w:tr>{cells}</w:tr><w:tr>{cells}</w:tr></w:tbl>"


def test_the_first_column_takes_what_repeated_ones_leave() -> None:
    made = fit_columns(repeated(200, 100))
    assert grid(made) == [800, 100]
    assert made.count('w:w="800"') == 3


def test_a_grid_of_as_many_columns_but_other_widths_is_made_anew() -> None:
    made = fit_columns(repeated(200, 100, 100))
    assert grid(made) == [700, 100, 100]
    assert made.count('w:w="700"') == 3


def test_repeated_columns_shrink_alike_where_they_have_no_room() -> None:
    assert grid(fit_columns(repeated(300, 200, 200, 400, 400))) == [
        300,
        100,
        100,
        200,
        200,
    ]


def test_a_table_whose_grid_agrees_is_left_as_it_is() -> None:
    assert fit_columns(repeated(300, 290, 310)) == repeated(300, 290, 310)
    assert fit_columns("<w:tbl><w:tr></w:tr></w:tbl>") == "<w:tbl><w:tr></w:tr></w:tbl>"
