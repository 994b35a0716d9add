"""What the parts of the report are made of: asked for by many, made once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from compile.changes import changes_of
from compile.grounds import grounds_of
from compile.merge import goal_frame
from compile.organisation import Placed, chapters_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from compile.changes import Changes
    from compile.gather import Gathering
    from compile.grounds import Ground
    from compile.history import PastPeriod
    from workbook_templates.standard.model import Period, Unit
    from workbook_templates.standard.register import Register


@dataclass(frozen=True)
class Material:
    """A period's gathering and the periods before it, the oldest first."""

    gathering: Gathering
    history: tuple[PastPeriod, ...] = ()

    @property
    def register(self) -> Register:
        """The register that holds now."""
        return self.gathering.register

    @property
    def period(self) -> Period:
        """The report's period."""
        return self.gathering.period

    @cached_property
    def chapters(self) -> dict[str, tuple[Unit, ...]]:
        """The report's chapters with the units that are in the report."""
        present = {card.unit_id for card in self.gathering.cards}
        present |= {unit.id for unit in self.gathering.missing}
        units = self.register.units_of(self.period.year)
        ours = tuple(u for u in units if u.id in present)
        return chapters_of(ours, self.register)

    @cached_property
    def cards(self) -> tuple[Placed, ...]:
        """The cards with their unit and chapter, in the order of the report."""
        return tuple(self._placed())

    def _placed(self) -> Iterator[Placed]:
        for name, units in self.chapters.items():
            for unit in units:
                card = self.gathering.card_of(unit)
                if card is not None:
                    yield Placed(card, unit, name)

    @cached_property
    def goals(self) -> pd.DataFrame:
        """One row for each goal of the cards."""
        return goal_frame(self.cards, self.register)

    @cached_property
    def changes(self) -> Changes:
        """What has changed since the last period that is known."""
        return changes_of(self.gathering, self.history)

    @cached_property
    def grounds(self) -> dict[str, tuple[Ground, ...]]:
        """What each goal's verdict rests on, by unit id, in the order of its goals."""
        tertial, limits = self.period.tertial, self.register.thresholds
        return {
            placed.unit.id: grounds_of(placed.card, tertial, limits)
            for placed in self.cards
        }

    def name_of(self, unit_id: str) -> str:
        """Return the register's name of a unit, or the last that a card had for it."""
        unit = self.register.unit(unit_id)
        if unit is not None:
            return unit.name
        cards = (past.card_of(unit_id) for past in reversed(self.history))
        return next((c.unit_name for c in cards if c and c.unit_name), unit_id)
