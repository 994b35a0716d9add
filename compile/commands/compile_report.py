"""`malkort compile`: the report in Word and PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from compile.charting.drawer import drawing_early
from compile.collecting import without_collecting
from compile.commands.means import means_options
from compile.commands.options import (
    department_option,
    folder_argument,
    period_option,
    unit_option,
)
from compile.swedish import SwedishCommand
from compile.telling import count_text, print_findings, progress, say, tell_proof, warn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compile.commands.means import Choice
    from compile.folder import MunicipalityFolder
    from compile.gather import Gathering
    from compile.pipeline import Compiled
    from compile.report import ReportFiles
    from workbook_templates.standard.model import Period


@click.command(
    name="compile",
    cls=SwedishCommand,
    examples=(
        "malkort compile kommunen --period 2026-T2",
        "malkort compile kommunen --period 2026-T2 --final --out publicering",
        "malkort compile kommunen --period 2026-T2 --department EX-A1",
    ),
)
@folder_argument
@period_option
@unit_option
@department_option
@click.option("--out", metavar="MAPP", help="Annan mapp för rapporten.")
@click.option("--final", is_flag=True, help="Slutlig: alla kort inne, inga fel.")
@click.option(
    "--volumes", is_flag=True, help="En volym för varje avdelning, för stora kommuner."
)
@click.option("--no-pdf", is_flag=True, help="Gör bara Word-filen.")
@means_options
@click.pass_context
def compile_command(  # noqa: PLR0913 - one parameter for each option
    ctx: click.Context,
    folder: MunicipalityFolder,
    period: Period,
    *,
    unit: str | None,
    department: str | None,
    out: str | None,
    final: bool,
    volumes: bool,
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

    Med --final stängs perioden: arbetsböckerna som de lämnades in, register,
    mall, logotyp och rapport läggs skrivskyddade i MAPP/arkiv. En stängd period
    görs inte om förrän den har öppnats med malkort reopen.

    Rapporten jämför med de tidigare perioderna: de stängda i arkivet, och andra
    vars kort ligger kvar i sina inkorgar.

    Med --unit eller --department blir det samma rapport för en enda enhet eller
    för en avdelning med alla dess enheter. Den får id:t i filnamnet och ett eget
    manifest, och den stänger inte perioden. Id:n står på fliken Enheter i
    styrregistret.

    Med --volumes delas rapporten: varje avdelning får en egen volym, en stor
    avdelning flera, och rapporten själv säger hur det går för hela kommunen och
    vilka volymerna är. De görs bredvid varandra, lika många som datorn har
    processorer. Det passar när korten är flera hundra.

    Bredvid rapporten läggs öppna data: alla mål, mått och aktiviteter som CSV
    och JSON, med en beskrivning. Där läggs också ett manifest som säger vilka
    filer rapporten gjordes av; malkort verify jämför med det. En rapport som
    redan finns ligger kvar tills den nya är hel. Bara en körning åt gången kan
    skriva i samma mapp.
    """
    place = Path(out) if out else None
    # What draws and what reads start while the heavy imports go on.
    with drawing_early(), without_collecting():
        from compile.workers import reading_early  # noqa: PLC0415 - heavy itself

        reading_early()
        from compile.extract import Wish  # noqa: PLC0415 - heavy
        from compile.pipeline import Options, compile_report  # noqa: PLC0415 - heavy

        wish = Wish(unit or "", department or "")
        with choice.means() as means, progress("Läser kort") as tell:
            options = Options(
                place,
                final,
                not no_pdf,
                means=means,
                wish=wish,
                volumes=volumes,
                tell_volumes=_tell_volume,
            )
            compiled = compile_report(folder, period, options, tell)
    ctx.exit(tell_result(compiled))


def _tell_volume(done: int, total: int) -> None:
    say(f"Volym {done} av {total} är klar.")


def tell_result(compiled: Compiled) -> int:
    """Print what was made, or why not; returns the exit code."""
    if compiled.files is None:
        return _tell_waiting(compiled)
    _tell_cards(compiled.gathering)
    _tell_files(compiled.files, compiled.manifest)
    _tell_volumes(compiled.volumes)
    if compiled.data is not None:
        say(f"Data: {compiled.data.csv} (och .json)")
    for notice in compiled.notices:
        say(notice)
    if compiled.files.error is not None:
        warn(str(compiled.files.error))
    return 0 if compiled.files.error is None else 1


def _tell_volumes(volumes: Sequence[ReportFiles]) -> None:
    """Print where the volumes are, and what a proof has against one of them."""
    if not volumes:
        return
    say(f"Volymer: {len(volumes)}, från {volumes[0].docx.stem}")
    proven = [v for v in volumes if v.proof is not None and v.proof.passed]
    say(f"Tillgängligheten är bevisad för {len(proven)} av {len(volumes)} volymer.")
    for volume in volumes:
        if volume.proof is not None and not volume.proof.passed:
            warn(volume.docx.stem)
            tell_proof(volume.proof)


def _tell_waiting(compiled: Compiled) -> int:
    """Print what a final report waits for; returns the exit code."""
    from compile.pipeline import obstacles  # noqa: PLC0415 - heavy

    gathering = compiled.gathering
    print_findings(f for f in gathering.findings if f.must_be_mended)
    warn("\nDen slutliga rapporten väntar på detta:")
    for obstacle in obstacles(gathering):
        warn(f"  {obstacle}")
    if compiled.proof is not None:
        tell_proof(compiled.proof)
    warn("Ingen rapport skrevs. Utan --final blir det ett utkast.")
    return 1


def _tell_cards(gathering: Gathering) -> None:
    say(f"{len(gathering.cards)} kort lästa, {count_text(gathering.findings)}.")
    for unit in gathering.missing:
        say(f"Saknas: {unit.name} ({unit.id})")
    for reading in gathering.rejected:
        say(f"Inte med: {reading.source.name}")


def _tell_files(files: ReportFiles, manifest: Path | None) -> None:
    say(f"Word: {files.docx}")
    if files.pdf is not None:
        say(f"PDF:  {files.pdf}")
    elif (older := files.docx.with_suffix(".pdf")).exists():
        warn(f"{older.name} är från en tidigare körning och hör inte till rapporten.")
    tell_proof(files.proof)
    if files.proof is not None:
        say(f"Prov: {files.proof_file}")
    if manifest is not None:
        say(f"Manifest: {manifest}")
