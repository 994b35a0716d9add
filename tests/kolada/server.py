"""A local server that answers as Kolada is known to, faults included.

Only addresses in path form are answered; a query gives an empty answer without a
fault, and lists that are too long are declined.
"""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator

    Reply = Callable[["Handler"], None]

MUNICIPALITY, COUNTY, COUNTRY = "1783", "0017", "0000"
AREAS = {MUNICIPALITY: "Hagfors", COUNTY: "Region Värmland", COUNTRY: "Riket"}
MOST_AREAS, MOST_YEARS = 20, 25


def entry(value: object, gender: str = "T", **more: object) -> dict[str, object]:
    """Return one value as Kolada writes it."""
    return {
        "gender": gender,
        "status": "",
        "value": value,
        "count": 1,
        "isdeleted": False,
        **more,
    }


@dataclass
class Fake:
    """What the server knows and how it behaves.

    data: entries by id of the key figure, of the area, and year. replies: what it
    does instead with its first requests, one after the other. page: rows a page.
    """

    titles: dict[str, str] = field(default_factory=dict)
    data: dict[tuple[str, str, int], list[dict[str, object]]] = field(
        default_factory=dict
    )
    areas: dict[str, str] = field(default_factory=lambda: dict(AREAS))
    replies: list[Reply] = field(default_factory=list)
    always: Reply | None = None
    page: int = 5
    most_kpis: int = 50
    paths: list[str] = field(default_factory=list)
    base: str = ""

    def answer(self, address: str) -> tuple[int, dict[str, Any]]:
        """Return status and answer to an address."""
        parts = urlsplit(address)
        query = parse_qs(parts.query)
        if set(query) - {"page"}:
            return 200, {"count": 0, "values": [], "next_url": None}
        steps = parts.path.removeprefix("/v3/").split("/")
        if steps[0] in {"kpi", "municipality"}:
            known = self.titles if steps[0] == "kpi" else self.areas
            return self._titles(known, steps[1].split(","))
        return self._data(steps, int(query.get("page", ["1"])[0]))

    def _titles(
        self, known: dict[str, str], ids: list[str]
    ) -> tuple[int, dict[str, Any]]:
        if len(ids) > self.most_kpis:
            return 422, {"detail": "too long"}
        rows = [{"id": i, "title": known[i]} for i in ids if i in known]
        if not rows:
            return 404, {"detail": "unknown"}
        return 200, {"count": len(rows), "values": rows, "next_url": None}

    def _data(self, steps: list[str], page: int) -> tuple[int, dict[str, Any]]:
        kinds = dict(zip(steps[1::2], steps[2::2], strict=True))
        kpis, areas, years = (
            kinds[k].split(",") for k in ("kpi", "municipality", "year")
        )
        if len(areas) > MOST_AREAS or len(years) > MOST_YEARS:
            return 422, {"detail": "too long"}
        if len(kpis) > self.most_kpis:
            return 422, {"detail": "too long"}
        rows = [
            {"kpi": kpi, "municipality": area, "period": year, "values": entries}
            for (kpi, area, year), entries in self.data.items()
            if kpi in kpis and area in areas and str(year) in years
        ]
        shown = rows[(page - 1) * self.page : page * self.page]
        more = len(rows) > page * self.page
        next_url = f"{self.base}/{'/'.join(steps)}?page={page + 1}" if more else None
        return 200, {"count": len(shown), "values": shown, "next_url": next_url}


class Handler(BaseHTTPRequestHandler):
    """Answers from the server's Fake."""

    fake: Fake

    def do_GET(self) -> None:
        """Answer, or do what is next among the replies."""
        self.fake.paths.append(self.path)
        if self.fake.always:
            self.fake.always(self)
        elif self.fake.replies:
            self.fake.replies.pop(0)(self)
        else:
            status, answer = self.fake.answer(self.path)
            self.reply(status, json.dumps(answer).encode())

    def reply(self, status: int, body: bytes = b"", **headers: str) -> None:
        """Send a whole answer; an underscore in a header's name is a hyphen."""
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving(fake: Fake, tls: ssl.SSLContext | None = None) -> Iterator[str]:
    """Run a server on this computer; yields the address of its API."""
    handler = type("Bound", (Handler,), {"fake": fake})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.block_on_close = False
    scheme = "http"
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
        scheme = "https"
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    fake.base = f"{scheme}://127.0.0.1:{server.server_address[1]}/v3"
    try:
        yield fake.base
    finally:
        server.shutdown()
        server.server_close()
