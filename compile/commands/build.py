"""`malkort build`: a period's workbooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from compile.commands.options import folder_argument, overwrite_option, period_option
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

    De hamnar i MAPP/PERIOD/utskick. Finns det inlämnade kort från perioden
    innan följer mål, mått och aktiviteter med, och förra bedömningen står
    bredvid fälten.
    """
    from compile.setup import send_out  # noqa: PLC0415 - heavy, only when run

    with progress("Skriver arbetsböcker") as tell:
        result = send_out(folder, period, overwrite=overwrite, tell=tell)
    for notice in result.notices:
        say(notice)
    say(f"{len(result.written)} arbetsböcker skrivna i {folder.outbox(period)}")
    if result.kept:
        say(f"{len(result.kept)} fanns redan och är orörda (--overwrite skriver över).")
    say(f"Lägg det som kommer tillbaka i {folder.inbox(period)}")
