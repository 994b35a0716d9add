"""The heat map, and the forecast beside the state now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compile.context import ForecastStep, HeatCell, HeatMap, HeatRow, Mark
from compile.marks import judged_mark
from compile.merge import NOTHING, TOTAL, VERDICT_CODES, code, in_order, tallies, tally
from compile.wording import listed
from workbook_templates.standard.model import GoalVerdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from compile.material import Material
    from compile.merge import Numbers
    from workbook_templates.standard.register import Register

# From the worst. What nobody has judged may hide anything, so it is worse than what
# is known not to be measurable yet; both are worse than fulfilled.
_WORST_FIRST: tuple[GoalVerdict | None, ...] = (
    GoalVerdict.NOT_FULFILLED,
    GoalVerdict.PARTLY,
    None,
    GoalVerdict.NOT_MEASURED,
    GoalVerdict.FULFILLED,
)
_VERDICTS = (*GoalVerdict, None)  # in the order of VERDICT_CODES
_NBSP = "\N{NO-BREAK SPACE}"


def heat_map(material: Material) -> HeatMap:
    """Return chapter by perspective, each with its worst verdict and its parts."""
    register, frame = material.register, material.goals
    known = [p.name for p in register.perspectives]
    names = tuple(in_order(frame["perspective"], known))
    counted = tallies(frame, "chapter", "perspective")
    marks = {verdict: judged_mark(register, verdict) for verdict in _VERDICTS}
    rows = (
        HeatRow(
            chapter,
            tuple(
                _cell(counted.get(chapter, {}).get(name, NOTHING), marks)
                for name in names
            ),
        )
        for chapter in material.chapters
    )
    return HeatMap(names, tuple(rows), _rule(register))


def _cell(row: Numbers, marks: Mapping[GoalVerdict | None, Mark]) -> HeatCell:
    numbers = {v: n for v, n in zip(_VERDICTS, row, strict=True) if n}
    worst = [marks[verdict] for verdict in _WORST_FIRST if verdict in numbers]
    parts = (
        f"{marks[v].symbol or marks[v].label}{_NBSP}{n}" for v, n in numbers.items()
    )
    return HeatCell(worst[0] if worst else Mark(), " ".join(parts), str(sum(row)))


def _rule(register: Register) -> str:
    words = [judged_mark(register, verdict).label.lower() for verdict in _WORST_FIRST]
    return (
        "Varje ruta visar den sämsta bedömningen bland rutans mål. Ordningen är, från "
        f"den sämsta: {listed(words)}. Under bedömningen står hur många mål som har "
        "vilken bedömning."
    )


def forecast_steps(material: Material) -> tuple[ForecastStep, ...]:
    """Return goals by verdict now and forecast, and last their total.

    () where no goal has a forecast, as after the year's last tertial.
    """
    counted = tally(material.goals, "verdict", "forecast")
    rows = [(v, counted.get(code(v), NOTHING)) for v in _VERDICTS]
    present = [(v, row) for v, row in rows if v is not None or any(row)]
    total = [sum(column) for column in zip(*(row for _, row in rows), strict=True)]
    if not sum(total[: VERDICT_CODES.index(code(None))]):
        return ()
    steps = [_step(judged_mark(material.register, v), row) for v, row in present]
    return (*steps, _step(Mark(TOTAL), total))


def _step(now: Mark, numbers: Sequence[int]) -> ForecastStep:
    cells = (*numbers, sum(numbers))
    return ForecastStep(now, *map(str, cells))
