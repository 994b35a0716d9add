"""Page one's sentences on what has changed since the last report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compile.marks import MOVE_MARKS
from compile.sentences import goals
from compile.wording import counted, listed, period_name
from workbook_templates.standard.comparing import Move

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compile.context import MoveCounts, Movement
    from compile.material import Material

_FEW = 4  # goals that are told by name


def changed_sentences(material: Material, movement: Movement) -> Iterator[str]:
    """Yield what has changed, with the goals by name where they are few."""
    since = material.changes.since
    if since is None or not movement.counts or movement.counts[-1].total == "0":
        return
    total = movement.counts[-1]
    yield _judged(total, f"Sedan {period_name(since).lower()} har ")
    yield from _which(movement)
    yield from _come_and_gone(total, movement)
    yield from _without_order(movement)
    if targets := len(movement.targets):
        yield f"{counted(targets, 'mått', 'mått')} har fått nytt målvärde under året."


def _judged(total: MoveCounts, since: str) -> str:
    better, worse = int(total.better), int(total.worse)
    if better and worse:
        return f"{since}{goals(better)} fått bättre bedömning och {worse} sämre."
    if better:
        return f"{since}{goals(better)} fått bättre bedömning och inget sämre."
    if worse:
        return f"{since}{goals(worse)} fått sämre bedömning och inget bättre."
    return f"{since}inget mål fått bättre eller sämre bedömning."


def _which(movement: Movement) -> Iterator[str]:
    """Yield the goals that are better and those that are worse, where they are few."""
    for move in (Move.BETTER, Move.WORSE):
        found = _goals_with(move, movement)
        if 0 < len(found) <= _FEW:
            yield f"{MOVE_MARKS[move].label} går det för {listed(found)}."


def _come_and_gone(total: MoveCounts, movement: Movement) -> Iterator[str]:
    new, dropped = int(total.new), int(total.dropped)
    if new:
        words = counted(new, "mål är nytt", "mål är nya")
        yield f"{words}{who(_goals_with(Move.NEW, movement))}."
    if dropped:
        words = counted(dropped, "mål är borttaget", "mål är borttagna")
        yield f"{words}{who(_goals_with(Move.DROPPED, movement))}."


def _without_order(movement: Movement) -> Iterator[str]:
    """Yield the changes that are neither better nor worse."""
    kind = MOVE_MARKS[Move.OTHER].label
    others = [move for move in movement.moves if move.kind == kind]
    judged = sum(1 for move in others if move.before and move.now)
    if judged:
        yield f"{goals(judged)} har gått till eller från ej mätt."
    if judged < len(others):
        yield f"{goals(len(others) - judged)} saknar bedömning nu eller då."


def _goals_with(move: Move, movement: Movement) -> list[str]:
    kind = MOVE_MARKS[move].label
    return [f"{m.unit} {m.goal_id}" for m in movement.moves if m.kind == kind]


def who(names: Sequence[str]) -> str:
    """Return ": Skola M1 och Vård M2" of a few; "" of many."""
    return f": {listed(names)}" if 0 < len(names) <= _FEW else ""
