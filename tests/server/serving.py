"""A real server in a process of its own, as `malkort serve` starts it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.helpers.tools import ROOT

if TYPE_CHECKING:
    from pathlib import Path

KEY = {"XLWINGS_LICENSE_KEY": "noncommercial"}
_START = "from malkort_xl.commands.serve import serve; serve()"
_PATIENCE = 30  # seconds until it has started


@dataclass
class Server:
    """A running server: its address, process, and log file."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path

    def stop(self) -> str:
        """End it, and return what it has logged."""
        self.process.terminate()
        self.process.wait(timeout=20)
        return self.log.read_text(encoding="utf-8")


def start(log: Path, *options: str) -> Server:
    """Start a server on a free port of this computer, and wait for its answer."""
    port = free_port()
    command = [sys.executable, "-c", _START, "--port", str(port), *options]
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **KEY}, stdout=out, stderr=out
        )
    server = Server(f"http://127.0.0.1:{port}", process, log)
    _wait(server)
    return server


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait(server: Server) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and server.process.poll() is None:
        try:
            urllib.request.urlopen(server.url, timeout=1).close()  # noqa: S310 - our own
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    message = f"the server did not start: {server.stop()}"
    raise AssertionError(message)
