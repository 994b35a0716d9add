"""Marks: a verdict or status as the report prints it, with symbol, word and tint.

The words and symbols are the register's. The tints are pale, so that dark text
on them keeps a contrast far above 4.5:1, and never the only carrier of meaning.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compile.context import Mark, VerdictWords
from workbook_templates.standard.comparing import ActivityMove, Move
from workbook_templates.standard.model import ActivityStatus, GoalVerdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbook_templates.standard.register import Register

_GREEN, _YELLOW, _RED, _GREY = "DDEFE0", "FBF0CF", "F7DDD9", "E9ECEF"

# Text, muted text and thin lines, in the report and its charts.
INK, MUTED, LINE = "1E2529", "46555E", "AEBCC4"

VERDICT_TINTS: Mapping[GoalVerdict, str] = {
    GoalVerdict.FULFILLED: _GREEN,
    GoalVerdict.PARTLY: _YELLOW,
    GoalVerdict.NOT_FULFILLED: _RED,
    GoalVerdict.NOT_MEASURED: _GREY,
}
STATUS_TINTS: Mapping[ActivityStatus, str] = {
    ActivityStatus.NOT_STARTED: _GREY,
    ActivityStatus.ONGOING: "DFEAF3",
    ActivityStatus.DONE: _GREEN,
    ActivityStatus.LATE: _RED,
    ActivityStatus.DROPPED: _GREY,
}
# Signs that every font has, since a move is no step of a scale in the register.
MOVE_MARKS: Mapping[Move, Mark] = {
    Move.BETTER: Mark("Bättre", "+", _GREEN),
    Move.WORSE: Mark("Sämre", "\N{MINUS SIGN}", _RED),
    Move.SAME: Mark("Oförändrat", "=", _GREY),
    Move.OTHER: Mark("Ändrad bedömning"),
    Move.NEW: Mark("Nytt"),
    Move.DROPPED: Mark("Borttaget"),
}
FORECAST_MOVE_MARKS = {**MOVE_MARKS, Move.OTHER: Mark("Ändrad prognos")}
MEASURE_MOVE_MARKS = {**MOVE_MARKS, Move.OTHER: Mark("Ändrat utfall")}
ACTIVITY_MOVE_MARKS: Mapping[ActivityMove, Mark] = {
    ActivityMove.FINISHED: Mark("Genomförd", "■", _GREEN),
    ActivityMove.LATE: Mark("Försenad", "▲", _RED),
    ActivityMove.WITHDRAWN: Mark("Utgår", "×", _GREY),
    ActivityMove.OTHER: Mark("Ändrat läge", "↔", _YELLOW),
    ActivityMove.SAME: Mark("Samma läge", "=", _GREY),
    ActivityMove.NEW: Mark("Ny", "+", _GREY),
    ActivityMove.GONE: Mark("Borttagen", "−", _GREY),
}


@dataclass(frozen=True, slots=True)
class PartStyle:
    """How a part of a bar is drawn: its fill, its outline and pattern, and which.

    hatch is matplotlib's: "" for an even fill. The fills have the tints' hues.
    """

    fill: str
    line: str
    hatch: str = ""


# In the order of VerdictWords. No two look alike without colour: the even ones are the
# darkest and white.
PART_STYLES = (
    PartStyle("8CC49A", "2C6A3E"),
    PartStyle("F5DD95", "7D6008", "///"),
    PartStyle("EFB5AB", "8F2A1E", "xxx"),
    PartStyle("DCE2E7", "55646E", "..."),
    PartStyle("FFFFFF", "55646E"),
)


def verdict_mark(register: Register, verdict: GoalVerdict | None) -> Mark:
    """Return a verdict as printed; an empty mark where none was given."""
    if verdict is None:
        return Mark()
    step = register.verdict_step(verdict)
    return Mark(step.label, step.symbol, VERDICT_TINTS[verdict])


def status_mark(register: Register, status: ActivityStatus | None) -> Mark:
    """Return an activity's status as printed; an empty mark where none was given."""
    if status is None:
        return Mark()
    step = register.status_step(status)
    return Mark(step.label, step.symbol, STATUS_TINTS[status])


def verdict_words(register: Register) -> VerdictWords:
    """Return the four verdicts of the register as column headings."""
    return VerdictWords(*(verdict_mark(register, verdict) for verdict in GoalVerdict))


def judged_mark(register: Register, verdict: GoalVerdict | None) -> Mark:
    """Return a verdict as printed; the word for it where none was given."""
    return verdict_mark(register, verdict) or verdict_words(register).not_judged


def move_word(move: Move | None) -> str:
    """Return the word for a change; "" for none."""
    return "" if move in {None, Move.SAME} else MOVE_MARKS[move].label
