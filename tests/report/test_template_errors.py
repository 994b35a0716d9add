"""A broken template: told in Swedish, with the field, its right name and the place."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import docx
import pytest

from compile import word_package
from compile.render_word import render_word
from workbook_templates.standard.errors import TemplateError

if TYPE_CHECKING:
    from pathlib import Path

    from compile.context import ReportContext


def rendering(context: ReportContext, folder: Path, *paragraphs: str) -> str:
    """Return what is said of a template with some paragraphs."""
    template = folder / "rapportmall.docx"
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(template))
    with pytest.raises(TemplateError) as caught:
        render_word(template, context, folder / "rapport.docx")
    assert [p.name for p in folder.iterdir()] == ["rapportmall.docx"]
    return str(caught.value)


@pytest.mark.parametrize(
    ("paragraphs", "told"),
    [
        (("Hej", "{{ titel }}"), ("nära ”{{ titel }}”", "Menar du ”title”?")),
        (
            (
                "{%p for kort in chapters[0].cards %}",
                "{{ kort.unitt }}",
                "{%p endfor %}",
            ),
            ("”unitt”", "”unit”"),
        ),
        (
            (
                "{%p for card in chapters[0].cards %}",
                "{{ crad.unit }}",
                "{%p endfor %}",
            ),
            ("”crad”", "”card”"),
        ),
        (("{{ summary.xyzzy }}",), ("Här finns:", "by_perspective")),
        (("{{ title.xyzzy }}",), ("”xyzzy” finns inte",)),
        (("{% if titel %}x{% endif %}",), ("Menar du ”title”?",)),
        (("{%p for a in chapters %}", "x"), ("inte avslutat", "endfor")),
        (("{%p endfr %}",), ("”endfr” finns inte",)),
        (("{{ title | }}",), ("felskriven",)),
        (("{{ 1 + title }}",), ("går inte att räkna ut",)),
        (("{{ ().__class__.__mro__ }}",), ("rapportmall.docx, brödtexten",)),
        (("text " * 40 + "{{ titel }}",), ("…”",)),
    ],
)
def test_a_fault_in_the_body_is_told_with_place_and_advice(
    paragraphs: tuple[str, ...],
    told: tuple[str, ...],
    example: ReportContext,
    tmp_path: Path,
) -> None:
    message = rendering(example, tmp_path, *paragraphs)
    assert message.startswith("rapportmall.docx, brödtexten")
    for text in told:
        assert text in message


def test_a_fault_in_the_header_names_the_header(
    example: ReportContext, tmp_path: Path
) -> None:
    template = tmp_path / "rapportmall.docx"
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "{{ publishr }}"
    document.save(str(template))
    with pytest.raises(TemplateError, match=r"sidhuvudet.*Menar du ”publisher”"):
        render_word(template, example, tmp_path / "rapport.docx")


def test_a_missing_template_is_told(example: ReportContext, tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r"mall\.docx finns inte i"):
        render_word(tmp_path / "mall.docx", example, tmp_path / "rapport.docx")


def test_a_file_that_is_not_word_is_told(
    example: ReportContext, tmp_path: Path
) -> None:
    template = tmp_path / "mall.docx"
    template.write_text("inte Word")
    with pytest.raises(TemplateError, match="inte att läsa som en Word-fil"):
        render_word(template, example, tmp_path / "rapport.docx")


def test_a_zip_that_is_not_word_is_told(example: ReportContext, tmp_path: Path) -> None:
    template = tmp_path / "mall.docx"
    with zipfile.ZipFile(template, "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(TemplateError, match="inte att läsa som en Word-fil"):
        render_word(template, example, tmp_path / "rapport.docx")


def test_a_template_that_unpacks_to_too_much_is_refused(
    house: Path,
    example: ReportContext,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(word_package, "_LIMIT", 1000)
    with pytest.raises(TemplateError, match="för stor"):
        render_word(house, example, tmp_path / "rapport.docx")
