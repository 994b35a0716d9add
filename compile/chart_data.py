"""Charts as data: what is drawn, and the key figures in words for who cannot see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compile.context import Chart, Series
from compile.marks import judged_mark
from compile.merge import summed
from compile.sentences import goals, largest_share, numbers, parts, word
from workbook_templates.standard.model import GoalVerdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compile.context import Counts
    from workbook_templates.standard.register import Register

_TOLD_ONE_BY_ONE = 6  # bars; of more, the alternative text tells the outermost


def chart(title: str, kind: str, rows: Sequence[Counts], register: Register) -> Chart:
    """Return stacked bars of goals by verdict, one bar for each row.

    kind: what a bar is, "perspektiv". rows are without their total. A chart without
    goals is empty.
    """
    counted = [numbers(row) for row in rows]
    if not any(sum(bar.values()) for bar in counted):
        return Chart()
    series = (
        Series(mark.label, mark.symbol, tuple(bar[verdict] for bar in counted))
        for verdict in (*GoalVerdict, None)
        if (mark := judged_mark(register, verdict))
        and (verdict is not None or any(bar[None] for bar in counted))
    )
    return Chart(
        title,
        " ".join(_alt(title, kind, rows)),
        tuple(row.name for row in rows),
        tuple(series),
    )


def _alt(title: str, kind: str, rows: Sequence[Counts]) -> Iterator[str]:
    """Yield the picture in sentences: every bar, or of many the outermost."""
    yield f"Stapeldiagram. {title}."
    filled = [row for row in rows if row.total != "0"]
    if len(filled) <= _TOLD_ONE_BY_ONE:
        for row in filled:
            yield f"{row.name} har {goals(int(row.total))}: {parts(row)}."
        return
    total = summed(tuple(numbers(row).values()) for row in filled)
    whole = goals(int(total.total))
    yield f"{whole} i {len(filled)} {kind}: {parts(total)}."
    for verdict in (GoalVerdict.FULFILLED, GoalVerdict.NOT_FULFILLED):
        if found := largest_share(filled, verdict):
            yield f"Störst andel {word(2, verdict)} mål har {found}."
