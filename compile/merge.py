"""All cards as the report's tables; the only module that knows pandas.

A frame has one row per goal (or reference) of the cards that count, and the
tables of the summary and the coverage are counted from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pandas as pd

from compile.context import Counts
from workbook_templates.standard.model import GoalVerdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from compile.organisation import Placed
    from workbook_templates.standard.register import Register

_NOT_JUDGED = "ej_bedomt"
VERDICT_CODES = (*(verdict.value for verdict in GoalVerdict), _NOT_JUDGED)
TOTAL = "Summa"
Numbers: TypeAlias = "tuple[int, ...]"  # counts in the order of the codes counted
Tally: TypeAlias = "Mapping[str, Numbers]"
NO_PERSPECTIVE_NAME = "Utan perspektiv"
NOTHING = (0,) * len(VERDICT_CODES)


def goal_frame(cards: Iterable[Placed], register: Register) -> pd.DataFrame:
    """Return one row per goal: unit id, chapter, perspective, verdict and forecast.

    The last two are codes; a goal without one has a code of its own.
    """
    names = {p.id: p.name for p in register.perspectives}
    rows = [
        (
            placed.card.unit_id,
            placed.chapter,
            names.get(goal.perspective, NO_PERSPECTIVE_NAME),
            code(goal.verdict),
            code(goal.forecast),
        )
        for placed in cards
        for goal in placed.card.goals
    ]
    columns = ["unit", "chapter", "perspective", "verdict", "forecast"]
    return pd.DataFrame(rows, columns=columns)


def code(verdict: GoalVerdict | None) -> str:
    """Return the code under which a verdict, or the lack of one, is counted."""
    return verdict.value if verdict else _NOT_JUDGED


def tally(
    frame: pd.DataFrame,
    column: str,
    what: str = "verdict",
    codes: Sequence[str] = VERDICT_CODES,
) -> Tally:
    """Count the codes of one column for each value of another.

    The counts stand in the order of codes; other codes are not counted.
    """
    table = _counted(frame, [column, what], codes)
    values = map(str, table.index)
    return dict(zip(values, map(tuple, table.to_numpy().tolist()), strict=True))


def _counted(
    frame: pd.DataFrame, columns: list[str], codes: Sequence[str]
) -> pd.DataFrame:
    """Count rows by the values of columns, the last one's codes side by side."""
    table = frame.groupby(columns).size().unstack(fill_value=0)  # noqa: PD010 - no value column
    return table.reindex(columns=list(codes), fill_value=0)


def tallies(frame: pd.DataFrame, outer: str, inner: str) -> Mapping[str, Tally]:
    """Count goals by verdict for each value of a column within each of another."""
    table = _counted(frame, [outer, inner, "verdict"], VERDICT_CODES)
    found: dict[str, dict[str, Numbers]] = {}
    for (first, second), row in zip(
        table.index, table.to_numpy().tolist(), strict=True
    ):
        found.setdefault(str(first), {})[str(second)] = tuple(row)
    return found


def pairs_tally(
    pairs: Iterable[tuple[str, str]], codes: Sequence[str] = VERDICT_CODES
) -> Tally:
    """Count (value, code) pairs, as tally counts two columns."""
    frame = pd.DataFrame(list(pairs), columns=["value", "code"])
    return tally(frame, "value", "code", codes)


def counts_of(
    counted: Tally, names: Mapping[str, str], total: str = TOTAL
) -> tuple[Counts, ...]:
    """Return a row of counts for each name, and last their total.

    names maps the counted values to printed names, in the order of the rows; a
    value without goals gives a row of zeros.
    """
    rows = [counted.get(value, NOTHING) for value in names]
    printed = zip(names.values(), rows, strict=True)
    return (*(counts_row(name, row) for name, row in printed), summed(rows, total))


def summed(rows: Iterable[Numbers], name: str = TOTAL) -> Counts:
    """Return the sum of rows of counts."""
    sums = [sum(column) for column in zip(NOTHING, *rows, strict=True)]
    return counts_row(name, sums)


def counts_by(
    frame: pd.DataFrame, column: str, names: Mapping[str, str], total: str = TOTAL
) -> tuple[Counts, ...]:
    """Count goals by verdict for each value of a column; rows as counts_of."""
    return counts_of(tally(frame, column), names, total)


def reference_frame(cards: Iterable[Placed]) -> pd.DataFrame:
    """Return one row per reference from a goal to a strategy goal's number."""
    rows = [
        (number, placed.card.unit_id, goal.id)
        for placed in cards
        for goal in placed.card.goals
        for number in dict.fromkeys(goal.strategy_goals)
    ]
    return pd.DataFrame(rows, columns=["number", "unit", "goal"])


def references_by_number(cards: Iterable[Placed]) -> dict[int, dict[str, list[str]]]:
    """Return, for each strategy goal's number, the goals' ids by unit id."""
    found: dict[int, dict[str, list[str]]] = {}
    for number, unit, goal in reference_frame(cards).itertuples(index=False):
        found.setdefault(int(number), {}).setdefault(str(unit), []).append(goal)
    return found


def in_order(present: Iterable[str], known: Iterable[str]) -> dict[str, str]:
    """Return names to print by themselves: the known ones, then any others."""
    return {name: name for name in dict.fromkeys([*known, *present])}


def counts_row(name: str, numbers: Sequence[int]) -> Counts:
    """Return counts as they are printed, with their total."""
    cells = (*numbers, sum(numbers))
    return Counts(name, *map(str, cells))
