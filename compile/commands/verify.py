"""`malkort verify`: whether a report and its workbooks are as its record says."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compile.commands.options import (
    any_period_option,
    department_option,
    folder_argument,
    unit_option,
)
from compile.extract import Wish
from compile.swedish import SwedishCommand
from compile.telling import say, warn
from compile.verifying import verify
from compile.verifying_archive import verify_archive
from workbook_templates.standard.errors import UsageError

if TYPE_CHECKING:
    from compile.folder import MunicipalityFolder
    from compile.verifying import Mismatch, Verified
    from workbook_templates.standard.model import Period


@click.command(
    name="verify",
    cls=SwedishCommand,
    examples=(
        "malkort verify kommunen --period 2026-T2",
        "malkort verify kommunen --period 2026-T2 --out publicering --json",
        "malkort verify kommunen --arkiv",
    ),
)
@folder_argument
@any_period_option
@unit_option
@department_option
@click.option("--out", metavar="MAPP", help="Rapportens mapp, om den är en annan.")
@click.option("--arkiv", "archive", is_flag=True, help="Jämför stängda perioder.")
@click.option("--json", "as_json", is_flag=True, help="Skriv avvikelserna som JSON.")
@click.pass_context
def verify_command(  # noqa: PLR0913 - one parameter for each option
    ctx: click.Context,
    folder: MunicipalityFolder,
    period: Period | None,
    *,
    unit: str | None,
    department: str | None,
    out: str | None,
    archive: bool,
    as_json: bool,
) -> None:
    """Jämför rapporten och arbetsböckerna med rapportens manifest.

    Manifestet ligger bredvid rapporten och säger vilka filer den gjordes av och
    vad som blev av dem. Varje fil som har ändrats, saknas eller har kommit till
    nämns, också de tidigare periodernas arbetsböcker som rapporten jämför med.
    Ingen fil ändras.

    Med --arkiv jämförs i stället det som ligger i MAPP/arkiv: alla stängda
    perioder, även de som har öppnats igen, eller bara den som anges.

    Med --unit eller --department jämförs rapporten för den delen med sitt eget
    manifest. Då gäller det registret, mallen, logotypen, delens rapport och delens
    arbetsböcker; en ny fil i inkorgen nämns när namnet börjar med id:t för någon
    av delens enheter.

    Slutkoden är 0 när allt stämmer, 1 när något skiljer och 2 när det inte
    finns något manifest att jämföra med.
    """
    if archive:
        kept = verify_archive(folder, period)
        _tell(kept.mismatches, kept.count, f"Arkivet: {', '.join(kept.names)}", as_json)
        ctx.exit(1 if kept.mismatches else 0)
    if period is None:
        message = "Ange en period med --period, eller --arkiv för alla stängda."
        raise UsageError(message)
    part = Wish(unit or "", department or "").label
    verified = verify(folder, period, Path(out) if out else None, part=part)
    _tell(verified.mismatches, verified.count, _heading(verified), as_json)
    ctx.exit(1 if verified.mismatches else 0)


def _heading(verified: Verified) -> str:
    made = verified.manifest
    kind = "Slutlig rapport" if made.final else "Utkast"
    return f"{kind} för {made.period}, gjord med malkort {made.tool}."


def _tell(
    mismatches: tuple[Mismatch, ...],
    count: int,
    heading: str,
    as_json: bool,  # noqa: FBT001 - the option's own value
) -> None:
    if as_json:
        rows = [asdict(mismatch) for mismatch in mismatches]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    say(heading)
    for mismatch in mismatches:
        warn(f"  {mismatch.message}")
    if mismatches:
        found = len(mismatches)
        warn(f"{found} {'avvikelser' if found > 1 else 'avvikelse'} från manifestet.")
    else:
        say(f"{count} filer jämförda: allt stämmer med manifestet.")
