"""What the context says stands in the Word file and in the PDF, to the character."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import docx
import pytest
from pypdf import PdfReader

from compile.context import CardPerspective, Chapter, GoalGroup, ReportContext
from compile.render_word import render_word
from compile.report import write_report
from tests.helpers.tools import need
from tests.report.example import BROKEN, ODD, goal, long_comment, measure
from tests.report.example_parts import PARTLY
from tests.report.reading import paragraphs_of, part_of, squeezed, texts_in

if TYPE_CHECKING:
    from pathlib import Path

    from compile.report import ReportFiles


def with_title(example: ReportContext, title: str) -> ReportContext:
    return replace(example, title=title, chapters=(), coverage=())


def test_every_text_of_the_context_is_in_the_word_file(
    word_only: Path, example: ReportContext
) -> None:
    printed = "\n".join(paragraphs_of(word_only))
    wanted = {t.replace("\r\n", "\n") for t in texts_in(example)}
    assert {t for t in wanted if t not in printed} == set()


def test_every_text_of_the_context_is_in_the_pdf(
    converted: ReportFiles, example: ReportContext
) -> None:
    assert converted.pdf is not None
    # Header and footer would stand in the middle of a text that crosses a page.
    running = (f"{example.title}, {example.period}", "UTKAST", example.municipality)
    pages = []
    for n, page in enumerate(PdfReader(converted.pdf).pages, start=1):
        text = squeezed(page.extract_text())
        head = squeezed(running[0] + running[1])
        foot = squeezed(running[2] + f"Sida {n} av")
        pages.append(text.removeprefix(head).partition(foot)[0] if n > 1 else text)
    printed = "".join(pages)
    missing = {t for t in texts_in(example) if squeezed(t) not in printed}
    assert missing == set()


def test_a_comment_of_32000_characters_is_whole(word_only: Path) -> None:
    comment = long_comment()
    assert len(comment) > 25_000
    assert f"Kommentar och orsak: {comment}" in paragraphs_of(word_only)


def test_a_row_longer_than_a_page_is_whole_and_does_not_stop_the_conversion(
    house: Path, example: ReportContext, tmp_path: Path
) -> None:
    need("soffice")
    text = long_comment()
    entry = goal(1, PARTLY, measures=(replace(measure(1, PARTLY), name=text),))
    group = CardPerspective("Perspektiv", (GoalGroup("", (entry,)),))
    one = replace(example.chapters[0].cards[0], perspectives=(group,))
    chapters = (Chapter("Kapitel", cards=(one,)),)
    context = ReportContext(
        "Titel", "Titel", "Kommun", "Period", example.words, chapters=chapters
    )
    docx_file, pdf = tmp_path / "rapport.docx", tmp_path / "rapport.pdf"
    files = write_report(context, house, None, docx_file, pdf, 60)
    assert files.error is None
    # Header rows stand between the pages, so the words are counted.
    words = " ".join(p.extract_text() for p in PdfReader(pdf).pages).split()
    for word in ("Mening", "mycket", "SLUT.", *map(str, range(100, 600))):
        assert words.count(word) == text.split().count(word), word


def test_line_breaks_and_tabs_are_kept(word_only: Path) -> None:
    expected = "Första raden\nandra raden\ntredje raden\tefter tabb"
    assert "\r\n" in BROKEN
    assert f"Kommentar och orsak: {expected}" in paragraphs_of(word_only)


def test_characters_that_mean_something_in_xml_or_jinja_stay(word_only: Path) -> None:
    assert f"Åtgärd: {ODD}" in paragraphs_of(word_only)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("a\x00b\x0bc\x1fd\ufffee", "abcde"),
        ("ensam \ud83d surrogat", "ensam  surrogat"),
        ("\x02\x03\x04\x05\x06 styrtecken", " styrtecken"),
        ("par 😀 kvar", "par 😀 kvar"),
        ("slut\r", "slut\n"),
    ],
)
def test_only_what_xml_cannot_hold_is_dropped(
    written: str, printed: str, house: Path, example: ReportContext, tmp_path: Path
) -> None:
    target = tmp_path / "rapport.docx"
    render_word(house, with_title(example, written), target)
    assert printed in paragraphs_of(target)


def test_an_empty_value_prints_as_a_dash(
    house: Path, example: ReportContext, tmp_path: Path
) -> None:
    target = tmp_path / "rapport.docx"
    render_word(house, with_title(example, ""), target)
    assert "–" in paragraphs_of(target)


def test_a_card_without_goals_says_so(word_only: Path) -> None:
    assert "Kortet har inga mål i det här perspektivet." in paragraphs_of(word_only)


def test_a_report_without_cards_findings_and_workbooks_can_be_written(
    house: Path, example: ReportContext, tmp_path: Path
) -> None:
    bare = ReportContext("Titel", "Titel", "Kommun", "Tertial 2 2026", example.words)
    headings = render_word(house, bare, tmp_path / "rapport.docx")
    texts = [h.text for h in headings if h.level == 1]
    assert texts == [
        "Läget i korthet",
        "Läsanvisning",
        "Sammanfattning",
        "Strategin",
        "Måtten över tid",
        "Bilagor",
    ]


def test_a_final_report_has_no_word_of_a_draft_and_no_findings(
    house: Path, example: ReportContext, tmp_path: Path
) -> None:
    target = tmp_path / "rapport.docx"
    render_word(house, replace(example, draft=False), target)
    assert not any(
        "UTKAST" in p or "Filen är skadad" in p for p in paragraphs_of(target)
    )


def test_the_same_context_gives_the_same_bytes(
    house: Path, example: ReportContext, word_only: Path, tmp_path: Path
) -> None:
    target = tmp_path / "rapport.docx"
    render_word(house, example, target)
    assert target.read_bytes() == word_only.read_bytes()
    assert [p.name for p in tmp_path.iterdir()] == ["rapport.docx"]


def test_header_and_footer_are_filled_in(word_only: Path) -> None:
    section = docx.Document(str(word_only)).sections[0]
    header = section.header.paragraphs[0].text
    assert (
        header == "Målkortsrapport, Tertial 2 2026 (1 januari–31 augusti 2026)\tUTKAST"
    )
    assert section.footer.paragraphs[0].text == "Exempelkommun\tSida 1 av 1"
    assert section.first_page_header.paragraphs[0].text == ""


def test_the_files_own_title_and_sender_are_the_reports(word_only: Path) -> None:
    core = part_of(word_only, "docProps/core.xml")
    assert "<dc:title>Målkortsrapport 2026-T2, Exempelkommun</dc:title>" in core
    assert "<dc:creator>Kommunledningen</dc:creator>" in core
    assert "<dc:language>sv-SE</dc:language>" in core
