"""Measures over the periods, and which way they have gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compile.context import Mark, Trend, Trends
from compile.marks import MOVE_MARKS
from compile.wording import counted, number_text
from workbook_templates.standard.comparing import Move, outcome_move
from workbook_templates.standard.model import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from compile.material import Material
    from compile.organisation import Placed
    from workbook_templates.standard.model import Measure, Scorecard

    Moment = tuple[int, int]  # year and tertial
    Values = Mapping[Moment, Decimal]

SHOWN = 6  # columns; more do not fit on a page's width
_FEWEST = 2  # values that make a trend


def trends_of(material: Material) -> Trends:
    """Return the measures that have values in at least two of the periods shown.

    A value is what the period's own card says; where there is none, what a later
    card of the same year says of that tertial.
    """
    measured = list(_measured(material))
    periods = sorted({period for _, _, values in measured for period in values})
    shown = tuple(periods[-SHOWN:])
    first = shown[:1]
    rows = [
        (placed, measure, recent)
        for placed, measure, values in measured
        if len(recent := {p: v for p, v in values.items() if (p,) >= first}) >= _FEWEST
    ]
    if not rows:
        return Trends()
    single = sum(1 for _, _, values in measured if len(values) == 1)
    older = periods[:-SHOWN]
    return Trends(
        tuple(str(Period(*period)) for period in shown),
        tuple(_trend(*row, shown) for row in rows),
        tuple(_notices(rows, single, older)),
    )


def _measured(material: Material) -> Iterator[tuple[Placed, Measure, Values]]:
    """Yield every measure of the cards that has a value in any period."""
    for placed in material.cards:
        known = [past.card_of(placed.unit.id) for past in material.history]
        earlier = [(card, _by_id(card)) for card in known if card]
        for measure in placed.card.measures:
            cards = [(card, ids.get(measure.id)) for card, ids in earlier]
            values = _values([*cards, (placed.card, measure)])
            if values:
                yield placed, measure, values


def _by_id(card: Scorecard) -> Mapping[str, Measure]:
    return {measure.id: measure for measure in reversed(card.measures) if measure.id}


def _values(cards: Iterable[tuple[Scorecard, Measure | None]]) -> Values:
    """Return a measure's values by period; cards are in the order of their periods."""
    own: dict[Moment, Decimal] = {}
    told: dict[Moment, Decimal] = {}
    for card, measure in cards:
        if measure is None or card.period is None:
            continue
        year, last = card.period.year, card.period.tertial
        for tertial in range(1, last + 1):
            value = measure.outcome(tertial)
            if value is not None:
                (own if tertial == last else told)[year, tertial] = value
    return told | own


def _trend(
    placed: Placed, measure: Measure, values: Values, shown: tuple[Moment, ...]
) -> Trend:
    *_, before, now = (values[period] for period in shown if period in values)
    move = outcome_move(measure, before, now)
    return Trend(
        unit=placed.unit.name,
        measure_id=measure.id,
        name=measure.name,
        measured_in=measure.measured_in,
        direction=measure.direction.value if measure.direction else "",
        target=number_text(measure.target),
        values=tuple(number_text(values.get(period)) for period in shown),
        development=Mark() if move is Move.OTHER else MOVE_MARKS[move],
        department=placed.chapter,
    )


def _notices(
    rows: Iterable[tuple[Placed, Measure, Values]],
    single: int,
    older: Sequence[Moment],
) -> Iterator[str]:
    """Yield what is not shown, and what to mind in what is."""
    if older:
        yield (
            f"De {SHOWN} senaste perioderna visas. Äldre värden, från "
            f"{Period(*older[0])}, finns i rapportens öppna data."
        )
    if single:
        yield (
            f"{counted(single, 'mått', 'mått')} har värde för en enda period och "
            "visas inte här, men i sitt kort."
        )
    if any(_crosses_years(values) for _, _, values in rows):
        yield (
            "Utvecklingen jämför det senaste värdet med närmast föregående. Ett "
            "värde som räknas från årets början, som ett antal eller en kostnad, "
            "börjar om i januari."
        )


def _crosses_years(values: Values) -> bool:
    """Tell whether the last two values are of different years and tertials."""
    before, now = sorted(values)[-2:]
    return before[0] != now[0] and before[1] != now[1]
