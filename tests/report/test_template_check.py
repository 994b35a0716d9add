"""malkort template check: everything that is wrong, in one go, before it is needed."""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

import docx
import pytest
from click.testing import CliRunner
from docx.oxml.ns import qn
from docx.shared import Mm

from compile.cli import malkort
from compile.report_templates.house_parts import placeholder_picture
from compile.template_check import check_template
from compile.template_example import empty_context, full_context
from tests.helpers.template_guide import GUIDE
from tests.report.test_word_pictures import slot
from workbook_templates.standard.errors import TemplateError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from docx.document import Document


def written(folder: Path, *paragraphs: str) -> Path:
    """Return a template with some paragraphs."""
    document: Document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    path = folder / "rapportmall.docx"
    document.save(str(path))
    return path


def told(path: Path) -> list[str]:
    """Return what stops a report; a bare template has warnings besides."""
    return [str(fault) for fault in check_template(path).faults if not fault.warning]


def test_the_house_template_works_without_a_remark(house: Path) -> None:
    checked = check_template(house)
    assert checked.faults == ()
    assert checked.works


# Paragraphs of a template, and what is told of them.
FAULTS = [
    (("{{ titel }}",), "”{{ titel }}”: Fältet ”titel” finns inte. Menar du ”title”?"),
    (("{{ summary.xyzzy }}",), "Fältet ”xyzzy” finns inte. Här finns: "),
    (("{{ title.xyzzy }}",), "Det som står före punkten har inga fält."),
    (("{{ title|uper }}",), "Filtret ”uper” finns inte. Menar du ”upper”?"),
    (("{% if title is defind %}x{% endif %}",), "Frågan ”defind” finns inte."),
    (("{{ title | }}",), "Taggen är felskriven"),
    (("{% include 'annan.docx' %}",), "Kommandot ”include” kan inte användas"),
    (("{{ chapters }}",), "”chapters” är en lista och kan inte skrivas ut"),
    (("{{ overview }}",), "Skriv vilket: overview.headline, overview.on_track"),
    (("{{ draft }}",), "”draft” är ja eller nej"),
    (("{% for x in words %}x{% endfor %}",), "”words” är ingen lista"),
    (("{% for x in title %}x{% endfor %}",), "”title” är ingen lista"),
    (("{{ summary.totals.total }}",), "”summary.totals” kan saknas. Sätt {%p if"),
    (("{{ chapters[0].nam }}",), "Menar du ”name”?"),
    (("{{ coverage|map(attribute='nam')|join }}",), "Fältet ”nam” finns inte"),
    (("{{ findings|selectattr('nam')|list|length }}",), "Fältet ”nam” finns inte"),
    (("{{ (title if drft else period) }}",), "Menar du ”draft”?"),
    (("{{ 1 + title }}",), "går inte att räkna ut"),
    (("{%p for c in chapters %}", "{{ c.nam }}", "{%p endfor %}"), "”{{ c.nam }}”"),
    (
        (
            "{%p for kapitel in chapters %}",
            "{{ loop.index }}{{ kapitl.name }}",
            "{%p endfor %}",
        ),
        "Fältet ”kapitl” finns inte. Menar du ”kapitel”?",
    ),
    (
        ("{%p for t in trends.measures %}", "{{ t.valuess }}", "{%p endfor %}"),
        "Fältet ”valuess” finns inte. Menar du ”values”?",
    ),
    (("{%p if not title %}", "{{ perid }}", "{%p endif %}"), "Menar du ”period”?"),
    (("{%p for c in chapters %}", "x"), "”{% for c in chapters %}”: Ett kommando är"),
    (("{{ chapters[0].name }}",), "Nummer 0, räknat från 0, finns inte alltid."),
]  # fmt: skip


@pytest.mark.parametrize(("paragraphs", "expected"), FAULTS)
def test_a_fault_is_told_with_its_place_and_what_to_do(
    paragraphs: tuple[str, ...], expected: str, tmp_path: Path
) -> None:
    found = told(written(tmp_path, *paragraphs))
    assert any(expected in text for text in found), found
    assert all(text.startswith("brödtexten, nära ”") for text in found)
    assert len(found) == 1


