"""MK22x: whether a measure's numbers are plausible.

All are warnings: a number may be odd and right. They are the strategy office's list
of what to ask about, so a comment does not silence them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook_templates.standard.assessment import QUIET, finite
from workbook_templates.standard.findings import Severity
from workbook_templates.standard.model import Direction
from workbook_templates.standard.rules.phrases import LAST_TERTIAL, name, number
from workbook_templates.standard.rules.registry import rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from workbook_templates.standard.findings import Location
    from workbook_templates.standard.model import Measure, Scorecard
    from workbook_templates.standard.rules.registry import Context, Hits

_PERCENT = ("%", "procent")
_WHOLE = 100


@rule(
    "MK221",
    title="Målvärdet är noll",
    severity=Severity.WARNING,
    wrong="Mått {measure} har målvärdet {target}.",
    remedy="Kontrollera att det är det som ska nås, och inte ett värde som saknas.",
)
def rule_target_is_not_zero(card: Scorecard, context: Context) -> Hits:
    """Find targets of zero; such a target is often a missing one."""
    del context
    for measure in card.measures:
        target = finite(measure.target)
        if target is not None and target == 0:
            values = {"measure": name(measure), "target": number(target)}
            yield measure.origin.at("target"), values


@rule(
    "MK222",
    title="Utfallet är många gånger större eller mindre än målvärdet",
    severity=Severity.WARNING,
    wrong="Mått {measure} har utfallet {outcome} men målvärdet {target}.",
    remedy="Kontrollera decimaler och att båda anges i samma enhet.",
)
def rule_outcome_is_near_target(card: Scorecard, context: Context) -> Hits:
    """Find outcomes plausible_factor times the target or more, or a part as small.

    Signs do not count, and zero is never off.
    """
    factor = context.register.thresholds.plausible_factor
    for where, measure, outcome in _outcomes(card):
        if _is_far_off(measure, outcome, factor) and measure.target is not None:
            values = {"measure": name(measure), "outcome": number(outcome)}
            yield where, values | {"target": number(measure.target)}


@rule(
    "MK223",
    title="Utfallet är oförändrat",
    severity=Severity.WARNING,
    wrong="Mått {measure} har utfallet {outcome}, samma som förra perioden.",
    remedy="Kontrollera att värdet är nytt och inte har blivit kvar.",
)
def rule_outcome_is_new(card: Scorecard, context: Context) -> Hits:
    """Find outcomes equal to last period's, which may have been left standing."""
    period = context.period_of(card)
    for measure in card.measures if period else ():
        outcome = finite(measure.outcome(period.tertial)) if period else None
        if (
            period
            and outcome is not None
            and outcome == finite(measure.previous_outcome)
        ):
            values = {"measure": name(measure), "outcome": number(outcome)}
            yield measure.origin.at(f"outcome_{period.tertial}"), values


@rule(
    "MK224",
    title="Procenttal utanför 0–100",
    severity=Severity.WARNING,
    wrong="Mått {measure} mäts i procent men har utfallet {outcome}.",
    remedy="Skriv ett tal mellan 0 och 100, eller rätta vad måttet mäts i.",
)
def rule_percentage_is_within_bounds(card: Scorecard, context: Context) -> Hits:
    """Find percentages outside 0-100, unless the target itself is above 100.

    Silent where the outcome is far off its target, which MK222 says.
    """
    factor = context.register.thresholds.plausible_factor
    for where, measure, outcome in _outcomes(card):
        is_outside = not 0 <= outcome <= _WHOLE
        if (
            is_outside
            and _is_share(measure)
            and not _is_far_off(measure, outcome, factor)
        ):
            yield where, {"measure": name(measure), "outcome": number(outcome)}


@rule(
    "MK225",
    title="Målvärdet är redan nått från början",
    severity=Severity.WARNING,
    wrong="Mått {measure} har samma målvärde som utgångsvärde, {target}.",
    remedy="Skriv ett målvärde som innebär en förändring, eller välj riktningen "
    "”{stay}”.",
)
def rule_target_differs_from_baseline(card: Scorecard, context: Context) -> Hits:
    """Find targets equal to the baseline, unless the value is only to stay above."""
    del context
    for measure, baseline, target in _targets(card):
        if target == baseline and measure.direction is not Direction.STAY_ABOVE:
            values = {"measure": name(measure), "target": number(target)}
            yield (
                measure.origin.at("target"),
                values | {"stay": Direction.STAY_ABOVE.value},
            )


@rule(
    "MK226",
    title="Målvärdet ligger åt fel håll",
    severity=Severity.WARNING,
    wrong="Mått {measure} har riktningen ”{direction}”, men målvärdet {target} "
    "ligger åt andra hållet från utgångsvärdet {baseline}.",
    remedy="Rätta riktningen eller målvärdet.",
)
def rule_target_lies_in_direction(card: Scorecard, context: Context) -> Hits:
    """Find targets that lie the other way from the baseline than the direction."""
    del context
    for measure, baseline, target in _targets(card):
        is_down = measure.direction is Direction.INCREASE and target < baseline
        is_up = measure.direction is Direction.DECREASE and target > baseline
        if measure.direction and (is_down or is_up):
            values = {"measure": name(measure), "direction": measure.direction.value}
            values |= {"target": number(target), "baseline": number(baseline)}
            yield measure.origin.at("target"), values


def _outcomes(card: Scorecard) -> Iterator[tuple[Location, Measure, Decimal]]:
    """Yield each outcome of the card's measures, of any tertial, with its place."""
    for measure in card.measures:
        for tertial in range(1, LAST_TERTIAL + 1):
            outcome = finite(measure.outcome(tertial))
            if outcome is not None:
                yield measure.origin.at(f"outcome_{tertial}"), measure, outcome


def _targets(card: Scorecard) -> Iterator[tuple[Measure, Decimal, Decimal]]:
    """Yield each measure that has both, with its baseline and its target."""
    for measure in card.measures:
        baseline, target = finite(measure.baseline), finite(measure.target)
        if baseline is not None and target is not None:
            yield measure, baseline, target


def _is_far_off(measure: Measure, outcome: Decimal, factor: Decimal) -> bool:
    """Tell whether an outcome is `factor` times its target or more, or less."""
    target = finite(measure.target)
    if not target or not outcome:
        return False
    size, aim = outcome.copy_abs(), target.copy_abs()
    return size >= QUIET.multiply(aim, factor) or aim >= QUIET.multiply(size, factor)


def _is_share(measure: Measure) -> bool:
    """Tell whether a measure is a percentage that cannot pass 100."""
    target = finite(measure.target)
    is_percent = measure.measured_in.strip().casefold() in _PERCENT
    return is_percent and (target is None or target <= _WHOLE)
