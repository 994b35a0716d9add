"""The scripts over HTTP: what is answered to a client with a pane, and without."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

import pytest

from malkort_xl.server import running
from malkort_xl.server.answers import RefusedError, by_status
from malkort_xl.server.looks import seen_by_client
from tests.helpers.office_client import VBA, OfficeClient
from tests.helpers.registers import small_register
from tests.server.asking import CELL, CHECK, cell_call, post
from workbook_templates.standard.layout import GOALS_SHEET, HEADING_ROW

if TYPE_CHECKING:
    from pathlib import Path

    from malkort_xl.server.gate import Gate

PANE = True
SEEN = {
    "percent": {"Mått": ["G6"]},
    "formulas": {"Mått": ["C6", "C7"]},
    "fills": {"Mål": {"#abcdef": ["B6", "C6"]}},
}


def press(
    app: Gate, client: OfficeClient, script: str, *arguments: object
) -> list[dict[str, Any]]:
    """Return the actions that answer a press, and let the client do those it can."""
    payload = client.payload() | ({"args": list(arguments)} if arguments else {})
    answer = post(app, f"/xlwings/custom-scripts-call/{script}", payload)
    assert answer.status_code == 200, answer.text
    actions: list[dict[str, Any]] = answer.json()["actions"]
    return actions


def news(actions: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what the task pane is told at the end."""
    assert actions[-1]["func"] == "runMacro"
    name, text = actions[-1]["args"]
    assert name == "malkortShow"
    told = json.loads(text)
    assert isinstance(told, dict)
    return told


def test_a_check_without_a_pane_ends_in_a_dialogue(
    app: Gate, faulty_book: Path
) -> None:
    actions = press(app, OfficeClient(faulty_book), "check")

    assert actions[-1]["func"] == "alert"
    assert actions[-1]["args"][1] == "Målkort"
    assert "runMacro" not in {action["func"] for action in actions}


def test_a_check_with_a_pane_tells_the_findings(app: Gate, faulty_book: Path) -> None:
    told = news(press(app, OfficeClient(faulty_book), "check", PANE, {}))

    assert "fel" in told["message"]
    assert {row["severity"] for row in told["findings"]} == {"fel"}
    assert all(row["sheet"] and row["cell"] for row in told["findings"])


def test_the_vba_client_is_served_too(app: Gate, faulty_book: Path) -> None:
    actions = press(app, OfficeClient(faulty_book, client=VBA), "check")

    assert "addNote" not in {action["func"] for action in actions}
    assert actions[-1]["func"] == "alert"


@pytest.mark.parametrize(
    "script", ["clear_marks", "pull_strategy_goals", "mark_ready", "about"]
)
def test_every_action_tells_the_pane_something(
    app: Gate, good_book: Path, script: str
) -> None:
    assert news(press(app, OfficeClient(good_book), script, PANE))["message"]


def test_a_search_sends_the_matches(app: Gate, good_book: Path) -> None:
    goal = small_register().strategy_goal(2)
    assert goal is not None
    actions = press(app, OfficeClient(good_book), "search_strategy_goals", goal.title)
    [match] = [m for m in news(actions)["matches"] if m["number"] == 2]

    assert match["title"] == goal.title
    assert match.keys() == {"number", "title", "area", "text", "indicator", "remark"}


def test_a_number_is_inserted_at_the_selected_goal(app: Gate, good_book: Path) -> None:
    client = OfficeClient(good_book)
    client.front(GOALS_SHEET.name, f"D{HEADING_ROW + 1}")
    actions = press(app, client, "insert_strategy_goal", 3, PANE)

    assert actions[0]["func"] == "setValues"
    assert "1; 3" in str(actions[0]["values"])
    assert "tillagt" in news(actions)["message"]


def test_the_cell_function_reads_the_lists_that_it_is_sent(app: Gate) -> None:
    heads = ["Nummer", "Område", "Kort titel"]
    rows = [heads, [7, "O1", "En titel"]]
    areas = [["Id", "Namn"], ["O1", "Ett område"]]
    known = post(app, CELL, cell_call("7", "titel", rows, areas))
    unknown = post(app, CELL, cell_call("8", "titel", rows))

    assert known.status_code == unknown.status_code == 200
    assert "finns inte" in unknown.text


def test_without_a_list_the_tool_s_own_register_answers(app: Gate) -> None:
    answer = post(app, CELL, cell_call("1"))

    assert answer.json()["result"] != [[""]]
    assert "finns inte" not in answer.text


def test_what_the_page_saw_becomes_what_the_actions_read() -> None:
    seen = seen_by_client(SEEN)

    assert seen is not None
    assert seen.percent == {("Mått", "G6")}
    assert sorted(seen.formulas or ()) == [("Mått", "C6"), ("Mått", "C7")]
    assert seen.fills == {("Mål", "B6"): "#ABCDEF", ("Mål", "C6"): "#ABCDEF"}


def test_what_the_page_could_not_tell_is_not_taken_for_nothing() -> None:
    seen = seen_by_client({"percent": None, "formulas": None, "fills": None})

    assert seen is not None
    assert (seen.formulas, seen.fills) == (None, None)
    assert seen_by_client(None) is None


@pytest.mark.parametrize(
    "data",
    [
        3,
        {"percent": ["A1"]},
        {"percent": {"Mål": "A1"}},
        {"percent": {"Mål": ["A0"]}},
        {"formulas": {"Mål": [3]}},
        {"fills": {"Mål": ["A1"]}},
        {"fills": {"Mål": {"red": ["A1"]}}},
    ],
)
def test_nonsense_about_looks_is_refused(
    app: Gate, good_book: Path, data: object
) -> None:
    with pytest.raises(RefusedError):
        seen_by_client(data)
    payload = OfficeClient(good_book).payload() | {"args": [True, data]}

    assert post(app, CHECK, payload).status_code == 422


def test_other_statuses_of_xlwings_are_told_in_swedish_too() -> None:
    assert by_status(503).status == 500
    assert by_status(418).text.startswith("Knappen")


def test_only_the_server_s_own_log_tells_more_than_warnings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    handler = logging.StreamHandler()
    root = logging.getLogger("tests.root")
    root.addHandler(handler)
    named = {"": root, "malkort.server": logging.getLogger("tests.own")}
    monkeypatch.setattr(logging, "basicConfig", lambda **_: None)
    monkeypatch.setattr(logging, "getLogger", lambda name="": named[name])
    running._set_up_log()  # noqa: SLF001 - the set-up itself

    assert handler.filters == [running._without_trace]  # noqa: SLF001 - as above
    assert named["malkort.server"].level == logging.INFO
