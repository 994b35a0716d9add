"""`malkort verify`: whether a report and its workbooks are as its record says."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compile.commands.options import (
    department_option,
    folder_argument,
    period_option,
    unit_option,
)
from compile.extract import Wish
from compile.swedish import SwedishCommand
from compile.telling import say, warn
from compile.verifying import verify

if TYPE_CHECKING:
    from compile.folder import MunicipalityFolder
    from compile.verifying import Verified
    from workbook_templates.standard.model import Period


@click.command(
    name="verify",
    cls=SwedishCommand,
    examples=(
        "malkort verify kommunen --period 2026-T2",
        "malkort verify kommunen --period 2026-T2 --out publicering --json",
    ),
)
@folder_argument
@period_option
@unit_option
@department_option
@click.option("--out", metavar="MAPP", help="Rapportens mapp, om den är en annan.")
@click.option("--json", "as_json", is_flag=True, help="Skriv avvikelserna som JSON.")
@click.pass_context
def verify_command(  # noqa: PLR0913 - one parameter for each option
    ctx: click.Context,
    folder: MunicipalityFolder,
    period: Period,
    *,
    unit: str | None,
    department: str | None,
    out: str | None,
    as_json: bool,
) -> None:
    """Jämför rapporten och arbetsböckerna med rapportens manifest.

    Manifestet ligger bredvid rapporten och säger vilka filer den gjordes av och
    vad som blev av dem. Varje fil som har ändrats, saknas eller har kommit till
    nämns. Ingen fil ändras.

    Med --unit eller --department jämförs rapporten för den delen med sitt eget
    manifest. Då gäller det registret, mallen, logotypen, delens rapport och delens
    arbetsböcker; en ny fil i inkorgen nämns när namnet börjar med id:t för någon
    av delens enheter.

    Slutkoden är 0 när allt stämmer, 1 när något skiljer och 2 när det inte
    finns något manifest att jämföra med.
    """
    part = Wish(unit or "", department or "").label
    verified = verify(folder, period, Path(out) if out else None, part)
    if as_json:
        rows = [asdict(mismatch) for mismatch in verified.mismatches]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        _tell(verified)
    ctx.exit(1 if verified.mismatches else 0)


def _tell(verified: Verified) -> None:
    made = verified.manifest
    kind = "Slutlig rapport" if made.final else "Utkast"
    say(f"{kind} för {made.period}, gjord med malkort {made.tool}.")
    for mismatch in verified.mismatches:
        warn(f"  {mismatch.message}")
    if verified.mismatches:
        found = len(verified.mismatches)
        warn(f"{found} {'avvikelser' if found > 1 else 'avvikelse'} från manifestet.")
    else:
        say(f"{verified.count} filer jämförda: allt stämmer med manifestet.")
