"""The way from a folder of workbooks to one report; read it as a table of contents."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING

from compile.archive import (
    archive_of,
    archived,
    close,
    copy_outputs,
    refuse_other,
    settle,
)
from compile.delivery import delivering, existing
from compile.extract import WHOLE_REPORT, Wish, only, only_past, part_of
from compile.finishing import finishing_beside
from compile.history import past_periods
from compile.inbox import gather_inbox
from compile.locking import alone_in
from compile.manifest import SUFFIX, manifest_json
from compile.open_data import draft_open_data
from compile.proof.verdict import UnprovenError, refuse_unproven
from compile.reading import PLAIN
from compile.record import basis_of, record
from compile.registers import register_for
from compile.report import Beside, ReportFiles
from compile.soffice import started_early
from compile.ticks import silent
from compile.volumes.making import Job, make
from compile.volumes.report import draft_volumes, with_first_error, withdraw_stale
from workbook_templates.standard.errors import UsageError
from workbook_templates.standard.model import Period

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from compile.archive import Archived
    from compile.delivery import Delivery
    from compile.extract import Part
    from compile.folder import MunicipalityFolder
    from compile.gather import Gathering
    from compile.history import PastPeriod
    from compile.manifest import Manifest
    from compile.open_data.files import OpenDataFiles
    from compile.proof.verdict import Proof
    from compile.reading import Means
    from compile.record import Basis
    from compile.ticks import Tick

# Seconds before LibreOffice is taken for hanging: a slow PC needs well below them.
PDF_START = 120.0
PDF_EACH_CARD = 3.0
_STANDS = (
    "Perioden var redan stängd och inget har ändrats: rapporten är den som finns i "
    "{place}"
)
_NOT_CLOSED = (
    "Perioden är inte stängd, eftersom PDF-filen saknas. Kör igen när den går att "
    "göra, eller med --no-pdf om den inte behövs."
)
_WHOLE_IN_VOLUMES = (
    "Volymer görs av hela rapporten. Ta bort --volumes, eller --unit och --department."
)
_DRAFT_OF_CLOSED = (
    "Perioden är stängd sedan tidigare. Utkastet ändrar inte den arkiverade rapporten."
)


@dataclass(frozen=True, slots=True)
class Options:
    """How to compile: where to, whether final, whether a PDF is wanted.

    pdf_timeout: seconds, or None to go by the number of cards. means: with what the
    workbooks are read. wish: the part that the report is limited to. volumes: whether
    each department has a volume of its own; tell_volumes hears of each that is done.
    A final report of the whole closes its period.
    """

    out: Path | None = None
    final: bool = False
    pdf: bool = True
    pdf_timeout: float | None = None
    means: Means = PLAIN
    wish: Wish = WHOLE_REPORT
    volumes: bool = False
    tell_volumes: Tick = silent


@dataclass(frozen=True, slots=True)
class Compiled:
    """What was gathered, and the files written; None where --final refused.

    proof: why --final refused, where it did so for the PDF and not for the cards.
    notices: Swedish sentences on earlier periods' files, and on what became of the
    period. volumes: the files of all volumes but the main one, which is files.
    """

    gathering: Gathering
    files: ReportFiles | None
    manifest: Path | None = None
    data: OpenDataFiles | None = None
    proof: Proof | None = None
    notices: tuple[str, ...] = ()
    volumes: tuple[ReportFiles, ...] = ()


@dataclass(frozen=True, slots=True)
class _Run:
    """What one report is made of, where it goes, and how; part None is the whole."""

    folder: MunicipalityFolder
    gathering: Gathering
    basis: Basis
    docx: Path
    options: Options
    part: Part | None


def compile_report(
    folder: MunicipalityFolder,
    period: Period,
    options: Options,
    tell: Tick = silent,
) -> Compiled:
    """Read a period's inbox and write its report and its manifest, all or nothing.

    Raises UsageError where the folder, period or part is unknown, RegisterError where
    the register has faults, TemplateError where the template is broken, BusyError
    where another run writes the same report, ArchiveError where the period is closed
    with other files, DeliveryError where the disk will not have it.
    """
    register = register_for(folder, period)
    part = part_of(register, period, options.wish)
    if part and options.volumes:
        raise UsageError(_WHOLE_IN_VOLUMES)
    docx = existing(folder.report(period, ".docx", options.out, options.wish.label))
    _refuse_inbox(docx.parent, folder.inbox(period))
    _refuse_archive(docx.parent, archive_of(folder))
    with alone_in(docx.parent, docx.stem):
        basis = basis_of(folder)
        inbox = folder.inbox(period)
        gathering = gather_inbox(inbox, register, period, tell, options.means)
        gathering = only(gathering, part) if part else gathering
        if options.final and obstacles(gathering):
            return Compiled(gathering, None)
        closed = archived(folder, period)
        if options.final and closed is not None and part is None:
            refuse_other(closed, record(basis, gathering, {}, final=True))
            return _deliver_again(folder, gathering, closed, docx)
        run = _Run(folder, gathering, basis, docx, options, part)
        try:
            # LibreOffice starts while the rendering leaves a processor free.
            with started_early() if options.pdf else nullcontext():
                return _deliver(run)
        except UnprovenError as refusal:
            return Compiled(gathering, None, proof=refusal.proof)


def _refuse_inbox(place: Path, inbox: Path) -> None:
    """Raise UsageError where a report would lie among the cards, and be read as one."""
    if place.resolve().is_relative_to(inbox.resolve()):
        message = (
            f"Rapporten kan inte läggas i inkorgen {inbox}: nästa gång skulle den "
            "läsas som ett kort. Ange en annan mapp med --out."
        )
        raise UsageError(message)


def _refuse_archive(place: Path, archive: Path) -> None:
    """Raise UsageError where a report would lie among the closed periods."""
    if place.resolve().is_relative_to(archive.resolve()):
        message = (
            f"Rapporten kan inte läggas i arkivet {archive}, som bara innehåller "
            "stängda perioder. Ange en annan mapp med --out."
        )
        raise UsageError(message)


def _deliver(run: _Run) -> Compiled:
    """Write the report and its open data, and last the record of all of it.

    A final one is archived first: if then a file cannot take its name, the next run
    gives out what is archived. Raises UnprovenError where a final report's PDF is not
    proven accessible.
    """
    gathering, docx, final = run.gathering, run.docx, run.options.final
    history = _history(run)
    name = run.part.name if run.part else ""
    with delivering(docx.parent) as delivery:
        draft_data = partial(draft_open_data, gathering, history, docx, delivery)
        data = cache(partial(draft_data, final=final, part=name))
        made = _draft_report(run, history, delivery, data)
        withdraw_stale(delivery, docx)
        files = with_first_error(made)
        for volume in made if final else ():
            refuse_unproven(volume.proof)
        open_data = data()
        told = record(
            run.basis,
            gathering,
            delivery.drafts,
            final=final,
            part=run.options.wish.label,
            history=history,
        )
        manifest = docx.with_name(f"{docx.stem}{SUFFIX}")
        delivery.write(manifest, manifest_json(told))
        closed = () if run.part else _close(run.folder, told, delivery.drafts, files)
    notices = (*(notice for past in history for notice in past.notices), *closed)
    return Compiled(
        gathering, files, manifest, open_data, notices=notices, volumes=made[1:]
    )


def _history(run: _Run) -> tuple[PastPeriod, ...]:
    """Read the earlier periods, of which a part takes its own."""
    period, register = run.gathering.period, run.gathering.register
    history = past_periods(run.folder, period, register, run.options.means)
    return only_past(history, run.part) if run.part else history


def _draft_report(
    run: _Run,
    history: tuple[PastPeriod, ...],
    delivery: Delivery,
    data: Callable[[], object],
) -> tuple[ReportFiles, ...]:
    """Draft the report, in one volume or several; the main one comes first.

    data: what drafts the open data, which a single volume leaves time for.
    """
    options, docx, folder = run.options, run.docx, run.folder
    each = PDF_EACH_CARD * len(run.gathering.cards)
    job = Job(
        gathering=run.gathering,
        history=history,
        name=run.part.name if run.part else "",
        template=folder.template,
        logo=folder.logo,
        docx=docx,
        pdf=docx.with_suffix(".pdf") if options.pdf else None,
        timeout=options.pdf_timeout or PDF_START + each,
        draft=not options.final,
    )
    if options.volumes:
        return draft_volumes(job, delivery, options.tell_volumes)
    return (make(job, delivery, beside=Beside(data, finishing_beside)),)


def _close(
    folder: MunicipalityFolder,
    made: Manifest,
    outputs: Mapping[str, Path],
    files: ReportFiles,
) -> tuple[str, ...]:
    """Archive a final report that is whole; returns what to tell."""
    if not made.final:
        is_closed = archived(folder, Period.parse(made.period)) is not None
        return (_DRAFT_OF_CLOSED,) if is_closed else ()
    if files.error is not None:
        return (_NOT_CLOSED,)
    closed = close(folder, made, outputs)
    return (f"Perioden är stängd och arkiverad i {closed.folder.root}",)


def _deliver_again(
    folder: MunicipalityFolder, gathering: Gathering, closed: Archived, docx: Path
) -> Compiled:
    """Give out a closed period's report once more, to the byte."""
    settle(folder, closed)
    with delivering(docx.parent) as delivery:
        targets = copy_outputs(closed, delivery)
    pdf = next((t for t in targets if t.suffix == ".pdf"), None)
    notices = (_STANDS.format(place=closed.folder.root),)
    return Compiled(gathering, ReportFiles(docx, pdf), targets[-1], notices=notices)


def obstacles(gathering: Gathering) -> tuple[str, ...]:
    """Return what a final report must wait for, a Swedish sentence each.

    Faults in a workbook that a newer one has replaced do not stop it.
    """
    replaced = {card.file for card in gathering.superseded}
    missing = tuple(f"{u.name} ({u.id}) har inte lämnat in." for u in gathering.missing)
    faulty = tuple(
        f"{r.source.name} har fel som måste rättas."
        for r in gathering.readings
        if r.has_errors and r.source.name not in replaced
    )
    return missing + faulty
