"""A Word body said in ODF: nothing lost, and what is not known refused."""

from __future__ import annotations

import re

import pytest

from compile.odf.answers import answers_of
from compile.odf.body import Translation
from compile.odf.questions import Cell, Inline, Paragraph, Table, UntranslatableError
from compile.odf.samples import samples_of

LOOK = "<w:rPr><w:b/></w:rPr>"
HEAD = "<w:trPr><w:tblHeader/></w:trPr>"
PROPERTIES = '<w:tblPr><w:tblStyle w:val="Hus"/></w:tblPr>'
GRID = '<w:tblGrid><w:gridCol w:w="900"/><w:gridCol w:w="100"/></w:tblGrid>'
DRAWING = (
    '<w:drawing><wp:inline distT="0"><wp:extent cx="635000" cy="317500"/>'
    '<wp:docPr id="7" name="Bild" descr="Två &amp; tre"/><a:graphic>'
    '<a:blip r:embed="rId7"/></a:graphic></wp:inline></w:drawing>'
)


MARKED = (
    '<text:bookmark-start text:name="_Toc1"/>R<text:bookmark-end text:name="_Toc1"/>'
)
SPACED = 'två <text:s text:c="1"/>och <text:s text:c="2"/>tre'
SIMPLE = '<w:fldSimple w:instr=" SEQ Tabell "><w:r><w:t>4</w:t></w:r></w:fldSimple>'
AFTER = '<w:trPr><w:gridAfter w:val="1"/></w:trPr>'


def run(inside: str, look: str = "") -> str:
    return f"<w:r>{look}{inside}</w:r>"


def text(text: str) -> str:
    return f'<w:t xml:space="preserve">{text}</w:t>'


def paragraph(inside: str, properties: str = "") -> str:
    return f"<w:p>{properties}{inside}</w:p>"


def field(instruction: str, result: str, look: str = "") -> str:
    marks = [f'<w:fldChar w:fldCharType="{m}"/>' for m in ("begin", "separate", "end")]
    code = f"<w:instrText>{instruction}</w:instrText>"
    pieces = (marks[0], code, marks[1], f"<w:t>{result}</w:t>", marks[2])
    return "".join(run(piece, look) for piece in pieces)


def cell(text: str, properties: str = "") -> str:
    width = f'<w:tcPr><w:tcW w:w="1"/>{properties}</w:tcPr>'
    return f"<w:tc>{width}{paragraph(run(f'<w:t>{text}</w:t>'))}</w:tc>"


def table(*rows: str, properties: str = PROPERTIES) -> str:
    return f"<w:tbl>{properties}{GRID}{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def said(xml: str) -> str:
    """Return what is said of the inside of a paragraph; a look is [ and ]."""
    translation = Translation(lambda relation: f"Pictures/{relation}.png")
    whole = translation.between(paragraph(xml))
    inside = re.sub(r"^\x02\d+\x03|\x04\d+\x03$", "", whole)
    return re.sub(r"\x04\d+\x03", "]", re.sub(r"\x02\d+\x03", "[", inside))


@pytest.mark.parametrize(
    ("word", "odf"),
    [
        (run("<w:t>A &amp; å</w:t>"), "A &amp; å"),
        (run("<w:t> kant </w:t>"), "kant"),
        (run("<w:t/>"), ""),
        (run(text(" först")), "<text:s/>först"),
        (run(text("två  och   tre")), SPACED),
        (run(text("a ")) + run(text(" b")), "a <text:s/>b"),
        (run(text("a") + "<w:tab/>" + text(" b")), "a<text:tab/> b"),
        (run("<w:br/><w:cr/><w:noBreakHyphen/>"), "<text:line-break/>" * 2 + "\u2011"),
        (run("<w:t>fet</w:t>", LOOK), "[fet]"),
        (run("<w:t>a</w:t><w:br/><w:t>b</w:t>", LOOK), "[a<text:line-break/>b]"),
        ("<w:r><w:rPr/><w:t>ingen</w:t></w:r>", "ingen"),
        ('<w:r w:rsidR="1"><w:t>ny</w:t></w:r>', "ny"),
        (
            '<w:bookmarkStart w:id="3" w:name="_Toc1"/>'
            + run("<w:t>R</w:t>")
            + '<w:bookmarkEnd w:id="3"/><w:bookmarkEnd w:id="9"/>',
            MARKED,
        ),
    ],
)
def test_text_is_said_whole(word: str, odf: str) -> None:
    assert said(word) == odf


