"""From a button in Excel to the workbook: the real client, HTTP, Python and back."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from compile.intake.reader import read_workbook
from tests.helpers.browsers import axe
from tests.helpers.registers import small_register
from tests.server.book_state import State, find, read_state, twin, write_state
from tests.server.serving import start
from workbook_templates.standard.examining import examine
from workbook_templates.standard.layout import (
    GOALS,
    GOALS_SHEET,
    HEADING_ROW,
    MEASURES,
    MEASURES_SHEET,
    STANDARD_VERSION,
    YES,
    named_cell,
)
from workbook_templates.standard.own_sheets import (
    CHECK_SHEET,
    PULLED_HEADING_ROW,
    PULLED_SHEET,
)
from workbook_templates.standard.raw import column_letters
from workbook_templates.standard.register_reading import carried_register

if TYPE_CHECKING:
    from pathlib import Path

    from tests.server.conftest import OpenExcel
    from tests.server.excel import Excel
    from workbook_templates.standard.columns import Table
    from workbook_templates.standard.findings import Finding

EMPTY_SHEET: dict[str, Any] = {
    "name": "Blad1",
    "visibility": "Visible",
    "showGridlines": True,
    "protected": False,
    "allow": {},
    "cells": {},
    "tables": [],
    "names": [],
    "notes": {},
}
EMPTY: State = {
    "name": "Bok1.xlsx",
    "api": "1.18",
    "active": 0,
    "selection": "A1",
    "calculationMode": "Automatic",
    "sheets": [EMPTY_SHEET],
    "names": [],
}


def place(table: Table, key: str, row: int = 1) -> str:
    """Return the cell of a column in a table's row, counted from 1."""
    number = [c.key for c in table.columns].index(key) + 1
    return f"{column_letters(number)}{HEADING_ROW + row}"


def named(state: State, key: str) -> tuple[str, str]:
    """Return the sheet and address of a named cell."""
    formula = next(n for n in state["names"] if n["name"] == named_cell(key).name)
    sheet, _, address = formula["formula"].lstrip("=").replace("$", "").rpartition("!")
    return sheet.strip("'"), address


def by_file(path: Path) -> tuple[Finding, ...]:
    """Return what `malkort check` finds in a file that stands alone."""
    raw = read_workbook(path)
    return examine(raw, carried_register(raw) or small_register(), None).findings


def rows_in_pane(excel: Excel) -> list[tuple[str, str, str, str]]:
    """Return the findings as the task pane lists them."""
    rows = excel.page.query_selector_all("#findings li .item")
    texts = [
        [span.inner_text() for span in row.query_selector_all("span")] for row in rows
    ]
    return [(a, b, c, d) for a, b, c, d in texts]


def as_rows(findings: tuple[Finding, ...]) -> list[tuple[str, str, str, str]]:
    """Return findings as the task pane should list them."""
    return [
        (
            f.severity.value.capitalize(),
            f"{f.where.sheet}, cell {f.where.cell}" if f.where.cell else f.where.sheet,
            f.wrong,
            f.remedy,
        )
        for f in findings
    ]


def test_the_button_shows_what_malkort_check_finds(
    excel: OpenExcel, faulty_book: Path
) -> None:
    user = excel(faulty_book)
    user.press("btnKontrollera")

    expected = by_file(faulty_book)
    assert expected
    assert rows_in_pane(user) == as_rows(expected)
    assert user.told == {"dialogs": [], "paneShown": 1}
    assert user.status.startswith(f"{len(expected)} fel.")


def test_the_cells_are_marked_and_the_first_is_selected(
    excel: OpenExcel, faulty_book: Path
) -> None:
    before = read_state(faulty_book)
    user = excel(faulty_book)
    user.press("btnKontrollera")

    goals = user.sheet(GOALS_SHEET.name)
    cells = {f.where.cell for f in by_file(faulty_book)}
    old = find(before, GOALS_SHEET.name)["cells"]
    changed = {
        a for a, c in goals["cells"].items() if c.get("fill") != old[a].get("fill")
    }
    assert changed == cells
    assert set(goals["notes"]) == cells
    now = user.state
    assert now["sheets"][now["active"]]["name"] == GOALS_SHEET.name
    assert now["selection"] in cells


