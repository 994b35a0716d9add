"""`malkort manifest`: the file that an administrator uploads, route 1."""

from __future__ import annotations

from pathlib import Path

import click

from malkort_xl.commands.server_options import entra, entra_options
from malkort_xl.server.manifest import manifest as manifest_xml
from malkort_xl.server.options import ServerOptions, check_url
from workbook_templates.command_line import SwedishCommand

FILE = "malkort-manifest.xml"


@click.command(
    cls=SwedishCommand,
    examples=(
        "malkort manifest --url https://malkort.kommunen.example",
        "malkort manifest --url https://localhost:8000 --out prov.xml",
    ),
)
@click.option(
    "--url", metavar="URL", required=True, help="Serverns adress, som Excel når den."
)
@click.option(
    "--out",
    metavar="FIL",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path(FILE),
    help=f"Filen att skriva. Utan det {FILE}.",
)
@click.option(
    "--support-url",
    metavar="URL",
    default="",
    help="Sida med hjälp för användarna, till exempel på intranätet.",
)
@entra_options
def manifest(
    *, url: str, out: Path, support_url: str, tenant_id: str, client_id: str
) -> None:
    """Skriv manifestet för fliken Målkort, som administratören laddar upp.

    Ladda upp det i administrationscentret för Microsoft 365 under Inställningar,
    Integrerade appar. Ange samma --tenant-id och --client-id som för servern.
    """
    address = check_url(url)
    options = ServerOptions(public_url=address, entra=entra(tenant_id, client_id))
    out.write_text(manifest_xml(options, support_url), encoding="utf-8")
    click.echo(f"Skrev {out}. Ladda upp den i administrationscentret.")
