"""xlwings Server as this tool runs it: own scripts, own pages, a gate before it.

xlwings Server is one application per process and reads its settings when it is
imported, so create_app is called once, before anything of it is imported.
"""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from malkort_xl.server.gate import PAYLOAD, Gate, Known, log_fault
from malkort_xl.server.licence import require_server
from malkort_xl.server.options import check_options, environment
from malkort_xl.snapshot import forget_values
from workbook_templates.standard.errors import MalkortError
from workbook_templates.standard.register_layout import AREAS, STRATEGY_GOALS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi import FastAPI, Request, Response

    from malkort_xl.server.options import ServerOptions

PROJECT = Path(__file__).with_name("project")


def create_app(options: ServerOptions) -> Gate:
    """Return the ASGI application.

    Raises UsageError when xlwings Server or its licence key is missing, or when
    the options would open the server to a network without sign-in.
    """
    require_server(os.environ)
    check_options(options)
    os.environ.update(environment(options, PROJECT))
    _need_engines()
    known = _own_names()
    main = importlib.import_module("xlwings_server.main")
    main.templates.env.globals |= {
        "office_js": _office_js(main.PACKAGE_DIR),
        "lists": (STRATEGY_GOALS.name, AREAS.name),
    }
    _own_book(main.app)
    _own_refusals(main.app)
    _own_files(main.app, options)
    return Gate(main.main_app, options, known)


def _need_engines() -> None:
    """Register xlwings' engines for clients, as it does itself with a licence key.

    Where xlwings was imported before the key was set, it has left them out.
    """
    import xlwings as xw  # noqa: PLC0415 - not before the settings

    for name in ("remote", "officejs"):
        if name not in xw.engines.engines_by_name:
            engine = importlib.import_module(f"xlwings.pro._xl{name}").engine
            xw.engines.add(xw.Engine(impl=engine))


def _office_js(package: Path) -> str:
    """Return where in its static files xlwings Server has Microsoft's Office.js."""
    static = package / "static"
    found = max(static.glob("vendor/office-js/*/dist/office.js"))
    return f"/{found.relative_to(static).as_posix()}"


def _own_names() -> Known:
    """Put our scripts and functions where xlwings Server imports them from."""
    scripts = importlib.import_module("malkort_xl.server.scripts")
    cells = importlib.import_module("malkort_xl.server.cell_functions")
    sys.modules["custom_scripts"] = scripts.namespace()
    sys.modules["custom_functions"] = cells.namespace()
    names = frozenset(shell.__name__ for shell in scripts.SCRIPTS)
    return Known(names, frozenset({cells.strategimal.__name__}))


def _own_book(app: FastAPI) -> None:
    """Open each workbook in an xlwings app of its own, and forget it afterwards.

    xlwings Server opens all of them in one, whose active book is the last one
    opened; with two users at once the one would get the other's selection. And
    xlwings keeps every value that it has read, until it is told to forget.
    """
    import xlwings as xw  # noqa: PLC0415 - not before the settings
    from fastapi import Request as Asked  # noqa: PLC0415 - not before the settings

    dependencies = importlib.import_module("xlwings_server.dependencies")

    async def payload(request: Request) -> Any:  # noqa: ANN401 - the request's JSON
        return request.scope[PAYLOAD]

    def book(request: Request) -> Iterator[xw.Book]:
        own = xw.engines["remote"].apps.add()
        try:
            yield own.books.open(json=request.scope[PAYLOAD])
        finally:
            own.kill()
            forget_values()

    for dependency in (payload, book):
        dependency.__annotations__["request"] = Asked
    app.dependency_overrides[dependencies.parse_book_input] = payload
    app.dependency_overrides[dependencies.get_book] = book


def _own_refusals(app: FastAPI) -> None:
    """Answer in Swedish, and log no text of an error; it may quote a cell."""
    from fastapi.exceptions import RequestValidationError  # noqa: PLC0415 - extra
    from httpx import HTTPError  # noqa: PLC0415 - extra
    from starlette.exceptions import HTTPException  # noqa: PLC0415 - extra
    from starlette.responses import PlainTextResponse  # noqa: PLC0415 - extra
    from xlwings import XlwingsError  # noqa: PLC0415 - extra

    from malkort_xl.server import answers  # noqa: PLC0415 - beside its users

    def refuse(_: Request, error: Exception) -> Response:
        if isinstance(error, MalkortError):
            return PlainTextResponse(str(error), 400)
        refusal = _refusal(error)
        return PlainTextResponse(refusal.text, refusal.status)

    def _refusal(error: Exception) -> answers.Refusal:
        if isinstance(error, answers.RefusedError):
            return error.refusal
        if isinstance(error, HTTPException):
            return answers.by_status(error.status_code)
        log_fault(error)
        if isinstance(error, HTTPError):  # from fetching Entra ID's public keys
            return answers.SIGN_IN_UNCHECKED
        known = isinstance(error, XlwingsError | RequestValidationError)
        return answers.WRONG_ARGUMENTS if known else answers.BROKEN

    kinds = (HTTPException, RequestValidationError, XlwingsError, HTTPError)
    for kind in (*kinds, MalkortError, answers.RefusedError, Exception):
        app.add_exception_handler(kind, refuse)


def _own_files(app: FastAPI, options: ServerOptions) -> None:
    """Serve what is made from ribbon.toml, before xlwings Server's own files."""
    from starlette.responses import Response as Answer  # noqa: PLC0415 - extra
    from starlette.routing import Route  # noqa: PLC0415 - extra

    from malkort_xl.server import icons, manifest, ribbon_js  # noqa: PLC0415 - extra

    def route(path: str, kind: str, content: str | bytes) -> Route:
        def answer(_: Request) -> Answer:
            return Answer(content, media_type=kind)

        return Route(options.path + path, answer, methods=["GET"])

    files = [
        route("/static/js/ribbon.js", "text/javascript", ribbon_js.ribbon_js()),
        route("/manifest.xml", "text/xml", manifest.manifest(options)),
    ]
    for name, picture in icons.icons().items():
        files.append(route(f"/static/{manifest.ICONS}/{name}", "image/png", picture))
    app.router.routes[:0] = files
