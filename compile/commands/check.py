"""`malkort check`: all findings of workbooks, folders and registers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from compile.check import check_paths
from compile.commands.means import means_options
from compile.marked import mark_copies
from compile.swedish import SwedishCommand
from compile.telling import (
    count_text,
    findings_json,
    print_findings,
    progress,
    say,
    warn,
)
from compile.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compile.check import CheckedCard
    from compile.commands.means import Choice


@click.command(
    cls=SwedishCommand,
    examples=(
        'malkort check "EX-A1 Barn och utbildning 2026-T2.xlsx"',
        "malkort check exempel/2026-T2/inkorg",
        "malkort check exempel --json",
        "malkort check exempel/2026-T2/inkorg --marked granskade",
    ),
)
@click.argument("paths", metavar="SÖKVÄG...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Skriv anmärkningarna som JSON.")
@click.option(
    "--marked",
    metavar="MAPP",
    help="Skriv också en kopia av varje målkort, med färg och anteckning i cellerna "
    "och en lista på fliken Kontroll.",
)
@means_options
@click.pass_context
def check(
    ctx: click.Context,
    paths: Sequence[str],
    *,
    as_json: bool,
    marked: str | None,
    choice: Choice,
) -> None:
    """Granska arbetsböcker, en inkorg eller hela kommunens mapp.

    SÖKVÄG är en arbetsbok, styrregistret eller en mapp. Alla anmärkningar visas
    på en gång, med flik och cell. Ingen fil ändras, inte heller med --marked.

    Slutkoden är 0 när inget behöver rättas, 1 när det finns fel och 2 när
    någon fil inte gick att läsa.
    """
    with choice.means() as means, progress("Granskar") as tell:
        checked = check_paths([Path(p) for p in paths], tell, means)
    if as_json:
        click.echo(findings_json(checked.findings))
    else:
        print_findings(checked.findings)
        files = counted(checked.count, "fil granskad", "filer granskade")
        say(f"\n{files}: {count_text(checked.findings)}.")
    if marked is not None:
        _mark(checked.cards, Path(marked))
    ctx.exit(checked.exit_code)


def _mark(cards: Sequence[CheckedCard], folder: Path) -> None:
    """Write the copies, and tell on the error stream, where JSON is not disturbed."""
    failed = list(mark_copies(cards, folder))
    for text in failed:
        warn(text)
    done = len(cards) - len(failed)
    click.echo(f"{done} märkta kopior finns i {folder}.", err=True)
