"""What remains before a card can be handed in, counted by formulas alone.

The same questions as the rules of the standard ask, as far as formulas reach;
they work without macros and without this program.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook_templates.builder.canvas import quoted
from workbook_templates.builder.formulas import (
    DEVIATIONS,
    LACKS,
    OPEN,
    PERIOD_END,
    column_of,
    is_one_of,
)
from workbook_templates.standard.columns import Role
from workbook_templates.standard.layout import (
    ACTIVITIES,
    DETAILS,
    GOALS,
    MEASURES,
    NAMED_CELLS,
    TABLES,
    YES,
    named_cell,
)
from workbook_templates.standard.model import GoalVerdict
from workbook_templates.standard.readiness import needed_keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbook_templates.builder.values import Words
    from workbook_templates.standard.columns import Table
    from workbook_templates.standard.model import Period


@dataclass(frozen=True, slots=True)
class Check:
    """One line: what is counted, what to do about it, and the count as a formula."""

    key: str
    what: str
    remedy: str
    formula: str


def filled_formula(period: Period) -> str:
    """Return the formula for how many needed cells are filled."""
    parts = [f"{_has_text(name)}" for name in _needed_names()]
    for table in TABLES:
        keys = needed_keys(table, period)
        filled = "+".join(_has_text(column_of(table, key)) for key in keys)
        parts.append(f"SUMPRODUCT({filled})")
    return "=" + "+".join(parts)


def needed_formula(period: Period) -> str:
    """Return the formula for how many cells are needed, as readiness counts them."""
    parts = [str(len(_needed_names()))]
    for table in TABLES:
        count = len(needed_keys(table, period))
        parts.append(f"{count}*SUMPRODUCT(--{_is_used(table)})")
    return "=" + "+".join(parts)


def checks(words: Words, period: Period) -> list[Check]:
    """Return the lines of the checklist, in the order of the work."""
    lines = [*_card_checks(), *_goal_checks(words, period)]
    lines += [*_measure_checks(words, period), *_activity_checks(words)]
    return [*lines, *_closing_checks()]


def _card_checks() -> Iterator[Check]:
    empty = "+".join(f"(1-{_has_text(name)})" for name in _needed_names())
    yield Check(
        "details",
        "Uppgifter om kortet som saknas",
        f"Fyll i fliken {DETAILS.name}.",
        f"={empty}",
    )


def _goal_checks(words: Words, period: Period) -> Iterator[Check]:
    """Yield what the goals lack."""
    verdict = column_of(GOALS, "verdict")
    yield _empty(GOALS, "verdict", "Mål utan bedömning", "Välj måluppfyllelse.")
    if "forecast" in needed_keys(GOALS, period):
        remedy = "Välj hur läget väntas vara vid årets slut."
        yield _empty(GOALS, "forecast", "Mål utan prognos", remedy)
    deviating = tuple(str(words.word(step)) for step in DEVIATIONS)
    places = (verdict, column_of(GOALS, "forecast"))
    deviates = "+".join(is_one_of(place, deviating) for place in places)
    for key, what, remedy in (
        ("comment", "Avvikelser utan orsak", "Skriv vad läget beror på."),
        (
            "remedy",
            "Avvikelser utan åtgärd",
            "Skriv vad som görs, och när det är klart.",
        ),
    ):
        empty = f"(1-{_has_text(column_of(GOALS, key))})"
        yield Check(key, what, remedy, f"=SUMPRODUCT((({deviates})>0)*{empty})")
    yield _without(MEASURES, "Mål utan mått", "Lägg in minst ett mått.")
    yield _without(ACTIVITIES, "Mål utan aktivitet", "Lägg in det som görs.")


def _measure_checks(words: Words, period: Period) -> Iterator[Check]:
    """Yield what the measures lack."""
    remedy = "Skriv vilken funktion som tar fram värdet."
    yield _empty(MEASURES, "owner", "Mått utan ansvarig", remedy)
    key = f"outcome_{period.tertial}"
    not_measured = quoted(str(words.word(GoalVerdict.NOT_MEASURED)))
    empty = f"(1-{_has_text(column_of(MEASURES, key))})"
    measured = f"({column_of(MEASURES, 'verdict')}<>{not_measured})"
    yield Check(
        "outcome",
        "Mått utan utfall för perioden",
        f"Skriv {MEASURES.column(key).heading}, eller välj {not_measured[1:-1]}.",
        f"=SUMPRODUCT({_is_used(MEASURES)}*{empty}*{measured})",
    )


def _activity_checks(words: Words) -> Iterator[Check]:
    """Yield the activities that are late without saying so."""
    opened = tuple(str(words.word(step)) for step in OPEN)
    end, status = column_of(ACTIVITIES, "end"), column_of(ACTIVITIES, "status")
    passed = f"ISNUMBER({end})*({end}<=N({PERIOD_END}))"
    yield Check(
        "late",
        "Aktiviteter som skulle vara klara",
        "Rätta statusen, eller slutdatumet.",
        f"=SUMPRODUCT({passed}*(({is_one_of(status, opened)})>0))",
    )


def _closing_checks() -> Iterator[Check]:
    """Yield the rows that lack something, and the mark that the card is done."""
    counts = (
        f"COUNTIF({column_of(table, 'row_check')},{quoted(f'{LACKS}*')})"
        for table in TABLES
    )
    check = GOALS.column("row_check").heading
    yield Check(
        "rows",
        "Rader att komplettera, totalt",
        f"Läs kolumnen {check}, längst till höger på varje flik.",
        "=" + "+".join(counts),
    )
    ready = named_cell("ready")
    yield Check(
        "ready",
        "Kortet är inte markerat som klart",
        f"Välj {YES} vid {ready.label} på fliken {DETAILS.name} när allt är färdigt.",
        f"=IF({ready.name}={quoted(YES)},0,1)",
    )


def _empty(table: Table, key: str, what: str, remedy: str) -> Check:
    """Count the rows in use whose cell is empty."""
    empty = f"(1-{_has_text(column_of(table, key))})"
    formula = f"=SUMPRODUCT({_is_used(table)}*{empty})"
    return Check(f"{table.name}.{key}", what, remedy, formula)


def _without(table: Table, what: str, remedy: str) -> Check:
    """Count the goals that no row of a table is about."""
    ids = column_of(GOALS, "id")
    about = f"COUNTIF({column_of(table, 'goal_id')},{ids})"
    formula = f"=SUMPRODUCT({_is_used(GOALS)}*({about}=0))"
    return Check(f"without.{table.name}", what, remedy, formula)


def _needed_names() -> list[str]:
    """Return the defined names of the cells that the author must fill in."""
    return [c.name for c in NAMED_CELLS if c.required and c.role is Role.INPUT]


def _is_used(table: Table) -> str:
    """Test that the author has written in a row: only then has it a row check."""
    return f'({column_of(table, "row_check")}<>"")'


def _has_text(place: str) -> str:
    """Test that a cell has more than blanks."""
    return f"(LEN(TRIM({place}))>0)"
