"""From the gathered cards to the context that the Word template prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compile.appendix import (
    findings_of,
    left_out,
    origins_of,
    sources_of,
    workbooks_of,
)
from compile.chapters import chapters_of_report
from compile.context import ReportContext
from compile.coverage import coverage_of, thread_of
from compile.grounds import basis_counts
from compile.marks import verdict_words
from compile.material import Material
from compile.movement import movement_of
from compile.overview import overview_of
from compile.reading_guide import guide_of
from compile.summarise import summarise
from compile.trends import trends_of
from compile.wording import counted, listed, period_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compile.context import BasisCount
    from compile.gather import Gathering
    from compile.history import PastPeriod


def assemble(
    gathering: Gathering,
    history: tuple[PastPeriod, ...] = (),
    *,
    draft: bool,
    part: str = "",
) -> ReportContext:
    """Return everything that the report says about a period.

    history: the periods before it, the oldest first. part: the name of the unit or
    department that the gathering and the history are limited to.
    """
    register = gathering.register
    plan = register.plan(gathering.period)
    texts = register.texts
    title = texts.get("rapportens_titel") or "Målkortsrapport"
    municipality = texts.get("kommun", "")
    material = Material(gathering, history)
    summary, movement = summarise(material), movement_of(material)
    return ReportContext(
        title=title,
        document_title=" ".join(
            filter(None, (title, str(gathering.period), part, municipality))
        ),
        municipality=municipality,
        period=period_text(plan) if plan else str(gathering.period),
        period_code=str(gathering.period),
        part=part,
        words=verdict_words(register),
        publisher=texts.get("utgivare", ""),
        strategy=texts.get("strategi", ""),
        vision=texts.get("vision", ""),
        introduction=texts.get("inledning", ""),
        logo_text=f"Logotyp för {municipality}" if municipality else "Logotyp",
        draft=draft,
        draft_notices=tuple(_draft_notices(gathering)) if draft else (),
        guide=guide_of(register),
        overview=overview_of(material, summary, movement),
        summary=summary,
        movement=movement,
        trends=trends_of(material),
        chapters=tuple(chapters_of_report(material, summary, movement)),
        coverage=coverage_of(material),
        thread=thread_of(material),
        basis=_basis(material),
        sources=sources_of(material),
        origins=tuple(origins_of(material)),
        findings=tuple(findings_of(gathering)),
        rejected=tuple(left_out(gathering)),
        workbooks=tuple(workbooks_of(material)),
    )


def _draft_notices(gathering: Gathering) -> Iterator[str]:
    """Yield why the report is no final one."""
    if gathering.missing:
        names = listed([unit.name for unit in gathering.missing])
        yield f"{counted(len(gathering.missing), 'kort', 'kort')} saknas: {names}."
    if gathering.rejected:
        yield (
            f"{counted(len(gathering.rejected), 'fil', 'filer')} gick inte att läsa "
            "och är inte med."
        )
    errors = sum(f.must_be_mended for f in gathering.findings)
    warnings = len(gathering.findings) - errors
    found = (errors and f"{errors} fel", warnings and _warnings(warnings))
    if gathering.findings:
        words = listed([text for text in found if text])
        yield f"Granskningen gav {words}. Allt står sist i rapporten."


def _warnings(count: int) -> str:
    return counted(count, "varning", "varningar")


def _basis(material: Material) -> tuple[BasisCount, ...]:
    """Count the goals by what their verdict rests on, chapter by chapter."""
    pairs = (
        (placed.chapter, ground)
        for placed in material.cards
        for ground in material.grounds[placed.unit.id]
    )
    return basis_counts(pairs, tuple(material.chapters))
