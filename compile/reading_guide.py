"""How to read the report: the scales, the rules behind a verdict, their limits."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from compile.context import GuideRule, GuideStep, GuideThreshold, ReadingGuide
from compile.marks import status_mark, verdict_mark
from compile.wording import number_text
from workbook_templates.standard.assessment import assessment_texts
from workbook_templates.standard.model import ActivityStatus, GoalVerdict
from workbook_templates.standard.register_layout import THRESHOLD_SETTINGS

if TYPE_CHECKING:
    from workbook_templates.standard.register import Register

_PARAGRAPHS = """\
Varje enhet har bedömt sina mål med en fyrgradig skala. Tecken och ord säger samma \
sak som färgen.
Måluppfyllelsen visar läget vid periodens slut. Prognosen visar hur enheten bedömer \
läget vid årets slut. Ej mätt är ett eget svar och räknas aldrig som delvis uppfyllt.
Bedömningarna är enheternas egna. Mått med målvärde och utfall jämförs med reglerna \
nedan, och en avvikande bedömning ska vara förklarad i kortet.
Ett mål är mätt när minst ett av dess mått kan bedömas med reglerna. Det följer \
reglerna när bedömningen varken är bättre än det bästa eller sämre än det sämsta \
av måtten."""


def guide_of(register: Register) -> ReadingGuide:
    """Return the reading guide that a register gives."""
    limits = register.thresholds
    values = (
        limits.partly_from,
        limits.plausible_factor,
        Decimal(limits.comment_limit),
    )
    return ReadingGuide(
        paragraphs=tuple(_PARAGRAPHS.splitlines()),
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
