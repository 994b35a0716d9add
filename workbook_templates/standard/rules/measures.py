"""MK20x-MK21x: a measure's outcomes against its verdict, and who answers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook_templates.standard.assessment import expected_verdict
from workbook_templates.standard.findings import Severity
from workbook_templates.standard.model import GoalVerdict
from workbook_templates.standard.rules.phrases import (
    LAST_TERTIAL,
    is_blank,
    name,
    number,
)
from workbook_templates.standard.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from workbook_templates.standard.model import Measure, Scorecard
    from workbook_templates.standard.rules.registry import Context, Hits


@rule(
    "MK201",
    title="Bedömningen stämmer inte med utfallet",
    severity=Severity.ERROR,
    wrong="Mått {measure} är bedömt som ”{verdict}”, men utfallet {outcome} mot "
    "målvärdet {target} ger ”{expected}”.",
    remedy="Ändra bedömningen, eller förklara i kommentaren varför den avviker.",
)
def rule_verdict_agrees_with_outcome(card: Scorecard, context: Context) -> Hits:
    """Find verdicts other than assessment.expected_verdict, with no comment on it."""
    for measure, tertial, outcome in _outcomes(card, context):
        thresholds = context.register.thresholds
        expected = expected_verdict(measure, tertial, thresholds)
        if outcome is None or measure.target is None or expected is None:
            continue
        if is_blank(measure.comment) and _is_judged(measure, other_than=expected):
            yield (
                measure.origin.at("verdict"),
                {
                    "measure": name(measure),
                    "verdict": _word(measure, context),
                    "outcome": number(outcome),
                    "target": number(measure.target),
                    "expected": context.word(expected),
                },
            )


@rule(
    "MK202",
    title="Bedömning utan utfall",
    severity=Severity.ERROR,
    wrong="Mått {measure} är bedömt som ”{verdict}”, men utfallet för T{tertial} "
    "saknas.",
    remedy="Skriv utfallet, eller välj ”{not_measured}”.",
)
def rule_verdict_has_outcome(card: Scorecard, context: Context) -> Hits:
    """Find judged measures with no outcome for the period."""
    for measure, tertial, outcome in _outcomes(card, context):
        if outcome is None and _is_judged(measure):
            values = {"measure": name(measure), "verdict": _word(measure, context)}
            values["not_measured"] = context.word(GoalVerdict.NOT_MEASURED)
            place = measure.origin.at(f"outcome_{tertial}")
            yield place, values | {"tertial": tertial}


@rule(
    "MK203",
    title="Utfall utan bedömning",
    severity=Severity.WARNING,
    wrong="Mått {measure} är ”{verdict}”, men har utfallet {outcome}.",
    remedy="Välj en bedömning, eller förklara i kommentaren varför den saknas.",
)
def rule_outcome_is_judged(card: Scorecard, context: Context) -> Hits:
    """Find outcomes for the period that are not judged, with no comment on it."""
    for measure, _, outcome in _outcomes(card, context):
        is_unjudged = measure.verdict is GoalVerdict.NOT_MEASURED
        if outcome is not None and is_unjudged and is_blank(measure.comment):
            values = {"measure": name(measure), "verdict": _word(measure, context)}
            yield measure.origin.at("verdict"), values | {"outcome": number(outcome)}


@rule(
    "MK204",
    title="Målvärde saknas",
    severity=Severity.WARNING,
    wrong="Mått {measure} saknar målvärde.",
    remedy="Skriv det värde som ska nås.",
)
def rule_measure_has_target(card: Scorecard, context: Context) -> Hits:
    """Find measures without a target; a warning, since a new one may lack it."""
    del context
    for measure in card.measures:
        if measure.target is None:
            yield measure.origin.at("target"), {"measure": name(measure)}


@rule(
    "MK205",
    title="Utfall för en kommande period",
    severity=Severity.WARNING,
    wrong="Mått {measure} har ett utfall för T{later}, men kortet gäller {period}.",
    remedy="Flytta värdet till rätt kolumn, eller ta bort det.",
)
def rule_outcome_is_not_ahead(card: Scorecard, context: Context) -> Hits:
    """Find outcomes of tertials that are yet to come."""
    period = context.period_of(card)
    for measure, tertial, _ in _outcomes(card, context):
        for later in range(tertial + 1, LAST_TERTIAL + 1):
            if measure.outcome(later) is not None:
                place = measure.origin.at(f"outcome_{later}")
                values = {"measure": name(measure), "later": later}
                yield place, values | {"period": str(period)}


@rule(
    "MK206",
    title="Tidigare utfall saknas",
    severity=Severity.WARNING,
    wrong="Mått {measure} saknar utfall för T{earlier}, men har ett för T{later}.",
    remedy="Skriv det tidigare utfallet om det är känt.",
)
def rule_earlier_outcome_is_kept(card: Scorecard, context: Context) -> Hits:
    """Find earlier tertials without an outcome, which leave a gap in the trend.

    Silent where last period's verdict was that nothing had been measured.
    """
    for measure, tertial, _ in _outcomes(card, context):
        if measure.previous_verdict is GoalVerdict.NOT_MEASURED:
            continue
        given = [t for t in range(1, tertial + 1) if measure.outcome(t) is not None]
        for earlier in range(1, max(given, default=0)):
            if earlier not in given:
                values = {"measure": name(measure), "earlier": earlier}
                place = measure.origin.at(f"outcome_{earlier}")
                yield place, values | {"later": max(given)}


@rule(
    "MK211",
    title="Mått utan ansvarig",
    severity=Severity.ERROR,
    wrong="Mått {measure} saknar ansvarig.",
    remedy="Skriv den funktion som tar fram värdet.",
)
def rule_measure_has_owner(card: Scorecard, context: Context) -> Hits:
    """Find measures that nobody answers for."""
    del context
    for measure in card.measures:
        if is_blank(measure.owner):
            yield measure.origin.at("owner"), {"measure": name(measure)}


@rule(
    "MK212",
    title="Mått utan källa",
    severity=Severity.WARNING,
    wrong="Mått {measure} saknar källa.",
    remedy="Skriv var värdet kommer ifrån, till exempel en enkät eller ett register.",
)
def rule_measure_has_source(card: Scorecard, context: Context) -> Hits:
    """Find measures that do not say where their value comes from."""
    del context
    for measure in card.measures:
        if is_blank(measure.source):
            yield measure.origin.at("source"), {"measure": name(measure)}


def _outcomes(
    card: Scorecard, context: Context
) -> Iterator[tuple[Measure, int, Decimal | None]]:
    """Yield each measure, the period's tertial and its outcome, if there is one."""
    period = context.period_of(card)
    if period is None:
        return
    for measure in card.measures:
        yield measure, period.tertial, measure.outcome(period.tertial)


def _is_judged(measure: Measure, other_than: GoalVerdict | None = None) -> bool:
    """Tell whether the author has given a verdict, and another than one given."""
    return measure.verdict not in (None, GoalVerdict.NOT_MEASURED, other_than)


def _word(measure: Measure, context: Context) -> str:
    """Return a measure's verdict in words."""
    return context.word(measure.verdict) if measure.verdict else ""
