"""The parts of malkort.xlam, as another reader finds them."""

from __future__ import annotations

import xml.etree.ElementTree as ET
import zipfile
from typing import TYPE_CHECKING

import pytest

from malkort_xl.addin import xlwings_module
from malkort_xl.addin.build import addin_bytes, build_addin
from malkort_xl.addin.sources import modules
from malkort_xl.addin.vba_text import vba_text
from malkort_xl.ribbon import DESKTOP, ribbon
from tests.helpers.ooxml import ooxml_errors
from workbook_templates.standard.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
RIBBON = "{http://schemas.microsoft.com/office/2009/07/customui}"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def part(path: Path, name: str) -> ET.Element:
    with zipfile.ZipFile(path) as package:
        return ET.fromstring(package.read(name))  # noqa: S314 - the tool's own file


def settings(path: Path) -> dict[str, str]:
    texts = [
        t.text or "" for t in part(path, "xl/worksheets/sheet1.xml").iter(f"{MAIN}t")
    ]
    return dict(zip(texts[::2], texts[1::2], strict=True))


def test_the_ribbon_part_has_its_root_relationship(xlam: Path) -> None:
    kind = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
    targets = [
        r.get("Target")
        for r in part(xlam, "_rels/.rels").iter(RELATION)
        if r.get("Type") == kind
    ]

    assert targets == ["customUI/customUI14.xml"]


def test_no_part_of_the_example_ribbon_is_left(xlam: Path) -> None:
    with zipfile.ZipFile(xlam) as package:
        names = package.namelist()
        texts = [package.read(n) for n in names if n.endswith((".xml", ".rels"))]

    assert "customUI/customUI.xml" not in names
    assert [t for t in texts if b"myaddin" in t.lower() or b"felix" in t.lower()] == []


def test_the_ribbon_has_the_buttons_of_the_one_source(xlam: Path) -> None:
    root = part(xlam, "customUI/customUI14.xml")
    (tab,) = root.iter(f"{RIBBON}tab")
    shown = {b.get("id"): b for b in root.iter(f"{RIBBON}button")}
    wanted = ribbon().on(DESKTOP)

    assert (tab.get("id"), tab.get("label")) == (wanted.id, wanted.label)
    assert list(shown) == [b.id for b in wanted.buttons]
    for button in wanted.buttons:
        assert shown[button.id].get("label") == button.label
        assert shown[button.id].get("supertip") == button.tooltip
        assert shown[button.id].get("imageMso") == button.image


def test_the_settings_keep_the_open_workbooks_folder_out(xlam: Path) -> None:
    """With that folder in, SharePoint's addresses make every press fail."""
    sheets = part(xlam, "xl/workbook.xml").iter(f"{MAIN}sheet")

    assert [s.get("name") for s in sheets] == ["malkort.conf"]
    assert settings(xlam) == {"ADD_WORKBOOK_TO_PYTHONPATH": "false"}


def test_a_given_python_stands_in_the_settings_and_in_the_steps(tmp_path: Path) -> None:
    path, steps = build_addin(
        tmp_path, python=r"%ProgramFiles%\A & B\python.exe", python_mac="/opt/python"
    )

    found = settings(path)
    assert found["INTERPRETER_WIN"] == r"%ProgramFiles%\A & B\python.exe"
    assert found["INTERPRETER_MAC"] == "/opt/python"
    text = steps.read_text("utf-8-sig")
    assert "Windows: %ProgramFiles%\\A & B\\python.exe" in text
    assert "Mac: /opt/python" in text


def test_the_steps_are_filled_in_and_read_well_in_windows(xlam: Path) -> None:
    raw = (xlam.parent / "installera.txt").read_bytes()
    text = raw.decode("utf-8-sig")

    assert "<<" not in text
    assert "malkort.xlam" in text
    assert "den python som står först i PATH" in text
    assert raw.count(b"\n") == raw.count(b"\r\n")


def test_excels_list_of_addins_shows_a_swedish_title(xlam: Path) -> None:
    root = part(xlam, "docProps/core.xml")
    texts = {e.tag.rpartition("}")[2]: e.text for e in root}

    assert texts["title"] == "Målkort"
    assert "målkortet" in (texts["description"] or "")


def test_the_same_input_gives_the_same_bytes(xlam: Path) -> None:
    assert addin_bytes({"ADD_WORKBOOK_TO_PYTHONPATH": "false"}) == xlam.read_bytes()


def test_the_validator_finds_no_fault(xlam: Path) -> None:
    assert ooxml_errors(xlam) == []


def test_all_vba_is_ascii_so_that_no_code_page_matters() -> None:
    assert [name for name, source in modules().items() if not source.isascii()] == []


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("", '""'),
        ("abc", '"abc"'),
        ('säg "ja"', '"s" & ChrW(228) & "g ""ja"""'),
        ("å", "ChrW(229)"),
    ],
)
def test_a_swedish_text_is_spelled_in_ascii(text: str, expression: str) -> None:
    assert vba_text(text) == expression


def test_another_version_of_xlwings_stops_the_building(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(xlwings_module, "_CLOSED", (("Not in the module", ""),))

    with pytest.raises(UsageError, match="med den här versionen av xlwings") as refused:
        xlwings_module.xlwings_module()
    assert "”Not in the module”" in str(refused.value)
