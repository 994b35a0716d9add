"""Names and texts that would do something, on every way out of the status."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.helpers.browsers import violations
from tests.helpers.commanding import run
from tests.helpers.gatherings import card_of
from tests.helpers.registers import small_register
from tests.helpers.towns import put_in_inbox, small_town
from tests.security.attacks import ANSI, FORMULA, MARKUP
from tests.standard.good_card import T2
from workbook_templates.builder.register_book import build_register

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from compile.folder import MunicipalityFolder

SCRIPT = "<script>document.title='taget'</script><img src=x onerror=alert(1)>"
NAMES = (f"{SCRIPT} & {MARKUP}"[:110], FORMULA, "[bold red]Norr[/] {{ 7*7 }}")


@pytest.fixture(scope="module")
def hostile_town(tmp_path_factory: pytest.TempPathFactory) -> MunicipalityFolder:
    folder = small_town(tmp_path_factory.mktemp("hostile"))
    register = small_register()
    named = [
        replace(unit, name=name)
        for unit, name in zip(register.units[2:], NAMES, strict=True)
    ]
    units = (*register.units[:2], *named)
    build_register(replace(register, units=units), folder.register)
    put_in_inbox(folder, [card_of("K0")])
    inbox = folder.inbox(T2)
    (inbox / "<b>fet<script>.xlsx").write_text("nej", encoding="utf-8")
    (inbox / f"kort{ANSI.replace('/', '')}.xlsx").write_text("nej", encoding="utf-8")
    assert run("status", folder.root, "--period", "2026-T2") == 1
    return folder


def test_no_name_becomes_a_part_of_the_page(
    hostile_town: MunicipalityFolder, browser: Browser
) -> None:
    context = browser.new_context(bypass_csp=True)  # the escaping alone must do
    shown = context.new_page()
    asked: list[str] = []
    shown.on("request", lambda r: asked.append(r.url))
    page = hostile_town.period(T2) / "Status-2026-T2.html"
    shown.goto(page.as_uri())

    assert asked == [page.as_uri()]
    assert shown.title() == "Status 2026-T2"
    assert shown.locator("img, b, script").count() == 1
    text = shown.inner_text("main")
    for name in NAMES:
        assert " ".join(name.split()) in " ".join(text.split())
    assert violations(shown) == []
    context.close()


def test_no_name_becomes_a_formula(hostile_town: MunicipalityFolder) -> None:
    path = hostile_town.period(T2) / "Status-2026-T2.xlsx"
    book = openpyxl.load_workbook(path)
    cells = [c for sheet in book for row in sheet for c in row]

    assert [c.value for c in cells if c.data_type == "f"] == []
    assert FORMULA in {c.value for c in cells}


def test_no_name_commands_the_terminal(
    hostile_town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    run("status", hostile_town.root, "--period", "2026-T2", "--no-html", "--no-xlsx")
    said = capsys.readouterr().out

    assert [c for c in said if not (c.isprintable() or c == "\n")] == []
    assert "[bold red]Norr[/]" in said.replace("\n", "")
