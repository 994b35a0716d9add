"""`malkort proof`: a PDF proven again, or read as a screen reader reads it."""

from __future__ import annotations

from pathlib import Path

import click

from compile.swedish import SwedishCommand
from compile.telling import say, tell_proof


@click.command(
    name="proof",
    cls=SwedishCommand,
    examples=(
        "malkort proof kommunen/2026-T2/Malkortsrapport-2026-T2.pdf",
        "malkort proof kommunen/2026-T2/Malkortsrapport-2026-T2.pdf --read",
        "malkort proof Malkortsrapport-2026-T2.pdf --json",
    ),
)
@click.argument("pdf", metavar="FIL.pdf")
@click.option("--read", is_flag=True, help="Skriv det som läses upp, i ordning.")
@click.option("--json", "as_json", is_flag=True, help="Skriv hela beviset som JSON.")
@click.pass_context
def proof_command(ctx: click.Context, pdf: str, *, read: bool, as_json: bool) -> None:
    """Prova om en rapport i PDF är tillgänglig, eller läs upp den som text.

    Filen kontrolleras mot PDF/UA-1 och PDF/A-2a och räknas igenom: rubriker,
    tabeller, celler, bilder, länkar och all text. Ligger Word-filen med samma
    namn bredvid jämförs innehållet med den. Ingen fil ändras.

    Med --read skrivs det som en skärmläsare läser upp, en rad för varje rubrik,
    stycke, tabellrad, bild och länk.

    Slutkoden är 0 när allt stämmer, 1 när något är fel och 2 när filen inte går
    att läsa.
    """
    from compile.proof.again import prove_again, read_file  # noqa: PLC0415 - heavy

    if read:
        for line in read_file(Path(pdf)):
            say(line)
        return
    from compile.proof.verdict import proof_json  # noqa: PLC0415 - heavy

    proof, word = prove_again(Path(pdf))
    if as_json:
        click.echo(proof_json(proof).decode(), nl=False)
    else:
        tell_proof(proof)
        if word is None:
            say("Ingen Word-fil med samma namn finns bredvid, så inget är jämfört.")
    ctx.exit(0 if proof.passed else 1)
