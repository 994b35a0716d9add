"""A workbook as read made into a scorecard, and all that its author is to mend.

Nothing is lost on the way: every value is in the card, or named in a finding.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook_templates.standard import demands
from workbook_templates.standard.cells import quoted
from workbook_templates.standard.details import Details, read_details
from workbook_templates.standard.errors import UsageError
from workbook_templates.standard.findings import Location
from workbook_templates.standard.layout import (
    ACCEPTED_VERSIONS,
    ACTIVITIES,
    GOALS,
    MEASURES,
    STANDARD_VERSION,
    TABLES,
    YES,
    named_cell,
)
from workbook_templates.standard.model import Period, Scorecard
from workbook_templates.standard.records import (
    Lexicon,
    activity_of,
    duplicate_ids,
    goal_of,
    linked,
    measure_of,
)
from workbook_templates.standard.rows import TableRows, read_table
from workbook_templates.standard.stray import stray_findings

if TYPE_CHECKING:
    from workbook_templates.standard.findings import Finding
    from workbook_templates.standard.raw import RawWorkbook
    from workbook_templates.standard.register import Register


@dataclass(frozen=True, slots=True)
class Parsed:
    """What parsing gives: the card, None where a finding is STOP, and the findings."""

    card: Scorecard | None
    findings: tuple[Finding, ...] = ()


def parse_scorecard(raw: RawWorkbook, register: Register) -> Parsed:
    """Make a scorecard of a workbook; the register gives the lists.

    The findings are all at once and in order; judgements are left to the rules.
    A workbook that is no scorecard, or of an unknown version, gives no card.
    """
    details = read_details(raw, register.choices)
    tables = {t.name: read_table(raw, t, register.choices) for t in TABLES}
    stops = _stops(raw, details, tables)
    if stops:
        return Parsed(None, tuple(stops))
    period, findings = _period(details)
    findings += _version(details)
    findings += details.findings
    for table in tables.values():
        findings += table.findings
    card, found = _card(raw, details, tables, Lexicon.of(register), period)
    findings += found
    findings += stray_findings(raw, tuple(tables.values()))
    return Parsed(card, tuple(sorted(findings, key=lambda f: f.sort_key)))


def _stops(
    raw: RawWorkbook, details: Details, tables: dict[str, TableRows]
) -> list[Finding]:
    """Return why the workbook cannot be used at all."""
    where = Location(raw.file)
    missing = []
    if not details.text("unit_id"):
        missing.append(named_cell("unit_id").label)
    if not any(table.area for table in tables.values()):
        missing += [f"tabellen {name}" for name in tables]
    if missing:
        words = {"file": raw.file, "missing": ", ".join(missing)}
        return [demands.NOT_A_SCORECARD.finding(where, **words)]
    version = details.text("version")
    if version not in ACCEPTED_VERSIONS:
        where = details.places.get("version", where)
        version = quoted(version) if version else "inte angiven"
        return [demands.UNKNOWN_VERSION.finding(where, version=version)]
    return []


def _version(details: Details) -> list[Finding]:
    version = details.text("version")
    if version == STANDARD_VERSION:
        return []
    where = details.places.get("version", Location(details.row.origin.file))
    return [demands.OLD_VERSION.finding(where, version=version)]


def _period(details: Details) -> tuple[Period | None, list[Finding]]:
    text = details.text("period")
    try:
        return Period.parse(text), []
    except UsageError:
        where = details.places.get("period", Location(details.row.origin.file))
        return None, [demands.BAD_PERIOD.finding(where, value=quoted(text))]


def _card(
    raw: RawWorkbook,
    details: Details,
    tables: dict[str, TableRows],
    lexicon: Lexicon,
    period: Period | None,
) -> tuple[Scorecard, list[Finding]]:
    """Return the card, and what is amiss between its rows."""
    goals = tuple(goal_of(row, lexicon) for row in tables[GOALS.name].rows)
    measures = tuple(measure_of(row, lexicon) for row in tables[MEASURES.name].rows)
    activities = tuple(activity_of(r, lexicon) for r in tables[ACTIVITIES.name].rows)
    findings = [
        *duplicate_ids(goals),
        *duplicate_ids(measures),
        *duplicate_ids(activities),
    ]
    if tables[GOALS.name].area:  # without goals every reference would be a fault
        goal_ids = tuple(goal.id for goal in goals)
        measures, amiss = linked(measures, goal_ids)
        activities, more = linked(activities, goal_ids)
        findings += [*amiss, *more]
    card = Scorecard(
        unit_id=details.text("unit_id"),
        unit_name=details.text("unit_name"),
        period=period,
        version=details.text("version"),
        responsible=details.text("responsible"),
        contact=details.text("contact"),
        ready=details.text("ready") == YES,
        handed_in=details.row.day("handed_in"),
        summary=details.text("summary"),
        goals=goals,
        measures=measures,
        activities=activities,
        file=raw.file,
        sha256=raw.sha256,
        places=details.places,
    )
    return card, findings
