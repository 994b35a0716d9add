"""The font: whole in the template, used where it is not installed, with all symbols."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import matplotlib as mpl
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from fontTools.ttLib import TTFont

from compile import fonts
from compile.report import write_report
from compile.report_templates.house_fonts import obfuscated
from compile.word_package import parse
from compile.word_text import OTHER_SYMBOLS, symbol_font
from tests.helpers.ooxml import ooxml_errors
from tests.helpers.tools import need
from tests.report.reading import part_of
from workbook_templates.registers.loader import example_register

if TYPE_CHECKING:
    from compile.context import ReportContext

_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_HIDING = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>"""


@pytest.mark.parametrize("file", [fonts.regular(), fonts.bold()], ids=lambda p: p.name)
def test_the_font_is_open_and_has_every_symbol(file: Path) -> None:
    font = TTFont(file)
    names = {n.nameID: str(n) for n in font["name"].names}
    assert names[1] == fonts.FAMILY
    assert "SIL Open Font License" in names[13]
    assert font["OS/2"].fsType == 0, "may be embedded without limits"
    glyphs = font.getBestCmap()
    assert [c for c in fonts.SYMBOLS if ord(c) not in glyphs] == []


def test_the_licence_goes_with_the_font() -> None:
    licence = fonts.regular().with_name("OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Reserved Font Name Liberation" in licence


def test_the_registers_symbols_are_set_in_the_embedded_font() -> None:
    register = example_register()
    steps = (*register.verdicts, *register.statuses)
    symbols = [step.symbol for step in steps]
    assert len(symbols) == 9
    assert {s: symbol_font(s) for s in symbols} == dict.fromkeys(symbols, fonts.FAMILY)
    assert symbol_font("✔") == OTHER_SYMBOLS


def test_the_template_holds_the_whole_font(house: Path) -> None:
    table = part_of(house, "word/fontTable.xml")
    keys = re.findall(r'w:embed(\w+) r:id="(\w+)" w:fontKey="\{([^}]+)\}"', table)
    assert [weight for weight, *_ in keys] == ["Regular", "Bold"]
    relations = parse(part_of(house, "word/_rels/fontTable.xml.rels").encode())
    targets = {r.get("Id"): r.get("Target") for r in relations}
    assert {r.get("Type") for r in relations} == {RELATIONSHIP_TYPE.FONT}
    with zipfile.ZipFile(house) as archive:
        for (_, relation, key), file in zip(
            keys, (fonts.regular(), fonts.bold()), strict=True
        ):
            hidden = archive.read(f"word/{targets[relation]}")
            assert hidden != file.read_bytes()
            assert obfuscated(hidden, UUID(key)) == file.read_bytes()
    assert "<w:embedTrueTypeFonts/>" in part_of(house, "word/settings.xml")
    assert ooxml_errors(house) == []


def test_a_computer_without_the_font_uses_the_embedded_one(
    house: Path,
    example: ReportContext,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    need("soffice")
    other = tmp_path / "fonts"  # without any font LibreOffice does not start
    other.mkdir()
    shutil.copy(Path(mpl.get_data_path()) / "fonts/ttf/DejaVuSans.ttf", other)
    hiding = tmp_path / "fonts.conf"
    hiding.write_text(_HIDING.format(fonts=other, cache=tmp_path / "cache"))
    monkeypatch.setenv("FONTCONFIG_FILE", str(hiding))
    listed = subprocess.run(["fc-list"], check=True, capture_output=True).stdout
    assert fonts.FAMILY.encode() not in listed
    pdf = tmp_path / "rapport.pdf"
    files = write_report(example, house, None, pdf.with_suffix(".docx"), pdf, 120)
    assert files.error is None
    command = [need("pdffonts"), str(pdf)]
    used = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    assert re.search(r"\+LiberationSans +TrueType .* yes yes yes", used), used
    assert re.search(r"\+LiberationSans-Bold +TrueType .* yes yes yes", used), used