RIGHT = [
    ("{{ title|upper }} {{ finns_inte|default('x') }}",),
    ("{% if finns_inte is defined %}x{% endif %}",),
    ("{{ vision or 'ingen vision' }}",),
    (
        "{%p if summary.totals and draft %}",
        "{{ summary.totals.total }}",
        "{%p endif %}",
    ),
    (
        "{%p if not summary.totals %}",
        "x",
        "{%p else %}",
        "{{ summary.totals.name }}",
        "{%p endif %}",
    ),
    ("{% set antal = chapters|length %}{{ antal }}",),
    ("{% for a, b in [(1, 2)] %}{{ a }}{{ b }}{% endfor %}",),
    ("{% for c in chapters if c.cards %}{{ c.name }}{% else %}inga{% endfor %}",),
    ("{{ (coverage|first).name if coverage else 'x' }}",),
    ("{{ chapters|map(attribute='name')|join(', ') }}",),
    ("{% macro rad(t) %}{{ t }}{% endmacro %}{{ rad(title) }}",),
    ("{% set t %}{{ title }}{% endset %}{{ t }}",),
    ("{{ words['partly'].label }} {{ range(3)|list|length }}",),
    ("{{ title.upper() }}",),
]


@pytest.mark.parametrize("paragraphs", RIGHT)
def test_what_works_is_not_told(paragraphs: tuple[str, ...], tmp_path: Path) -> None:
    assert told(written(tmp_path, *paragraphs)) == []


def test_a_command_from_a_paragraph_into_a_cell_is_told(
    house: Path, tmp_path: Path
) -> None:
    document = docx.Document(str(house))
    document.add_paragraph("{% if draft %}Här")
    table = document.add_table(1, 1)
    table.cell(0, 0).text = "x{% endif %}"
    document.save(str(tmp_path / "mall.docx"))
    found = told(tmp_path / "mall.docx")
    assert any("Ett kommando börjar i ett stycke eller en cell" in f for f in found)


def test_all_faults_are_told_at_once_and_each_once(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "{{ titel }}",
        "{{ title | }}",
        "{%p for chapter in chapters %}",
        "{{ chapter.nam }}",
        "{%p endfr %}",
        "{{ publishr }}",
        "{%p if draft %}",
    )
    found = told(path)
    assert [text.partition(": ")[2].partition(".")[0] for text in found] == [
        "Fältet ”titel” finns inte",
        "Taggen är felskriven (expected token 'name', got 'end of print statement')",
        "Fältet ”nam” finns inte",
        "Kommandot ”endfr” finns inte eller saknar sin början",
        "Fältet ”publishr” finns inte",
        "Ett kommando är inte avslutat",
    ]


def test_a_fault_in_the_footer_names_the_footer(house: Path, tmp_path: Path) -> None:
    document = docx.Document(str(house))
    document.sections[0].footer.paragraphs[0].text = "{{ muncipality }}"
    document.save(str(tmp_path / "mall.docx"))
    (fault,) = check_template(tmp_path / "mall.docx").faults
    assert (fault.place, fault.near) == ("sidfoten", "{{ muncipality }}")
    assert (fault.field, fault.suggestion) == ("muncipality", "municipality")


def test_a_slot_must_be_a_charts(house: Path, tmp_path: Path) -> None:
    document = docx.Document(str(house))
    slot(document.add_paragraph(), "{{ summary.perspective_chart.alt }}")
    slot(document.add_paragraph(), "{{ summary.period_chrt.alt }}")
    document.save(str(tmp_path / "mall.docx"))
    found = told(tmp_path / "mall.docx")
    assert found
    assert all("Menar du ”period_chart”?" in text for text in found)


@pytest.mark.parametrize(
    ("break_it", "expected"),
    [
        ("no alt", "En bild saknar alternativ text"),
        ("no header", "En tabell saknar rubrikrad"),
        ("merged", "rubrikrad har sammanslagna celler"),
        ("nested", "En tabell ligger i en annan tabell"),
        ("skip", "Hoppa inte över en nivå"),
        ("empty", "En rubrik är tom"),
        ("language", "Språket är en-US och inte svenska"),
        ("floating", "En bild flyter över texten"),
        ("bullets", "teckensnitt med bara symboler"),
    ],
)
def test_what_makes_the_report_hard_to_read_aloud_is_a_warning(
    break_it: str, expected: str, house: Path, tmp_path: Path
) -> None:
    path = tmp_path / "mall.docx"
    broken(docx.Document(str(house)), break_it).save(str(path))
    checked = check_template(path)
    assert any(expected in str(fault) for fault in checked.faults), checked.faults
    assert all(fault.warning for fault in checked.faults)
    assert checked.works


