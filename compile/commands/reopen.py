"""`malkort reopen`: a closed period is opened again, with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from compile.commands.options import folder_argument, period_option
from compile.swedish import SwedishCommand
from compile.telling import say

if TYPE_CHECKING:
    from compile.folder import MunicipalityFolder
    from workbook_templates.standard.model import Period


@click.command(
    name="reopen",
    cls=SwedishCommand,
    examples=(
        'malkort reopen kommunen --period 2026-T2 --skal "Fel siffra i ett kort"',
    ),
)
@folder_argument
@period_option
@click.option(
    "--skal",
    "reason",
    required=True,
    metavar="TEXT",
    help="Varför perioden öppnas. Skriv inga personnamn.",
)
def reopen_command(folder: MunicipalityFolder, period: Period, *, reason: str) -> None:
    """Öppna en stängd period, så att rapporten kan göras om.

    Inget tas bort: det som var stängt ligger kvar i arkivet med tillägget
    .oppnad-1, .oppnad-2 och så vidare. Dagen och skälet skrivs i
    MAPP/arkiv/logg.json. Rätta sedan i inkorgen eller registret och stäng
    perioden på nytt med malkort compile --final.
    """
    from compile.archive import reopen  # noqa: PLC0415 - only when run

    reopened = reopen(folder.checked(), period, reason)
    if reopened.was_cut_short:
        say("En tidigare öppning hade avbrutits och är nu klar, med skälet då:")
        say(f"  {reopened.reason}")
    say(f"Perioden {period} är öppen igen.")
    say(f"Det som var stängt finns kvar i {reopened.kept}")
