"""The server says no with a 4xx and a Swedish text, never with a traceback."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from malkort_xl.server import answers
from malkort_xl.server.gate import Gate, Known
from malkort_xl.server.options import ServerOptions
from tests.server.asking import (
    CELL,
    CHECK,
    apart,
    ask,
    cell_call,
    foreign_workbook,
    post,
)

if TYPE_CHECKING:
    from malkort_xl.server.gate import App, Message, Receive, Scope, Send

ENGLISH = re.compile(
    r"\b(the|error|not|traceback|exception|script|detail)\b", re.IGNORECASE
)


def said(answer: Any) -> str:  # noqa: ANN401 - an answer of httpx
    """Return an answer's text, which has to be Swedish for a user to read."""
    assert not ENGLISH.search(answer.text), answer.text
    assert answer.text.endswith(".")
    return str(answer.text)


def test_a_workbook_that_is_no_scorecard_is_refused(app: App) -> None:
    answer = post(app, CHECK, foreign_workbook())

    assert answer.status_code == 400
    assert "målkort" in said(answer).lower()


@pytest.mark.parametrize(
    "name",
    [
        "__class__",
        "__loader__",
        "_tell",
        "_run",
        "namespace",
        "actions",
        "json",
        "nope",
    ],
)
def test_only_the_buttons_scripts_can_be_called(app: App, name: str) -> None:
    answer = post(app, f"/xlwings/custom-scripts-call/{name}", foreign_workbook())

    assert (answer.status_code, said(answer)) == (404, answers.NO_SUCH_SCRIPT.text)


@pytest.mark.parametrize("name", ["_register", "__class__", "func", "namespace", "", 3])
def test_only_the_cell_function_can_be_calculated(app: App, name: object) -> None:
    answer = post(app, CELL, cell_call("1", func_name=name))

    assert answer.status_code in {404, 422}
    said(answer)


@pytest.mark.usefixtures("app")
def test_no_helper_stands_among_the_scripts() -> None:
    import custom_functions  # type: ignore[import-not-found] # noqa: PLC0415 - made by the app
    import custom_scripts  # type: ignore[import-not-found] # noqa: PLC0415 - made by the app

    scripts = {name for name in vars(custom_scripts) if not name.startswith("__")}
    functions = {name for name in vars(custom_functions) if not name.startswith("__")}

    assert scripts == {
        "about",
        "check",
        "clear_marks",
        "insert_strategy_goal",
        "mark_ready",
        "pull_strategy_goals",
        "search_strategy_goals",
    }
    assert functions == {"strategimal"}


SHAPES: dict[str, object] = {
    "a list": [],
    "a number": 3,
    "nothing in it": {},
    "no sheets": foreign_workbook(sheets=[]),
    "too many sheets": foreign_workbook(sheets=foreign_workbook()["sheets"] * 400),
    "a sheet that is a text": foreign_workbook(sheets=["Blad1"]),
    "values that are no rows": foreign_workbook(sheets=[{"name": "a", "values": [3]}]),
    "a sheet without name": foreign_workbook(sheets=[{"values": [[]]}]),
    "no book": foreign_workbook(book=None),
    "an active sheet that is not there": foreign_workbook(
        book={"name": "a", "active_sheet_index": 7, "selection": None}
    ),
    "names that are texts": foreign_workbook(names=["a"]),
    "names without name": foreign_workbook(names=[{}]),
    "arguments that are no list": foreign_workbook(args="a"),
    "too many arguments": foreign_workbook(args=[1, 2, 3, 4, 5]),
}


@pytest.mark.parametrize("data", SHAPES.values(), ids=SHAPES)
def test_what_is_no_workbook_is_refused(app: App, data: object) -> None:
    answer = post(app, CHECK, data)

    assert answer.status_code == 422
    said(answer)


@pytest.mark.parametrize(
    "data",
    [
        [],
        cell_call("1", args=None),
        cell_call("1", args=[]),
        cell_call("1", args=[1, 2, 3, 4, 5]),
        cell_call("1", version=3),
        {"func_name": "strategimal", "args": [1], "version": "x", "client": "x"},
    ],
)
def test_what_is_no_call_of_a_function_is_refused(app: App, data: object) -> None:
    answer = post(app, CELL, data)

    assert answer.status_code == 422
    said(answer)


