"""`malkort serve` as it is called, and what it leaves in the log."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from malkort_xl.commands import serve as module
from malkort_xl.commands.serve import serve
from malkort_xl.server import running
from malkort_xl.server.options import ServerOptions
from tests.server.asking import CHECK, foreign_workbook, post
from tests.server.serving import start
from workbook_templates.standard.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from malkort_xl.server.gate import Gate

IDS = ["--tenant-id", "1" * 8 + "-2222-3333-4444-" + "5" * 12]
IDS += ["--client-id", "9" * 8 + "-8888-7777-6666-" + "5" * 12]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[ServerOptions]:
    options: list[ServerOptions] = []
    monkeypatch.setattr(running, "run", lambda one, _: options.append(one))
    return options


def test_the_options_reach_the_server(started: list[ServerOptions]) -> None:
    url = "https://malkort.kommunen.example"
    arguments = [
        "--port",
        "8123",
        "--public-url",
        url,
        "--max-mb",
        "2",
        "--timeout",
        "9",
    ]
    run = CliRunner().invoke(serve, [*arguments, *IDS])

    assert run.exit_code == 0, run.output
    [options] = started
    assert (options.port, options.max_bytes, options.answer_seconds) == (8123, 2e6, 9)
    assert options.entra is not None


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--host", "0.0.0.0"], "utan inloggning"),  # noqa: S104 - refused
        (["--tenant-id", "x", "--client-id", "y"], "--tenant-id ska vara ett id"),
        ([*IDS[:2]], "--client-id ska vara ett id"),
        (["--host", "10.1.1.1", *IDS], "utan kryptering"),
    ],
)
def test_what_would_be_open_to_others_is_refused(
    arguments: list[str], why: str, started: list[ServerOptions]
) -> None:
    run = CliRunner().invoke(serve, arguments)

    assert isinstance(run.exception, UsageError)
    with pytest.raises(UsageError, match=why):
        raise run.exception
    assert started == []


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--port", "0"], "--port ska vara ett heltal från 1 till 65535."),
        (["--port", "80,5"], "--port ska vara ett heltal från 1 till 65535."),
        (["--max-mb", "mycket"], "--max-mb ska vara ett tal från 0.001 till 200."),
        (["--timeout", "nan"], "--timeout ska vara ett tal från 0.1 till 600."),
    ],
)
def test_a_number_out_of_bounds_is_told_in_swedish(
    arguments: list[str], why: str
) -> None:
    run = CliRunner().invoke(serve, arguments)

    assert run.exit_code == 2
    assert why in run.output


def test_without_a_licence_key_it_does_not_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("XLWINGS_LICENSE_KEY", raising=False)
    run = CliRunner().invoke(serve, [])

    assert isinstance(run.exception, UsageError)
    assert "XLWINGS_LICENSE_KEY" in str(run.exception)


def test_the_server_runs_without_an_access_log(
    app: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    import uvicorn  # noqa: PLC0415 - comes with the extra

    calls: list[dict[str, Any]] = []
    monkeypatch.setattr(running, "create_app", lambda _: app)
    monkeypatch.setattr(running, "_set_up_log", lambda: None)
    monkeypatch.setattr(uvicorn, "run", lambda _, **more: calls.append(more))
    told: list[str] = []
    running.run(ServerOptions(port=8001), told.append)

    [call] = calls
    assert told == [
        "Målkortsservern startar på http://127.0.0.1:8001. Avsluta med Ctrl+C."
    ]
    assert (call["port"], call["access_log"], call["server_header"]) == (
        8001,
        False,
        False,
    )


def test_a_traceback_never_reaches_the_log() -> None:
    import logging  # noqa: PLC0415 - for one record
    import sys  # noqa: PLC0415 - for one record

    try:
        int("hemligt ur en cell")
    except ValueError as error:
        text = str(error)
        record = logging.LogRecord("x", 40, "f", 1, text, None, sys.exc_info())

    assert running._without_trace(record)  # noqa: SLF001 - the filter itself
    assert logging.Formatter().format(record) == "ValueError"


def test_nothing_of_a_workbook_is_in_the_log_or_beside_it(tmp_path: Path) -> None:
    server = start(tmp_path / "log.txt", "--max-mb", "0.01")
    for payload in (foreign_workbook(), foreign_workbook(padding="hemligt" * 9999)):
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(_request(server.url + CHECK, payload))  # noqa: S310 - our own
        refused.value.close()
    log = server.stop()

    assert "POST '/xlwings/custom-scripts-call/check' 400" in log
    assert "POST '/xlwings/custom-scripts-call/check' 413" in log
    for secret in ("Inköp", "hemligt", "Ån", "Traceback"):
        assert secret not in log
    assert [path.name for path in tmp_path.iterdir()] == ["log.txt"]


def test_xlwings_keeps_nothing_after_an_answer(app: Gate) -> None:
    from xlwings.pro import _xlremote  # noqa: PLC0415 - after the key

    before = len(_xlremote.engine.apps)
    post(app, CHECK, foreign_workbook())

    assert len(_xlremote.engine.apps) == before
    assert _xlremote.get_range_api.cache_info().currsize == 0


def test_the_help_is_in_swedish() -> None:
    run = CliRunner().invoke(serve, ["--help"])

    assert "Användning:" in run.output
    assert "Inget ur en arbetsbok sparas eller loggas." in run.output
    assert module.serve is serve


def _request(url: str, payload: dict[str, Any]) -> urllib.request.Request:
    headers = {"content-type": "application/json"}
    return urllib.request.Request(url, json.dumps(payload).encode(), headers)  # noqa: S310 - our own
