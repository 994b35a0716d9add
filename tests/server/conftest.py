"""A server, a browser and workbooks, shared by the tests of the server route."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol

import pytest

from malkort_xl.server.application import create_app
from malkort_xl.server.options import ServerOptions
from tests.helpers.registers import small_register
from tests.server.asking import server_settings
from tests.server.book_state import State, read_state
from tests.server.excel import Excel
from tests.server.serving import Server, start
from tests.standard.good_card import T2, good_card, with_goal
from workbook_templates.builder.scorecard_book import ScorecardBuilder
from workbook_templates.standard.model import GoalVerdict

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from malkort_xl.server.gate import Gate


class OpenExcel(Protocol):
    """Opens a workbook in a user's Excel."""

    def __call__(self, book: Path | State, **changes: object) -> Excel: ...


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = start(tmp_path_factory.mktemp("server") / "log.txt")
    yield running
    running.stop()


@pytest.fixture
def excel(browser: Browser, server: Server) -> Iterator[OpenExcel]:
    opened: list[Excel] = []

    def open_excel(book: Path | State, **changes: object) -> Excel:
        url = str(changes.pop("url", server.url))
        state = book if isinstance(book, dict) else read_state(book)
        opened.append(Excel(browser, url, state | changes))
        return opened[-1]

    yield open_excel
    for one in opened:
        one.close()


@pytest.fixture(scope="session")
def good_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("books") / "Exempelenhet.xlsx"
    ScorecardBuilder(small_register(), T2).build(good_card(), path)
    return path


@pytest.fixture(scope="session")
def faulty_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("books") / "Exempelenhet med fel.xlsx"
    card = with_goal(verdict=GoalVerdict.NOT_FULFILLED, comment="", remedy="")
    ScorecardBuilder(small_register(), T2).build(card, path)
    return path


@pytest.fixture(scope="session")
def app() -> Iterator[Gate]:
    """The application in this process; xlwings Server can be set up once."""
    settings = server_settings()
    next(settings)
    before = dict(os.environ)
    yield create_app(ServerOptions())
    for name in os.environ.keys() - before.keys():
        del os.environ[name]
    next(settings, None)
