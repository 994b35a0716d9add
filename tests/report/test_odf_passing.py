"""The report in ODF gives the pages of the Word file, or leaves it to the Word file."""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import contextmanager
from dataclasses import replace
from typing import IO, TYPE_CHECKING

import pikepdf
import pytest
from docx import Document
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsmap, qn

from compile import report as report_module
from compile.odf import lexicon
from compile.odf.passing import write_odf
from compile.odf.questions import UntranslatableError
from compile.render_pdf import PDF_FILTER
from compile.render_word import rendered
from compile.report import write_report
from compile.report_templates.house_template import write_house_template
from compile.reuse import looks_shelf
from compile.soffice import convert, convert_apart
from tests.helpers.tools import need
from tests.report.example import example_context
from workbook_templates.standard.errors import ConversionError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from docx.document import Document as WordFile

    from compile.context import ReportContext
    from compile.render_word import RenderedReport

SECONDS = 120.0


@pytest.fixture
def house(tmp_path: Path) -> Path:
    need("soffice")
    template = tmp_path / "rapportmall.docx"
    write_house_template(template)
    return template


@contextmanager
def edited(template: Path) -> Iterator[WordFile]:
    document = Document(str(template))
    yield document
    document.save(str(template))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return the sources that LibreOffice is asked with, as they are."""
    sources: list[Path] = []
    real = convert_apart

    def counting(source: Path, folder: Path, kind: str, timeout: float) -> Path:
        sources.append(source)
        return real(source, folder, kind, timeout)

    monkeypatch.setattr(lexicon, "convert_apart", counting)
    return sources


@pytest.fixture(autouse=True)
def own_shelf(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Give each test a shelf on which nothing is known."""
    monkeypatch.setenv("MALKORT_CACHE_DIR", str(tmp_path / "cache"))


def pages(source: Path, folder: Path) -> list[bytes]:
    folder.mkdir()
    with pikepdf.open(convert(source, folder, PDF_FILTER, SECONDS)) as pdf:
        return [page.obj.Contents.read_bytes() for page in pdf.pages]


def both(report: RenderedReport, folder: Path) -> tuple[Path, Path]:
    """Write a report in ODF and in Word."""
    folder.mkdir()
    word = folder / "word.docx"
    report.write_passing(word)
    return write_odf(report, folder, SECONDS), word


def odf(template: Path, context: ReportContext, folder: Path) -> Path:
    folder.mkdir()
    with rendered(template, context, None) as report:
        return write_odf(report, folder, SECONDS)


def parts(path: Path | IO[bytes]) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def body(path: Path) -> bytes:
    return parts(path)["content.xml"].partition(b"<office:body>")[2]


def test_the_pages_are_those_of_the_word_file(house: Path, tmp_path: Path) -> None:
    with rendered(house, example_context(2, 1), None) as report:
        one, other = both(report, tmp_path / "both")
    made, wanted = pages(one, tmp_path / "odf"), pages(other, tmp_path / "word")
    assert len(wanted) > 20
    assert made == wanted


def test_so_they_are_when_the_template_was_saved_by_another_program(
    house: Path, tmp_path: Path
) -> None:
    (tmp_path / "saved").mkdir()
    saved = convert(house, tmp_path / "saved", "docx", SECONDS)
    with rendered(saved, example_context(1, 0), None) as report:
        one, other = both(report, tmp_path / "both")
    assert pages(one, tmp_path / "odf") == pages(other, tmp_path / "word")


def test_so_they_are_with_looks_that_an_earlier_report_did_not_have(
    house: Path, tmp_path: Path, asked: list[Path]
) -> None:
    whole = example_context(1, 0)
    odf(house, replace(whole, chapters=(), coverage=()), tmp_path / "small")
    with rendered(house, whole, None) as report:
        one, other = both(report, tmp_path / "both")
    assert len(asked) == 2
    assert pages(one, tmp_path / "odf") == pages(other, tmp_path / "word")


def test_the_next_report_of_a_template_asks_nothing(
    house: Path, tmp_path: Path, asked: list[Path]
) -> None:
    context = example_context(1, 0)
    odf(house, context, tmp_path / "one")
    other = replace(context, document_title="En <annan> & titel", publisher="Annan")
    made = parts(odf(house, other, tmp_path / "two"))
    assert len(asked) == 1
    assert "En &lt;annan&gt; &amp; titel" in made["meta.xml"].decode()
    assert not any(b"Malkortstext" in part for part in made.values())