def test_the_list_with_links_is_in_the_saved_workbook(
    excel: OpenExcel, faulty_book: Path, tmp_path: Path
) -> None:
    user = excel(faulty_book)
    user.press("btnKontrollera")
    saved = user.save(faulty_book, tmp_path / faulty_book.name)

    sheet = load_workbook(saved)[CHECK_SHEET.name]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    for finding in by_file(faulty_book):
        assert finding.wrong in texts
        assert any(finding.where.cell in text for text in texts)
    assert by_file(saved) == by_file(faulty_book)


def test_a_click_on_a_finding_selects_its_cell(
    excel: OpenExcel, faulty_book: Path
) -> None:
    user = excel(faulty_book)
    user.press("btnKontrollera")
    last = by_file(faulty_book)[-1].where
    user.page.click("#findings li:last-child button")
    user.page.wait_for_function(f"window.__state.selection === '{last.cell}'")

    now = user.state
    assert now["sheets"][now["active"]]["name"] == last.sheet


def test_a_cell_that_is_gone_is_told(excel: OpenExcel, faulty_book: Path) -> None:
    user = excel(faulty_book)
    user.press("btnKontrollera")
    user.page.evaluate("for (const s of __state.sheets) s.visibility = 'Hidden'")
    user.page.click("#findings li:first-child button")
    user.page.wait_for_selector("#global-error-alert:not(.d-none)")

    assert user.fault == "Cellen finns inte längre. Kontrollera igen."


def test_what_is_mended_looks_as_before(excel: OpenExcel, faulty_book: Path) -> None:
    before = find(read_state(faulty_book), GOALS_SHEET.name)
    user = excel(faulty_book)
    user.press("btnKontrollera")
    for key in ("comment", "remedy"):
        write(user, GOALS_SHEET.name, place(GOALS, key), "Fler sökte än väntat.")
    user.press("btnKontrollera")

    after = user.sheet(GOALS_SHEET.name)
    assert rows_in_pane(user) == []
    assert user.page.inner_text("#findings-hint") == "Inget att rätta."
    assert fills(after) == fills(before)
    assert after["notes"] == before["notes"]


def test_the_user_s_own_colours_and_notes_stay(
    excel: OpenExcel, faulty_book: Path
) -> None:
    state = read_state(faulty_book)
    sheet, address = find(state, GOALS_SHEET.name), place(GOALS, "comment")
    sheet["cells"][address]["fill"] = "#ABCDEF"
    sheet["cells"][place(GOALS, "text")]["fill"] = "#123456"
    sheet["notes"][address] = "Min egen anteckning"
    user = excel(twin(state))
    user.press("btnKontrollera")
    marked = user.sheet(GOALS_SHEET.name)
    user.press("btnRensa")
    after = user.sheet(GOALS_SHEET.name)

    assert marked["cells"][address]["fill"] != "#ABCDEF"
    assert marked["notes"][address] == "Min egen anteckning"
    assert fills(after) == fills(sheet)
    assert after["notes"] == sheet["notes"]
    assert rows_in_pane(user) == []


def test_a_value_shown_as_a_percentage_is_read_as_malkort_check_reads_it(
    excel: OpenExcel, good_book: Path, tmp_path: Path
) -> None:
    state = read_state(good_book)
    cells = find(state, MEASURES_SHEET.name)["cells"]
    cells[place(MEASURES, "outcome_2")] |= {"v": 0.915, "nf": "0.0%"}
    saved = tmp_path / good_book.name
    write_state(twin(state), good_book, saved)
    user = excel(twin(state))
    user.press("btnKontrollera")

    assert rows_in_pane(user) == as_rows(by_file(saved))


def test_the_strategy_goals_are_fetched_as_plain_text(
    excel: OpenExcel, good_book: Path
) -> None:
    user = excel(good_book)
    user.press("btnHamta")

    cells = user.sheet(PULLED_SHEET.name)["cells"]
    row = [cells[f"{c}{PULLED_HEADING_ROW + 1}"] for c in "ABCDEFG"]
    goal = small_register().strategy_goal(1)
    assert goal is not None
    assert goal.title in [cell.get("v") for cell in row]
    assert not any("f" in cell for cell in row)
    assert "strategimål" in user.status


