"""`malkort compile`: the report in Word and PDF."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compile.commands.means import means_options
from compile.commands.options import folder_argument, period_option
from compile.soffice import started_early
from compile.swedish import SwedishCommand
from compile.telling import count_text, print_findings, progress, say, tell_proof, warn

if TYPE_CHECKING:
    from compile.commands.means import Choice
    from compile.folder import MunicipalityFolder
    from compile.pipeline import Compiled
    from workbook_templates.standard.model import Period


@click.command(
    name="compile",
    cls=SwedishCommand,
    examples=(
        "malkort compile kommunen --period 2026-T2",
        "malkort compile kommunen --period 2026-T2 --final --out publicering",
    ),
)
@folder_argument
@period_option
@click.option("--out", metavar="MAPP", help="Annan mapp för rapporten.")
@click.option("--final", is_flag=True, help="Slutlig: alla kort inne, inga fel.")
@click.option("--no-pdf", is_flag=True, help="Gör bara Word-filen.")
@means_options
@click.pass_context
def compile_command(  # noqa: PLR0913 - one parameter for each option
    ctx: click.Context,
    folder: MunicipalityFolder,
    period: Period,
    *,
    out: str | None,
    final: bool,
    no_pdf: bool,
    choice: Choice,
) -> None:
    """Gör målkortsrapporten av det som finns i periodens inkorg.

    Utan --final blir det alltid en rapport, märkt UTKAST, som säger vad som
    saknas. Med --final blir det ingen rapport förrän alla kort är inne och
    utan fel. Arbetsböckerna ändras aldrig.

    PDF-filen provas: den ska vara tillgänglig enligt PDF/UA-1 och PDF/A-2a och
    läsas upp likadant som Word-filen och korten. Ett utkast som inte klarar det
    levereras med en varning, en slutlig rapport inte alls.

    Bredvid rapporten läggs ett manifest som säger vilka filer den gjordes av;
    malkort verify jämför med det. En rapport som redan finns ligger kvar tills
    den nya är hel. Bara en körning åt gången kan skriva i samma mapp.
    """
    place = Path(out) if out else None
    # LibreOffice starts while the heavy imports and the reading go on.
    with nullcontext() if no_pdf else started_early():
        from compile.pipeline import Options, compile_report  # noqa: PLC0415 - heavy

        with choice.means() as means, progress("Läser kort") as tell:
            options = Options(place, final, not no_pdf, means=means)
            compiled = compile_report(folder, period, options, tell)
    ctx.exit(tell_result(compiled))


def tell_result(compiled: Compiled) -> int:
    """Print what was made, or why not; returns the exit code."""
    gathering, files = compiled.gathering, compiled.files
    if files is None:
        _tell_refusal(compiled)
        return 1
    say(f"{len(gathering.cards)} kort lästa, {count_text(gathering.findings)}.")
    for unit in gathering.missing:
        say(f"Saknas: {unit.name} ({unit.id})")
    for reading in gathering.rejected:
        say(f"Inte med: {reading.source.name}")
    say(f"Word: {files.docx}")
    if files.pdf is not None:
        say(f"PDF:  {files.pdf}")
    elif (older := files.docx.with_suffix(".pdf")).exists():
        warn(f"{older.name} är från en tidigare körning och hör inte till rapporten.")
    tell_proof(files.proof)
    if files.proof is not None:
        say(f"Prov: {files.proof_file}")
    if compiled.manifest is not None:
        say(f"Manifest: {compiled.manifest}")
    if files.error is not None:
        warn(str(files.error))
    return 0 if files.error is None else 1


def _tell_refusal(compiled: Compiled) -> None:
    """Print what a final report waits for: cards, or a PDF that is accessible."""
    from compile.pipeline import obstacles  # noqa: PLC0415 - heavy

    gathering = compiled.gathering
    print_findings(f for f in gathering.findings if f.must_be_mended)
    warn("\nDen slutliga rapporten väntar på detta:")
    for obstacle in obstacles(gathering):
        warn(f"  {obstacle}")
    if compiled.proof is not None:
        tell_proof(compiled.proof)
    warn("Ingen rapport skrevs. Utan --final blir det ett utkast.")
