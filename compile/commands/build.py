"""`malkort build`: a period's workbooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from compile.commands.means import Choice
from compile.commands.options import folder_argument, overwrite_option, period_option
from compile.commands.rollover import tell_sent
from compile.swedish import SwedishCommand
from compile.telling import progress, say

if TYPE_CHECKING:
    from compile.folder import MunicipalityFolder
    from workbook_templates.standard.model import Period


@click.command(
    cls=SwedishCommand,
    examples=("malkort build kommunen --period 2026-T2",),
)
@folder_argument
@period_option
@overwrite_option
def build(folder: MunicipalityFolder, period: Period, *, overwrite: bool) -> None:
    """Skriv periodens arbetsböcker, en per enhet.

    De hamnar i MAPP/PERIOD/utskick. Finns det inlämnade kort från en tidigare
    period följer mål, mått och aktiviteter med, som med malkort rollover.
    """
    from compile.sending import Sending, send  # noqa: PLC0415 - heavy

    with Choice().means() as means, progress("Skriver arbetsböcker") as tell:
        result = send(folder, period, Sending(None, overwrite, means), tell)
    tell_sent(result)
    say(f"Arbetsböcker: {folder.outbox(period)}")
    say(f"Lägg det som kommer tillbaka i {folder.inbox(period)}")