def broken(document: Document, how: str) -> Document:
    """Return a document with one thing wrong."""
    if how == "no alt":
        slot(document.add_paragraph(), "")
    elif how == "floating":
        run = document.add_paragraph().add_run()
        shape = run.add_picture(placeholder_picture(20, 10), Mm(20))
        shape._inline.docPr.set("descr", "Ett exempel")  # noqa: SLF001 - no API for it
        shape._inline.tag = qn("wp:anchor")  # noqa: SLF001 - no API for floating ones
    elif how in {"no header", "merged", "nested"}:
        table = document.add_table(2, 2)
        if how != "no header":
            header = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - no API for it
            header.append(header.makeelement(qn("w:tblHeader"), {}))
        if how == "merged":
            table.cell(0, 0).merge(table.cell(0, 1))
        if how == "nested":
            table.cell(1, 1).add_table(1, 1)
    elif how in {"skip", "empty"}:
        document.add_paragraph("Ett kapitel", "Heading 1")
        document.add_paragraph("" if how == "empty" else "Djupt", "Heading 3")
    elif how == "language":
        next(document.styles.element.iter(qn("w:lang"))).set(qn("w:val"), "en-US")
    else:
        numbering = document.part.numbering_part.element
        next(numbering.iter(qn("w:rFonts"))).set(qn("w:ascii"), "Symbol")
    return document


def test_the_first_heading_must_be_a_chapters(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Djupt", "Heading 2")
    document.save(str(tmp_path / "mall.docx"))
    found = [str(fault) for fault in check_template(tmp_path / "mall.docx").faults]
    assert any("Den första rubriken ska ha formatmallen Rubrik 1" in f for f in found)


def test_the_full_example_fills_every_field_and_every_list() -> None:
    unfilled = [path for path, value in values_in(full_context()) if not value]
    assert [p for p in unfilled if not p.endswith("not_judged.symbol")] == []


def test_the_empty_example_has_nothing() -> None:
    given = {path for path, value in values_in(empty_context()) if value}
    assert {p for p in given if not p.startswith(".words.")} == set()


def values_in(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Yield every text, list and mark below a value with its path."""
    if is_dataclass(value):
        for field in fields(value):
            yield from values_in(getattr(value, field.name), f"{path}.{field.name}")
    else:
        yield path, value
        for item in value if isinstance(value, tuple) else ():
            yield from values_in(item, path)


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(malkort, ["template", "check", *arguments])
    return result.exit_code, result.output


def test_the_command_says_that_a_template_works(house: Path) -> None:
    assert run(str(house)) == (0, "rapportmall.docx fungerar.\n")


def test_the_command_takes_the_municipalitys_folder(
    house: Path, tmp_path: Path
) -> None:
    (tmp_path / "styrregister.xlsx").touch()
    (tmp_path / "rapportmall.docx").write_bytes(house.read_bytes())
    assert run(str(tmp_path))[0] == 0


def test_the_command_tells_faults_and_their_number(tmp_path: Path) -> None:
    code, output = run(str(written(tmp_path, "{{ titel }}")))
    assert code == 1
    assert "fel      brödtexten, nära ”{{ titel }}”" in output
    assert "rapportmall.docx fungerar inte: 1 fel, 2 varningar." in output


def test_warnings_alone_do_not_stop_a_template(house: Path, tmp_path: Path) -> None:
    document = broken(docx.Document(str(house)), "no header")
    document.save(str(tmp_path / "mall.docx"))
    code, output = run(str(tmp_path / "mall.docx"))
    assert code == 0
    assert "mall.docx fungerar: 0 fel, 1 varning." in output


def test_the_command_gives_json(tmp_path: Path) -> None:
    code, output = run(str(written(tmp_path, "{{ titel }}")), "--json")
    assert code == 1
    assert json.loads(output)[:1] == [
        {
            "file": "rapportmall.docx",
            "severity": "fel",
            "place": "brödtexten",
            "near": "{{ titel }}",
            "field": "titel",
            "suggestion": "title",
            "message": "Fältet ”titel” finns inte. Menar du ”title”?",
        }
    ]


def test_a_file_that_is_no_word_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mall.docx"
    path.write_text("text")
    with pytest.raises(TemplateError, match="inte att läsa som en Word-fil"):
        check_template(path)


def test_the_template_is_not_changed(house: Path) -> None:
    before = house.read_bytes()
    check_template(house)
    assert house.read_bytes() == before


def test_the_examples_in_the_guide_work(tmp_path: Path) -> None:
    page = GUIDE.read_text("utf-8")
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    examples = [text for kind, text in blocks if not kind and "cellbg" not in text]
    assert len(examples) >= 4
    for example in examples:
        assert told(written(tmp_path, *example.splitlines())) == []
