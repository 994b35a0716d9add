"""The payload that other tests use is the one that the real client sends."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers.office_client import OfficeClient
from tests.server.asking import cell_call, foreign_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from tests.server.conftest import OpenExcel
    from tests.server.excel import Excel

# Looks of tables, and a used range that need not begin in A1: no action reads them.
NOT_READ = {
    "used_range_address",
    "used_range_row_count",
    "used_range_column_count",
    "table_style",
    "show_autofilter",
    "show_table_style_first_column",
    "show_table_style_last_column",
    "show_table_style_row_stripes",
    "show_table_style_column_stripes",
}


def sent(user: Excel, path: str) -> dict[str, Any]:
    """Return what the client has posted to a path last."""
    posts = [r for r in user.requests if path in r.url]
    data = json.loads(posts[-1].post_data)
    assert isinstance(data, dict)
    return data


def read(payload: dict[str, Any]) -> dict[str, Any]:
    """Return a payload without what no action reads, its names in order."""
    plain = json.loads(json.dumps(payload))
    plain.pop("args", None)
    for sheet in plain["sheets"]:
        for part in (sheet, *sheet["tables"]):
            for key in NOT_READ & part.keys():
                del part[key]
    plain["names"].sort(key=lambda name: name["name"])
    assert isinstance(plain, dict)
    return plain


@pytest.mark.parametrize("api", [(1, 18), (1, 17)])
def test_the_python_client_sends_what_the_real_one_sends(
    excel: OpenExcel, faulty_book: Path, api: tuple[int, int]
) -> None:
    user = excel(faulty_book, api=f"{api[0]}.{api[1]}")
    user.press("btnKontrollera")
    real = read(sent(user, "custom-scripts-call"))
    ours = OfficeClient(faulty_book, api=api)
    ours.front(ours.workbook.sheetnames[real["book"]["active_sheet_index"]], "A1")
    python = read(ours.payload())

    assert real.keys() == python.keys()
    assert real["book"] == python["book"]
    assert real["names"] == python["names"]
    for one, other in zip(real["sheets"], python["sheets"], strict=True):
        assert one.keys() == other.keys()
        assert one == other, one["name"]


def test_our_page_sends_what_the_client_leaves_out(
    excel: OpenExcel, faulty_book: Path
) -> None:
    user = excel(faulty_book)
    user.press("btnKontrollera")
    pane, seen = sent(user, "custom-scripts-call")["args"]

    assert pane is True
    assert seen.keys() == {"percent", "formulas", "fills"}
    assert seen["formulas"]
    assert seen["fills"]


def test_the_short_payloads_have_the_real_ones_keys(
    excel: OpenExcel, faulty_book: Path
) -> None:
    user = excel(faulty_book)
    user.press("btnOm")
    user.call("STRATEGIMAL", [["1"]])
    book, call = sent(user, "custom-scripts-call"), sent(user, "custom-functions-call")

    assert foreign_workbook().keys() <= book.keys()
    assert foreign_workbook()["sheets"][0].keys() <= book["sheets"][0].keys()
    assert cell_call("1").keys() == call.keys() - {"session_id"}
    assert call["args"][0] == [["1"]]
