"""What has changed since the last period, as the report prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compile.context import GoalMove, MoveCounts, Movement, TargetChange
from compile.marks import MOVE_MARKS, verdict_mark
from compile.merge import TOTAL, pairs_tally
from compile.sentences import goals
from compile.wording import listed, number_text, period_name
from workbook_templates.standard.comparing import Move, compare_measures

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compile.history import PastPeriod
    from compile.material import Material
    from compile.organisation import Placed
    from workbook_templates.standard.comparing import GoalChange
    from workbook_templates.standard.register import Register

_NAMED = 8  # units by name in one notice; of more, the rest are counted


def movement_of(material: Material) -> Movement:
    """Return all changes since the last period; an empty one where none is known."""
    since = material.changes.since
    if since is None:
        return Movement()
    return Movement(
        since=period_name(since),
        counts=_counts(material),
        moves=tuple(_moves(material)),
        targets=tuple(_targets(material)),
        notices=tuple(_notices(material)),
    )


def _counts(material: Material) -> tuple[MoveCounts, ...]:
    """Return a row for each chapter, and last the total."""
    codes = [move.value for move in Move]
    counted = pairs_tally(
        (
            (placed.chapter, change.move.value)
            for placed in material.cards
            for change in material.changes.of(placed.unit.id)
        ),
        codes,
    )
    nothing = (0,) * len(codes)
    rows = {name: counted.get(name, nothing) for name in material.chapters}
    total = [sum(column) for column in zip(nothing, *rows.values(), strict=True)]
    return tuple(_row(name, row) for name, row in [*rows.items(), (TOTAL, total)])


def _row(name: str, numbers: Sequence[int]) -> MoveCounts:
    by_move = dict(zip(Move, map(str, numbers), strict=True))
    return MoveCounts(
        name=name,
        better=by_move[Move.BETTER],
        worse=by_move[Move.WORSE],
        same=by_move[Move.SAME],
        other=by_move[Move.OTHER],
        new=by_move[Move.NEW],
        dropped=by_move[Move.DROPPED],
        total=str(sum(numbers)),
    )


def _moves(material: Material) -> Iterator[GoalMove]:
    for placed in material.cards:
        for change in material.changes.of(placed.unit.id):
            if change.move is not Move.SAME:
                yield _move(change, placed, material.register)


def _move(change: GoalChange, placed: Placed, register: Register) -> GoalMove:
    before, now = change.before, change.now
    return GoalMove(
        unit=placed.unit.name,
        goal_id=change.goal.id,
        text=change.goal.text,
        kind=MOVE_MARKS[change.move].label,
        before=verdict_mark(register, before.verdict if before else None),
        now=verdict_mark(register, now.verdict if now else None),
        department=placed.chapter,
    )


def _targets(material: Material) -> Iterator[TargetChange]:
    """Yield the measures whose target is another than earlier in the same year."""
    past = material.changes.past
    for placed in material.cards if past else ():
        before = past.card_of(placed.unit.id) if past else None
        for change in compare_measures(before, placed.card) if before else ():
            if change.target_moved and change.before and change.now:
                yield TargetChange(
                    placed.unit.name,
                    change.now.id,
                    change.now.name,
                    number_text(change.before.target),
                    number_text(change.now.target),
                )


def _notices(material: Material) -> Iterator[str]:
    """Yield what could not be compared with the past cards, and why."""
    changes = material.changes
    if changes.by_own_account:
        yield _by_own_account(material)
    if changes.past:
        yield from _left_out(material, changes.past)
    for past in material.history:
        yield from past.notices


def _by_own_account(material: Material) -> str:
    changes = material.changes
    since = period_name(changes.since).lower() if changes.since else ""
    basis = "den förra bedömning som står i kortet, och borttagna mål syns inte."
    if changes.past is None:
        return f"Det finns inga kort för {since}. Varje mål jämförs med {basis}"
    names = [material.name_of(unit) for unit in changes.by_own_account]
    return (
        f"Det finns inget kort för {since} från {listed(names, _NAMED)}. "
        f"Målen jämförs med {basis}"
    )


def _left_out(material: Material, past: PastPeriod) -> Iterator[str]:
    """Yield the cards of the past period that have no card to be compared with now."""
    awaited = {unit.id for unit in material.gathering.missing}
    here = {placed.unit.id for placed in material.cards}
    away = [card for card in past.cards if card.unit_id not in here and card.goals]
    late = [material.name_of(c.unit_id) for c in away if c.unit_id in awaited]
    if late:
        yield f"Inte jämförda, eftersom kortet saknas nu: {listed(late, _NAMED)}."
    for card in away:
        if card.unit_id not in awaited:
            yield (
                f"{material.name_of(card.unit_id)} lämnar inte längre något kort. Dess "
                f"{goals(len(card.goals))} är inte med i jämförelsen."
            )
