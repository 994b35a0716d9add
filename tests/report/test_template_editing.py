"""What the office may do to the template in Word, and what the renderer makes of it."""

from __future__ import annotations

import errno
import os
import re
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from compile.context import Mark
from compile.render_word import render_word
from compile.word_package import parse, write_package
from compile.word_properties import updating_settings
from compile.word_stream import Body, Heading, text_of
from compile.word_tables import KEEP, keep_together
from compile.word_template import heading_styles, prepare
from compile.word_text import MARK_STYLE, attribute, in_run, printed
from tests.helpers.ooxml import ooxml_errors
from tests.report.reading import paragraphs_of, part_of
from workbook_templates.standard.errors import DeliveryError, TemplateError

if TYPE_CHECKING:
    from pathlib import Path

    from compile.context import ReportContext

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def made_over(template: Path, target: Path, old: str, new: str) -> None:
    """Write a copy of a template where a text of any part is replaced."""
    with zipfile.ZipFile(template) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith((".xml", ".rels")):
                content = content.decode().replace(old, new).encode()
            copy.writestr(name, content)


def part(xml: str) -> etree._Element:
    return parse(f'<w:body xmlns:w="{W_NS}">{xml}</w:body>'.encode())


def table(rows: int, text: str = "x", *, header: bool = True) -> str:
    head = "<w:tr><w:trPr><w:tblHeader/></w:trPr></w:tr>" if header else ""
    row = (
        f'<w:tr><w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:t>{text}</w:t></w:p></w:tr>'
    )
    return f"<w:tbl>{head}{row * rows}</w:tbl>"


def kept(xml: str) -> list[bool]:
    return [KEEP in row for row in xml.split("</w:tr>")[:-1]]


def test_a_small_table_stays_whole() -> None:
    assert kept(keep_together(table(3))) == [False, True, True, False]


def test_a_long_table_leaves_no_row_alone() -> None:
    marks = kept(keep_together(table(16)))
    assert marks == [False, True, *[False] * 13, True, False]


def test_a_table_of_little_text_stays_whole_and_one_of_more_does_not() -> None:
    assert kept(keep_together(table(10))) == [False, *[True] * 9, False]
    assert not all(kept(keep_together(table(10, "en hel mening om läget " * 5)))[1:-1])


def test_a_table_with_much_text_may_break_anywhere() -> None:
    long = table(2, "mycket text " * 400).replace(
        "<w:tblHeader/>", f"<w:tblHeader/>{KEEP}"
    )
    let_go = keep_together(long.replace("<w:trPr>", "<w:trPr><w:cantSplit/>"))
    assert KEEP not in let_go
    assert "cantSplit" not in let_go


def test_much_markup_is_not_much_text() -> None:
    styled = table(2, "a</w:t>" + "<w:b/>" * 900 + "<w:t>b")
    assert kept(keep_together(styled)) == [False, True, False]


def test_a_table_of_headers_only_is_left_as_it_is() -> None:
    assert keep_together(table(0)) == table(0)


def test_marks_already_kept_are_not_marked_twice() -> None:
    once = keep_together(table(2))
    assert keep_together(once) == once


def test_a_heading_split_between_pieces_is_still_found(tmp_path: Path) -> None:
    start, end = "\x021<w:p><w:pPr></w:pPr><w:t>Ett", "</w:t></w:p>\x03slut"
    with (tmp_path / "body").open("w+b") as file:
        body = Body(file)
        body.fill(iter(["före\x04", "a" * 70_000, start, "b" * 70_000, end]))
        text = b"".join(body.pieces("INNEHÅLL")).decode()
    assert body.headings == [Heading("Ett" + "b" * 70_000, 1, "_Toc000100000")]
    assert text.startswith("föreINNEHÅLLaaa")
    assert text.endswith('<w:bookmarkEnd w:id="100000"/></w:p>slut')


def test_only_the_first_placeholder_becomes_the_contents(tmp_path: Path) -> None:
    with (tmp_path / "body").open("w+b") as file:
        body = Body(file)
        body.fill(iter(["a\x04b\x04c"]))
        assert b"".join(body.pieces("X")) == b"aXbc"


