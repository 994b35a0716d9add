"""`malkort demo`: the whole way on the example, from register to report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from compile.commands.options import overwrite_option
from compile.folder import MunicipalityFolder
from compile.swedish import SwedishCommand
from compile.telling import print_findings, progress, say

if TYPE_CHECKING:
    from compile.pipeline import Compiled
    from workbook_templates.standard.model import Period


@click.command(
    cls=SwedishCommand,
    examples=(
        "malkort demo",
        "malkort demo /tmp/exempelkommunen",
        "malkort demo --year",
    ),
)
@click.argument("folder", metavar="[MAPP]", default="exempel")
@click.option(
    "--year",
    is_flag=True,
    help="Fortsätt till årets slut: alla kort är inne och rapporten blir slutlig.",
)
@overwrite_option
@click.pass_context
def demo(ctx: click.Context, folder: str, *, year: bool, overwrite: bool) -> None:
    """Visa hela vägen på ett exempel: från register till rapport.

    Skapar en exempelkommun i MAPP (exempel om inget anges), skickar ut
    arbetsböcker, fyller i dem, granskar dem och gör rapporten. En enhet har
    med flit inte lämnat in, och en har fel i sitt kort. Med --year går
    exemplet vidare till den tredje perioden och årets slutliga rapport.
    """
    from compile.commands.compile_report import tell_result  # noqa: PLC0415 - heavy
    from compile.demo import FIRST, SECOND, WHOLE_YEAR, prepare  # noqa: PLC0415 - heavy

    place = MunicipalityFolder(Path(folder))
    say(f"1. Skapar exempelkommunen i {place.root}")
    prepare(place, overwrite=overwrite)
    _fill_in(place, FIRST, step=2, all_units=True)
    _fill_in(place, SECOND, step=3)
    compiled = _compile(place, SECOND, step=4)
    print_findings(f for f in compiled.gathering.findings if f.must_be_mended)
    say()
    last, code = SECOND, tell_result(compiled)
    if year:
        say()
        last = WHOLE_YEAR
        _fill_in(place, last, step=5, all_units=True)
        code = tell_result(_compile(place, last, step=6, final=True)) or code
    say(f"Register:     {place.register}")
    say(f"Arbetsböcker: {place.inbox(last)}")
    ctx.exit(code)


def _fill_in(
    place: MunicipalityFolder, period: Period, *, step: int, all_units: bool = False
) -> None:
    from compile.demo import hand_in  # noqa: PLC0415 - heavy

    say(f"{step}. Skickar ut och fyller i arbetsböckerna för {period}")
    with progress("Fyller i") as tell:
        hand_in(place, period, all_units=all_units, tell=tell)


def _compile(
    place: MunicipalityFolder, period: Period, *, step: int, final: bool = False
) -> Compiled:
    from compile.pipeline import Options, compile_report  # noqa: PLC0415 - heavy

    kind = "den slutliga rapporten" if final else "rapporten"
    say(f"{step}. Granskar inkorgen och gör {kind} för {period}")
    with progress("Läser kort") as tell:
        return compile_report(place, period, Options(final=final), tell)
