"""What people really write, from the workbook to both reports, to the letter."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from compile.pipeline import Options, compile_report
from tests.helpers.gatherings import card_of
from tests.helpers.ooxml import ooxml_errors
from tests.helpers.tools import need, pdf_text
from tests.helpers.towns import put_in_inbox, small_town
from tests.standard.good_card import T2, with_activity, with_goal, with_measure

if TYPE_CHECKING:
    from pathlib import Path

    from compile.folder import MunicipalityFolder

SIGNS = "& < > \" ' – — åäö ÅÄÖ € ½ ”…” {{ 7*7 }} {% if %} =SUM(A1) -5 @x \\n %s <w:p/>"
LINES = "Första raden\nandra raden\n\nfjärde raden"
LONG = " ".join(f"ord{n}" for n in range(4400))[:32_000]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> MunicipalityFolder:
    need("soffice")
    folder = small_town(tmp_path_factory.mktemp("hard"))
    signs = with_goal(card_of("A1"), text=SIGNS, comment=SIGNS, remedy=LINES)
    signs = with_measure(signs, name=SIGNS, source=SIGNS, comment=LINES)
    signs = with_activity(signs, text=SIGNS, comment=SIGNS)
    long = with_goal(card_of("E1"), comment=LONG)
    empty = card_of("E2", goals=(), measures=(), activities=(), summary="")
    put_in_inbox(folder, [signs, long, empty])
    return folder


@pytest.fixture(scope="module")
def report(town: MunicipalityFolder) -> tuple[Path, Path]:
    before = checksums(town)
    files = compile_report(town, T2, Options()).files
    assert files is not None
    assert files.pdf is not None, files.error
    assert checksums(town) == before
    return files.docx, files.pdf


def checksums(town: MunicipalityFolder) -> dict[str, str]:
    files = [town.register, town.template, *town.inbox(T2).iterdir()]
    return {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


def word_text(path: Path) -> str:
    document = docx.Document(str(path))
    paragraphs = document.element.body.iter(qn("w:p"))
    return "\n".join(Paragraph(p, document).text for p in paragraphs)


@pytest.mark.parametrize("value", [SIGNS, LINES, LONG], ids=["signs", "lines", "long"])
def test_a_value_is_in_the_word_file_as_it_was_typed(
    value: str, report: tuple[Path, Path]
) -> None:
    assert value in word_text(report[0])


@pytest.mark.parametrize("value", [SIGNS, LINES], ids=["signs", "lines"])
def test_a_value_is_in_the_pdf_as_it_was_typed(
    value: str, report: tuple[Path, Path]
) -> None:
    need("pdftotext")

    assert squeezed(value) in squeezed(pdf_text(report[1]))


def test_no_word_of_a_very_long_comment_is_lost_over_its_pages(
    report: tuple[Path, Path],
) -> None:
    need("pdftotext")
    words = re.findall(r"\bord\d+\b", pdf_text(report[1]))

    assert [w for w in LONG.split()[:-1] if w not in set(words)] == []


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_an_empty_card_is_printed_and_said_to_be_empty(
    report: tuple[Path, Path],
) -> None:
    text = word_text(report[0])

    assert "Exempelenhet Ön" in text
    assert "Kortet innehåller inga mål." in text


def test_every_file_is_sound_to_the_open_xml_sdk(
    town: MunicipalityFolder, report: tuple[Path, Path]
) -> None:
    files = [town.register, town.template, report[0], *town.inbox(T2).iterdir()]

    assert {f.name: e for f in files if (e := ooxml_errors(f))} == {}
