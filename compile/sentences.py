"""Counts of goals as Swedish sentences: right number, and nothing that is nought."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from compile.wording import counted, listed
from workbook_templates.standard.model import GoalVerdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from compile.context import Counts

_STANDS_OUT = 3  # of more that are alike none stands out

# One goal, several goals. None is a goal without a verdict.
_ARE: Mapping[GoalVerdict | None, tuple[str, str]] = {
    GoalVerdict.FULFILLED: ("uppfyllt", "uppfyllda"),
    GoalVerdict.PARTLY: ("delvis uppfyllt", "delvis uppfyllda"),
    GoalVerdict.NOT_FULFILLED: ("ej uppfyllt", "ej uppfyllda"),
    GoalVerdict.NOT_MEASURED: ("ej mätt", "ej mätta"),
    None: ("utan bedömning", "utan bedömning"),
}


def numbers(counts: Counts) -> dict[GoalVerdict | None, int]:
    """Return a row of counts as numbers by verdict; None counts those without."""
    printed = (
        counts.fulfilled,
        counts.partly,
        counts.not_fulfilled,
        counts.not_measured,
        counts.not_judged,
    )
    return dict(zip(_ARE, map(int, printed), strict=True))


def goals(count: int) -> str:
    """Return "1 mål", "3 mål"."""
    return counted(count, "mål", "mål")


def being(count: int, verdict: GoalVerdict | None) -> str:
    """Return "1 uppfyllt", "3 uppfyllda"."""
    return counted(count, *_ARE[verdict])


def goals_are(count: int, verdict: GoalVerdict | None) -> str:
    """Return "1 mål är uppfyllt", "3 mål saknar bedömning"."""
    if verdict is None:
        return f"{goals(count)} saknar bedömning"
    return f"{goals(count)} är {word(count, verdict)}"


def word(count: int, verdict: GoalVerdict | None) -> str:
    """Return the verdict's word in the number of goals: "uppfyllt", "uppfyllda"."""
    return _ARE[verdict][count != 1]


def parts(counts: Counts) -> str:
    """Return "3 uppfyllda, 1 delvis uppfyllt och 2 ej mätta", without noughts."""
    return listed([being(n, v) for v, n in numbers(counts).items() if n])


def named(pairs: Iterable[tuple[str, int]], limit: int) -> str:
    """Return names with their numbers, "Skola (4) och Vård (3)"."""
    return listed([f"{name} ({number})" for name, number in pairs], limit)


def largest_share(rows: Sequence[Counts], verdict: GoalVerdict) -> str:
    """Return what has the largest share of a verdict, "Skola (4 av 10)".

    "" where it is nought, where only one has goals, or where too many are alike.
    """
    counted = [(row, numbers(row)[verdict]) for row in rows if row.total != "0"]
    shares = [Fraction(count, int(row.total)) for row, count in counted]
    best = max(shares, default=Fraction())
    alike = shares.count(best)
    if not best or alike > _STANDS_OUT or alike == len(shares):
        return ""
    return listed(
        [
            f"{row.name} ({count} av {row.total})"
            for (row, count), share in zip(counted, shares, strict=True)
            if share == best
        ]
    )
