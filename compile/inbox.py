"""One inbox's workbooks, found, read and gathered: the same way for every command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compile.find import find_workbooks
from compile.gather import gather
from compile.reading import PLAIN, read_cards, sources_in
from compile.ticks import silent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from compile.gather import Gathering
    from compile.reading import Means
    from compile.ticks import Tick
    from workbook_templates.standard.model import Period
    from workbook_templates.standard.register import Register


def gather_inbox(  # noqa: PLR0913 - which files, by what, and how
    inbox: Path,
    register: Register,
    period: Period,
    tell: Tick = silent,
    means: Means = PLAIN,
    *,
    paths: Sequence[Path] | None = None,
) -> Gathering:
    """Read and check a period's workbooks; an inbox that is missing holds none.

    paths: those of the inbox that are to be read; None for all of them. tell and means
    as in read_cards.
    """
    present = find_workbooks(inbox) if paths is None else paths
    readings = read_cards(sources_in(inbox, present), register, period, tell, means)
    return gather(register, period, readings)
