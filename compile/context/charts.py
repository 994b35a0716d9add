"""Charts: a picture with its alternative text, and the figures that it draws."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Series:
    """One colour and pattern of a chart: its name and a value for each label."""

    name: str
    symbol: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Stacked bars: one bar for each label, one part of each bar for each series.

    alt: the key figures in whole sentences, the picture's alternative text. The
    template places the picture where a picture's alternative text is `{{ x.alt }}`.
    series: the verdicts in the order of VerdictWords, each with a number of goals for
    every label. The picture is drawn by compile.charting when the report is written.
    A chart without labels is false and is not drawn.
    """

    title: str = ""
    alt: str = ""
    labels: tuple[str, ...] = ()
    series: tuple[Series, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is anything to draw."""
        return bool(self.labels)
