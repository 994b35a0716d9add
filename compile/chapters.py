"""Chapters: a first page of four parts, the same everywhere, and the cards in full."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from compile.chart_data import chart
from compile.context import Chapter, ChapterFront
from compile.entries import GoalNote, card_entry
from compile.grounds import basis_text
from compile.late import missing_in
from compile.marks import move_word
from compile.merge import counts_of, in_order, tallies, tally
from compile.sentences import goals, parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from compile.context import (
        Card,
        Counts,
        Deviation,
        GoalMove,
        LateActivity,
        Movement,
        Summary,
    )
    from compile.material import Material
    from compile.merge import Tally
    from compile.organisation import Placed
    from workbook_templates.standard.model import Unit

    Row = TypeVar("Row", Deviation, GoalMove, LateActivity)

_HANDED_IN = ("inlämnat", "inlämnade")


@dataclass(frozen=True)
class _Whole:
    """What the chapters are cut from: the whole report's lists, each by chapter."""

    material: Material
    summary: Summary
    movement: Movement

    @cached_property
    def by_unit(self) -> Tally:
        return tally(self.material.goals, "unit")

    @cached_property
    def by_perspective(self) -> Mapping[str, Tally]:
        return tallies(self.material.goals, "chapter", "perspective")

    @cached_property
    def deviations(self) -> Mapping[str, list[Deviation]]:
        return _by_chapter(self.summary.not_fulfilled)

    @cached_property
    def moves(self) -> Mapping[str, list[GoalMove]]:
        return _by_chapter(self.movement.moves)

    @cached_property
    def late(self) -> Mapping[str, list[LateActivity]]:
        return _by_chapter(self.summary.late_activities)

    @cached_property
    def cards(self) -> Mapping[str, list[Placed]]:
        found: dict[str, list[Placed]] = defaultdict(list)
        for placed in self.material.cards:
            found[placed.chapter].append(placed)
        return found


def chapters_of_report(
    material: Material, summary: Summary, movement: Movement
) -> Iterator[Chapter]:
    """Yield a chapter for the municipality and one for each department."""
    whole = _Whole(material, summary, movement)
    for name, units in material.chapters.items():
        missing = missing_in(units, material)
        counts = counts_of(whole.by_unit, {unit.id: unit.name for unit in units})
        yield Chapter(
            name=name,
            front=_front(name, units, counts[-1], whole),
            notices=missing,
            counts=counts,
            cards=tuple(
                _card(placed, material) for placed in whole.cards.get(name, ())
            ),
        )


def _front(
    name: str, units: tuple[Unit, ...], total: Counts, whole: _Whole
) -> ChapterFront:
    register = whole.material.register
    found = whole.by_perspective.get(name, {})
    names = in_order(found, (p.name for p in register.perspectives))
    by_perspective = counts_of(found, names)
    title = f"{name}: mål per perspektiv och bedömning"
    moves = (row for row in whole.movement.counts if row.name == name)
    return ChapterFront(
        sentences=tuple(_sentences(name, units, total, whole)),
        by_perspective=by_perspective,
        chart=chart(title, "perspektiv", by_perspective[:-1], register),
        since=whole.movement.since,
        move_counts=next(moves, None),
        moves=tuple(whole.moves.get(name, ())),
        deviations=tuple(whole.deviations.get(name, ())),
        late_activities=tuple(whole.late.get(name, ())),
    )


def _sentences(
    name: str, units: tuple[Unit, ...], total: Counts, whole: _Whole
) -> Iterator[str]:
    """Yield the state of a chapter: its goals, and the cards that they come from."""
    there = len(whole.cards.get(name, ()))
    if not there:
        yield "Inget kort är inlämnat."
        return
    if total.total == "0":
        yield "Inga mål är redovisade."
    else:
        yield f"Av {goals(int(total.total))} är {parts(total)}."
    if len(units) == there > 1:
        yield f"Alla {there} kort är inlämnade."
    elif len(units) > 1:
        yield f"{there} av {len(units)} kort är {_HANDED_IN[there != 1]}."


def _card(placed: Placed, material: Material) -> Card:
    card = placed.card
    said = zip(
        card.goals,
        material.grounds[placed.unit.id],
        material.changes.moves_of(card),
        strict=True,
    )
    notes = tuple(
        GoalNote(basis_text(ground, goal.verdict), move_word(move))
        for goal, ground, move in said
    )
    return card_entry(card, placed.unit, material.register, _notices(placed), notes)


def _notices(placed: Placed) -> tuple[str, ...]:
    return () if placed.card.goals else ("Kortet innehåller inga mål.",)


def _by_chapter(rows: Iterable[Row]) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.department].append(row)
    return found
