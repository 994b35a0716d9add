"""`malkort addin`: the desktop's add-in for Excel."""

from __future__ import annotations

from pathlib import Path

import click

from workbook_templates.command_line import SwedishCommand


@click.command(
    cls=SwedishCommand,
    examples=(
        "malkort addin --out tillagg",
        r'malkort addin --out tillagg --python "%ProgramFiles%\Malkort\python.exe"',
    ),
)
@click.option(
    "--out", required=True, metavar="MAPP", help="Mappen som tillägget skrivs i."
)
@click.option(
    "--python",
    default="",
    metavar="SÖKVÄG",
    help="Python på personalens datorer (Windows). Utan detta väljer varje dator.",
)
@click.option(
    "--python-mac",
    default="",
    metavar="SÖKVÄG",
    help="Detsamma på Mac.",
)
@click.option(
    "--overwrite", is_flag=True, help="Skriv över filer som redan finns i mappen."
)
def addin(out: str, python: str, python_mac: str, *, overwrite: bool) -> None:
    """Bygg malkort.xlam, menyfliken Målkort för Excel med Python på datorn.

    Bredvid läggs installera.txt med stegen för en person och för många datorer.
    Excel behövs inte för att bygga, och ingen licensnyckel.
    """
    from malkort_xl.addin.build import build_addin  # noqa: PLC0415 - heavy, when run

    paths = build_addin(
        Path(out), python=python, python_mac=python_mac, overwrite=overwrite
    )
    for path in paths:
        click.echo(f"Skapad: {path}")
    click.echo("\nNästa steg: läs installera.txt.")