def test_nothing_that_a_report_says_is_kept(house: Path, tmp_path: Path) -> None:
    context = example_context(1, 0)
    made = parts(odf(house, context, tmp_path / "one"))["content.xml"].decode()
    (entry,) = (p for p in looks_shelf().folder.glob("??/*"))
    line, _, document = entry.read_bytes().partition(b"\n")
    kept = line.decode() + parts(io.BytesIO(document))["content.xml"].decode()
    said = {w for w in re.findall(r">([^<>]{12,})<", made) if w.strip()}
    assert len(said) > 100
    assert not [words for words in said if words in kept]
    assert context.document_title not in kept


def test_a_changed_template_is_asked_about_anew(
    house: Path, tmp_path: Path, asked: list[Path]
) -> None:
    odf(house, example_context(1, 0), tmp_path / "one")
    with edited(house) as word:
        word.styles["Normal"].font.bold = True
    odf(house, example_context(1, 0), tmp_path / "two")
    assert len(asked) == 2


@pytest.mark.parametrize(
    "kept", [b"", b"[[],[]]\n", b"[[[1]],[]]\nx", b"{}\nPK", b"\xff"]
)
def test_a_broken_entry_is_asked_for_anew(
    house: Path, tmp_path: Path, asked: list[Path], kept: bytes
) -> None:
    one = body(odf(house, example_context(1, 0), tmp_path / "one"))
    shelf = looks_shelf()
    (entry,) = (p for p in shelf.folder.glob("??/*"))
    shelf.put(entry.name, kept)
    assert body(odf(house, example_context(1, 0), tmp_path / "two")) == one
    assert len(asked) == 2


def test_too_many_looks_are_not_kept_for_ever(
    house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lexicon, "_MOST", 0)
    small = replace(example_context(1, 0), chapters=(), coverage=())
    for number, context in enumerate((example_context(1, 0), small, small)):
        odf(house, context, tmp_path / f"{number}")
    (entry,) = (p for p in looks_shelf().folder.glob("??/*"))
    assert entry.stat().st_size > 0


def test_a_page_is_said_to_take_what_it_takes(house: Path, tmp_path: Path) -> None:
    meta = parts(odf(house, example_context(1, 0), tmp_path / "one"))["meta.xml"]
    counts = dict.fromkeys(("page", "paragraph"), 0)
    for name in counts:
        counts[name] = int(
            meta.partition(f"meta:{name}-count=".encode())[2].split(b'"')[1]
        )
    assert counts["paragraph"] // counts["page"] == pytest.approx(26, abs=2)


def test_bullets_that_follow_one_another_are_one_list(
    house: Path, tmp_path: Path
) -> None:
    content = parts(odf(house, example_context(1, 0), tmp_path / "one"))["content.xml"]
    lists, items = content.count(b"<text:list "), content.count(b"<text:list-item>")
    assert 0 < lists < items
    assert b"</text:list><text:list " not in content


def _nested(word: WordFile) -> None:
    """Add a list item of the second level."""
    properties = (
        '<w:pStyle w:val="ListBullet"/><w:numPr><w:ilvl w:val="1"/>'
        '<w:numId w:val="1"/></w:numPr>'
    )
    inside = f"<w:pPr>{properties}</w:pPr><w:r><w:t>Ett</w:t></w:r>"
    item = parse_xml(f'<w:p xmlns:w="{nsmap["w"]}">{inside}</w:p>')
    word.element.body.insert(len(word.element.body) - 1, item)


def _banded(word: WordFile) -> None:
    """Give every other row of the tables a look of its own."""
    band = OxmlElement("w:tblStylePr")
    band.set(qn("w:type"), "band1Horz")
    word.styles["Målkort tabell"].element.append(band)


def _page_break(word: WordFile) -> None:
    word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _section(word: WordFile) -> None:
    word.add_section()


@pytest.mark.parametrize("change", [_nested, _banded, _page_break, _section])
def test_what_is_not_known_leaves_it_to_the_word_file(
    house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: object
) -> None:
    assert callable(change)
    with edited(house) as word:
        change(word)
    context = example_context(1, 0)
    with pytest.raises(UntranslatableError):
        odf(house, context, tmp_path / "one")
    sources: list[str] = []
    real = convert

    def seen(source: Path, *rest: object) -> Path:
        sources.append(source.suffix)
        return real(source, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(report_module, "convert", seen)
    docx, pdf = tmp_path / "r.docx", tmp_path / "r.pdf"
    files = write_report(context, house, None, docx, pdf, SECONDS)
    assert files.error is None
    assert files.proof is not None
    assert files.proof.passed
    assert sources == [".docx"]


def test_a_libreoffice_that_does_not_answer_gets_the_word_file(
    house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(*_: object) -> Path:
        raise ConversionError

    monkeypatch.setattr(lexicon, "convert_apart", silent)
    docx, pdf = tmp_path / "r.docx", tmp_path / "r.pdf"
    files = write_report(example_context(1, 0), house, None, docx, pdf, SECONDS)
    assert files.error is None
