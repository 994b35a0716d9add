"""`malkort demo`: the whole way on the example, from register to report."""

from __future__ import annotations

from pathlib import Path

import click

from compile.commands.options import overwrite_option
from compile.folder import MunicipalityFolder
from compile.swedish import SwedishCommand
from compile.telling import print_findings, progress, say


@click.command(
    cls=SwedishCommand,
    examples=(
        "malkort demo",
        "malkort demo /tmp/exempelkommunen",
    ),
)
@click.argument("folder", metavar="[MAPP]", default="exempel")
@overwrite_option
@click.pass_context
def demo(ctx: click.Context, folder: str, *, overwrite: bool) -> None:
    """Visa hela vägen på ett exempel: från register till rapport.

    Skapar en exempelkommun i MAPP (exempel om inget anges), skickar ut
    arbetsböcker, fyller i dem, granskar dem och gör rapporten. En enhet har
    med flit inte lämnat in, och en har fel i sitt kort.
    """
    from compile.commands.compile_report import tell_result  # noqa: PLC0415 - heavy
    from compile.demo import FIRST, SECOND, hand_in, prepare  # noqa: PLC0415 - heavy
    from compile.pipeline import Options, compile_report  # noqa: PLC0415 - heavy

    place = MunicipalityFolder(Path(folder))
    say(f"1. Skapar exempelkommunen i {place.root}")
    prepare(place, overwrite=overwrite)
    for step, period in ((2, FIRST), (3, SECOND)):
        say(f"{step}. Skickar ut och fyller i arbetsböckerna för {period}")
        with progress("Fyller i") as tell:
            hand_in(place, period, all_units=period == FIRST, tell=tell)
    say(f"4. Granskar inkorgen och gör rapporten för {SECOND}")
    with progress("Läser kort") as tell:
        compiled = compile_report(place, SECOND, Options(), tell)
    print_findings(f for f in compiled.gathering.findings if f.must_be_mended)
    say()
    code = tell_result(compiled)
    say(f"Register:     {place.register}")
    say(f"Arbetsböcker: {place.inbox(SECOND)}")
    ctx.exit(code)
