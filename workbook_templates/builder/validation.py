"""What Excel asks of a cell: drop-downs, limits, input and error messages.

Made from the demands in the layout. Pasting goes past all of it, so the reader
checks everything again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from openpyxl.worksheet.datavalidation import DataValidation

from workbook_templates.standard.columns import Choices, Kind
from workbook_templates.standard.layout import MAX_YEAR, MIN_YEAR

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from workbook_templates.standard.columns import Column, NamedCell

# Where each perspective's long-term goals begin and end within their list.
FIRST_GOALS = "lst_mal_forsta"
LAST_GOALS = "lst_mal_sista"

TITLE_LIMIT = 32  # characters, Excel's own
TEXT_LIMIT = 255
_LARGEST = 10**15  # beyond it Excel rounds digits away

_Range = Literal["whole", "decimal", "date"]

_ERROR_TITLE = "Det går inte att använda"
_ADVICE_TITLE = "Längre än vad som ryms"


def validate(
    sheet: Worksheet,
    cells: str,
    demand: Column | NamedCell,
    heading: str,
    perspective: str = "",
) -> None:
    """Put the demands of a column or a named cell on cells ("B6:B25").

    perspective: the cell with the first row's perspective ("$B6"), where the
    choices follow it.
    """
    rule = _of_kind(demand, perspective)
    if demand.help:
        rule.promptTitle = cut(heading, TITLE_LIMIT)
        rule.prompt = cut(demand.help, TEXT_LIMIT)
        rule.showInputMessage = True
    elif rule.type is None:
        return
    rule.allow_blank = True
    rule.add(cells)
    sheet.add_data_validation(rule)


def cut(text: str, limit: int) -> str:
    """Return a text with at most `limit` characters."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def _of_kind(demand: Column | NamedCell, perspective: str) -> DataValidation:
    """Return the rule for a kind of value."""
    if demand.choices:
        return _choice(demand.choices, perspective)
    if demand.kind is Kind.INTEGER:
        text = f"Skriv ett årtal mellan {MIN_YEAR} och {MAX_YEAR}, fyra siffror."
        return _between("whole", str(MIN_YEAR), str(MAX_YEAR), text)
    if demand.kind is Kind.NUMBER:
        text = "Skriv bara ett tal, till exempel 12,5. Vad talet mäts i står för sig."
        return _between("decimal", str(-_LARGEST), str(_LARGEST), text)
    if demand.kind is Kind.DATE:
        text = "Skriv ett datum som år-månad-dag, till exempel 2026-11-30."
        days = (f"DATE({MIN_YEAR},1,1)", f"DATE({MAX_YEAR},12,31)")
        return _between("date", *days, text)
    return _length(demand.limit) if demand.limit else DataValidation()


def _choice(choices: Choices, perspective: str) -> DataValidation:
    """Return a drop-down; the long-term goals follow the row's perspective."""
    formula = choices.value
    if choices is Choices.LONG_TERM_GOALS and perspective:
        formula = _long_term_goals_of(perspective)
    rule = DataValidation(type="list", formula1=formula)
    return _refusing(rule, "Välj ett av alternativen i listan.")


def _long_term_goals_of(perspective: str) -> str:
    """Return the reference to the long-term goals of a perspective's cell.

    Without a perspective all long-term goals are offered. FILTER would be shorter,
    but neither Excel 2016 nor LibreOffice has it.
    """
    goals, perspectives = Choices.LONG_TERM_GOALS.value, Choices.PERSPECTIVES.value
    match = f"MATCH({perspective},{perspectives},0)"
    first = f"IFERROR(INDEX({FIRST_GOALS},{match}),1)"
    last = f"IFERROR(INDEX({LAST_GOALS},{match}),ROWS({goals}))"
    return f"INDEX({goals},{first}):INDEX({goals},{last})"


def _between(kind: _Range, low: str, high: str, text: str) -> DataValidation:
    """Return a rule that refuses what is not between two values."""
    rule = DataValidation(type=kind, operator="between", formula1=low, formula2=high)
    return _refusing(rule, text)


def _length(limit: int) -> DataValidation:
    """Return a rule that warns of a long text but lets it stand."""
    rule = DataValidation(
        type="textLength", operator="lessThanOrEqual", formula1=str(limit)
    )
    rule.errorTitle, rule.errorStyle = _ADVICE_TITLE, "warning"
    rule.error = (
        f"Texten är längre än {limit} tecken och kan bli svår att få plats med i "
        "rapporten. Vill du behålla den ändå?"
    )
    rule.showErrorMessage = True
    return rule


def _refusing(rule: DataValidation, text: str) -> DataValidation:
    """Let a rule refuse with a text."""
    rule.errorTitle, rule.error, rule.errorStyle = _ERROR_TITLE, text, "stop"
    rule.showErrorMessage = True
    return rule
