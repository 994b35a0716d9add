"""What has changed since the last period, as the report prints it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from compile.context import (
    ActivityMove,
    GoalMove,
    Movement,
    TargetChange,
    TextChange,
)
from compile.marks import (
    ACTIVITY_MOVE_MARKS,
    FORECAST_MOVE_MARKS,
    MOVE_MARKS,
    verdict_mark,
)
from compile.movement_counts import activity_counts, goal_counts, measure_counts
from compile.sentences import goals
from compile.wording import listed, number_text, period_name, shortened
from workbook_templates.standard import comparing
from workbook_templates.standard.comparing import Move

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compile.context import Mark
    from compile.history import PastPeriod
    from compile.material import Material
    from compile.organisation import Placed
    from workbook_templates.standard.comparing import GoalChange
    from workbook_templates.standard.model import Period

_NAMED = 8  # units by name in one notice; of more, the rest are counted
_TEXT = 200  # characters of a goal's text, before and now
_IN_COUNTS_ALONE = (comparing.ActivityMove.SAME, comparing.ActivityMove.OTHER)


def movement_of(material: Material) -> Movement:
    """Return all changes since the last period; an empty one where none is known."""
    since = material.changes.since
    if since is None:
        return Movement()
    found = Movement(
        since=period_name(since),
        counts=goal_counts(material),
        moves=tuple(_moves(material)),
        forecasts=tuple(_forecasts(material)),
        texts=tuple(_texts(material, since)),
        measure_counts=measure_counts(material),
        targets=tuple(_targets(material)),
        activity_counts=activity_counts(material),
        activities=tuple(_activities(material)),
        notices=tuple(_notices(material)),
    )
    return replace(found, nothing=_nothing(found))


def _moves(material: Material) -> Iterator[GoalMove]:
    for placed, change in _goals(material):
        if change.move is not Move.SAME:
            before, now = change.before, change.now
            yield _move(
                (placed, change, MOVE_MARKS[change.move].label),
                verdict_mark(material.register, before.verdict if before else None),
                verdict_mark(material.register, now.verdict if now else None),
            )


def _forecasts(material: Material) -> Iterator[GoalMove]:
    """Yield the goals of both periods whose forecast is another."""
    for placed, change in _goals(material):
        if not material.changes.is_by_card(placed.unit.id):
            continue
        before, now = change.before, change.now
        if before and now and change.forecast_move is not Move.SAME:
            yield _move(
                (placed, change, FORECAST_MOVE_MARKS[change.forecast_move].label),
                verdict_mark(material.register, before.forecast),
                verdict_mark(material.register, now.forecast),
            )


def _goals(material: Material) -> Iterator[tuple[Placed, GoalChange]]:
    for placed in material.cards:
        for change in material.changes.of(placed.unit.id):
            yield placed, change


def _move(what: tuple[Placed, GoalChange, str], before: Mark, now: Mark) -> GoalMove:
    placed, change, kind = what
    return GoalMove(
        unit=placed.unit.name,
        goal_id=change.goal.id,
        text=change.goal.text,
        kind=kind,
        before=before,
        now=now,
        department=placed.chapter,
    )


def _texts(material: Material, since: Period) -> Iterator[TextChange]:
    """Yield the goals whose text is another, with what of it there is room for."""
    earlier = f"kortet för {period_name(since).lower()}"
    for placed, change in _goals(material):
        if change.before and change.now and "text" in change.changed:
            yield TextChange(
                unit=placed.unit.name,
                goal_id=change.now.id,
                before=shortened(change.before.text, _TEXT, earlier),
                now=shortened(change.now.text, _TEXT),
                department=placed.chapter,
            )


def _targets(material: Material) -> Iterator[TargetChange]:
    """Yield the measures whose target is another than earlier in the same year."""
    for placed in material.cards:
        for change in material.changes.measures.get(placed.unit.id, ()):
            if change.target_moved and change.before and change.now:
                yield TargetChange(
                    placed.unit.name,
                    change.now.id,
                    change.now.name,
                    number_text(change.before.target),
                    number_text(change.now.target),
                )


def _activities(material: Material) -> Iterator[ActivityMove]:
    """Yield the activities of which something has become that stands out."""
    for placed in material.cards:
        for change in material.changes.activities.get(placed.unit.id, ()):
            if change.move not in _IN_COUNTS_ALONE:
                yield ActivityMove(
                    unit=placed.unit.name,
                    activity_id=change.activity.id,
                    text=change.activity.text,
                    kind=ACTIVITY_MOVE_MARKS[change.move].label,
                    department=placed.chapter,
                )


def _nothing(movement: Movement) -> str:
    """Return a sentence on what was compared and has no change; "" for nothing."""
    by_cards = (
        ("målens prognos", movement.forecasts),
        ("målens text", movement.texts),
        ("måttens målvärde", movement.targets),
        ("aktiviteterna", movement.activities),
    )
    compared = by_cards if movement.activity_counts else ()
    parts = (("målens bedömning", movement.moves), *compared)
    empty = [what for what, found in parts if not found]
    return f"Inget har ändrats i {listed(empty)}." if empty else ""


def _notices(material: Material) -> Iterator[str]:
    """Yield what could not be compared with the past cards, and why."""
    changes = material.changes
    if changes.by_own_account:
        yield _by_own_account(material)
    if changes.past:
        yield from _left_out(material, changes.past)
        yield from _without_card(material, changes.past)
    for past in material.history:
        yield from past.notices


def _by_own_account(material: Material) -> str:
    changes = material.changes
    since = period_name(changes.since).lower() if changes.since else ""
    basis = "den förra bedömning som står i kortet, och borttagna mål syns inte."
    if changes.past is None:
        return (
            f"Det finns inga kort för {since}. Varje mål jämförs med {basis} "
            "Prognoser, måltexter, mått och aktiviteter jämförs inte."
        )
    names = [material.name_of(unit) for unit in changes.by_own_account]
    return (
        f"Det finns inget kort för {since} från {listed(names, _NAMED)}. "
        f"Målen jämförs med {basis}"
    )


def _without_card(material: Material, past: PastPeriod) -> Iterator[str]:
    """Yield the units of which only the goals' verdicts could be compared, if any."""
    names = [
        placed.unit.name
        for placed in material.cards
        if not material.changes.is_by_card(placed.unit.id)
    ]
    if names:
        yield (
            f"Utan kort för {period_name(past.period).lower()} jämförs inte prognoser, "
            f"måltexter, mått och aktiviteter: {listed(names, _NAMED)}."
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
