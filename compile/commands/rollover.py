"""`malkort rollover`: the next period's workbooks, from those that came back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from compile.commands.means import means_options
from compile.commands.options import PeriodType, folder_argument, overwrite_option
from compile.swedish import SwedishCommand
from compile.telling import progress, say, warn

if TYPE_CHECKING:
    from compile.commands.means import Choice
    from compile.folder import MunicipalityFolder
    from compile.sending import Sent
    from workbook_templates.standard.model import Period


@click.command(
    cls=SwedishCommand,
    examples=(
        "malkort rollover kommunen --from 2026-T1",
        "malkort rollover kommunen --from 2026-T3 --to 2027-T1",
    ),
)
@folder_argument
@click.option(
    "--from",
    "source",
    required=True,
    type=PeriodType(),
    metavar="ÅÅÅÅ-TN",
    help="Perioden som har lämnats in.",
)
@click.option(
    "--to",
    "period",
    type=PeriodType(),
    metavar="ÅÅÅÅ-TN",
    help="Perioden som ska fyllas i. Utan detta: den som följer.",
)
@overwrite_option
@means_options
def rollover(
    folder: MunicipalityFolder,
    source: Period,
    period: Period | None,
    *,
    overwrite: bool,
    choice: Choice,
) -> None:
    """Skriv nästa periods arbetsböcker av dem som lämnades in.

    Mål, mått, målvärden, ansvariga och aktiviteter följer med sina id.
    Bedömningar, utfall och kommentarer är tomma, och förra periodens står
    bredvid. Arkivet läses först, annars inkorgen; inget där ändras.

    Ett protokoll i MAPP/PERIOD räknar upp vad som följde med, vad som inte
    gjorde det och varför, och vad som är nytt i registret.

    En arbetsbok som någon har börjat fylla i, eller redan har lämnat in,
    skrivs aldrig över, inte heller med --overwrite.
    """
    from compile.sending import Sending, send  # noqa: PLC0415 - heavy

    to = period or source.following
    with choice.means() as means, progress("Skriver arbetsböcker") as tell:
        sent = send(folder, to, Sending(source, overwrite, means), tell)
    tell_sent(sent)
    say(f"Arbetsböcker: {folder.outbox(to)}")


def tell_sent(sent: Sent) -> None:
    """Print what was written, what was not and why, and what has changed."""
    for notice in sent.notices:
        warn(notice)
    for change in sent.rolled.changes:
        say(f"{change.about}: {change.text}")
    for unit in sent.rolled.units:
        for notice in unit.notices:
            say(f"{unit.unit.name}: {notice}")
    say(f"{len(sent.written)} arbetsböcker skrivna.")
    if sent.kept:
        say(f"{len(sent.kept)} fanns redan och är orörda (--overwrite skriver över).")
    for sentence in sent.untouchable:
        say(sentence)
    if sent.protocol is not None:
        drafts = [unit.draft for unit in sent.rolled.units]
        left = sum(len(d.left_behind) for d in drafts) + len(sent.rolled.ended)
        say(f"{left} rader följer inte med. Se protokollet: {sent.protocol}")
