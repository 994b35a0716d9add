"""The volumes of a report that is too large for one file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VolumeEntry:
    """A volume: which units it has, in words, its file, and how many cards.

    file: the volume's name without its ending. missing: units without a card.
    """

    name: str
    file: str
    cards: str
    missing: str = ""