def test_a_strategy_goal_is_searched_and_inserted_in_the_task_pane(
    excel: OpenExcel, good_book: Path
) -> None:
    goal = small_register().strategy_goal(3)
    assert goal is not None
    user = excel(good_book)
    select(user, GOALS_SHEET.name, place(GOALS, "text"))
    user.page.fill("#words", goal.title)
    user.page.click("#search button")
    user.page.wait_for_selector("#matches li")
    texts = [item.inner_text() for item in user.page.query_selector_all("#matches li")]
    assert any(text.startswith(f"3. {goal.title}") for text in texts)
    user.page.click(f"#matches li:has-text('3. {goal.title}') button")
    user.page.wait_for_selector("#status:has-text('tillagt')")

    cell = user.sheet(GOALS_SHEET.name)["cells"][place(GOALS, "strategy_goals")]
    assert cell["v"] == "1; 3"


def test_a_search_without_a_match_says_so(excel: OpenExcel, good_book: Path) -> None:
    user = excel(good_book)
    user.page.fill("#words", "qwerty")
    user.page.press("#words", "Enter")
    user.page.wait_for_selector("#matches-hint:has-text('Inget strategimål')")

    assert user.page.is_hidden("#matches")


def test_a_card_with_faults_is_not_marked_as_ready(
    excel: OpenExcel, faulty_book: Path
) -> None:
    user = excel(faulty_book)
    before = user.state
    user.press("btnKlarmarkera")

    assert "kan inte klarmarkeras" in user.fault
    assert user.state == before


def test_a_good_card_is_marked_as_ready_today(
    excel: OpenExcel, good_book: Path, tmp_path: Path
) -> None:
    state = read_state(good_book)
    for key in ("ready", "handed_in"):
        sheet, address = named(state, key)
        find(state, sheet)["cells"][address].pop("v", None)
    user = excel(twin(state))
    user.press("btnKlarmarkera")
    saved = load_workbook(user.save(good_book, tmp_path / "klart.xlsx"))

    sheet, address = named(state, "ready")
    assert saved[sheet][address].value == YES
    sheet, address = named(state, "handed_in")
    assert saved[sheet][address].value.date() == date.today()  # noqa: DTZ011 - as the server
    assert user.fault == ""


def test_about_tells_the_versions(excel: OpenExcel, good_book: Path) -> None:
    user = excel(good_book)
    user.press("btnOm")

    assert "version" in user.status
    assert STANDARD_VERSION in user.status


def test_an_excel_without_notes_gets_colours_and_the_list(
    excel: OpenExcel, faulty_book: Path
) -> None:
    user = excel(faulty_book, api="1.17")
    user.press("btnKontrollera")

    assert user.fault == ""
    assert rows_in_pane(user) == as_rows(by_file(faulty_book))
    goals = user.sheet(GOALS_SHEET.name)
    assert goals["notes"] == {}
    assert fills(goals) != fills(find(read_state(faulty_book), GOALS_SHEET.name))


def test_a_much_older_excel_is_served_without_what_it_cannot_tell(
    excel: OpenExcel, faulty_book: Path
) -> None:
    user = excel(faulty_book, api="1.8")
    user.press("btnKontrollera")

    assert rows_in_pane(user) == as_rows(by_file(faulty_book))


def test_an_excel_without_a_pane_to_show_is_told_in_a_dialogue(
    excel: OpenExcel, faulty_book: Path
) -> None:
    user = excel(faulty_book, noPane=True)
    user.press("btnKontrollera")

    assert user.dialog.startswith(f"{len(by_file(faulty_book))} fel.")
    user.press("btnKlarmarkera")
    assert "kan inte klarmarkeras" in user.dialog


