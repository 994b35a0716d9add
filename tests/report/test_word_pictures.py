"""Charts in the report: in each slot of the template its own, and once in the file."""

from __future__ import annotations

import hashlib
import re
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import docx
import pikepdf
import pytest
from docx.shared import Mm

from compile.charting.drawing import DPI
from compile.context import Chart, Summary
from compile.render_word import render_word
from compile.report import write_report
from compile.report_templates.house_parts import placeholder_picture
from compile.word_package import parse
from tests.helpers.ooxml import ooxml_errors
from tests.helpers.tools import need
from tests.report.charts import chart, usual
from tests.report.reading import part_of
from workbook_templates.standard.errors import TemplateError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from docx.document import Document
    from docx.text.paragraph import Paragraph

    from compile.context import ReportContext

_EXTENT = re.compile(r'<wp:extent cx="(\d+)" cy="(\d+)"')
_EMBED = re.compile(r'r:embed="(\w+)"')
_MM = 36_000


def slot(
    paragraph: Paragraph, alt: str, width: float = 160, height: float = 60
) -> None:
    """Put a picture with an alternative text into a paragraph."""
    picture = placeholder_picture(20, 10)
    shape = paragraph.add_run().add_picture(picture, Mm(width), Mm(height))
    shape._inline.docPr.set("descr", alt)  # noqa: SLF001 - no API for it


def loop_template(house: Path, path: Path) -> Path:
    """Write a template with a slot, and one in the loop over the chapters."""
    document: Document = docx.Document(str(house))
    for own in list(document.paragraphs):  # the charts that the house has anyway
        if 'chart.alt }}"' in own._p.xml:  # noqa: SLF001 - no API for it
            document.element.body.remove(own._p)  # noqa: SLF001 - no API for it
    document.add_paragraph("Diagram", "Heading 1")
    slot(document.add_paragraph("Före "), "{{ summary.perspective_chart.alt }}")
    document.paragraphs[-1].runs[-1].bold = True
    document.add_paragraph("{%p for chapter in chapters %}")
    slot(document.add_paragraph(), "{{ chapter.front.chart.alt }}", 120, 35)
    document.add_paragraph("{%p endfor %}")
    slot(document.add_paragraph("Efter "), "{{ summary.period_chart.alt }}")
    document.save(str(path))
    return path


@pytest.fixture
def charted(example: ReportContext) -> ReportContext:
    """Return the example with three chapters' charts, the last two alike."""
    charts = (chart({"A": (3, 0, 0, 0, 0)}, "Ett & <annat>"), *[usual("Lika")] * 2)
    chapters = tuple(
        replace(chapter, front=replace(chapter.front, chart=one))
        for chapter, one in zip(example.chapters, charts, strict=True)
    )
    summary = replace(
        example.summary,
        perspective_chart=usual("Hela kommunen"),
        period_chart=Chart(),
    )
    return replace(example, chapters=chapters, summary=summary)