NUMBER = (
    '<text:sequence text:ref-name="refTabell1" text:name="Tabell" '
    'text:formula="ooow:Tabell+1" style:num-format="1">4</text:sequence>'
)
PAGE = (
    '<text:bookmark-ref text:reference-format="page" text:ref-name="_Toc7">0'
    "</text:bookmark-ref>"
)


@pytest.mark.parametrize(
    ("word", "odf"),
    [
        (field(r" SEQ Tabell \* ARABIC ", "4"), NUMBER),
        (field(r" SEQ Tabell \* ARABIC \* MERGEFORMAT ", "4"), NUMBER),
        (field(" SEQ Tabell ", "4", LOOK), f"[{NUMBER}]"),
        (SIMPLE, NUMBER),
        (field(" PAGEREF _Toc7 ", "12"), PAGE),
        (field(" PAGEREF _Toc7 ", "12", LOOK), f"[{PAGE}]"),
    ],
)
def test_fields_are_fields(word: str, odf: str) -> None:
    assert said(word) == odf


def test_a_link_keeps_its_target_and_text() -> None:
    xml = '<w:hyperlink w:anchor="_Toc1" w:tooltip="Gå &quot;dit&quot;" w:history="1">'
    odf = said(f"{xml}{run('<w:t>Dit</w:t>', LOOK)}</w:hyperlink>")
    target = ' xlink:href="#_Toc1" office:target-frame-name="Gå &quot;dit&quot;"'
    assert odf == f"[{target}>[Dit]</text:a>"


def test_links_to_different_places_look_alike() -> None:
    translation = Translation(str)
    for anchor in ("a", "b"):
        link = f'<w:hyperlink w:anchor="{anchor}">{run("<w:t>x</w:t>")}</w:hyperlink>'
        translation.between(paragraph(link, "<w:pPr><w:keepNext/></w:pPr>"))
    asked = [q for q in translation.questions.numbers if isinstance(q, Inline)]
    assert len(asked) == 2  # of the document's first paragraph, and of the others


def test_a_picture_has_its_size_place_and_description() -> None:
    odf = said(run(DRAWING))
    assert odf.startswith('[ draw:name="Bild 1" text:anchor-type="as-char" ')
    assert 'svg:width="50.0pt" svg:height="25.0pt"' in odf
    assert 'xlink:href="Pictures/rId7.png"' in odf
    assert odf.endswith("<svg:desc>Två &amp; tre</svg:desc></draw:frame>")


def test_a_picture_with_a_title_says_it_first() -> None:
    odf = said(run(DRAWING.replace('descr="', 'title="T" descr="')))
    assert "<svg:title>T</svg:title><svg:desc>" in odf


def told(*xml: str) -> Translation:
    """Return what has translated a paragraph and then tables."""
    translation = Translation(str)
    translation.between(paragraph(run("<w:t>x</w:t>")))
    for piece in xml:
        translation.table(piece)
    return translation


def test_a_table_asks_for_its_grid_and_the_edges_of_its_cells() -> None:
    cells = [row(cell("a"), cell("b"))] * 3
    asked = told(table(*cells)).questions.numbers
    assert Table(PROPERTIES, GRID) in asked
    edges = {q.edges for q in asked if isinstance(q, Cell)}
    sides = ((True, False), (False, True))
    rows = ((True, False), (False, False), (False, True))
    assert edges == {(*r, *s) for r in rows for s in sides}


def test_rows_count_as_the_lines_that_a_layout_places() -> None:
    assert (
        told(table(row(cell("a"), cell("b")), row(cell("c"), cell("d")))).paragraphs
        == 3
    )


def test_header_rows_are_set_apart() -> None:
    head = row(cell("h"), cell("i"), properties=HEAD)
    xml = told().table(table(head, head, row(cell("a"), cell("b"))))
    start, between, rest = xml.partition("</table:table-header-rows>")
    assert between
    assert (start.count("</table:table-row>"), rest.count("</table:table-row>")) == (
        2,
        1,
    )


