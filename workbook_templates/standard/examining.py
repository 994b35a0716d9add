"""The whole examination of one workbook: parsing and rules, the same on every route.

The compiler, the check and the add-in all call this, so that none of them can
give other findings than the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook_templates.standard.parsing import Parsed, parse_scorecard
from workbook_templates.standard.rules.registry import Context, check_scorecard

if TYPE_CHECKING:
    from workbook_templates.standard.model import Period
    from workbook_templates.standard.raw import RawWorkbook
    from workbook_templates.standard.register import Register


def examine(raw: RawWorkbook, register: Register, period: Period | None) -> Parsed:
    """Return a workbook's card and all findings, sorted.

    period is the one expected, or None for the workbook's own.
    """
    parsed = parse_scorecard(raw, register)
    if parsed.card is None:
        return parsed
    context = Context(register, period)
    found = check_scorecard(parsed.card, context, parsed.findings)
    findings = sorted((*parsed.findings, *found), key=lambda f: f.sort_key)
    return Parsed(parsed.card, tuple(findings))
