"""The house template and what is made from it: valid, accessible, fit for a council."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn
from lxml import etree
from pypdf import PdfReader

from compile import marks
from compile.marks import (
    STATUS_TINTS,
    VERDICT_TINTS,
    status_mark,
    verdict_mark,
    verdict_words,
)
from compile.render_word import render_word
from compile.report_templates import house_styles as look
from compile.report_templates.house_parts import placeholder_picture
from compile.report_templates.house_template import write_house_template
from tests.helpers.ooxml import ooxml_errors
from tests.report.reading import part_of, squeezed
from workbook_templates.standard.errors import TemplateError
from workbook_templates.standard.model import ActivityStatus, GoalVerdict
from workbook_templates.standard.register import Register, ScaleStep

if TYPE_CHECKING:
    from pathlib import Path

    from docx.table import _Cell

    from compile.context import ReportContext
    from compile.report import ReportFiles


def luminance(color: str) -> float:
    """Return a colour's relative luminance as WCAG 2 defines it."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def colors_in(house: Path, name: str, attribute: str) -> set[str]:
    """Return the colours that stand in the template's styles, text and header."""
    parts = ("styles", "document", "header1", "footer1", "numbering")
    xml = "".join(part_of(house, f"word/{part}.xml") for part in parts)
    return set(re.findall(f'<w:{name} [^>]*w:{attribute}="([0-9A-F]{{6}})"', xml))


def test_every_text_has_contrast_on_every_background(house: Path) -> None:
    texts = colors_in(house, "color", "val")
    fills = colors_in(house, "shd", "fill") | {"FFFFFF"}
    tints = {*VERDICT_TINTS.values(), *STATUS_TINTS.values()}
    assert {marks.INK, marks.MUTED, look.ALERT} <= texts
    assert {look.HEADER_FILL, look.ALERT_TINT} <= fills
    weak = {
        (text, fill, ratio)
        for text in texts
        for fill in fills | tints
        if (ratio := (luminance(fill) + 0.05) / (luminance(text) + 0.05)) < 4.5
    }
    assert weak == set()


def test_no_text_is_in_italics(house: Path) -> None:
    xml = part_of(house, "word/styles.xml") + part_of(house)
    assert re.findall(r'<w:i(?:Cs)?(?:/>| w:val="(?:1|true|on)")', xml) == []


def test_every_verdict_and_status_has_a_tint_and_a_mark() -> None:
    steps = [ScaleStep(v.value, v.name, "●") for v in (*GoalVerdict, *ActivityStatus)]
    register = Register(verdicts=tuple(steps[:4]), statuses=tuple(steps[4:]))
    assert str(verdict_mark(register, GoalVerdict.PARTLY)) == "● PARTLY"
    assert status_mark(register, ActivityStatus.LATE).tint == "F7DDD9"
    assert verdict_words(register).not_measured.label == "NOT_MEASURED"
    assert not verdict_mark(register, None)
    assert not status_mark(register, None)
    assert set(VERDICT_TINTS) == set(GoalVerdict)
    assert set(STATUS_TINTS) == set(ActivityStatus)


def test_the_template_is_valid_open_xml(house: Path) -> None:
    assert ooxml_errors(house) == []


def test_the_report_is_valid_open_xml(word_only: Path) -> None:
    assert ooxml_errors(word_only) == []


def test_the_report_with_page_numbers_is_valid_open_xml(converted: ReportFiles) -> None:
    assert ooxml_errors(converted.docx) == []


def test_a_report_with_a_logo_is_valid_and_keeps_its_proportions(
    house: Path, example: ReportContext, tmp_path: Path
) -> None:
    logo, target = tmp_path / "logotyp.png", tmp_path / "rapport.docx"
    logo.write_bytes(placeholder_picture(300, 200).getvalue())
    render_word(house, example, target, logo)
    xml = part_of(target)
    sizes = re.findall(
        r'<wp:extent cx="(\d+)" cy="(\d+)"/>.{0,200}descr="Exempelkommuns', xml
    )
    assert [round(int(cx) / int(cy), 3) for cx, cy in sizes] == [1.5]
    assert 'descr="Exempelkommuns logotyp"' in xml
    assert ooxml_errors(target) == []


