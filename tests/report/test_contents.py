"""The contents page: every heading, and the page where it really stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import docx
import pikepdf
from pypdf import PdfReader

from compile.contents import (
    EMPTY_TEXT,
    ContentsStyle,
    contents_field,
    page_numbers,
    plain_contents,
)
from compile.render_word import render_word, rendered
from compile.word_stream import Heading
from tests.report.reading import paragraphs_of, part_of, squeezed

if TYPE_CHECKING:
    from pathlib import Path

    from compile.context import ReportContext
    from compile.report import ReportFiles

STYLE = ContentsStyle(("TOC1", "TOC2"), 9000)
ONE = Heading("Ett & två", 1, "_Toc1")
DEEP = Heading("Djupt", 3, "_Toc2")


def entries_of(docx_file: Path) -> list[tuple[str, str]]:
    """Return title and page of each line on the contents page."""
    lines = (p.rpartition("\t") for p in paragraphs_of(docx_file) if "\t" in p)
    return [(title, page) for title, _, page in lines if page.isdigit()]


def test_page_numbers_are_those_of_the_pdf(converted: ReportFiles) -> None:
    assert converted.pdf is not None
    pages = [squeezed(p.extract_text()) for p in PdfReader(converted.pdf).pages]
    entries = entries_of(converted.docx)
    assert len(entries) > 20
    for title, page in entries:
        assert squeezed(title) in pages[int(page) - 1], title
        assert int(page) != 2, title  # the contents page itself


def test_the_pdf_has_the_same_page_numbers_on_its_contents_page(
    converted: ReportFiles,
) -> None:
    assert converted.pdf is not None
    contents = squeezed(PdfReader(converted.pdf).pages[1].extract_text())
    for title, page in entries_of(converted.docx):
        assert re.search(rf"{re.escape(squeezed(title))}\.*{page}(?!\d)", contents)


def test_a_pages_footer_counts_as_the_contents_page_does(
    converted: ReportFiles,
) -> None:
    assert converted.pdf is not None
    pages = PdfReader(converted.pdf).pages
    assert f"Sida 3 av {len(pages)}" in " ".join(pages[2].extract_text().split())


def test_a_heading_that_the_office_adds_is_in_the_contents(
    house: Path, example: ReportContext, tmp_path: Path
) -> None:
    template, target = tmp_path / "mall.docx", tmp_path / "rapport.docx"
    document = docx.Document(str(house))
    document.add_paragraph("Kommunalrådets ord", "Heading 1")
    document.save(str(template))
    headings = render_word(template, example, target)
    assert headings[-1].text == "Kommunalrådets ord"
    xml = part_of(target)
    assert f'w:name="{headings[-1].bookmark}"' in xml
    assert f'w:anchor="{headings[-1].bookmark}"' in xml


def test_word_gets_a_field_and_is_asked_to_fill_it_in_without_a_pdf(
    word_only: Path,
) -> None:
    xml = part_of(word_only)
    assert xml.count(' TOC \\o "1-2" '.replace('"', "&#34;")) == 1
    assert '<w:fldChar w:fldCharType="begin" w:dirty="true"/>' in xml
    assert "<w:updateFields" in part_of(word_only, "word/settings.xml")


def test_word_is_not_asked_when_the_numbers_are_known(converted: ReportFiles) -> None:
    assert "w:dirty" not in part_of(converted.docx)
    assert "updateFields" not in part_of(converted.docx, "word/settings.xml")


def test_fields_begin_and_end_as_often(word_only: Path) -> None:
    xml = part_of(word_only)
    kinds = ("begin", "separate", "end")
    assert len({xml.count(f'w:fldCharType="{kind}"') for kind in kinds}) == 1


def test_headings_of_the_third_level_are_not_on_the_page() -> None:
    field = contents_field([ONE, DEEP], [3, 4], STYLE)
    assert "Ett &amp; två" in field
    assert "Djupt" not in field


def test_each_link_has_a_tooltip() -> None:
    plain = plain_contents([ONE], STYLE)
    assert 'w:tooltip="Gå till Ett &amp; två"' in plain
    assert " PAGEREF _Toc1 " in plain


def test_a_template_without_contents_styles_still_gets_its_dotted_line() -> None:
    plain = plain_contents([ONE], ContentsStyle())
    assert "pStyle" not in plain
    assert 'w:leader="dot"' in plain


def test_a_report_without_headings_says_so() -> None:
    assert EMPTY_TEXT in plain_contents([], STYLE)
    assert EMPTY_TEXT in contents_field([DEEP], [2], STYLE)


def test_a_heading_that_the_outline_lacks_has_no_page(converted: ReportFiles) -> None:
    assert converted.pdf is not None
    unknown = Heading("Finns inte", 1, "_Toc9")
    known = Heading("Sammanfattning", 1, "_Toc8")
    pages = page_numbers(converted.pdf, [unknown, known])
    assert pages[0] is None
    assert pages[1] is not None


def test_an_outline_of_another_kind_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    target = tmp_path / "annan.pdf"
    with pikepdf.new() as pdf:
        for _ in range(2):
            pdf.add_blank_page()
        go = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=[pdf.pages[1].obj, "/Fit"])
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Ingenstans"))
            outline.root.append(pikepdf.OutlineItem("Sida två", action=go))
        pdf.save(target)
    headings = [Heading("Ingenstans", 1, "a"), Heading("Sida två", 1, "b")]
    assert page_numbers(target, headings) == (None, 2)


def test_two_headings_of_one_text_keep_their_own_pages(
    converted: ReportFiles,
) -> None:
    assert converted.pdf is not None
    title = Heading("Exempelavdelning 1", 1, "_Toc1")
    units = [Heading("Medarbetare", 3, f"_Toc{n}") for n in (2, 3)]
    pages = page_numbers(converted.pdf, [title, *units])
    numbers = [p for p in pages if p is not None]
    assert numbers == sorted(numbers)
    assert numbers[1] < numbers[2]


def test_a_template_without_the_placeholder_gets_no_contents_page(
    example: ReportContext, tmp_path: Path
) -> None:
    template, target = tmp_path / "mall.docx", tmp_path / "rapport.docx"
    document = docx.Document()
    document.add_paragraph("{{ title }}", "Heading 1")
    document.save(str(template))
    with rendered(template, example, None) as report:
        report.write(target, "")
        assert [h.text for h in report.headings] == ["Målkortsrapport"]
    assert paragraphs_of(target) == ["Målkortsrapport"]
