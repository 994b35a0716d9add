"""Making volumes beside each other: a process each, with a LibreOffice of its own.

A process holds one volume at a time, so that memory does not grow with the number of
volumes. All goes to the drafts of one delivery.
"""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compile.assemble import assemble
from compile.collecting import without_collecting
from compile.delivery import Delivery
from compile.extract import only, only_past
from compile.report import NOTHING_BESIDE, draft_report, proof_target
from compile.workers import process_count
from workbook_templates.standard.errors import TemplateError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from compile.context import VolumeEntry
    from compile.gather import Gathering
    from compile.history import PastPeriod
    from compile.report import Beside, ReportFiles
    from compile.ticks import Tick
    from compile.volumes.plan import Volume

_LOST = (
    "En volym kunde inte göras: datorn avbröt arbetet, troligen för att minnet tog "
    "slut. Stäng andra program och kör igen. Inga filer har ändrats."
)


@dataclass(frozen=True, slots=True)
class Job:
    """All that a process needs to make one volume; gathering and history are its own.

    pdf: None where none is wanted. timeout: seconds for the conversion.
    """

    gathering: Gathering
    history: tuple[PastPeriod, ...]
    name: str
    template: Path
    logo: Path | None
    docx: Path
    pdf: Path | None
    timeout: float
    draft: bool


def job_of(job: Job, volume: Volume) -> Job:
    """Return a volume's job, of one that is the whole report's."""
    docx = volume.docx(job.docx)
    return Job(
        gathering=only(job.gathering, volume.part),
        history=only_past(job.history, volume.part),
        name=volume.part.name,
        template=job.template,
        logo=job.logo,
        docx=docx,
        pdf=docx.with_suffix(".pdf") if job.pdf else None,
        timeout=job.timeout,
        draft=job.draft,
    )


def make(
    job: Job,
    delivery: Delivery,
    volumes: tuple[VolumeEntry, ...] = (),
    beside: Beside = NOTHING_BESIDE,
) -> ReportFiles:
    """Draft a report; volumes: those beside it, where it is the main one."""
    context = assemble(
        job.gathering, job.history, draft=job.draft, part=job.name, volumes=volumes
    )
    return draft_report(
        context,
        job.template,
        job.logo,
        job.docx,
        job.pdf,
        job.timeout,
        delivery,
        beside,
    )


def make_alone(job: Job) -> ReportFiles:
    """Draft a volume in a process of its own; whoever asked delivers it."""
    try:
        with without_collecting():
            return make(job, Delivery(job.docx.parent))
    except TemplateError as error:
        # A kind of its own with more in it might not survive the way between processes.
        raise TemplateError(str(error)) from None


@contextmanager
def making(
    whole: Job, volumes: Sequence[Volume], delivery: Delivery, tell: Tick
) -> Iterator[list[ReportFiles]]:
    """Make volumes while the context lasts; when it ends the list holds their files.

    The files come in the volumes' order, and are added to the delivery. Raises what
    making one raises, and UsageError where a process was killed.
    """
    for volume in volumes:
        delivery.draft(volume.docx(whole.docx))  # so that it is discarded, if need be
    made: list[ReportFiles] = []
    context = multiprocessing.get_context("spawn")
    count = min(process_count(), len(volumes)) or 1
    pool = ProcessPoolExecutor(count, context, max_tasks_per_child=None)
    try:
        futures = [pool.submit(make_alone, job_of(whole, volume)) for volume in volumes]
        yield made
        made += _finished(futures, tell)
    except BrokenProcessPool as error:
        raise UsageError(_LOST) from error
    finally:
        pool.shutdown(cancel_futures=True)
    for files in made:
        _take(files, whole, delivery)


def _finished(
    futures: Sequence[Future[ReportFiles]], tell: Tick
) -> Iterator[ReportFiles]:
    """Tell as they are finished; yield in their own order."""
    for done, future in enumerate(as_completed(futures), start=1):
        future.result()
        tell(done, len(futures))
    yield from (future.result() for future in futures)


def _take(files: ReportFiles, whole: Job, delivery: Delivery) -> None:
    """Add a volume's files to the delivery; what could not be made replaces nothing."""
    pdf = files.docx.with_suffix(".pdf")
    if files.pdf is not None:
        delivery.draft(pdf)
        delivery.draft(proof_target(files.docx))
    elif whole.pdf is not None:
        delivery.withdraw(pdf)
        delivery.withdraw(proof_target(files.docx))