def test_a_jpeg_logo_gets_its_content_type(
    house: Path, example: ReportContext, tmp_path: Path
) -> None:
    logo, target = tmp_path / "logotyp.jpg", tmp_path / "rapport.docx"
    logo.write_bytes(bytes.fromhex(_JPEG))
    render_word(house, example, target, logo)
    assert 'Extension="jpeg"' in part_of(target, "[Content_Types].xml")
    assert 'descr="Exempelkommuns logotyp"' in part_of(target)


@pytest.mark.parametrize("content", [b"<svg/>", b"GIF89a" + bytes(20)])
def test_a_logo_of_another_kind_is_refused(
    content: bytes, house: Path, example: ReportContext, tmp_path: Path
) -> None:
    logo = tmp_path / "logotyp.svg"
    logo.write_bytes(content)
    with pytest.raises(TemplateError, match="PNG eller JPEG"):
        render_word(house, example, tmp_path / "rapport.docx", logo)


def test_a_logo_needs_no_slot(example: ReportContext, tmp_path: Path) -> None:
    template, logo = tmp_path / "mall.docx", tmp_path / "logotyp.png"
    document = docx.Document()
    document.add_paragraph("{{ title }}")
    document.save(str(template))
    logo.write_bytes(placeholder_picture(3, 2).getvalue())
    render_word(template, example, tmp_path / "rapport.docx", logo)
    assert not docx.Document(str(tmp_path / "rapport.docx")).inline_shapes


def test_without_a_logo_the_cover_has_no_picture(word_only: Path) -> None:
    xml = part_of(word_only)
    assert "logotyp" not in xml[: xml.index("Läget i korthet")]
    assert "<w:drawing>" not in xml[: xml.index("Läget i korthet")]


def test_the_template_is_always_the_same(house: Path, tmp_path: Path) -> None:
    write_house_template(tmp_path / "igen.docx")
    assert part_of(tmp_path / "igen.docx") == part_of(house)


def test_every_table_has_one_header_row_and_no_merged_cells(word_only: Path) -> None:
    body = docx.Document(str(word_only)).element.body
    tables = list(body.iter(qn("w:tbl")))
    assert len(tables) > 50
    for table in tables:
        rows = table.findall(qn("w:tr"))
        headers = [r for r in rows if r.find(f".//{qn('w:tblHeader')}") is not None]
        assert headers == rows[:1]
        assert table.find(f".//{qn('w:tbl')}") is None
    for name in ("w:gridSpan", "w:vMerge"):
        assert body.find(f".//{qn(name)}") is None


def test_columns_fill_the_width_of_the_page(house: Path) -> None:
    for table in docx.Document(str(house)).tables:
        widths = [c.width.mm for c in table.columns if c.width is not None]
        assert round(sum(widths)) == look.TEXT_WIDTH


def test_every_row_of_totals_is_bold_and_no_other_is(word_only: Path) -> None:
    tables = docx.Document(str(word_only)).tables
    rows = [row for table in tables for row in table.rows[1:]]
    totals = [row for row in rows if row.cells[0].text == "Summa"]
    others = [row for row in rows if row.cells[0].text != "Summa"]
    assert all(is_bold(row.cells[0]) and is_bold(row.cells[1]) for row in totals)
    assert not any(is_bold(row.cells[1]) and is_bold(row.cells[2]) for row in others)
    headings = {row.table.cell(0, 0).text for row in totals}
    assert headings >= {"Perspektiv", "Avdelning", "Läget nu", "Målkort"}


def test_where_every_card_is_as_it_should_be_one_paragraph_says_so(
    house: Path, example: ReportContext, tmp_path: Path
) -> None:
    summary = replace(example.summary, missing=(), late=(), unchanged=())
    target = tmp_path / "rapport.docx"
    render_word(house, replace(example, summary=summary), target)
    paragraphs = docx.Document(str(target)).paragraphs
    at = [p.text for p in paragraphs].index("Inlämnade målkort")
    sentences, after = paragraphs[at + 1], paragraphs[at + 2]
    assert sentences.text.startswith("Alla målkort finns i rapporten. Alla målkort")
    assert sentences.text.endswith("Inget målkort är oförändrat sedan förra perioden.")
    assert after.text == "Strategin"


def is_bold(cell: _Cell) -> bool:
    return all(run.bold for p in cell.paragraphs for run in p.runs if run.text)


def test_headings_have_no_gaps_and_none_is_empty(
    house: Path, example: ReportContext, tmp_path: Path
) -> None:
    headings = render_word(house, example, tmp_path / "rapport.docx")
    levels = [h.level for h in headings]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))
    assert all(h.text for h in headings)


