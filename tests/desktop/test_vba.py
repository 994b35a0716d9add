"""The add-in's VBA: read back by olevba, and run by an interpreter."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import warnings
from typing import TYPE_CHECKING

import openpyxl
import pytest

from malkort_xl import desktop
from malkort_xl.addin.names import callback, command
from malkort_xl.addin.ribbon_xml import ribbon_xml
from malkort_xl.addin.sources import modules
from malkort_xl.ribbon import DESKTOP, ribbon
from tests.desktop.excel import (
    press,
    sources,
    with_cell_function,
    with_stubbed_python,
    with_stubbed_windows,
)
from tests.helpers.registers import small_register
from tests.helpers.tools import ROOT
from workbook_templates.standard.register_layout import AREAS, STRATEGY_GOALS

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # oletools' own, of the names that it uses
    from oletools.olevba import VBA_Parser

if TYPE_CHECKING:
    from pathlib import Path

ACTIONS = [button.action for button in ribbon().on(DESKTOP).buttons]
SUB = re.compile(r"Public Sub (\w+)\(control As IRibbonControl\)")
CALLED = re.compile(r"from malkort_xl import desktop; desktop\.(\w+)\(\)")


def body(source: str) -> str:
    lines = source.replace("\r\n", "\n").split("\n")
    return "\n".join(x for x in lines if not x.startswith("Attribute ")).strip()


def test_olevba_reads_back_every_module(xlam: Path) -> None:
    parser = VBA_Parser(str(xlam))
    found = {
        name.rpartition(".")[0]: code
        for _, _, name, code in parser.extract_all_macros()
    }
    parser.close()

    assert set(found) == {*modules(), "ThisWorkbook", "Dictionary", "Sheet2"}
    for name, source in modules().items():
        assert body(found[name]) == body(source)


def test_every_button_has_its_sub_and_every_sub_its_python_function(
    xlam: Path,
) -> None:
    source = sources(xlam)["MalkortRibbon"]
    actions = re.findall(r'onAction="MalkortRibbon\.(\w+)"', ribbon_xml())
    called = CALLED.findall(source)

    assert actions == SUB.findall(source)
    assert called == ACTIONS
    assert [name for name in called if not callable(getattr(desktop, name, None))] == []


def test_a_command_has_nothing_that_a_command_line_would_read() -> None:
    texts = "".join(command(action) for action in ACTIONS)

    assert re.findall(r"[\"'%&|<>^\\]", texts) == []


@pytest.mark.parametrize("action", ACTIONS)
def test_a_press_hands_python_its_command(xlam: Path, action: str) -> None:
    app = with_stubbed_python(xlam)

    assert press(app, callback(action)) == [command(action)]
    assert app.dialogs == []


def test_without_a_workbook_the_user_is_told_what_to_open(xlam: Path) -> None:
    app = with_stubbed_python(xlam, workbook=False)

    assert press(app, callback("check")) == []
    ((kind, text, title, _),) = app.dialogs
    assert (kind, title) == ("MsgBox", "Målkort")
    assert text.startswith("Öppna ett målkort först.")


def test_the_question_box_returns_the_users_words(xlam: Path) -> None:
    app = with_stubbed_python(xlam)
    app.answer_dialogs('trygg" & calc')

    assert app.run("MalkortAsk", "Sök", "Målkort") == 'trygg" & calc'
    assert app.dialogs == [("InputBox", "Sök", "Målkort", 0)]


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """Return a workbook that names a program, a folder and code of its own."""
    book = openpyxl.Workbook()
    settings = book.create_sheet("malkort.conf")
    for row in (
        ("INTERPRETER_WIN", r"C:\ond\python.exe"),
        ("PYTHONPATH", r"\\ond\mapp"),
        ("LICENSE_KEY", "x"),
        ("ADD_WORKBOOK_TO_PYTHONPATH", "true"),
    ):
        settings.append(row)
    book.create_sheet("desktop.py").append(["import os"])
    folder = tmp_path / "a;b;c;d;ond"
    folder.mkdir()
    book.save(folder / "kort.xlsx")
    return folder / "kort.xlsx"


def test_a_workbook_cannot_choose_what_is_run(xlam: Path, hostile: Path) -> None:
    """All of RunPython is xlwings' own here, but for Windows itself."""
    app = with_stubbed_windows(xlam, hostile)
    (started,) = press(app, callback("check"))

    assert app.dialogs == []
    assert "ond" not in started
    assert r"prepare_sys_path(\"false;;;;;;\")" in started
    assert started.startswith("cmd.exe /C python -B -c ")
    assert f'; {command("check")}" ' in started
    assert '--wb="kort.xlsx" --from_xl=1' in started


@pytest.mark.parametrize(
    ("arguments", "field"), [(("12",), "titel"), (("12", "indikator"), "indikator")]
)
def test_the_cell_function_hands_over_the_lists_that_travel(
    xlam: Path, card_file: Path, arguments: tuple[str, ...], field: str
) -> None:
    app = with_cell_function(xlam, card_file)
    answer = app.run("STRATEGIMAL", *arguments)

    rows = len(small_register().strategy_goals) + 1
    heading = STRATEGY_GOALS.columns[0].heading
    assert app.console == [f"{rows}|{heading}|12|{field}", AREAS.columns[0].heading]
    assert answer == "malkort_xl.desktop.strategimal(arguments)"


def test_the_cell_function_says_what_a_foreign_workbook_lacks(xlam: Path) -> None:
    app = with_cell_function(xlam, None)

    said = app.run("STRATEGIMAL", "12")
    assert said == "Arbetsboken har ingen lista med strategimål"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("12", "titel", None), "Trygga barn"),
        (
            (12.0, "område", [["Område-id", "Prioriterat område"], ["X", "Skola"]]),
            "Skola",
        ),
        (("99", "titel", None), "Strategimål 99 finns inte"),
    ],
)
def test_xlwings_own_server_answers_the_cell_function(
    arguments: tuple[object, ...], said: str
) -> None:
    rows = [["Nummer", "Kort titel", "Område-id"], [12.0, "Trygga barn", "X"]]
    command_line = [sys.executable, "-X", "utf8", "-m", "tests.desktop.com_server"]
    run = subprocess.run(
        command_line,
        input=json.dumps([rows, *arguments]).encode(),
        capture_output=True,
        check=True,
        cwd=ROOT,
    )

    assert run.stdout.decode().strip() == said


def test_what_xlwings_says_to_the_user_is_swedish(xlam: Path) -> None:
    source = sources(xlam)["xlwings"]

    assert 'PROJECT_NAME As String = "malkort"' in source
    assert "Could not find Interpreter" not in source
    assert "Press Ctrl+C" not in source
    assert "xlwings is distributed under a BSD 3-clause license." in source