def test_the_dialogue_is_in_swedish(excel: OpenExcel, faulty_book: Path) -> None:
    user = excel(faulty_book, noPane=True)
    user.press("btnKlarmarkera")
    user.page.goto(user.told["dialogs"][-1])

    assert user.page.inner_text("h1") == "Det gick inte"
    assert "kan inte klarmarkeras" in user.page.inner_text("p.text")
    assert user.page.inner_text("button") == "OK"


def test_sheets_that_allow_no_format_are_told_in_swedish(
    excel: OpenExcel, faulty_book: Path
) -> None:
    state = read_state(faulty_book)
    for sheet in state["sheets"]:
        sheet["protected"], sheet["allow"] = True, {}
        for cell in sheet["cells"].values():
            cell.pop("open", None)
    user = excel(twin(state))
    user.press("btnKontrollera")

    assert user.fault.startswith("Excel släppte inte fram alla ändringar.")
    values = [{a: c.get("v") for a, c in s["cells"].items()} for s in state["sheets"]]
    now = [{a: c.get("v") for a, c in s["cells"].items()} for s in user.state["sheets"]]
    assert now == values


@pytest.mark.parametrize("button", ["btnKontrollera", "btnHamta", "btnKlarmarkera"])
def test_an_empty_workbook_is_refused(excel: OpenExcel, button: str) -> None:
    user = excel(twin(EMPTY))
    user.press(button)

    assert re.search(r"[Mm]ålkort|mall", user.fault), user.fault
    assert user.state == EMPTY


def test_somebody_else_s_workbook_is_refused_and_unchanged(excel: OpenExcel) -> None:
    cells = {"A1": {"v": "Inköp <b>& mer"}, "B2": {"v": 12.5, "nf": "0.00"}}
    state = EMPTY | {"sheets": [EMPTY_SHEET | {"cells": cells}]}
    user = excel(twin(state))
    user.press("btnKontrollera")

    assert re.search(r"[Mm]ålkort|mall", user.fault), user.fault
    assert user.state == state


@pytest.mark.parametrize("version", ["0.9", "0.1", "9.0"])
def test_a_workbook_of_another_version_is_judged_as_malkort_check_judges_it(
    excel: OpenExcel, faulty_book: Path, tmp_path: Path, version: str
) -> None:
    state = read_state(faulty_book)
    sheet, address = named(state, "version")
    find(state, sheet)["cells"][address]["v"] = version
    saved = tmp_path / faulty_book.name
    write_state(twin(state), faulty_book, saved)
    user = excel(twin(state))
    user.press("btnKontrollera")

    expected = by_file(saved)
    if user.fault:
        assert user.fault == "\n".join(f.message for f in expected)
        assert user.state == state
    else:
        assert rows_in_pane(user) == as_rows(expected)


def test_a_selected_shape_is_no_hindrance(excel: OpenExcel, faulty_book: Path) -> None:
    user = excel(faulty_book, selection=None)
    user.press("btnKontrollera")

    assert rows_in_pane(user) == as_rows(by_file(faulty_book))


def test_a_server_that_goes_away_in_the_middle_changes_nothing(
    excel: OpenExcel, faulty_book: Path, tmp_path: Path
) -> None:
    server = start(tmp_path / "log.txt")
    user = excel(faulty_book, url=server.url)
    before = user.state

    def die(route: Any) -> None:  # noqa: ANN401 - a route of Playwright
        server.process.kill()
        server.process.wait()
        route.continue_()

    user.page.route("**/custom-scripts-call/*", die)
    user.press("btnKontrollera")

    assert user.fault.startswith("Målkortsservern svarar inte.")
    assert user.state == before
    assert user.page.is_enabled("#check")


def test_an_excel_that_is_busy_is_told_in_swedish(
    excel: OpenExcel, faulty_book: Path
) -> None:
    user = excel(faulty_book)
    user.page.evaluate(
        """() => {
             const busy = () => Promise.reject(new Error("busy"));
             Excel.RequestContext.prototype.sync = busy;
           }"""
    )
    user.press("btnKontrollera")

    assert user.fault.startswith("Excel kunde inte läsa eller ändra arbetsboken.")