def test_tables_and_what_is_between_them_come_whole(tmp_path: Path) -> None:
    with (tmp_path / "body").open("w+b") as file:
        body = Body(file)
        body.fill(iter(["å\x05<w:tbl/>\x06\x04b\x05<w:tbl>", "ö</w:tbl>\x06c"]))
        parts = [(is_table, xml.decode()) for is_table, xml in body.parts("X")]
    first, second = (True, "<w:tbl/>"), (True, "<w:tbl>ö</w:tbl>")
    assert parts == [(False, "å"), first, (False, "Xb"), second, (False, "c")]


def test_the_text_of_a_heading_is_read_over_runs_and_breaks() -> None:
    runs = ("<w:t>A &amp;</w:t>", "<w:br/>", "<w:t a='b'> B</w:t>", "<w:tab/>")
    xml = "".join((*runs, "<w:t>C</w:t>"))
    assert text_of(xml) == "A & B C"


def test_headings_are_known_by_name_in_any_language(house: Path) -> None:
    styles = part_of(house, "word/styles.xml").replace("Heading1", "Rubrik1")
    assert heading_styles(styles.encode())["Rubrik1"] == 1


def test_what_word_leaves_behind_is_not_repeated() -> None:
    root = part(
        '<w:p w:rsidR="1"><w:proofErr w:type="spellStart"/>'
        '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>'
        '<w:bookmarkStart w:id="7" w:name="egen"/><w:bookmarkEnd w:id="7"/></w:p>'
    )
    source = prepare(root, str, {})
    assert "rsid" not in source
    assert "proofErr" not in source
    assert "_GoBack" not in source
    assert source.count('w:id="0"') == 0
    assert source.count('w:id="7"') == 2


def test_a_simple_field_of_numbers_counts_too() -> None:
    start = '<w:fldSimple w:instr=" SEQ Figur \\* ARABIC ">'
    field = f"{start}<w:r><w:t>9</w:t></w:r></w:fldSimple>"
    source = prepare(part(f"<w:p>{field}</w:p>"), str, {})
    assert '<w:t>{{ next_number("Figur") }}</w:t>' in source


def test_cell_shading_comes_where_the_schema_has_it() -> None:
    cell = (
        '<w:tc><w:tcPr><w:shd w:val="clear" w:fill="{{x}}"/><w:tcW w:w="9"/>'
        '<w:vAlign w:val="top"/></w:tcPr></w:tc>'
    )
    source = prepare(part(cell), str, {})
    assert source.index("w:tcW") < source.index("w:shd") < source.index("w:vAlign")
    assert '"{{ (x)|attribute }}"' in source


def test_a_marks_symbol_gets_a_run_of_its_own_with_the_runs_look() -> None:
    look = '<w:rPr><w:rStyle w:val="S"/><w:rFonts w:ascii="A"/><w:b/></w:rPr>'
    xml = str(in_run(Mark("Ej & mätt", "◇"), look))
    assert xml.startswith('</w:t></w:r><w:r><w:rPr><w:rStyle w:val="S"/><w:rFonts ')
    assert xml.endswith(f'{look}<w:t xml:space="preserve"> Ej &amp; mätt')
    assert xml.count("<w:rFonts") == 2
    assert in_run("a < b", look) == "a &lt; b"
    assert str(printed(Mark("Ja"))) == "Ja"


def test_a_mark_in_the_style_for_it_stands_on_its_own_tint() -> None:
    look = f'<w:rPr><w:rStyle w:val="{MARK_STYLE}"/><w:sz w:val="9"/><w:lang/></w:rPr>'
    xml = str(in_run(Mark("Klart", "●", "DDEFE0"), look))
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="DDEFE0"/><w:lang/>'
    assert xml.count(shade) == 2
    assert "w:shd" not in str(in_run(Mark(), look))
    assert "w:shd" not in str(in_run(Mark("Klart", "●", "DDEFE0"), "<w:rPr></w:rPr>"))


def test_the_alternative_text_of_an_unknown_field_is_told(
    house: Path, example: ReportContext, tmp_path: Path
) -> None:
    template = tmp_path / "mall.docx"
    made_over(house, template, "{{ logo_text }}", "{{ logo_texten }}")
    made_over(template, tmp_path / "alltid.docx", "has_logo %}", "chapters %}")
    with pytest.raises(TemplateError, match="Menar du ”logo_text”"):
        render_word(tmp_path / "alltid.docx", example, tmp_path / "rapport.docx")


