"""Builds the scorecard workbooks of a period, one for each unit."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

from workbook_templates.builder.card_tables import row_counts
from workbook_templates.builder.mold import Mold

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from workbook_templates.standard.model import Period, Scorecard
    from workbook_templates.standard.register import Register

_MOLDS = 4  # kept at a time; nearly all cards fit the one with the fewest rows


class ScorecardBuilder:
    """Writes workbooks for one register and period; keeps what they share."""

    def __init__(self, register: Register, period: Period) -> None:
        """Take the register and the period that the workbooks are for."""
        self._mold = lru_cache(_MOLDS)(partial(Mold, register, period))

    def build(self, card: Scorecard, path: Path, retired: Collection[str] = ()) -> None:
        """Write one .xlsx for the card's unit, with everything in the card filled in.

        path: the file; an older one there is replaced. retired: row ids that the
        unit has had but that are not in the card; they are not given out again.
        The card's own row ids are kept; spare rows are given the ids after them.
        """
        self._mold(row_counts(card)).save(card, path, retired)