def test_two_users_at_once_get_each_their_own(
    excel: OpenExcel, good_book: Path, faulty_book: Path
) -> None:
    users = [excel(good_book), excel(faulty_book), excel(good_book), excel(faulty_book)]
    for number, user in enumerate(users):
        select(user, GOALS_SHEET.name, place(GOALS, "text", number + 1))
    start_both = "window.__done = window.__office.press('btnHamta')"
    for user in users:
        user.page.evaluate(f"() => {{ {start_both}; }}")
    for user in users:
        user.page.evaluate("() => window.__done")

    for number, user in enumerate(users):
        cells = user.sheet(PULLED_SHEET.name)["cells"]
        assert cells[f"A{PULLED_HEADING_ROW + 1}"]["v"] == f"M{number + 1}"
        assert cells.get(f"A{PULLED_HEADING_ROW + 2}", {}).get("v", "") == ""


def test_the_cell_function_has_no_prefix_and_reads_the_workbook_s_own_list(
    excel: OpenExcel, good_book: Path
) -> None:
    goal = small_register().strategy_goal(2)
    assert goal is not None
    area = small_register().area(goal.area)
    user = excel(good_book)

    assert user.call("STRATEGIMAL", [["2"]]) == [[goal.title]]
    assert user.call("STRATEGIMAL", [[2]], None) == [[goal.title]]
    assert user.call("STRATEGIMAL", [["2"]], [["område"]]) == [
        [area.name if area else ""]
    ]
    assert "finns inte" in str(user.call("STRATEGIMAL", [["4711"]]))


def test_the_cell_function_answers_in_a_workbook_without_a_list(
    excel: OpenExcel,
) -> None:
    user = excel(twin(EMPTY))

    assert user.call("STRATEGIMAL", [["1"]]) != [[""]]


def test_the_task_pane_has_no_fault_of_accessibility(
    excel: OpenExcel, faulty_book: Path, tmp_path: Path
) -> None:
    script = axe()
    user = excel(faulty_book)
    user.press("btnKontrollera")
    select(user, GOALS_SHEET.name, place(GOALS, "text"))
    user.page.fill("#words", "exempel")
    user.page.click("#search button")
    user.page.wait_for_selector("#matches li, #matches-hint:has-text('Inget')")
    user.page.evaluate("xlwings.showGlobalError('Ett fel.')")
    user.page.screenshot(path=tmp_path / "fonster.png", full_page=True)
    user.page.add_script_tag(path=script)

    for page in ("taskpane", "dialogue"):
        if page == "dialogue":
            query = (
                "prompt=2%20fel.&title=M%C3%A5lkort&buttons=ok_cancel&mode=&callback="
            )
            user.page.goto(f"{user.url}/xlwings/alert?{query}")
            user.page.add_script_tag(path=script)
        result = user.page.evaluate("axe.run()")
        assert [v["id"] for v in result["violations"]] == []
        assert result["passes"]


def test_every_request_stays_on_the_server_and_no_page_logs_an_error(
    excel: OpenExcel, faulty_book: Path
) -> None:
    user = excel(faulty_book)
    errors: list[str] = []
    user.page.on(
        "console", lambda m: errors.append(m.text) if m.type == "error" else None
    )
    user.page.reload()
    user.page.wait_for_function("window.malkort")
    user.press("btnKontrollera")

    assert errors == []
    assert user.requests
    assert all(request.url.startswith(user.url) for request in user.requests)


def write(user: Excel, sheet: str, address: str, value: object) -> None:
    """Type a value into a cell."""
    user.page.evaluate(
        """([sheet, address, value]) => Excel.run(async (context) => {
             const cells = context.workbook.worksheets.getItem(sheet);
             cells.getRange(address).values = [[value]];
           })""",
        [sheet, address, value],
    )


def select(user: Excel, sheet: str, address: str) -> None:
    """Select a cell."""
    user.page.evaluate(
        """([sheet, address]) => Excel.run(async (context) => {
             context.workbook.worksheets.getItem(sheet).getRange(address).select();
           })""",
        [sheet, address],
    )


def fills(sheet: dict[str, Any]) -> dict[str, str]:
    """Return the coloured cells of a sheet."""
    return {a: c["fill"] for a, c in sheet["cells"].items() if "fill" in c}