def test_a_cell_that_comes_again_is_the_same() -> None:
    translation = told()
    twice = [translation.table(table(row(cell("a"), cell("b")))) for _ in range(2)]
    assert twice[0] == twice[1]


def test_numbers_in_cells_go_on() -> None:
    number = f"<w:tc>{paragraph(field(' SEQ Tabell ', '1'))}</w:tc>"
    xml = told().table(table(row(number, number)))
    assert "refTabell1" in xml
    assert "refTabell2" in xml


def test_an_empty_paragraph_is_asked_for_by_its_mark() -> None:
    asked = Translation(str)
    mark = '<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/>'
    blank = run("<w:t> </w:t>", LOOK)
    asked.between("".join(map(paragraph, ("", mark, blank))) + "<w:p/>")
    assert all(isinstance(q, Paragraph) and q.is_empty for q in asked.questions.numbers)


@pytest.mark.parametrize(
    "xml",
    [
        run('<w:br w:type="page"/>'),
        run('<w:footnoteReference w:id="1"/>'),
        run("<w:t>rad\nrad</w:t>"),
        run("<w:pict/>"),
        run(DRAWING.replace("wp:inline", "wp:anchor")),
        run(DRAWING.replace("</a:graphic>", '<a:x r:embed="r2"/></a:graphic>')),
        run(DRAWING, LOOK),
        field(" DATE ", "1"),
        field(r" SEQ Tabell \* ROMAN ", "I"),
        run('<w:fldChar w:fldCharType="begin"/>'),
        run('<w:fldChar w:fldCharType="separate"/>'),
        run('<w:fldChar w:fldCharType="end"/>'),
        run("<w:instrText>SEQ</w:instrText>"),
        "<w:bookmarkStart/>",
        '<w:hyperlink w:anchor="a"></w:hyperlink>',
        "<w:sdt><w:sdtContent/></w:sdt>",
        "<w:ins><w:r><w:t>ändrat</w:t></w:r></w:ins>",
        "bara text",
    ],
)
def test_what_is_not_known_in_a_paragraph_is_refused(xml: str) -> None:
    with pytest.raises(UntranslatableError):
        said(xml)


def test_a_new_section_is_refused() -> None:
    with pytest.raises(UntranslatableError):
        Translation(str).between(paragraph("", "<w:pPr><w:sectPr/></w:pPr>"))


@pytest.mark.parametrize(
    "xml",
    [
        table(row(cell("a"))),
        table(row(cell("a"), cell("b", '<w:gridSpan w:val="2"/>'))),
        table(row(cell("a"), cell("b", "<w:vMerge/>"))),
        table(row(cell("a"), cell("b")), row(cell("h"), cell("i"), properties=HEAD)),
        table(row(cell("a"), cell("b"), properties=AFTER)),
        table(row(f"<w:tc>{table(row(cell('a'), cell('b')))}</w:tc>", cell("b"))),
        table("<w:bookmarkStart/>", row(cell("a"), cell("b"))),
        "<w:tbl/>",
    ],
)
def test_what_is_not_known_in_a_table_is_refused(xml: str) -> None:
    with pytest.raises(UntranslatableError):
        told(xml)


def test_a_table_before_any_paragraph_is_refused() -> None:
    with pytest.raises(UntranslatableError):
        Translation(str).table(table(row(cell("a"), cell("b"))))


NAMES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style")
)
SHORT_TABLE = "<table:table><table:table-row/></table:table><text:p/>"


@pytest.mark.parametrize("made", ["", "<text:p>\u00a4</text:p>", SHORT_TABLE])
def test_a_document_that_lacks_samples_is_refused(made: str) -> None:
    samples = samples_of(told(table(row(cell("a"), cell("b")))).questions)
    samples.paragraphs.clear()
    body = f"<office:body><office:text>{made}</office:text></office:body>"
    content = f"<office:document-content{NAMES}>{body}</office:document-content>"
    styles = f"<office:document-styles{NAMES}/>"
    with pytest.raises(UntranslatableError):
        answers_of(samples, content.encode(), styles.encode())
