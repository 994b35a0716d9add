"""What is counted in a Word file, whoever made the template that it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml

from compile.proof.compare import compare, flaws
from compile.proof.content import Content, Heading, Shape
from compile.proof.pdf import PdfContent
from compile.proof.tags import Tag, Tree
from compile.proof.word import WordContent, read_word
from compile.report_templates.house_parts import placeholder_picture

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


@pytest.fixture
def document() -> Document:
    return docx.Document()


def counted(document: Document, folder: Path) -> WordContent:
    document.save(str(folder / "a.docx"))
    return read_word(folder / "a.docx", "Titel", "sv-SE")


def test_hidden_text_is_not_read(document: Document, tmp_path: Path) -> None:
    paragraph = document.add_paragraph("Synligt ")
    paragraph.add_run("dolt").font.hidden = True
    paragraph.add_run(" och synligt")
    assert counted(document, tmp_path).paragraphs == ("synligtochsynligt",)


def test_a_hyphen_that_keeps_a_line_is_a_hyphen(
    document: Document, tmp_path: Path
) -> None:
    run = document.add_paragraph("e").runs[0]
    run._r.append(OxmlElement("w:noBreakHyphen"))  # noqa: SLF001 - no API for it
    run.add_text("post, bin\u00addestreck")
    assert counted(document, tmp_path).paragraphs == ("e-post,bindestreck",)


def test_what_is_there_for_an_older_word_counts_once(
    document: Document, tmp_path: Path
) -> None:
    both = (
        f"<mc:AlternateContent {W} {MC}><mc:Choice Requires='w'><w:t>ny</w:t>"
        "</mc:Choice><mc:Fallback><w:t>gammal</w:t></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    document.add_paragraph().add_run()._r.append(parse_xml(both))  # noqa: SLF001
    assert counted(document, tmp_path).paragraphs == ("ny",)


def test_a_style_that_numbers_makes_items_of_its_paragraphs(
    document: Document, tmp_path: Path
) -> None:
    document.add_paragraph("Ett", "List Bullet")
    document.add_paragraph("Två", "List Number")
    document.add_paragraph("Under", "Subtitle")  # has a level and no list
    assert counted(document, tmp_path).content.items == 2


def test_an_item_by_its_style_and_by_itself_is_one(
    document: Document, tmp_path: Path
) -> None:
    item = document.add_paragraph("Ett", "List Bullet")
    number = f"<w:numPr {W}><w:ilvl w:val='1'/><w:numId w:val='1'/></w:numPr>"
    item.paragraph_format.element.get_or_add_pPr().append(parse_xml(number))
    assert counted(document, tmp_path).content.items == 1


def test_pictures_tables_and_headings_are_counted(
    document: Document, tmp_path: Path
) -> None:
    document.add_heading("Ett", 1)
    document.add_heading("Två", 2)
    table = document.add_table(3, 2)
    row = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - no API for it
    row.append(OxmlElement("w:tblHeader"))
    document.add_picture(placeholder_picture(3, 2))
    content = counted(document, tmp_path).content
    assert content.headings == (Heading(1, "Ett"), Heading(2, "Två"))
    assert content.tables == (Shape(3, 2, 4),)
    assert content.pictures == ("",)


def pdf_of(text: str, *tables: Shape) -> PdfContent:
    content = Content("sv-SE", "Titel", (), (), tables, (), (), 0)
    return PdfContent(content, text, Tree(Tag("", 0), {}), 0, 0, {"Marked": True})


def word_of(*paragraphs: str) -> WordContent:
    return WordContent(pdf_of("").content, paragraphs)


def test_a_bullet_between_paragraphs_does_no_harm() -> None:
    assert list(compare(word_of("ett", "två"), pdf_of("ett•två"))) == []


def test_a_symbol_drawn_last_is_told_and_stops_nothing() -> None:
    (fault,) = compare(word_of("klart☐nu", "sedan"), pdf_of("klartnu☐sedan"))
    assert fault.code == "symboler"
    assert not fault.stops


def test_a_word_read_last_stops() -> None:
    (fault,) = compare(word_of("klartnu"), pdf_of("nuklart"))
    assert fault.code == "text"
    assert fault.stops


def test_a_table_without_a_header_is_told() -> None:
    (fault,) = flaws(pdf_of("", Shape(2, 0, 4)))
    assert fault.code == "rubrikrad"
