"""Charts for the tests; the names in them are examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compile.context import Chart, Series
from tests.report.example_parts import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SERIES = (*((m.label, m.symbol) for m in VERDICTS), ("Ej bedömt", ""))


def chart(rows: Mapping[str, Sequence[int]], alt: str = "Diagram") -> Chart:
    """Return a chart with a bar for each row: the numbers of its five verdicts."""
    return Chart(
        title="Exempel",
        alt=alt,
        labels=tuple(rows),
        series=tuple(
            Series(name, symbol, tuple(row[i] for row in rows.values()))
            for i, (name, symbol) in enumerate(SERIES)
        ),
    )


def usual(alt: str = "Diagram") -> Chart:
    return chart(
        {
            "Medborgare/kund": (20, 9, 3, 2, 0),
            "Medarbetare": (14, 5, 6, 1, 1),
            "Arbetsprocess": (11, 8, 7, 0, 0),
            "Ekonomi": (16, 3, 1, 2, 1),
        },
        alt,
    )
