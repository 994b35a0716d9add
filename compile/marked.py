"""Marked copies of workbooks, by whoever can make them.

The add-in knows how to mark a workbook, and the compiler must not import it; it
registers what it can in the entry point group `malkort.markers`.
"""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Protocol, cast

from workbook_templates.standard.errors import MalkortError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from compile.check import CheckedCard
    from workbook_templates.standard.model import Period
    from workbook_templates.standard.register import Register

GROUP = "malkort.markers"
MISSING = (
    "Märkta kopior kan inte skrivas, eftersom tillägget malkort_xl saknas. "
    "Installera hela paketet malkort."
)
ITSELF = "{folder} är mappen med originalen. Ange en annan mapp för märkta kopior."


class Marker(Protocol):
    """What an entry point of GROUP is."""

    def __call__(
        self,
        source: Path,
        target: Path,
        register: Register | None = None,
        period: Period | None = None,
    ) -> None:
        """Write a marked copy; raises MalkortError where it cannot be done."""
        ...


def marker() -> Marker:
    """Return what marks workbooks; raises UsageError where nothing does."""
    for point in entry_points(group=GROUP):
        return cast("Marker", point.load())
    raise UsageError(MISSING)


def mark_copies(cards: Sequence[CheckedCard], folder: Path) -> Iterator[str]:
    """Write a marked copy of each card below a folder, by the name it was checked as.

    Two files of one name get a number. Yields a Swedish text for each that could not
    be copied. Raises UsageError where a copy would be written over an original.
    """
    mark = marker()
    targets = _targets(cards, folder)
    originals = {card.source.path.resolve() for card in cards}
    if originals & {target.resolve() for target in targets}:
        raise UsageError(ITSELF.format(folder=folder))
    for card, target in zip(cards, targets, strict=True):
        try:
            mark(card.source.path, target, card.register, card.period)
        except MalkortError as error:
            yield str(error)


def _targets(cards: Sequence[CheckedCard], folder: Path) -> list[Path]:
    targets: list[Path] = []
    for card in cards:
        wanted = target = folder / card.source.name
        number = 2
        while target in targets:
            target = wanted.with_stem(f"{wanted.stem} ({number})")
            number += 1
        targets.append(target)
    return targets
