from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from compile.locking import locked
from tests.helpers.browsers import DESKTOP, PHONE, violations
from tests.helpers.commanding import run
from tests.helpers.ooxml import ooxml_errors
from tests.standard.good_card import T2
from tests.status.towns import CLEAN, FAULTY, MISSING, SAME, UNREADY
from workbook_templates.standard.layout import NO, YES
from workbook_templates.standard.raw import address
from workbook_templates.standard.status_layout import (
    STATUS_FILES,
    STATUS_TOTALS,
    STATUS_UNITS,
)

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from compile.folder import MunicipalityFolder

BEFORE, AFTER = "2026-09-18", "2026-09-22"  # the last day is the 20th


def status(folder: MunicipalityFolder, *more: object) -> int:
    return run("status", folder.root, "--period", "2026-T2", *more)


def as_json(
    folder: MunicipalityFolder, capsys: pytest.CaptureFixture[str], *more: object
) -> dict[str, Any]:
    status(folder, "--json", "--no-xlsx", "--no-html", *more)
    return json.loads(capsys.readouterr().out)  # type: ignore[no-any-return]


def test_the_one_with_most_to_do_stands_first(
    busy_town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = as_json(busy_town, capsys, "--datum", BEFORE)

    assert [(u["unit_id"], u["state"]) for u in answer["units"]] == [
        (MISSING, "missing"),
        (FAULTY, "faulty"),
        (UNREADY, "not_ready"),
        (SAME, "noted"),
        (CLEAN, "done"),
    ]
    assert answer["clean"] is False
    assert (answer["deadline"], answer["days_left"]) == ("2026-09-20", 2)


def test_each_unit_is_told_with_all_that_is_known_of_its_card(
    busy_town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = as_json(busy_town, capsys)
    units = {u["unit_id"]: u for u in answer["units"]}

    assert "file" not in units[MISSING]
    assert "E2 Exempelenhet.txt" in units[MISSING]["todo"]
    assert units[FAULTY]["errors"] == 4
    assert units[FAULTY]["measures"] == "T1"
    assert units[FAULTY]["goals"] == "M1"
    assert units[FAULTY]["percent"] == 98
    assert units[UNREADY]["ready"] == NO
    assert units[SAME]["unchanged"] == YES
    assert "inget nytt sedan 2026-T1" in units[SAME]["todo"]
    assert units[CLEAN]["unchanged"] == NO
    assert units[CLEAN] | {"saved": None} == {
        "state": "done",
        "unit_id": CLEAN,
        "name": "Exempelkommun",
        "department": "Kommunen",
        "todo": "",
        "handed_in": "2026-09-10",
        "saved": None,
        "ready": YES,
        "errors": 0,
        "warnings": 0,
        "percent": 100,
        "unchanged": NO,
        "version": "1.0",
        "goals": "",
        "measures": "",
        "never_updated": "",
        "file": "K0 Exempelkommun 2026-T2.xlsx",
    }


def test_files_that_are_nobodys_card_are_named_with_the_reason(
    busy_town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {f["name"]: f["reason"] for f in as_json(busy_town, capsys)["files"]}

    assert set(files) == {"E2 Exempelenhet.txt", "E2-gammal.xlsx"}
    assert "textfil" in files["E2 Exempelenhet.txt"]
    assert "2026-T1, och räknas inte i 2026-T2" in files["E2-gammal.xlsx"]


def test_the_departments_numbers_add_up_to_the_whole(
    busy_town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    totals = as_json(busy_town, capsys)["totals"]

    *parts, whole = totals
    assert whole["name"] == "Hela kommunen"
    for key in ("units", "missing", "faulty", "not_ready", "noted", "done"):
        assert sum(part[key] for part in parts) == whole[key]
    assert [whole[k] for k in ("units", "missing", "faulty")] == [5, 1, 1]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-09-10", "Sista inlämningsdag är 20 september 2026, om 10 dagar."),
        ("2026-09-19", "Sista inlämningsdag är i morgon, 20 september 2026."),
        ("2026-09-20", "Sista inlämningsdag är i dag, 20 september 2026."),
        ("2026-09-21", "Sista inlämningsdag var i går, 20 september 2026."),
        (
            "2026-10-20",
            "Sista inlämningsdag var 20 september 2026, för 30 dagar sedan.",
        ),
    ],
)
def test_the_last_day_is_told_from_the_day_that_it_is(
    done_town: MunicipalityFolder,
    capsys: pytest.CaptureFixture[str],
    day: str,
    said: str,
) -> None:
    assert status(done_town, "--datum", day, "--no-xlsx", "--no-html") == 0
    assert said in capsys.readouterr().out


def test_the_screen_says_what_lacks_and_the_exit_code_says_that_something_does(
    busy_town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status(busy_town, "--no-xlsx", "--no-html") == 1
    said = capsys.readouterr().out

    assert (
        "4 av 5 enheter har lämnat in. 1 kort har fel, 1 kort är inte klart, "
        "1 fil gick inte att läsa, 1 fil hör inte hit." in said
    )
    assert said.index("Exempelenhet Ön") < said.index("Exempelkommun")
    assert "Traceback" not in said


def test_all_in_and_clean_gives_0(
    done_town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status(done_town) == 0
    said = capsys.readouterr()
    assert "5 av 5 enheter har lämnat in. Inget återstår att rätta." in said.out
    assert str(done_town.period(T2) / "Status-2026-T2.xlsx") in said.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--datum", "20/9"], "”20/9” är ingen dag."),
        (["--interval", "0"], "”0” är inget antal sekunder mellan 0,1 och 3600."),
        (["--interval", "ofta"], "”ofta” är inget antal sekunder"),
        (["--interval", "nan"], "”nan” är inget antal sekunder"),
        (["--watch", "--json"], "Välj --watch eller --json, inte båda."),
    ],
)
def test_a_wrong_call_is_explained(
    done_town: MunicipalityFolder,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    said: str,
) -> None:
    assert status(done_town, *arguments) == 2
    assert said in capsys.readouterr().err


def test_the_workbook_holds_every_row_can_be_filtered_and_is_valid(
    busy_town: MunicipalityFolder,
) -> None:
    status(busy_town)
    path = busy_town.period(T2) / "Status-2026-T2.xlsx"
    book = openpyxl.load_workbook(path)

    tables = (STATUS_UNITS, STATUS_TOTALS, STATUS_FILES)
    assert book.sheetnames == [table.sheet.name for table in tables]
    sheet = book[STATUS_UNITS.sheet.name]
    named = sheet.tables[STATUS_UNITS.name]
    head, *rows = sheet[named.ref]
    assert [c.value for c in head] == [c.heading for c in STATUS_UNITS.columns]
    assert [row[1].value for row in rows] == [MISSING, FAULTY, UNREADY, SAME, CLEAN]
    assert named.autoFilter is not None
    assert sheet.freeze_panes == address(6, 4)
    assert ooxml_errors(path) == []


def test_the_page_and_the_workbook_come_out_together_or_not_at_all(
    done_town: MunicipalityFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    status(done_town)
    files = [done_town.period(T2) / f"Status-2026-T2.{s}" for s in ("xlsx", "html")]
    was = [f.read_bytes() for f in files]
    with locked(done_town.period(T2)):
        assert status(done_town) == 2

    assert [f.read_bytes() for f in files] == was
    assert "5 av 5 enheter" in capsys.readouterr().out


def test_no_workbook_of_anybody_is_changed(busy_town: MunicipalityFolder) -> None:
    def sums() -> dict[Path, str]:
        files = busy_town.root.glob("*/inkorg/*")
        return {f: hashlib.sha256(f.read_bytes()).hexdigest() for f in files}

    before = sums()
    status(busy_town, "--paminn")
    assert sums() == before


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_the_page_has_no_fault_of_accessibility(
    busy_town: MunicipalityFolder, browser: Browser, width: int
) -> None:
    status(busy_town)
    context = browser.new_context(
        viewport={"width": width, "height": 900}, bypass_csp=True
    )
    shown = context.new_page()
    shown.goto((busy_town.period(T2) / "Status-2026-T2.html").as_uri())

    assert violations(shown) == []
    assert shown.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    levels = shown.locator("h1, h2, h3").evaluate_all("hs => hs.map(h => h.tagName)")
    assert levels == ["H1", "H2", "H2", "H2", "H2", "H3", "H3", "H3"]
    context.close()


def test_the_page_leads_from_a_unit_to_its_reminder(
    busy_town: MunicipalityFolder, browser: Browser
) -> None:
    status(busy_town)
    shown = browser.new_page()
    shown.goto((busy_town.period(T2) / "Status-2026-T2.html").as_uri())
    targets = shown.locator("tbody th a").evaluate_all(
        """links => links.map(
            a => document.querySelector(a.getAttribute('href'))?.innerText)"""
    )

    assert [re.sub(r".*\((.*)\)", r"\1", t) for t in targets] == [
        MISSING,
        FAULTY,
        UNREADY,
    ]
    shown.close()
