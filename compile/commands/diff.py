"""`malkort diff`: what has changed between two periods."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from compile.commands.means import means_options
from compile.commands.options import PeriodType, folder_argument
from compile.delivery import delivering, existing
from compile.diff.as_json import diff_json
from compile.diff.page import diff_page
from compile.diff.reading import diff_periods
from compile.diff.wording import summary_sentences, title_text
from compile.locking import alone_in
from compile.swedish import SwedishCommand
from compile.telling import progress, say, warn

if TYPE_CHECKING:
    from pathlib import Path

    from compile.commands.means import Choice
    from compile.diff.changes import Diff
    from compile.folder import MunicipalityFolder
    from workbook_templates.standard.model import Period


_DOING = "Jämförelsen"


@click.command(
    name="diff",
    cls=SwedishCommand,
    examples=(
        "malkort diff kommunen 2026-T1 2026-T2",
        "malkort diff kommunen 2025-T3 2026-T2 --json",
    ),
)
@folder_argument
@click.argument("before", metavar="FRÅN", type=PeriodType())
@click.argument("now", metavar="TILL", type=PeriodType())
@click.option("--json", "as_json", is_flag=True, help="Skriv ändringarna som JSON.")
@means_options
def diff_command(
    folder: MunicipalityFolder,
    before: Period,
    now: Period,
    *,
    as_json: bool,
    choice: Choice,
) -> None:
    """Visa vad som har ändrats mellan två perioder.

    FRÅN är den tidigare perioden, TILL den senare. Jämförelsen skrivs som webbsida
    i den senare periodens mapp: Andringar-FRÅN-till-TILL.html. Där står mål med
    annan bedömning, prognos eller text, mått som har rört sig, målvärden som har
    ändrats mitt i året, aktiviteter som är klara, försenade, nya eller borta, och
    enheter som har kommit, gått eller bytt namn. Inga arbetsböcker ändras.
    """
    with choice.means() as means, progress("Läser kort"):
        found = diff_periods(folder, before, now, means)
    if as_json:
        click.echo(diff_json(found))
    else:
        _tell(found)
    path = _write(folder, found)
    click.echo(f"Skrev {path}", err=True)


def _tell(found: Diff) -> None:
    say(f"{title_text(found)}.")
    for sentence in summary_sentences(found):
        say(f"  {sentence}")
    for notice in found.notices:
        warn(f"  {notice}")


def _write(folder: MunicipalityFolder, found: Diff) -> Path:
    """Write the page whole or not at all; returns where."""
    place = existing(folder.period(found.now.period))
    name = f"Andringar-{found.before.period}-till-{found.now.period}.html"
    path = place / name
    with alone_in(place, path.stem, _DOING), delivering(place) as delivery:
        delivery.write(path, diff_page(found))
    return path
