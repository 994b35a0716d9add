"""Excel with the add-in: the real client's page in Chromium over the fake Office.js."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from tests.server.book_state import State, find, write_state

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request, Route

FAKE = Path(__file__).with_name("fake_office.js")
WIDTH, HEIGHT = 350, 900  # of a task pane


class Excel:
    """One user's Excel with one open workbook."""

    def __init__(self, browser: Browser, url: str, state: State) -> None:
        """Open the add-in's page over the state."""
        self.url, self.requests, self.foreign = url, [], []  # type: ignore[var-annotated]
        self.context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
        self.context.add_init_script(f"window.__state = {json.dumps(state)};")
        elsewhere = re.compile(rf"^(?!{re.escape(url)}/)")
        self.context.route(elsewhere, self._refuse)
        self.context.route("**/office.js", self._fake)
        self.context.on("request", self._log)
        self.page: Page = self.context.new_page()
        self.page.goto(f"{url}/taskpane.html")
        self.page.wait_for_function(
            "window.__office && Object.keys(window.__office.actions).length"
        )

    def press(self, button: str) -> None:
        """Press a ribbon button and wait until it is done."""
        self.page.evaluate("(id) => window.__office.press(id)", button)

    @property
    def state(self) -> State:
        """The workbook as it is now."""
        return self.page.evaluate("window.__state")  # type: ignore[no-any-return]

    @property
    def told(self) -> dict[str, Any]:
        """What Excel itself was asked to show: dialogs, paneShown."""
        return self.page.evaluate(  # type: ignore[no-any-return]
            "({dialogs: __office.dialogs, paneShown: __office.paneShown})"
        )

    @property
    def dialog(self) -> str:
        """The text of the last dialogue, or nothing."""
        dialogs = self.told["dialogs"]
        return parse_qs(urlsplit(dialogs[-1]).query)["prompt"][0] if dialogs else ""

    @property
    def status(self) -> str:
        """What the task pane says."""
        return self.page.inner_text("#status") if self._seen("#status") else ""

    @property
    def fault(self) -> str:
        """What the task pane complains of."""
        place = "#global-error-alert"
        return self.page.inner_text(place) if self._seen(place) else ""

    def sheet(self, name: str) -> dict[str, Any]:
        """Return a sheet of the workbook as it is now."""
        return find(self.state, name)

    def save(self, source: Path, target: Path) -> Path:
        """Save the workbook as a file."""
        write_state(self.state, source, target)
        return target

    def call(self, function: str, *arguments: object) -> object:
        """Calculate a cell function as Excel does; an error's text if it fails."""
        return self.page.evaluate(
            """([name, args]) =>
               __office.functions[name](...args, {address: "Blad1!A1"})
               .catch((error) => `#VALUE! ${error.message}`)""",
            [function, arguments],
        )

    def close(self) -> None:
        """Close it; nothing may have been asked of another machine."""
        self.context.close()
        assert self.foreign == []

    def _seen(self, place: str) -> bool:
        return self.page.is_visible(place)

    def _log(self, request: Request) -> None:
        self.requests.append(request)

    def _fake(self, route: Route) -> None:
        route.fulfill(path=FAKE, content_type="text/javascript")

    def _refuse(self, route: Route) -> None:
        self.foreign.append(route.request.url)
        route.abort()