@pytest.mark.parametrize("body", ["", "{", "\ufeff", "[" * 100_000, b"\xff\xfe"])
def test_what_is_no_json_is_refused(app: App, body: str | bytes) -> None:
    answer = post(app, CHECK, body)

    assert (answer.status_code, said(answer)) == (400, answers.BAD_JSON.text)


@pytest.mark.parametrize(
    "kind", ["text/plain", "", "multipart/form-data; boundary=x", "application/jsonp"]
)
def test_only_json_is_taken(app: App, kind: str) -> None:
    answer = post(app, CHECK, foreign_workbook(), **{"content-type": kind})

    assert (answer.status_code, said(answer)) == (415, answers.NOT_JSON.text)


def test_a_payload_over_the_limit_is_refused(app: Gate) -> None:
    small = limited(app, max_bytes=1000)
    large = foreign_workbook(sheets=[{"name": "a", "values": [["x" * 2000]]}])

    assert post(small, CHECK, large).status_code == 413
    said(post(small, CHECK, large))


def test_a_payload_that_lies_about_its_length_is_refused_too(app: Gate) -> None:
    messages: list[Message] = [
        {"type": "http.request", "body": b"x" * 900, "more_body": True},
        {"type": "http.request", "body": b"x" * 900, "more_body": True},
    ]
    answer = by_hand(limited(app, max_bytes=1000), messages)

    assert answer["status"] == 413


def test_a_payload_that_never_ends_is_refused_in_time(app: Gate) -> None:
    messages: list[Message] = [
        {"type": "http.request", "body": b"{", "more_body": True}
    ]
    answer = by_hand(limited(app, body_seconds=0.05), messages)

    assert answer["status"] == 408


def test_a_client_that_goes_away_gets_no_answer_and_leaves_no_trace(app: Gate) -> None:
    answer = by_hand(app, [{"type": "http.disconnect"}])

    assert answer["status"] == 400


@pytest.mark.parametrize("path", ["/docs", "/openapi.json", "/manifest/download", "/x"])
def test_pages_that_are_not_there_are_refused(app: App, path: str) -> None:
    answer = ask(app, "GET", path)

    assert (answer.status_code, said(answer)) == (404, answers.NO_SUCH_PAGE.text)


def test_a_static_file_that_is_not_there_is_refused_in_swedish(app: App) -> None:
    answer = ask(app, "GET", "/static/js/nope.js")

    assert (answer.status_code, said(answer)) == (404, answers.NO_SUCH_PAGE.text)


def test_the_project_s_own_code_is_no_static_file(app: App) -> None:
    for path in ("/static/../templates/taskpane.html", "/static/%2e%2e/gate.py"):
        assert ask(app, "GET", path).status_code == 404


@pytest.mark.parametrize(
    ("method", "path"), [("GET", CHECK), ("POST", "/taskpane.html")]
)
def test_wrong_methods_are_refused(app: App, method: str, path: str) -> None:
    answer = ask(app, method, path)

    assert (answer.status_code, said(answer)) == (405, answers.WRONG_METHOD.text)


def test_a_name_that_is_not_the_server_s_own_is_refused(app: App) -> None:
    answer = ask(app, "GET", "/taskpane.html", headers={"host": "evil.example"})

    assert (answer.status_code, said(answer)) == (421, answers.WRONG_HOST.text)


def test_the_server_may_be_called_by_its_ipv6_address(app: App) -> None:
    assert ask(app, "GET", "/", headers={"host": "[::1]:8000"}).status_code == 200


@pytest.mark.parametrize(
    ("script", "arguments"),
    [
        ("search_strategy_goals", [3]),
        ("search_strategy_goals", ["x" * 201]),
        ("search_strategy_goals", []),
        ("insert_strategy_goal", ["12"]),
        ("insert_strategy_goal", [True, True, True]),
        ("check", [True, True]),
    ],
)
def test_wrong_arguments_of_a_script_are_refused(
    app: App, script: str, arguments: list[object]
) -> None:
    payload = foreign_workbook(args=arguments)
    answer = post(app, f"/xlwings/custom-scripts-call/{script}", payload)

    assert answer.status_code in {400, 422}
    assert said(answer) == answers.WRONG_ARGUMENTS.text


