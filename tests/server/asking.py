"""Requests to the application without a network, and payloads to send."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar
from unittest import mock

from tests.server.serving import KEY

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator

    from httpx import Response

    from malkort_xl.server.gate import App

T = TypeVar("T")

HOST = "http://localhost:8000"
CHECK = "/xlwings/custom-scripts-call/check"
CELL = "/xlwings/custom-functions-call"


def ask(app: App, method: str, path: str, **more: Any) -> Response:  # noqa: ANN401 - what httpx takes
    """Return the answer to one request."""
    import httpx  # noqa: PLC0415 - comes with the extra

    async def answer() -> Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url=HOST) as client:
            return await client.request(method, path, **more)

    return apart(answer())


def apart(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine in a thread of its own; Playwright has this one's loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def post(app: App, path: str, data: object, **headers: str) -> Response:
    """Return the answer to a JSON document."""
    content = data if isinstance(data, str | bytes) else json.dumps(data)
    headers = {"content-type": "application/json"} | headers
    return ask(app, "POST", path, content=content, headers=headers)


def server_settings() -> Iterator[None]:
    """Give this process the settings of the server while it is used."""
    modules = ("custom_scripts", "custom_functions")
    with mock.patch.dict(os.environ, KEY):
        yield
    for name in modules:
        sys.modules.pop(name, None)


def foreign_workbook(**changes: object) -> dict[str, Any]:
    """Return what the client sends of a workbook that is no scorecard."""
    sheet = {
        "name": "Blad1",
        "values": [["Inköp", 12.5], ["Ån & ”ö”", None]],
        "tables": [],
        "notes": [],
        "notes_supported": True,
        "pictures": [],
    }
    payload: dict[str, Any] = {
        "client": "Office.js",
        "version": "0.37.8",
        "book": {"name": "Inköp.xlsx", "active_sheet_index": 0, "selection": "A1"},
        "names": [],
        "sheets": [sheet],
    }
    return payload | changes


def cell_call(*arguments: object, **changes: object) -> dict[str, Any]:
    """Return what the client sends when the cell function is calculated."""
    call: dict[str, Any] = {
        "client": "Office.js",
        "version": "0.37.8",
        "func_name": "strategimal",
        "args": [[[a]] if not isinstance(a, list) else a for a in arguments],
        "caller_address": "[Kort.xlsx]Blad1!A1",
        "culture_info_name": "sv-SE",
        "date_format": "yyyy-MM-dd",
        "runtime": "1.4",
    }
    return call | changes
