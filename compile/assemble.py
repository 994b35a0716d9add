"""From the gathered cards to the context that the Word template prints."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from compile.context import (
    Chapter,
    CoverageArea,
    CoverageGoal,
    FindingLine,
    GuideRule,
    GuideStep,
    GuideThreshold,
    ReadingGuide,
    RejectedFile,
    ReportContext,
    WorkbookEntry,
    WorkbookFindings,
)
from compile.entries import card_entry
from compile.marks import status_mark, verdict_mark, verdict_words
from compile.merge import counts_of, goal_frame, references_by_number, tally
from compile.organisation import chapters_of
from compile.summarise import summarise, unit_name
from compile.wording import counted, date_text, number_text, period_text
from workbook_templates.standard.assessment import assessment_texts
from workbook_templates.standard.findings import Severity
from workbook_templates.standard.model import ActivityStatus, GoalVerdict
from workbook_templates.standard.register_layout import THRESHOLD_SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compile.context import Card
    from compile.gather import Gathering
    from workbook_templates.standard.model import StrategyGoal, Unit
    from workbook_templates.standard.register import Register

WHOLE_MUNICIPALITY = "Hela kommunen"
_GUIDE = """\
Varje enhet har bedömt sina mål med en fyrgradig skala. Tecken och ord säger samma \
sak som färgen.
Måluppfyllelsen visar läget vid periodens slut. Prognosen visar hur enheten bedömer \
läget vid årets slut. Ej mätt är ett eget svar och räknas aldrig som delvis uppfyllt.
Bedömningarna är enheternas egna. Mått med målvärde och utfall jämförs med reglerna \
nedan, och en avvikande bedömning ska vara förklarad i kortet."""


def assemble(gathering: Gathering, *, draft: bool) -> ReportContext:
    """Return everything that the report says about a period."""
    register = gathering.register
    plan = register.plan(gathering.period)
    texts = register.texts
    title = texts.get("rapportens_titel") or "Målkortsrapport"
    municipality = texts.get("kommun", "")
    return ReportContext(
        title=title,
        document_title=f"{title} {gathering.period} {municipality}".strip(),
        municipality=municipality,
        period=period_text(plan) if plan else str(gathering.period),
        period_code=str(gathering.period),
        words=verdict_words(register),
        publisher=texts.get("utgivare", ""),
        strategy=texts.get("strategi", ""),
        vision=texts.get("vision", ""),
        introduction=texts.get("inledning", ""),
        logo_text=f"Logotyp för {municipality}" if municipality else "Logotyp",
        draft=draft,
        draft_notices=tuple(_draft_notices(gathering)) if draft else (),
        guide=_guide(register),
        summary=summarise(gathering),
        chapters=tuple(_chapters(gathering)),
        coverage=tuple(_coverage(gathering)),
        findings=tuple(_findings(gathering)),
        rejected=tuple(_left_out(gathering)),
        workbooks=tuple(_workbooks(gathering)),
    )


def _draft_notices(gathering: Gathering) -> Iterator[str]:
    """Yield why the report is no final one."""
    if gathering.missing:
        names = ", ".join(unit.name for unit in gathering.missing)
        yield f"{counted(len(gathering.missing), 'kort', 'kort')} saknas: {names}."
    if gathering.rejected:
        yield (
            f"{counted(len(gathering.rejected), 'fil', 'filer')} gick inte att läsa "
            "och är inte med."
        )
    errors = sum(f.must_be_mended for f in gathering.findings)
    warnings = len(gathering.findings) - errors
    yield (
        f"Granskningen gav {errors} fel och "
        f"{counted(warnings, 'varning', 'varningar')}. De står sist i rapporten."
    )


def _guide(register: Register) -> ReadingGuide:
    limits = register.thresholds
    values = (
        limits.partly_from,
        limits.plausible_factor,
        Decimal(limits.comment_limit),
    )
    return ReadingGuide(
        paragraphs=tuple(_GUIDE.splitlines()),
        verdicts=tuple(
            GuideStep(verdict_mark(register, v), register.verdict_step(v).explanation)
            for v in GoalVerdict
        ),
        statuses=tuple(
            GuideStep(status_mark(register, s), register.status_step(s).explanation)
            for s in ActivityStatus
        ),
        rules=tuple(GuideRule(*row) for row in assessment_texts(limits)),
        thresholds=tuple(
            GuideThreshold(setting.explanation, number_text(value))
            for setting, value in zip(THRESHOLD_SETTINGS, values, strict=True)
        ),
    )


def _chapters(gathering: Gathering) -> Iterator[Chapter]:
    """Yield a chapter for the municipality and one for each department."""
    register = gathering.register
    counted = tally(goal_frame(gathering), "unit")
    units = register.units_of(gathering.period.year)
    for name, members in chapters_of(units, register).items():
        missing = [u for u in members if gathering.card_of(u) is None]
        yield Chapter(
            name=name,
            notices=tuple(f"{u.name} har inte lämnat in målkort." for u in missing),
            counts=counts_of(counted, {unit.id: unit.name for unit in members}),
            cards=tuple(_cards(gathering, members)),
        )


def _cards(gathering: Gathering, members: tuple[Unit, ...]) -> Iterator[Card]:
    for unit in members:
        card = gathering.card_of(unit)
        if card is not None:
            notices = () if card.goals else ("Kortet innehåller inga mål.",)
            yield card_entry(card, unit, gathering.register, notices)


def _coverage(gathering: Gathering) -> Iterator[CoverageArea]:
    """Yield the strategy's areas with the strategy goals valid in the year."""
    references = references_by_number(gathering)
    register, year = gathering.register, gathering.period.year
    for area in sorted(register.areas, key=lambda a: a.order):
        goals = (g for g in register.strategy_goals if g.area == area.id)
        yield CoverageArea(
            area.name,
            tuple(
                _covered(g, references.get(g.number, {}), register)
                for g in goals
                if g.is_valid(year) or g.number in references
            ),
        )