def test_a_value_in_an_attribute_is_one_line() -> None:
    assert attribute('a "b"\n<c>\x00') == "a &#34;b&#34; &lt;c&gt;"
    assert not attribute(None)


def test_the_settings_ask_for_fields_once_and_in_the_right_place() -> None:
    settings = (
        f'<w:settings xmlns:w="{W_NS}"><w:zoom/><w:updateFields w:val="0"/>'
        "<w:compat/></w:settings>"
    ).encode()
    names = [etree.QName(c).localname for c in parse(updating_settings(settings))]
    assert names == ["zoom", "updateFields", "compat"]
    bare = f'<w:settings xmlns:w="{W_NS}"/>'.encode()
    assert [c.get(qn("w:val")) for c in parse(updating_settings(bare))] == ["true"]


def test_a_field_in_the_alternative_text_of_a_repeated_picture(
    house: Path, example: ReportContext, tmp_path: Path
) -> None:
    template, target = tmp_path / "mall.docx", tmp_path / "rapport.docx"
    made_over(house, template, "{%p if has_logo %}", "{%p if chapters %}")
    render_word(template, example, target)
    assert 'descr="Exempelkommuns logotyp"' in part_of(target)
    ids = re.findall(r'<wp:docPr id="(\d+)"', part_of(target))
    assert ids == [str(1001 + n) for n in range(len(ids))]


def test_bookmarks_and_pictures_of_the_offices_own_are_left(house: Path) -> None:
    root = part('<w:p><w:bookmarkStart w:id="3" w:name="egen"/></w:p>')
    assert 'w:name="egen"' in prepare(root, str, {})
    assert part_of(house).count("<wp:docPr") == 5


def test_a_word_template_becomes_a_document(
    house: Path, example: ReportContext, tmp_path: Path
) -> None:
    template, target = tmp_path / "mall.dotx", tmp_path / "rapport.docx"
    made_over(house, template, "document.main+xml", "template.main+xml")
    render_word(template, example, target)
    assert "document.main+xml" in part_of(target, "[Content_Types].xml")
    assert ooxml_errors(target) == []


def test_tags_that_word_has_split_into_runs_and_curly_quotes_work(
    example: ReportContext, tmp_path: Path
) -> None:
    template, target = tmp_path / "mall.docx", tmp_path / "rapport.docx"
    document = docx.Document()
    paragraph = document.add_paragraph("{{ ti")
    paragraph.add_run("tle or ").bold = True
    paragraph.add_run("“x” }} slut")
    document.save(str(template))
    render_word(template, example, target)
    assert paragraphs_of(target) == ["Målkortsrapport slut"]


def test_the_offices_own_bold_stays_around_a_mark(
    example: ReportContext, tmp_path: Path
) -> None:
    template, target = tmp_path / "mall.docx", tmp_path / "rapport.docx"
    document = docx.Document()
    document.add_paragraph().add_run("{{ words.partly }}").bold = True
    document.save(str(template))
    render_word(template, example, target)
    runs = docx.Document(str(target)).paragraphs[0].runs
    assert [(r.text, r.bold) for r in runs if r.text] == [
        ("▲", True),
        (" Delvis uppfyllt", True),
    ]
    assert ooxml_errors(target) == []


def test_a_template_without_page_set_up_or_properties_can_be_used(
    example: ReportContext, tmp_path: Path
) -> None:
    template, target = tmp_path / "mall.docx", tmp_path / "rapport.docx"
    document = docx.Document()
    document.add_paragraph("{{ contents }}")
    document.element.body.remove(document.element.body.sectPr)
    document.element.body.append(OxmlElement("w:p"))
    document.save(str(template))
    with zipfile.ZipFile(template) as archive:
        parts = {n: archive.read(n) for n in archive.namelist()}
    del parts["docProps/core.xml"]
    write_package(template, ((name, (content,)) for name, content in parts.items()))
    render_word(template, example, target)
    assert "Rapporten har inga rubriker." in part_of(target)


def test_a_report_that_is_open_in_word_is_told(
    house: Path,
    example: ReportContext,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def locked(passing: Path, target: Path) -> None:
        raise PermissionError(errno.EACCES, "denied", str(passing), None, str(target))

    monkeypatch.setattr(os, "replace", locked)
    with pytest.raises(DeliveryError, match=r"rapport.docx går inte att skriva"):
        render_word(house, example, tmp_path / "rapport.docx")
    assert list(tmp_path.iterdir()) == []