def test_another_client_s_version_is_refused_in_swedish(app: App) -> None:
    answer = post(app, CHECK, foreign_workbook(client="VBA", version="0.1.0"))

    assert answer.status_code == 422
    said(answer)


def test_start_and_stop_are_passed_on() -> None:
    seen: list[str] = []

    async def behind(scope: Scope, _: Receive, __: Send) -> None:
        seen.append(scope["type"])

    apart(gate_before(behind)({"type": "lifespan"}, never, nowhere))

    assert seen == ["lifespan"]


def test_another_page_may_not_ask_a_server_without_sign_in(app: App) -> None:
    headers = {
        "origin": "https://evil.example",
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
    }
    answer = ask(app, "OPTIONS", CHECK, headers=headers)

    assert answer.status_code == 400
    assert "access-control-allow-origin" not in answer.headers


def test_a_websocket_is_closed(app: Gate) -> None:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    apart(app({"type": "websocket", "path": "/"}, never, send))

    assert [m["type"] for m in sent] == ["websocket.close"]


def test_a_fault_in_the_server_is_told_without_its_text(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def broken(_: Scope, __: Receive, ___: Send) -> None:
        message = "hemligt ur en cell"
        raise ValueError(message)

    with caplog.at_level(logging.INFO):
        answer = ask(gate_before(broken), "GET", "/")

    assert (answer.status_code, answer.text) == (500, answers.BROKEN.text)
    assert "ValueError at broken" in caplog.text
    assert "hemligt" not in caplog.text


def test_an_answer_that_takes_too_long_is_given_up() -> None:
    async def slow(_: Scope, __: Receive, ___: Send) -> None:
        await asyncio.sleep(10)

    answer = ask(gate_before(slow, answer_seconds=0.05), "GET", "/")

    assert (answer.status_code, answer.text) == (503, answers.NO_ANSWER.text)


def test_a_fault_after_the_answer_has_begun_does_not_answer_twice() -> None:
    async def broken(_: Scope, __: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"ok"})
        raise ValueError

    assert ask(gate_before(broken), "GET", "/").text == "ok"


def test_a_line_of_the_log_holds_no_query_and_nothing_of_a_workbook(
    app: App, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        post(app, CHECK, foreign_workbook())
        ask(
            app,
            "GET",
            "/xlwings/alert?prompt=hemligt&title=a&buttons=ok&mode=&callback=",
        )

    records = [
        r for r in caplog.records if not r.name.startswith(("httpx", "httpcore"))
    ]
    lines = "\n".join(record.getMessage() for record in records)
    assert "POST '/xlwings/custom-scripts-call/check' 400" in lines
    for secret in ("hemligt", "Inköp", "Ån"):
        assert secret not in lines


def test_the_application_behind_gets_the_whole_body_once() -> None:
    got: list[Message] = []

    async def behind(_: Scope, receive: Receive, send: Send) -> None:
        got.append(await receive())
        with contextlib.suppress(TimeoutError):
            got.append(await asyncio.wait_for(receive(), 0.01))
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"ok"})

    known = Known(frozenset({"check"}), frozenset())
    answer = post(Gate(behind, ServerOptions(), known), CHECK, foreign_workbook())

    assert answer.text == "ok"
    assert [json.loads(message["body"]) for message in got] == [foreign_workbook()]


def limited(app: Gate, **changes: Any) -> Gate:  # noqa: ANN401 - any option
    """Return the same application behind a gate with other limits."""
    return Gate(app._app, replace(app._options, **changes), app._known)  # noqa: SLF001 - the gate alone is exchanged


def gate_before(app: App, **changes: Any) -> Gate:  # noqa: ANN401 - any option
    return Gate(app, ServerOptions(**changes), Known(frozenset(), frozenset()))


async def nowhere(_: Message) -> None:
    """Send nothing anywhere."""


async def never() -> Message:
    nothing: asyncio.Future[Message] = asyncio.Future()
    return await nothing


def by_hand(app: Gate, messages: list[Message]) -> Message:
    """Return the start of the answer to a POST that comes in pieces."""
    sent: list[Message] = []

    async def receive() -> Message:
        return messages.pop(0) if messages else await never()

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"host", b"localhost"), (b"content-type", b"application/json")]
    scope = {"type": "http", "method": "POST", "path": CHECK, "headers": headers}
    apart(app(scope, receive, send))
    return sent[0]