def test_captions_are_numbered_in_order(word_only: Path) -> None:
    paragraphs = [p.text for p in docx.Document(str(word_only)).paragraphs]
    numbers = [int(m[1]) for p in paragraphs if (m := re.match(r"Tabell (\d+)\. ", p))]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) > 10


def test_bullets_are_unicode_and_the_language_is_swedish(word_only: Path) -> None:
    numbering = part_of(word_only, "word/numbering.xml")
    assert "Symbol" not in numbering
    assert "Wingdings" not in numbering
    styles = etree.fromstring(part_of(word_only, "word/styles.xml").encode())
    languages = {e.get(qn("w:val")) for e in styles.iter(qn("w:lang"))}
    assert languages == {"sv-SE"}


def test_the_pdf_is_tagged_swedish_and_shows_its_title(converted: ReportFiles) -> None:
    assert converted.pdf is not None
    with pikepdf.open(converted.pdf) as pdf:
        assert str(pdf.Root.Lang) == "sv-SE"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.docinfo["/Title"]) == "Målkortsrapport 2026-T2, Exempelkommun"


def test_every_link_in_the_pdf_is_described_and_reached_in_order(
    converted: ReportFiles,
) -> None:
    assert converted.pdf is not None
    with pikepdf.open(converted.pdf) as pdf:
        links = [link for page in pdf.pages for link in page.obj.get("/Annots", [])]
        assert all(page.obj.Tabs == pikepdf.Name.S for page in pdf.pages)
        assert len(links) > 20
        said = [str(link.Contents).removeprefix("Gå till ") for link in links]
    assert {"Kommunens målkort", "Sida 3"} <= set(said)
    assert not any(text.isdigit() for text in said)


def tags_of(pdf: pikepdf.Pdf) -> Counter[str]:
    """Count the elements of a PDF's structure by their kind."""
    found: Counter[str] = Counter()
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        item = waiting.pop()
        if isinstance(item, pikepdf.Array):
            waiting.extend(item)
        elif isinstance(item, pikepdf.Dictionary):
            found[str(item.get("/S", ""))] += 1
            waiting.extend([item.K] if "/K" in item else [])
    return found


def test_the_pdfs_tags_are_the_word_files_headings_tables_and_cells(
    converted: ReportFiles,
) -> None:
    assert converted.pdf is not None
    body = docx.Document(str(converted.docx)).element.body
    tables = list(body.iter(qn("w:tbl")))
    cells = [list(table.iter(qn("w:tc"))) for table in tables]
    headers = sum(len(t.find(qn("w:tr")).findall(qn("w:tc"))) for t in tables)
    styles = Counter(e.get(qn("w:val")) for e in body.iter(qn("w:pStyle")))
    with pikepdf.open(converted.pdf) as pdf:
        tags = tags_of(pdf)
    assert tags["/Table"] == len(tables)
    assert tags["/TH"] == headers
    assert tags["/TD"] == sum(map(len, cells)) - headers
    for level in (1, 2, 3):
        assert tags[f"/H{level}"] == styles[f"Heading{level}"]


def test_the_example_report_is_proven_accessible(converted: ReportFiles) -> None:
    assert converted.proof is not None
    assert converted.proof.faults == ()
    assert converted.proof.passed


def test_no_page_of_the_pdf_is_empty(
    converted: ReportFiles, example: ReportContext
) -> None:
    assert converted.pdf is not None
    running = squeezed(f"{example.title}, {example.period}UTKAST{example.municipality}")
    texts = [squeezed(p.extract_text()) for p in PdfReader(converted.pdf).pages]
    assert min(map(len, texts)) > len(running) + 30


def test_the_publisher_is_the_sender_and_else_the_municipality(
    house: Path, example: ReportContext, tmp_path: Path
) -> None:
    target = tmp_path / "rapport.docx"
    render_word(house, replace(example, publisher=""), target)
    core = part_of(target, "docProps/core.xml")
    assert "<dc:creator>Exempelkommun</dc:creator>" in core


# The smallest JPEG head that tells width and height: 2 x 3 pixels.
_JPEG = (
    "ffd8ffe000104a46494600010100000100010000"
    "ffc0001108000300020301220002110103110100"
    "ffda000c03010002110311003f00ffd9"
)
