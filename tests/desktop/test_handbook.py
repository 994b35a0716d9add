"""The handbook names what is there, and shows pictures that can be read aloud."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from malkort_xl.addin.build import NEEDED
from malkort_xl.commands.addin import addin
from malkort_xl.ribbon import ribbon
from tests.helpers.tools import ROOT
from workbook_templates.standard.layout import SHEETS
from workbook_templates.standard.own_sheets import OWN_SHEETS

if TYPE_CHECKING:
    from pathlib import Path

HANDBOOK = ROOT / "docs" / "handbok"
PAGES = [HANDBOOK / f"{n}.md" for n in ("fylla-i", "it-avdelningen", "provas-i-excel")]
PICTURE = re.compile(r"!\[(.*?)\]\((.+?)\)")
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)#]+)")


def text(name: str) -> str:
    return (HANDBOOK / f"{name}.md").read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_picture_is_there_and_told_in_words(page: Path) -> None:
    for words, target in PICTURE.findall(page.read_text("utf-8")):
        assert (page.parent / target).is_file(), target
        assert len(words.split()) >= 6, words


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    targets = LINK.findall(page.read_text("utf-8"))

    assert [t for t in targets if not (page.parent / t).is_file()] == []


def test_the_one_who_fills_in_is_told_every_button_but_about() -> None:
    page = text("fylla-i").replace("\n", " ")
    labels = [b.label for b in ribbon().buttons if b.action != "about"]

    assert [label for label in labels if label not in page] == []


def test_two_pages_for_the_one_who_fills_in() -> None:
    """About 450 words a page with pictures; ten minutes to read."""
    assert len(text("fylla-i").split()) <= 900


def test_only_sheets_that_exist_are_named() -> None:
    page = " ".join(text("fylla-i").split())
    named = set(re.findall(r"(?<!menyf)(?<!meny)[Ff]liken \*{1,2}([^*]+)\*", page))

    assert named
    assert named <= {sheet.name for sheet in (*SHEETS, *OWN_SHEETS)}


def test_the_it_department_reads_the_commands_own_options() -> None:
    page = text("it-avdelningen")
    options = {o for p in addin.params for o in p.opts}

    used = re.findall(r"malkort addin (.+?)`", page)
    assert used
    assert {w for line in used for w in line.split() if w.startswith("--")} <= options
    assert f"pip install {NEEDED['pyopenvba']}" in page
