"""The line to Kolada: one question out, the bytes of one answer back.

The only module that opens a connection, and the only one that knows urllib3. It
talks to one host alone, and believes no answer's size, speed or address.
"""

from __future__ import annotations

import socket
import time
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3 import exceptions as faults
from urllib3.exceptions import HTTPError, LocationParseError, MaxRetryError
from urllib3.util import Retry, Timeout, parse_url

from compile.kolada.faults import (
    HELP,
    NETWORK,
    PassingError,
    fault,
    status_fault,
    text,
)
from workbook_templates.standard.errors import UsageError

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, HTTPConnectionPool
    from urllib3.util import Url

    from workbook_templates.standard.errors import KoladaError

_CHUNK = 64 * 1024
_OK = 200
_REDIRECTS = 3


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait and how much to take.

    connect, read: seconds for a connection and between two pieces of an answer.
    total: seconds for all questions together. pauses: seconds before each new try.
    longest: the longest pause that Kolada may ask for. size: bytes of an answer.
    """

    connect: float = 10
    read: float = 20
    total: float = 300
    pauses: tuple[float, ...] = (0.5, 1, 2, 4)
    longest: float = 30
    size: int = 20_000_000


PATIENCE = Patience()


class Line:
    """A line to one host; paths are below the address that it was opened with."""

    def __init__(self, base: str, patience: Patience) -> None:
        """Prepare the line; raises UsageError where the address is none."""
        url = _parsed(base)
        self.host = url.host or ""
        self._url = url
        self._prefix = (url.path or "").rstrip("/")
        self._patience = patience
        self._end = time.monotonic() + patience.total
        self._pool = _pool(url)

    def get(self, path: str) -> bytes:
        """Ask for a path ("/kpi/N01951") and return the answer.

        What may pass (an overloaded server, a broken connection) is tried again.
        Raises DeclinedError where the server will not have the question, KoladaError
        for all else.
        """
        return self._get(f"{self._prefix}{path}")

    def follow(self, address: str) -> bytes:
        """Ask for the address of a next page, which must be on the same host."""
        next_ = _parsed_next(address)
        same_port = next_.port in {None, self._url.port}
        if next_.host not in {None, self.host} or not same_port:
            raise fault(self.host, f"hänvisar till en annan server ({next_.host})")
        return self._get(next_.request_uri)

    def _get(self, target: str) -> bytes:
        for pause in self._patience.pauses:
            try:
                return self._once(target)
            except PassingError as passing:
                self._wait(pause, passing)
        return self._once(target)

    def _wait(self, pause: float, passing: PassingError) -> None:
        """Wait as long as asked for; give up where that is too long."""
        wanted = pause if passing.wait is None else passing.wait
        if wanted > self._patience.longest:
            said = f"ber oss vänta {wanted:.0f} sekunder"
            raise fault(self.host, said) from passing
        if time.monotonic() + wanted > self._end:
            raise passing
        time.sleep(wanted)

    def _once(self, target: str) -> bytes:
        """Ask once; urllib3 only follows redirections, and only on the same host."""
        try:
            response = self._pool.urlopen(
                "GET",
                target,
                headers={
                    "Accept": "application/json",
                    "Accept-Encoding": "identity",
                    "User-Agent": f"malkort/{version('malkort')}",
                },
                retries=_only_redirects(),
                timeout=Timeout(self._patience.connect, self._patience.read),
                preload_content=False,
            )
            with closing(response):
                self._check(response)
                return self._body(response)
        except (HTTPError, OSError) as error:
            reason = error.reason if isinstance(error, MaxRetryError) else error
            raise _fault_of(reason or error, self.host) from error

    def _check(self, response: BaseHTTPResponse) -> None:
        """Raise what an answer's status says."""
        if response.status != _OK:
            wait = Retry().get_retry_after(response)
            raise status_fault(response.status, self.host, wait)

    def _body(self, response: BaseHTTPResponse) -> bytes:
        """Return the answer, unless it is too large or comes too slowly."""
        body = bytearray()
        while piece := response.read1(_CHUNK):
            body += piece
            if len(body) > self._patience.size:
                raise fault(self.host, "svarade med orimligt mycket")
            if time.monotonic() > self._end:
                raise fault(self.host, "svarade för långsamt")
        return bytes(body)


def _only_redirects() -> Retry:
    return Retry(
        total=None,
        connect=0,
        read=0,
        status=0,
        other=0,
        redirect=_REDIRECTS,
        respect_retry_after_header=False,
    )


def _parsed(base: str) -> Url:
    try:
        url = parse_url(base)
    except LocationParseError:
        url = parse_url("")
    if url.scheme not in {"http", "https"} or not url.host:
        message = f"”{base}” är ingen adress. Skriv den med https:// först."
        raise UsageError(message)
    return url


def _parsed_next(address: str) -> Url:
    try:
        return parse_url(address)
    except LocationParseError:
        return parse_url("http://invalid.")


def _pool(url: Url) -> HTTPConnectionPool:
    """Return the connections to a host, by the computer's proxy where it has one."""
    address = url.url
    proxy = getproxies().get("https") if url.scheme == "https" else None
    if proxy and not proxy_bypass(url.host or ""):
        return urllib3.ProxyManager(proxy).connection_from_url(address)
    return urllib3.connection_from_url(address)


def _fault_of(error: BaseException, host: str) -> KoladaError:
    """Return what a fault of the connection means."""
    if isinstance(error, faults.NameResolutionError | socket.gaierror):
        return fault(host, "går inte att hitta", NETWORK)
    if isinstance(error, faults.SSLError):
        remedy = f"Ett filter på vägen kan vara skälet. {HELP}"
        return fault(host, "kan inte styrka vem den är (certifikatet)", remedy)
    if isinstance(error, faults.ProxyError):
        return fault(host, "går inte att nå genom kommunens proxy", HELP)
    if isinstance(error, faults.ConnectTimeoutError):
        return fault(host, "går inte att nå", NETWORK)
    return _later_fault_of(error, host)


def _later_fault_of(error: BaseException, host: str) -> KoladaError:
    """Return what a fault means that comes when the connection is there."""
    if isinstance(error, faults.HostChangedError):
        return fault(host, "hänvisar till en annan server", HELP)
    if isinstance(error, faults.ResponseError):  # too many redirections
        return fault(host, "hänvisar runt i en ring", HELP)
    if isinstance(error, faults.ReadTimeoutError | TimeoutError):
        return PassingError(text(host, "slutade svara"))
    return PassingError(text(host, "bröt förbindelsen"))
