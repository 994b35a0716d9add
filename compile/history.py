"""Earlier periods: what was handed in then, for trends and for what has changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from compile.find import find_workbooks
from compile.gather import gather
from compile.reading import PLAIN, read_cards, sources_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compile.folder import MunicipalityFolder
    from compile.reading import Means
    from workbook_templates.standard.model import Period, Scorecard
    from workbook_templates.standard.register import Register


@dataclass(frozen=True, slots=True)
class PastPeriod:
    """A period's cards as they counted then, and the register that held then.

    cards: one for each unit that handed in, in the register's order. archived:
    whether they come from the archive of a final report. notices: Swedish
    sentences on what is not as it was archived, or could not be read.
    """

    period: Period
    register: Register
    cards: tuple[Scorecard, ...]
    archived: bool = False
    notices: tuple[str, ...] = ()
    _by_unit: Mapping[str, Scorecard] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the cards by unit."""
        by_unit = {card.unit_id: card for card in self.cards}
        object.__setattr__(self, "_by_unit", by_unit)

    def card_of(self, unit_id: str) -> Scorecard | None:
        """Return a unit's card of this period, or None."""
        return self._by_unit.get(unit_id)


def past_periods(
    folder: MunicipalityFolder,
    before: Period,
    register: Register,
    means: Means = PLAIN,
) -> tuple[PastPeriod, ...]:
    """Return all periods before one that have cards, the oldest first.

    Periods that the register plans and whose inbox holds workbooks count.
    """
    periods = sorted(p.period for p in register.periods if p.period < before)
    found = (_read(folder, period, register, means) for period in periods)
    return tuple(past for past in found if past is not None and past.cards)


def period_cards(
    folder: MunicipalityFolder,
    period: Period,
    register: Register,
    means: Means = PLAIN,
) -> PastPeriod | None:
    """Return one period as past_periods would; None where it holds nothing."""
    return _read(folder, period, register, means)


def _read(
    folder: MunicipalityFolder, period: Period, register: Register, means: Means
) -> PastPeriod | None:
    """Read a period's inbox; None where it holds nothing."""
    inbox = folder.inbox(period)
    paths = find_workbooks(inbox)
    if not paths:
        return None
    readings = read_cards(sources_in(inbox, paths), register, period, means=means)
    gathering = gather(register, period, readings)
    lost = (
        f"{period}: {r.source.name} gick inte att läsa." for r in gathering.rejected
    )
    return PastPeriod(period, register, gathering.cards, notices=tuple(lost))
