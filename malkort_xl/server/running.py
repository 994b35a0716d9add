"""Runs the application with uvicorn, with a log that says nothing of a workbook."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from malkort_xl.server.application import create_app

if TYPE_CHECKING:
    from collections.abc import Callable

    from malkort_xl.server.options import ServerOptions

_LINE = "%(asctime)s %(levelname)s %(name)s %(message)s"
_KEEP_ALIVE = 15  # seconds
_AT_ONCE = 400  # connections; more are told to come back


def run(options: ServerOptions, tell: Callable[[str], object]) -> None:
    """Serve until interrupted; raises UsageError before it listens, if at all.

    tell: shows the user where the server is, once it can start.
    """
    app = create_app(options)
    tell(f"Målkortsservern startar på {options.url}. Avsluta med Ctrl+C.")
    import uvicorn  # noqa: PLC0415 - comes with the extra

    _set_up_log()
    uvicorn.run(
        app,
        host=options.host,
        port=options.port,
        ssl_certfile=options.certificate,
        ssl_keyfile=options.key,
        access_log=False,  # its lines hold whole queries
        log_config=None,
        server_header=False,
        timeout_keep_alive=_KEEP_ALIVE,
        limit_concurrency=_AT_ONCE,
    )


def _set_up_log() -> None:
    """Log one line per request; all others only warn, without an error's text."""
    logging.basicConfig(level=logging.WARNING, force=True, format=_LINE)
    for handler in logging.getLogger().handlers:
        handler.addFilter(_without_trace)
    logging.getLogger("malkort.server").setLevel(logging.INFO)


def _without_trace(record: logging.LogRecord) -> bool:
    """Take an error's own text out of a line; it may quote a cell or a token."""
    if record.exc_info:
        kind = record.exc_info[0]
        record.exc_info, record.exc_text = None, None
        record.msg, record.args = "%s", (kind.__name__ if kind else "error",)
    return True
