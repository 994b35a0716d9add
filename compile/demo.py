"""The whole way on the example municipality, as its people would go it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compile.folder import workbook_name
from compile.registers import load_register
from compile.setup import send_out, set_up
from compile.ticks import silent
from workbook_templates.builder.scorecard_book import ScorecardBuilder
from workbook_templates.sample.loader import EXAMPLE_MISSING, example_cards
from workbook_templates.standard.errors import UsageError
from workbook_templates.standard.model import Period

if TYPE_CHECKING:
    from pathlib import Path

    from compile.folder import MunicipalityFolder
    from compile.ticks import Tick

FIRST, SECOND, WHOLE_YEAR = Period(2026, 1), Period(2026, 2), Period(2026, 3)


def prepare(folder: MunicipalityFolder, *, overwrite: bool = False) -> None:
    """Set up the example's folder; raises UsageError where it has files already."""
    occupied = folder.root.exists() and any(folder.root.iterdir())
    if occupied and not overwrite:
        message = (
            f"Mappen {folder.root} är inte tom. Ange en ny mapp, eller lägg till "
            "--overwrite för att skriva över exemplet."
        )
        raise UsageError(message)
    set_up(folder, overwrite=overwrite)


def hand_in(
    folder: MunicipalityFolder,
    period: Period,
    *,
    all_units: bool = False,
    tell: Tick = silent,
) -> tuple[Path, ...]:
    """Send out a period's workbooks and put filled ones in its inbox.

    One unit forgets to hand in, unless all_units. Returns the files handed in.
    """
    register, _ = load_register(folder)
    send_out(folder, period, overwrite=True)
    builder = ScorecardBuilder(register, period)
    cards = [
        card
        for card in example_cards(period)
        if all_units or card.unit_id != EXAMPLE_MISSING
    ]
    files = []
    for done, card in enumerate(cards, start=1):
        unit = register.unit(card.unit_id)
        if unit is not None:
            files.append(folder.inbox(period) / workbook_name(unit, period))
            builder.build(card, files[-1])
        tell(done, len(cards))
    return tuple(files)
