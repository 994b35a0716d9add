"""The gate before xlwings Server: what may come in, how much, and how long it takes.

Everything that is refused gets a 4xx with a Swedish text. A workbook is held in
memory while it is answered and nowhere else; a line of the log says method, path,
status and time, never a query, a token or anything out of a workbook.
"""

from __future__ import annotations

import asyncio
import logging
import time
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from malkort_xl.server import answers
from malkort_xl.server.answers import Refusal, RefusedError
from malkort_xl.server.payload import check_call, check_workbook, parse_json
from malkort_xl.server.tokens import plausible

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping

    from malkort_xl.server.options import ServerOptions

    Scope = MutableMapping[str, Any]
    Message = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]
    App = Callable[[Scope, Receive, Send], Awaitable[None]]

LOG = logging.getLogger("malkort.server")
PAYLOAD = "malkort.payload"  # in an ASGI scope: the request's body as parsed

SCRIPTS_PATH = "/xlwings/custom-scripts-call/"
FUNCTIONS_PATH = "/xlwings/custom-functions-call"
STATIC_PATH = "/static/"
PAGES = frozenset(
    {
        "/",
        "/favicon.ico",
        "/manifest.xml",
        "/taskpane",
        "/taskpane.html",
        "/xlwings/alert",
        "/xlwings/custom-functions-code",
        "/xlwings/custom-functions-code.js",
        "/xlwings/custom-functions-meta",
        "/xlwings/custom-functions-meta.json",
        "/xlwings/custom-scripts-meta",
        "/xlwings/custom-scripts-meta.json",
    }
)


@dataclass(frozen=True, slots=True)
class Known:
    """The names that a client may call."""

    scripts: frozenset[str]
    functions: frozenset[str]


class Gate:
    """An ASGI application that lets the right requests through to another one."""

    def __init__(self, app: App, options: ServerOptions, known: Known) -> None:
        """Take the application behind, the limits, and the names to call."""
        self._app, self._options, self._known = app, options, known

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass on what is no request (start and stop)."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        answer = _Answer(send)
        start = time.monotonic()
        refusal = await self._serve(scope, receive, answer)
        if refusal is not None and not answer.status:
            await answer.refuse(refusal)
        milliseconds = (time.monotonic() - start) * 1000
        path = str(scope["path"]).encode("ascii", "backslashreplace").decode()[:200]
        LOG.info("%s %r %s %.0f ms", scope["method"], path, answer.status, milliseconds)

    async def _serve(
        self, scope: Scope, receive: Receive, answer: _Answer
    ) -> Refusal | None:
        try:
            receive = await self._admit(scope, receive)
            limit = self._options.answer_seconds
            await asyncio.wait_for(self._app(scope, receive, answer), limit)
        except RefusedError as error:
            return error.refusal
        except TimeoutError:
            return answers.NO_ANSWER
        except Exception as error:  # noqa: BLE001 - the last guard: no traceback gets out
            log_fault(error)
            return answers.BROKEN
        return None

    async def _admit(self, scope: Scope, receive: Receive) -> Receive:
        headers = {k.lower(): v.decode("latin-1") for k, v in scope["headers"]}
        if _host(headers.get(b"host", "")) not in self._options.hosts:
            raise RefusedError(answers.WRONG_HOST)
        path = scope["path"].removeprefix(self._options.path)
        if path in PAGES or path.startswith(STATIC_PATH):
            _demand_method(scope, {"GET", "HEAD", "OPTIONS"})
            return receive
        self._demand_known(path)
        _demand_method(scope, {"POST", "OPTIONS"})
        if scope["method"] == "OPTIONS":
            return receive
        return await self._admit_call(scope, receive, headers, path)

    def _demand_known(self, path: str) -> None:
        """Refuse what is no page and no name to call, whoever asks."""
        if path == FUNCTIONS_PATH:
            return
        if not path.startswith(SCRIPTS_PATH):
            raise RefusedError(answers.NO_SUCH_PAGE)
        if path.removeprefix(SCRIPTS_PATH) not in self._known.scripts:
            raise RefusedError(answers.NO_SUCH_SCRIPT)

    async def _admit_call(
        self, scope: Scope, receive: Receive, headers: dict[bytes, str], path: str
    ) -> Receive:
        entra = self._options.entra
        if entra and not plausible(headers.get(b"authorization", ""), entra):
            raise RefusedError(answers.SIGN_IN_FAILED)
        if headers.get(b"content-type", "").partition(";")[0] != "application/json":
            raise RefusedError(answers.NOT_JSON)
        body = await self._read(receive, headers.get(b"content-length", ""))
        scope[PAYLOAD] = self._parse(body, path)
        return _again(body)

    def _parse(self, body: bytes, path: str) -> dict[str, Any]:
        data = parse_json(body)
        if path != FUNCTIONS_PATH:
            return check_workbook(data)
        call = check_call(data)
        if call["func_name"] not in self._known.functions:
            raise RefusedError(answers.NO_SUCH_FUNCTION)
        return call

    async def _read(self, receive: Receive, length: str) -> bytes:
        """Return the whole body, within the limits of size and time."""
        limit = self._options.max_bytes
        if length.isascii() and length.isdigit() and int(length[:20]) > limit:
            raise RefusedError(answers.too_large(limit))
        try:
            return await asyncio.wait_for(
                _collect(receive, limit), self._options.body_seconds
            )
        except TimeoutError:
            raise RefusedError(answers.TOO_LATE) from None


class _Answer:
    """Sends on, and remembers the status that was sent (0 before that)."""

    def __init__(self, send: Send) -> None:
        self._send, self.status = send, 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        await self._send(message)

    async def refuse(self, refusal: Refusal) -> None:
        """Send a refusal; the connection is closed, since a body may be left."""
        body = refusal.text.encode()
        headers = [
            (b"content-type", b"text/plain; charset=utf-8"),
            (b"content-length", str(len(body)).encode()),
            (b"cache-control", b"no-store"),
            (b"connection", b"close"),
            (b"x-content-type-options", b"nosniff"),
        ]
        status = int(refusal.status)
        await self(
            {"type": "http.response.start", "status": status, "headers": headers}
        )
        await self({"type": "http.response.body", "body": body})


def log_fault(error: BaseException) -> None:
    """Log what kind of fault it was and where, not what it says.

    The text of an error may quote a cell.
    """
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    places = " < ".join(f"{f.name}:{f.lineno}" for f in reversed(frames))
    LOG.error("%s at %s", type(error).__name__, places)


async def _collect(receive: Receive, limit: int) -> bytes:
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise RefusedError(answers.BAD_JSON)
        body += message.get("body", b"")
        if len(body) > limit:
            raise RefusedError(answers.too_large(limit))
        if not message.get("more_body"):
            return bytes(body)


def _again(body: bytes) -> Receive:
    """Return a receive that gives the body once more, to the application behind."""
    messages = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        if messages:
            return messages.pop()
        nothing_more: asyncio.Future[Message] = asyncio.Future()
        return await nothing_more

    return receive


def _demand_method(scope: Scope, allowed: set[str]) -> None:
    if scope["method"] not in allowed:
        raise RefusedError(answers.WRONG_METHOD)


def _host(header: str) -> str:
    """Return the name in a Host header, without its port."""
    if header.startswith("["):
        return header[1:].partition("]")[0]
    return header.partition(":")[0].lower()