def pictures_in(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        names = [n for n in archive.namelist() if n.startswith("word/media/diagram")]
        return {name: archive.read(name) for name in names}


def test_each_slot_gets_its_chart_and_charts_alike_are_one_picture(
    house: Path, charted: ReportContext, tmp_path: Path
) -> None:
    target = tmp_path / "rapport.docx"
    render_word(loop_template(house, tmp_path / "mall.docx"), charted, target)
    body = part_of(target)
    assert re.findall(r'descr="([^"]*)"', body) == [
        "Hela kommunen",
        "Ett &amp; &lt;annat&gt;",
        "Lika",
        "Lika",
    ]
    first, second, third, fourth = _EMBED.findall(body)
    assert third == fourth
    assert len({first, second, third}) == 3, "another size is another picture"
    made = pictures_in(target)
    assert len({hashlib.sha256(p).digest() for p in made.values()}) == len(made) == 3
    assert ooxml_errors(target) == []


def test_a_picture_is_as_wide_as_its_slot_and_no_higher_than_needed(
    house: Path, charted: ReportContext, tmp_path: Path
) -> None:
    target = tmp_path / "rapport.docx"
    render_word(loop_template(house, tmp_path / "mall.docx"), charted, target)
    sizes = [(int(x), int(y)) for x, y in _EXTENT.findall(part_of(target))]
    assert [x for x, _ in sizes] == [160 * _MM, *[120 * _MM] * 3]
    assert [y <= 60 * _MM for _, y in sizes] == [True] * 4
    assert sizes[1][1] < sizes[2][1] == 35 * _MM, "one bar is lower than four"
    widths = {int.from_bytes(p[16:20], "big") for p in pictures_in(target).values()}
    assert widths == {round(w * DPI / 25.4) for w in (160, 120)}


def test_a_chart_with_nothing_to_show_leaves_no_picture(
    house: Path, example: ReportContext, tmp_path: Path
) -> None:
    target = tmp_path / "rapport.docx"
    empty = replace(example, summary=Summary(), chapters=())
    render_word(loop_template(house, tmp_path / "mall.docx"), empty, target)
    assert "<w:drawing>" not in part_of(target)
    assert "Före " in part_of(target)
    assert pictures_in(target) == {}
    assert ooxml_errors(target) == []


def test_two_reports_are_the_same_to_the_byte(
    house: Path, charted: ReportContext, tmp_path: Path
) -> None:
    template = loop_template(house, tmp_path / "mall.docx")
    for name in ("ett.docx", "två.docx"):
        render_word(template, charted, tmp_path / name)
    assert (tmp_path / "ett.docx").read_bytes() == (tmp_path / "två.docx").read_bytes()


def test_a_slot_of_what_is_no_chart_is_told(
    house: Path, example: ReportContext, tmp_path: Path
) -> None:
    template = tmp_path / "mall.docx"
    document = docx.Document(str(house))
    slot(document.add_paragraph(), "{{ summary.heat_map.alt }}")
    document.save(str(template))
    with pytest.raises(TemplateError, match="”alt” finns inte"):
        render_word(template, example, tmp_path / "rapport.docx")


def test_a_misspelt_chart_is_told_with_its_right_name(
    house: Path, example: ReportContext, tmp_path: Path
) -> None:
    template = tmp_path / "mall.docx"
    document = docx.Document(str(house))
    slot(document.add_paragraph(), "{{ summary.perspective_chrt.alt }}")
    document.save(str(template))
    with pytest.raises(TemplateError, match="Menar du ”perspective_chart”"):
        render_word(template, example, tmp_path / "rapport.docx")


def test_logo_and_charts_have_each_their_picture(
    house: Path, charted: ReportContext, tmp_path: Path
) -> None:
    logo, target = tmp_path / "logotyp.png", tmp_path / "rapport.docx"
    logo.write_bytes(placeholder_picture(30, 10).getvalue())
    template = loop_template(house, tmp_path / "mall.docx")
    render_word(template, charted, target, logo)
    relations = parse(part_of(target, "word/_rels/document.xml.rels").encode())
    targets = {r.get("Id"): r.get("Target") for r in relations}
    found = [targets[i] for i in _EMBED.findall(part_of(target))]
    assert found == [
        "media/logotyp.png",
        "media/diagram1.png",
        "media/diagram2.png",
        *["media/diagram3.png"] * 2,
    ]
    assert ooxml_errors(target) == []


def test_the_pdf_reads_each_chart_by_its_alternative_text(
    house: Path, charted: ReportContext, tmp_path: Path
) -> None:
    need("soffice")
    template = loop_template(house, tmp_path / "mall.docx")
    pdf = tmp_path / "rapport.pdf"
    files = write_report(charted, template, None, pdf.with_suffix(".docx"), pdf, 120)
    assert files.error is None
    with pikepdf.open(pdf) as opened:
        figures = [str(f.get("/Alt")) for f in tags(opened.Root.StructTreeRoot)]
    assert figures == ["Hela kommunen", "Ett & <annat>", "Lika", "Lika"]


def tags(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield the Figure tags below a node of the tag tree, in order."""
    if not isinstance(node, pikepdf.Dictionary):
        return
    if node.get("/S") == pikepdf.Name.Figure:
        yield node
    kids = node.get("/K")
    for kid in (
        kids if isinstance(kids, pikepdf.Array) else () if kids is None else (kids,)
    ):
        yield from tags(kid)


def test_a_chart_is_false_without_bars() -> None:
    assert not Chart(title="Tom")
    assert usual()
