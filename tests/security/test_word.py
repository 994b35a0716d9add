from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from compile.pipeline import Options, compile_report
from tests.helpers.gatherings import card_of
from tests.helpers.towns import put_in_inbox, small_town
from tests.report.reading import paragraphs_of
from tests.security.attacks import ATTACKS
from tests.standard.good_card import T2, with_activity, with_goal, with_measure

if TYPE_CHECKING:
    from pathlib import Path

TEXT = " | ".join(ATTACKS)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Word report of a card whose every text is an attack."""
    folder = small_town(tmp_path_factory.mktemp("town"))
    card = with_goal(card_of("E1", summary=TEXT), text=TEXT, comment=TEXT, remedy=TEXT)
    card = with_measure(card, name=TEXT, source=TEXT, comment=TEXT)
    put_in_inbox(folder, [with_activity(card, text=TEXT, comment=TEXT)])
    files = compile_report(folder, T2, Options(pdf=False)).files
    assert files is not None
    return files.docx


def test_template_syntax_in_cells_comes_out_to_the_letter(report: Path) -> None:
    printed = "\n".join(paragraphs_of(report))

    assert printed.count("{{ 7*7 }}") >= 6
    assert "{% raw %} {{ ''.__class__.__mro__ }} {# gömd #}" in printed
    assert "49" not in re.sub(r"\d{3,}", "", printed)


def test_markup_in_cells_makes_no_elements(report: Path) -> None:
    printed = "\n".join(paragraphs_of(report))
    with zipfile.ZipFile(report) as archive:
        xml = archive.read("word/document.xml")
        names = {el.tag for el in etree.fromstring(xml).iter(etree.Element)}

    assert "<w:p/></w:t> & <script>alert(1)</script> ]]> <!-- &#8238; &lol;" in printed
    assert [name for name in names if "script" in name] == []


def test_addresses_in_cells_become_no_links_that_word_follows(report: Path) -> None:
    with zipfile.ZipFile(report) as archive:
        parts = [n for n in archive.namelist() if n.endswith(".rels")]
        links = b"".join(archive.read(name) for name in parts)
        xml = archive.read("word/document.xml")

    assert b"External" not in links
    assert [w for w in (b"DDEAUTO", b"INCLUDETEXT", b"altChunk") if w in xml] == []
