"""From the gathered cards to where each unit stands. Nothing is read here."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from compile.organisation import chapters_of
from compile.status.model import FileNote, Gaps, PeriodStatus, State, Total, UnitStatus
from workbook_templates.standard.comparing import is_unchanged
from workbook_templates.standard.findings import Severity
from workbook_templates.standard.layout import STANDARD_VERSION
from workbook_templates.standard.readiness import readiness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from compile.gather import Gathering
    from compile.history import PastPeriod
    from compile.reading import Reading
    from workbook_templates.standard.model import Measure, Scorecard, Unit
    from workbook_templates.standard.register import PeriodPlan

WHOLE = "Hela kommunen"


def survey(
    gathering: Gathering,
    plan: PeriodPlan,
    today: date,
    previous: PastPeriod | None = None,
    coming: tuple[str, ...] = (),
) -> PeriodStatus:
    """Return how a period stands on a day.

    previous: the last period that has cards. coming: files not yet read.
    """
    units = tuple(_units(gathering, plan, previous))
    order = {unit.id: n for n, unit in enumerate(gathering.register.units)}
    return PeriodStatus(
        register=gathering.register,
        period=gathering.period,
        plan=plan,
        today=today,
        units=tuple(sorted(units, key=lambda u: (*_urgency(u), order[u.unit.id]))),
        totals=tuple(_totals(units)),
        strangers=tuple(_strangers(gathering)),
        unreadable=tuple(_unreadable(gathering)),
        coming=coming,
        since=previous.period if previous else None,
        notices=previous.notices if previous else (),
    )


def _urgency(status: UnitStatus) -> tuple[int, int]:
    return status.state.rank, -status.errors


def _units(
    gathering: Gathering, plan: PeriodPlan, previous: PastPeriod | None
) -> Iterator[UnitStatus]:
    """Yield every unit in the order of the report's chapters."""
    readings = {r.source.name: r for r in gathering.readings}
    units = gathering.register.units_of(gathering.period.year)
    for name, members in chapters_of(units, gathering.register).items():
        for unit in members:
            card = gathering.card_of(unit)
            if card is None:
                yield UnitStatus(
                    unit, name, State.MISSING, unread=_likely(unit, gathering)
                )
                continue
            before = previous.card_of(unit.id) if previous else None
            yield _handed_in(unit, name, readings[card.file], plan, before, gathering)


def _handed_in(  # noqa: PLR0913, PLR0917 - all that is known of one unit
    unit: Unit,
    department: str,
    reading: Reading,
    plan: PeriodPlan,
    before: Scorecard | None,
    gathering: Gathering,
) -> UnitStatus:
    card = reading.card
    assert card is not None  # noqa: S101 - a reading that counts has its card
    faults = tuple(f for f in reading.findings if f.must_be_mended)
    late = (card.handed_in - plan.deadline).days if card.handed_in else 0
    found = UnitStatus(
        unit,
        department,
        State.DONE,
        card,
        saved=_saved(reading),
        faults=faults,
        warnings=len(reading.findings) - len(faults),
        readiness=readiness(card, plan.period),
        is_old_version=card.version != STANDARD_VERSION,
        is_unchanged=is_unchanged(card, before) if before else None,
        days_late=max(late, 0),
        gaps=_gaps(card, before),
        others=tuple(c.file for c in gathering.superseded if c.unit_id == unit.id),
    )
    return replace(found, state=_state(found))


def _state(found: UnitStatus) -> State:
    if found.errors:
        return State.FAULTY
    if found.card and not found.card.ready:
        return State.NOT_READY
    noted = (
        found.warnings,
        found.is_old_version,
        found.is_unchanged,
        found.days_late,
        found.gaps != Gaps(),
        found.others,
    )
    return State.NOTED if any(noted) else State.DONE


def _saved(reading: Reading) -> date | None:
    """Return the local day when a file was last saved, or None."""
    try:
        seconds = reading.source.path.stat().st_mtime
    except OSError:
        return None
    return datetime.fromtimestamp(seconds, UTC).astimezone().date()


def _gaps(card: Scorecard, before: Scorecard | None) -> Gaps:
    past = {m.id: m for m in before.measures} if before else {}
    return Gaps(
        goals=tuple(g.id for g in card.goals if not g.responsible),
        measures=tuple(m.id for m in card.measures if not m.owner),
        never_updated=tuple(m.id for m in card.measures if _never_updated(m, past)),
    )


def _never_updated(measure: Measure, past: Mapping[str, Measure]) -> bool:
    """Tell whether a measure has no outcome, neither here nor in the earlier card."""
    known = (measure, past[measure.id]) if measure.id in past else (measure,)
    return all(
        value is None
        for m in known
        for value in (m.outcome_1, m.outcome_2, m.outcome_3, m.previous_outcome)
    )


def _likely(unit: Unit, gathering: Gathering) -> tuple[str, ...]:
    """Return unreadable files that are named as the unit's workbook is sent out."""
    names = (r.source.name for r in gathering.rejected)
    return tuple(n for n in names if n.rpartition("/")[2].startswith(f"{unit.id} "))


def _totals(units: Iterable[UnitStatus]) -> Iterator[Total]:
    departments: dict[str, list[UnitStatus]] = {}
    everybody: list[UnitStatus] = []
    for status in units:
        departments.setdefault(status.department, []).append(status)
        everybody.append(status)
    for name, members in (*departments.items(), (WHOLE, everybody)):
        counts = Counter(m.state for m in members)
        yield Total(name, len(members), tuple(counts[state] for state in State))


def _strangers(gathering: Gathering) -> Iterator[FileNote]:
    for card in gathering.strangers:
        whose = card.unit_name or card.unit_id or "en okänd enhet"
        period = str(card.period) if card.period else "en okänd period"
        yield FileNote(
            card.file,
            f"Kortet gäller {whose}, {period}, och räknas inte i {gathering.period}. "
            "Flytta filen dit den hör, eller be enheten använda rätt arbetsbok.",
        )


def _unreadable(gathering: Gathering) -> Iterator[FileNote]:
    for reading in gathering.rejected:
        reasons = (f.message for f in reading.findings if f.severity is Severity.STOP)
        yield FileNote(reading.source.name, next(reasons, "Filen gick inte att läsa."))