def _covered(
    goal: StrategyGoal, cards: dict[str, list[str]], register: Register
) -> CoverageGoal:
    names = {unit.id: unit.name for unit in register.units}
    text = "; ".join(f"{names[u]} ({', '.join(ids)})" for u, ids in cards.items())
    number = str(goal.number)
    return CoverageGoal(
        number, goal.label, text or "Inget kort hänvisar hit", bool(cards)
    )


def _findings(gathering: Gathering) -> Iterator[WorkbookFindings]:
    for file, found in groupby(gathering.findings, key=lambda f: f.where.file):
        lines = tuple(
            FindingLine(
                "" if str(f.where) == f.where.file else str(f.where),
                f.severity.value,
                f.message,
            )
            for f in found
        )
        yield WorkbookFindings(file or WHOLE_MUNICIPALITY, lines)


def _left_out(gathering: Gathering) -> Iterator[RejectedFile]:
    """Yield every file whose content is not in the report, and why."""
    for reading in gathering.rejected:
        reasons = (f.message for f in reading.findings if f.severity is Severity.STOP)
        yield RejectedFile(reading.source.name, next(reasons, "Gick inte att läsa."))
    for card in gathering.superseded:
        reason = f"{unit_name(card, gathering)} har lämnat in ett nyare kort."
        yield RejectedFile(card.file, reason)
    for card in gathering.strangers:
        reason = (
            f"Kortet gäller {card.unit_name or card.unit_id}, {card.period or 'okänd'} "
            "och hör inte till den här rapporten."
        )
        yield RejectedFile(card.file, reason)


def _workbooks(gathering: Gathering) -> Iterator[WorkbookEntry]:
    for card in gathering.cards:
        name = unit_name(card, gathering)
        yield WorkbookEntry(name, card.file, card.sha256, date_text(card.handed_in))
