"""The way from a folder of workbooks to one report; read it as a table of contents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compile.assemble import assemble
from compile.delivery import delivering, existing
from compile.extract import WHOLE_REPORT, Wish, only, only_past, part_of
from compile.find import find_workbooks
from compile.gather import Gathering, gather
from compile.history import past_periods
from compile.locking import alone_in
from compile.manifest import SUFFIX, manifest_json
from compile.reading import PLAIN, read_cards, sources_in
from compile.record import basis_of, record
from compile.registers import register_for
from compile.report import ReportFiles, draft_report
from compile.ticks import silent
from workbook_templates.standard.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from compile.context import ReportContext
    from compile.extract import Part
    from compile.folder import MunicipalityFolder
    from compile.reading import Means
    from compile.record import Basis
    from compile.ticks import Tick
    from workbook_templates.standard.model import Period
    from workbook_templates.standard.register import Register

# Seconds before LibreOffice is taken for hanging: a slow PC needs well below them.
PDF_START = 120.0
PDF_EACH_CARD = 3.0


@dataclass(frozen=True, slots=True)
class Options:
    """How to compile: where to, whether final, whether a PDF is wanted.

    pdf_timeout: seconds, or None to go by the number of cards. means: with what the
    workbooks are read. wish: the part that the report is limited to.
    """

    out: Path | None = None
    final: bool = False
    pdf: bool = True
    pdf_timeout: float | None = None
    means: Means = PLAIN
    wish: Wish = WHOLE_REPORT


@dataclass(frozen=True, slots=True)
class Compiled:
    """What was gathered, and the files written; None where --final refused."""

    gathering: Gathering
    files: ReportFiles | None
    manifest: Path | None = None


def compile_report(
    folder: MunicipalityFolder,
    period: Period,
    options: Options,
    tell: Tick = silent,
) -> Compiled:
    """Read a period's inbox and write its report and its manifest, all or nothing.

    Raises UsageError where the folder, period or part is unknown, RegisterError where
    the register has faults, TemplateError where the template is broken, BusyError
    where another run writes the same report, DeliveryError where the disk will not
    have it.
    """
    register = register_for(folder, period)
    part = part_of(register, period, options.wish)
    docx = existing(folder.report(period, ".docx", options.out, options.wish.label))
    _refuse_inbox(docx.parent, folder.inbox(period))
    with alone_in(docx.parent, docx.stem):
        basis = basis_of(folder)
        gathering = _gather(folder, register, period, tell, options.means)
        gathering = only(gathering, part) if part else gathering
        if options.final and obstacles(gathering):
            return Compiled(gathering, None)
        return _deliver(folder, gathering, basis, docx, options, part)


def _refuse_inbox(place: Path, inbox: Path) -> None:
    """Raise UsageError where a report would lie among the cards, and be read as one."""
    if place.resolve().is_relative_to(inbox.resolve()):
        message = (
            f"Rapporten kan inte läggas i inkorgen {inbox}: nästa gång skulle den "
            "läsas som ett kort. Ange en annan mapp med --out."
        )
        raise UsageError(message)


def _deliver(  # noqa: PLR0913, PLR0917 - what it is made of, where to, and how
    folder: MunicipalityFolder,
    gathering: Gathering,
    basis: Basis,
    docx: Path,
    options: Options,
    part: Part | None,
) -> Compiled:
    """Write the report, and last the record of all that is in it."""
    context = _context(folder, gathering, options, part)
    pdf = docx.with_suffix(".pdf") if options.pdf else None
    manifest = docx.with_name(f"{docx.stem}{SUFFIX}")
    timeout = options.pdf_timeout or PDF_START + PDF_EACH_CARD * len(gathering.cards)
    with delivering(docx.parent) as delivery:
        files = draft_report(
            context, folder.template, folder.logo, docx, pdf, timeout, delivery
        )
        made = record(
            basis,
            gathering,
            delivery.drafts,
            final=options.final,
            part=options.wish.label,
        )
        delivery.write(manifest, manifest_json(made))
    return Compiled(gathering, files, manifest)


def _context(
    folder: MunicipalityFolder,
    gathering: Gathering,
    options: Options,
    part: Part | None,
) -> ReportContext:
    """Read the earlier periods too, and put together all that the report says."""
    period, register = gathering.period, gathering.register
    history = past_periods(folder, period, register, options.means)
    return assemble(
        gathering,
        only_past(history, part) if part else history,
        draft=not options.final,
        part=part.name if part else "",
    )


def gather_period(
    folder: MunicipalityFolder,
    period: Period,
    tell: Tick = silent,
    means: Means = PLAIN,
) -> Gathering:
    """Read and check everything that a period's inbox holds."""
    register = register_for(folder, period)
    return _gather(folder, register, period, tell, means)


def _gather(
    folder: MunicipalityFolder,
    register: Register,
    period: Period,
    tell: Tick,
    means: Means,
) -> Gathering:
    inbox = folder.inbox(period)
    sources = sources_in(inbox, find_workbooks(inbox))
    readings = read_cards(sources, register, period, tell, means)
    return gather(register, period, readings)


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
