"""What the actions say to the user, in Swedish; each sentence once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlwings import XlwingsError

from workbook_templates.standard.errors import MalkortError
from workbook_templates.standard.findings import Severity
from workbook_templates.standard.own_sheets import CHECK_SHEET, PULLED_SHEET

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from workbook_templates.standard.findings import Finding
    from workbook_templates.standard.model import StrategyGoal
    from workbook_templates.standard.readiness import Readiness

WITHOUT_TITLE = "(text saknas i registret)"
NO_REGISTER = (
    "Arbetsboken har tappat sina listor, så strategimålen går inte att slå upp. "
    "Använd arbetsboken som strategikontoret skickade ut."
)
NO_GOAL_SELECTED = "Markera först en cell i ett mål på fliken {sheet}."
NOTHING_TO_CLEAR = "Det finns inga markeringar att ta bort."
NO_REFERENCES = "Inget av målen hänvisar till något strategimål."
UNREADABLE_REFERENCES = (
    "I {place} står något som inte går att läsa som nummer på strategimål. "
    "Rätta det först, till exempel till 1; 12."
)
ALREADY_THERE = "Strategimål {number} står redan i {place}."
INSERTED = "Strategimål {number} är tillagt i {place}."
INSERTED_REMARK = " Observera: {remark}"
UNKNOWN_NUMBER = "Strategimål {number} finns inte i listan."
MARKED_READY = "Kortet är markerat som klart den {day}."
MISSING_SHEET = (
    "Arbetsboken saknar fliken {sheet}. Den är byggd av en äldre mall, eller så är "
    "fliken borttagen."
)
NOT_MARKED = MISSING_SHEET + " Anmärkningarna är därför inte utmärkta i cellerna."
COPY_FAILED = "{file} gick inte att kopiera med markeringar. Originalet är orört."

# The remarks on a number of a strategy goal.
IS_UNKNOWN = "Numret finns inte i listan över strategimål."
IS_WITHDRAWN = "Gällde till och med {year}."
IS_NEWER = "Gäller först från {year}."


class ActionRefusedError(MalkortError, XlwingsError):
    """An action cannot be done in this workbook; str() is Swedish, for the user.

    It is an XlwingsError too, since xlwings shows the text of those to the user.
    """


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its word: "1 fel", "3 varningar"."""
    return f"{number} {one if number == 1 else many}"


def found(findings: Sequence[Finding], readiness: Readiness) -> str:
    """Return how many findings there are, and how much of the card is filled in."""
    errors = sum(finding.must_be_mended for finding in findings)
    warnings = len(findings) - errors
    filled = f"{readiness.percent} % av de obligatoriska fälten är ifyllda."
    if not findings:
        return f"Inga anmärkningar. {filled}"
    parts = [counted(errors, "fel", "fel")] if errors else []
    parts += [counted(warnings, "varning", "varningar")] if warnings else []
    return f"{' och '.join(parts)}. {filled}"


def listed() -> str:
    """Return where the findings are listed."""
    return f"Listan står på fliken {CHECK_SHEET.name}."


def not_ready(findings: Sequence[Finding]) -> str:
    """Return why a card cannot be marked as ready, and what is first to mend."""
    errors = [finding for finding in findings if finding.must_be_mended]
    return (
        f"Kortet har {counted(len(errors), 'fel', 'fel')} och kan inte "
        f"klarmarkeras. Det första är {errors[0]} Tryck Kontrollera för att se alla."
    )


def severity(finding: Finding) -> str:
    """Return a finding's severity as a heading: "Fel", "Varning"."""
    return finding.severity.value.capitalize()


def note(findings: Sequence[Finding]) -> str:
    """Return the text of a note on a cell with findings."""
    return "\n".join(f"{severity(finding)}: {finding.message}" for finding in findings)


def is_error(findings: Sequence[Finding]) -> bool:
    """Tell whether any of a cell's findings must be mended."""
    return any(finding.severity is not Severity.WARNING for finding in findings)


def cleared(count: int) -> str:
    """Return how many cells have their own look back."""
    return f"{counted(count, 'markering är borttagen', 'markeringar är borttagna')}."


def remark(goal: StrategyGoal | None, year: int) -> str:
    """Return what to know of a strategy goal in a year, "" where it simply applies."""
    if goal is None:
        return IS_UNKNOWN
    if goal.valid_to is not None and goal.valid_to < year:
        return IS_WITHDRAWN.format(year=goal.valid_to)
    if goal.valid_from is not None and goal.valid_from > year:
        return IS_NEWER.format(year=goal.valid_from)
    return ""


def pulled(goals: int, numbers: int, remarks: Sequence[tuple[int, str]]) -> str:
    """Return how many strategy goals were written, and those to think about."""
    text = (
        f"{numbers} strategimål för {counted(goals, 'mål', 'mål')} är skrivna på "
        f"fliken {PULLED_SHEET.name}."
    )
    lines = [f"Strategimål {number}: {remark_}" for number, remark_ in remarks]
    return "\n".join([text, *lines])


def versions(tool: str, standard: str, card: Sequence[tuple[str, str]]) -> str:
    """Return the versions of tool and standard, and what the open workbook says."""
    lines = [
        f"Verktyget Målkort, version {tool}.",
        f"Mallens senaste version är {standard}.",
    ]
    if card:
        lines += [f"{label}: {value}" for label, value in card if value]
    else:
        lines.append("Den öppna arbetsboken är inget målkort.")
    return "\n".join(lines)


def day(value: date) -> str:
    """Return a date as it is written in the workbook."""
    return value.isoformat()
