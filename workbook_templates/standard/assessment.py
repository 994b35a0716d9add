"""What a measure's outcome says against its target: the rule behind a verdict.

The author's own verdict stands; this is what it is compared with.
"""

from __future__ import annotations

from decimal import Context, Decimal
from typing import TYPE_CHECKING

from workbook_templates.standard.model import Direction, GoalVerdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbook_templates.standard.model import Measure
    from workbook_templates.standard.register import Thresholds

    Judge = Callable[[Decimal, Decimal, Decimal | None, Decimal], GoalVerdict | None]

# Without traps a number that is typed absurdly large gives infinity, not an error.
QUIET = Context(traps=[])

ASSESSMENT_TEXT: dict[Direction, str] = {
    Direction.INCREASE: "Uppfyllt när utfallet är minst målvärdet, "
    "delvis uppfyllt när det är minst {share} av målvärdet, annars ej uppfyllt.",
    Direction.DECREASE: "Uppfyllt när utfallet är högst målvärdet, "
    "delvis uppfyllt när målvärdet är minst {share} av utfallet, "
    "annars ej uppfyllt.",
    Direction.STAY_ABOVE: "Uppfyllt när utfallet är minst målvärdet, "
    "delvis uppfyllt när det är minst {share} av målvärdet, annars ej uppfyllt.",
    Direction.REACH: "Räknas uppåt när målvärdet är högre än utgångsvärdet och "
    "nedåt när det är lägre. Uppfyllt när målvärdet är nått, delvis uppfyllt när "
    "{share} är nått, annars ej uppfyllt. Räknas inte utan utgångsvärde.",
    Direction.APPROACH: "Uppfyllt när utfallet ligger närmare målvärdet än "
    "utgångsvärdet gjorde, delvis uppfyllt när avståndet är detsamma, "
    "annars ej uppfyllt. Räknas inte utan utgångsvärde.",
}


def expected_verdict(
    measure: Measure, tertial: int, thresholds: Thresholds
) -> GoalVerdict | None:
    """Return the verdict that a tertial's (1-3) outcome gives against the target.

    INCREASE and STAY_ABOVE: fulfilled from the target, partly from the share
    partly_from of it. DECREASE: mirrored, the share is target / outcome. A share of
    zero or less means nothing, so a target <= 0 is fulfilled or not, never partly.
    REACH: as INCREASE when the target is above the baseline, as DECREASE when it is
    below. APPROACH: fulfilled when nearer to the target than the baseline was,
    partly when as near, else not fulfilled; the share does not count.
    Outcomes of T1 and T2 are judged as they stand, not scaled up to a whole year.

    None where it cannot be told: direction, target or outcome is missing, or REACH
    and APPROACH lack a baseline to come from. REACH with a baseline equal to the
    target has no way to go, so only the target itself is judged.
    """
    target, outcome = finite(measure.target), finite(measure.outcome(tertial))
    if measure.direction is None or target is None or outcome is None:
        return None
    judge = _JUDGES[measure.direction]
    return judge(outcome, target, finite(measure.baseline), thresholds.partly_from)


def assessment_texts(thresholds: Thresholds) -> tuple[tuple[str, str], ...]:
    """Return (direction's word, Swedish sentences) for the report's reading guide."""
    share = f"{_percent(thresholds.partly_from)} %"
    return tuple(
        (direction.value, text.format(share=share))
        for direction, text in ASSESSMENT_TEXT.items()
    )


def finite(number: Decimal | None) -> Decimal | None:
    """Return a number that can be compared, or None for NaN and infinity."""
    return number if number is not None and number.is_finite() else None


def _percent(share: Decimal) -> str:
    """Return a share as a Swedish percentage: 0.825 -> "82,5"."""
    digits = f"{QUIET.multiply(share, Decimal(100)):f}"
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return digits.replace(".", ",")


def _upward(
    outcome: Decimal, target: Decimal, _baseline: Decimal | None, share: Decimal
) -> GoalVerdict:
    """Judge where more is better."""
    if outcome >= target:
        return GoalVerdict.FULFILLED
    if target > 0 and outcome >= QUIET.multiply(target, share):
        return GoalVerdict.PARTLY
    return GoalVerdict.NOT_FULFILLED


def _downward(
    outcome: Decimal, target: Decimal, _baseline: Decimal | None, share: Decimal
) -> GoalVerdict:
    """Judge where less is better."""
    if outcome <= target:
        return GoalVerdict.FULFILLED
    if target > 0 and target >= QUIET.multiply(outcome, share):
        return GoalVerdict.PARTLY
    return GoalVerdict.NOT_FULFILLED


def _reaching(
    outcome: Decimal, target: Decimal, baseline: Decimal | None, share: Decimal
) -> GoalVerdict | None:
    """Judge by the way from the baseline to the target."""
    if baseline is None or baseline == target:
        return GoalVerdict.FULFILLED if outcome == target else None
    judge = _upward if baseline < target else _downward
    return judge(outcome, target, baseline, share)


def _approaching(
    outcome: Decimal, target: Decimal, baseline: Decimal | None, _share: Decimal
) -> GoalVerdict | None:
    """Judge by the distance to the target, now and at the baseline."""
    if outcome == target:
        return GoalVerdict.FULFILLED
    if baseline is None:
        return None
    now = QUIET.subtract(outcome, target).copy_abs()
    then = QUIET.subtract(baseline, target).copy_abs()
    if now < then:
        return GoalVerdict.FULFILLED
    return GoalVerdict.PARTLY if now == then else GoalVerdict.NOT_FULFILLED


_JUDGES: dict[Direction, Judge] = {
    Direction.INCREASE: _upward,
    Direction.DECREASE: _downward,
    Direction.STAY_ABOVE: _upward,
    Direction.REACH: _reaching,
    Direction.APPROACH: _approaching,
}
