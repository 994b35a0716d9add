"""`malkort serve`: the ribbon's server, route 1."""

from __future__ import annotations

from pathlib import Path

import click

from malkort_xl.commands.server_options import Number, entra, entra_options
from malkort_xl.server.options import (
    DEFAULT_PORT,
    MEGABYTE,
    ServerOptions,
    check_options,
)
from workbook_templates.command_line import SwedishCommand

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command(
    cls=SwedishCommand,
    examples=(
        "malkort serve",
        "malkort serve --port 8443 --certificate server.pem --key server.key",
        "malkort serve --public-url https://malkort.kommunen.example (och Entra ID)",
    ),
)
@click.option(
    "--host",
    metavar="ADRESS",
    default="127.0.0.1",
    help="Adressen som servern lyssnar på. Utan det 127.0.0.1, den egna datorn.",
)
@click.option(
    "--port",
    metavar="NUMMER",
    type=Number(1, 65535, whole=True),
    default=DEFAULT_PORT,
    help=f"Porten som servern lyssnar på. Utan det {DEFAULT_PORT}.",
)
@click.option("--certificate", metavar="FIL", type=_FILE, help="Certifikat (PEM).")
@click.option("--key", metavar="FIL", type=_FILE, help="Dess privata nyckel (PEM).")
@click.option(
    "--public-url",
    metavar="URL",
    default="",
    help="Adressen som Excel använder, om det är en annan.",
)
@entra_options
@click.option(
    "--max-mb",
    metavar="MB",
    type=Number(0.001, 200),
    default=10,
    help="Den största arbetsbok som tas emot. Utan det 10.",
)
@click.option(
    "--timeout",
    metavar="SEKUNDER",
    type=Number(0.1, 600),
    default=60,
    help="Så länge får ett svar dröja. Utan det 60.",
)
def serve(  # noqa: PLR0913 - one for each option
    *,
    host: str,
    port: int,
    certificate: Path | None,
    key: Path | None,
    public_url: str,
    tenant_id: str,
    client_id: str,
    max_mb: float,
    timeout: float,
) -> None:
    """Starta servern bakom fliken Målkort i Excel (Office.js).

    Servern behöver tillägget xlwings Server och en licensnyckel; utan dem sägs
    vad som ska installeras och vad kommunen beslutar. På något annat än den egna
    datorn startar den bara med inloggning genom Entra ID och med certifikat.

    Inget ur en arbetsbok sparas eller loggas. Avsluta med Ctrl+C.
    """
    options = ServerOptions(
        host=host,
        port=port,
        certificate=certificate,
        key=key,
        public_url=public_url,
        entra=entra(tenant_id, client_id),
        max_bytes=round(max_mb * MEGABYTE),
        answer_seconds=timeout,
    )
    check_options(options)
    _run(options)


def _run(options: ServerOptions) -> None:
    """Serve until interrupted. xlwings Server is imported here and no earlier."""
    from malkort_xl.server.running import run  # noqa: PLC0415 - heavy, and an extra

    run(options, click.echo)
