"""How the server is started, and what it refuses to be."""

from __future__ import annotations

import json
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from workbook_templates.standard.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

MEGABYTE = 1_000_000
DEFAULT_PORT = 8000
_ANY_ORIGIN = '["*"]'


@dataclass(frozen=True, slots=True)
class Entra:
    """The municipality's own Entra ID: which tenant, and which app registration."""

    tenant_id: str
    client_id: str


@dataclass(frozen=True, slots=True)
class ServerOptions:
    """Where the server listens, who may use it, and how much it takes.

    public_url: the address that Excel uses; empty for the one it listens on.
    max_bytes: the largest request. body_seconds: within which a request has to have
    come in. answer_seconds: within which it is answered.
    """

    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    certificate: Path | None = None
    key: Path | None = None
    public_url: str = ""
    entra: Entra | None = None
    max_bytes: int = 10 * MEGABYTE
    body_seconds: float = 20
    answer_seconds: float = 60

    @property
    def url(self) -> str:
        """The address that Excel uses, without a slash at its end."""
        scheme = "https" if self.certificate else "http"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return (self.public_url or f"{scheme}://{host}:{self.port}").rstrip("/")

    @property
    def path(self) -> str:
        """The folder of the public address, "" or like "/malkort"."""
        return urlsplit(self.url).path.rstrip("/")

    @property
    def hosts(self) -> frozenset[str]:
        """The names by which the server lets itself be called."""
        public = urlsplit(self.url).hostname or self.host
        return frozenset({public, self.host.lower(), "localhost", "127.0.0.1", "::1"})


def check_options(options: ServerOptions) -> None:
    """Refuse to be open to a network without sign-in and encryption.

    Raises UsageError.
    """
    if bool(options.certificate) != bool(options.key):
        raise UsageError(_HALF_A_PAIR)
    for file in filter(None, (options.certificate, options.key)):
        if not file.is_file():
            text = f"Filen {file} finns inte. Ange certifikat och nyckel i PEM-format."
            raise UsageError(text)
    if options.entra is None and not (is_loopback(options.host) and _local(options)):
        raise UsageError(_NO_SIGN_IN.format(where=_where(options)))
    if not is_loopback(options.host) and options.certificate is None:
        raise UsageError(_NO_CERTIFICATE.format(host=options.host))
    check_url(options.url)


def check_url(url: str) -> str:
    """Return an address that Excel can use, without a slash at its end.

    Raises UsageError for what is no address, or one without https that is not
    this computer's own.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host = ""
    if not host or parts.scheme not in {"http", "https"} or parts.query:
        raise UsageError(_NO_ADDRESS.format(url=url))
    if parts.scheme == "http" and not is_loopback(host):
        raise UsageError(_NO_HTTPS.format(url=url))
    return url.rstrip("/")


def is_loopback(host: str) -> bool:
    """Return whether a host is this computer alone."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def environment(options: ServerOptions, project: Path) -> dict[str, str]:
    """Return the settings of xlwings Server, as it reads them from its environment."""
    entra = options.entra
    return {
        "XLWINGS_ON_SERVER": "true",
        "XLWINGS_PROJECT_DIR": str(project),
        "XLWINGS_ENVIRONMENT": "prod",
        "XLWINGS_PROJECT_NAME": "Målkort",
        "XLWINGS_FUNCTIONS_NAMESPACE": "",
        "XLWINGS_APP_PATH": options.path,
        "XLWINGS_STATIC_URL_PATH": f"{options.path}/static",
        "XLWINGS_REQUEST_TIMEOUT": str(round(options.answer_seconds) + 5),
        "XLWINGS_CUSTOM_FUNCTIONS_MAX_RETRIES": "1",
        "XLWINGS_LOG_LEVEL": "WARNING",
        "XLWINGS_ENABLE_ALPINEJS_CSP": "false",
        "XLWINGS_ENABLE_BOOTSTRAP": "false",
        "XLWINGS_ENABLE_EXAMPLES": "false",
        "XLWINGS_ENABLE_HOTRELOAD": "false",
        "XLWINGS_ENABLE_HTMX": "false",
        "XLWINGS_ENABLE_SOCKETIO": "false",
        "XLWINGS_ENABLE_TESTS": "false",
        "XLWINGS_ENABLE_WASM": "false",
        "XLWINGS_CDN_OFFICEJS": "false",
        # Excel on the web asks for the functions' list from its own address; open
        # only where every call that carries a workbook needs a token.
        "XLWINGS_CORS_ALLOW_ORIGINS": _ANY_ORIGIN if entra else "[]",
        "XLWINGS_AUTH_PROVIDERS": json.dumps(["entraid"] if entra else []),
        "XLWINGS_AUTH_ENTRAID_TENANT_ID": entra.tenant_id if entra else "",
        "XLWINGS_AUTH_ENTRAID_CLIENT_ID": entra.client_id if entra else "",
        "XLWINGS_AUTH_ENTRAID_MULTITENANT": "false",
    }


def _local(options: ServerOptions) -> bool:
    """Return whether the address that Excel uses is on this computer."""
    return is_loopback(urlsplit(options.url).hostname or "")


def _where(options: ServerOptions) -> str:
    return options.url if is_loopback(options.host) else options.host


_NO_ADDRESS = "{url} är ingen adress. Skriv den så: https://malkort.kommunen.example."
_NO_HTTPS = "{url} börjar med http. Excel kräver https på allt utom den egna datorn."
_HALF_A_PAIR = (
    "Ange både --certificate och --key, eller inget av dem. De hör ihop: "
    "certifikatet och dess privata nyckel, båda i PEM-format."
)
_NO_SIGN_IN = (
    "Servern startar inte på {where} utan inloggning, eftersom andra datorer då når "
    "den. Ange --tenant-id och --client-id för kommunens Entra ID, eller kör på den "
    "egna datorn med --host 127.0.0.1."
)
_NO_CERTIFICATE = (
    "Servern startar inte på {host} utan kryptering. Ange --certificate och --key, "
    "eller låt den lyssna på 127.0.0.1 bakom en omvänd proxy som har certifikatet."
)
