"""Page one: what is on track, what is not, what changed; and the heat map."""

from __future__ import annotations

from dataclasses import dataclass, field

from compile.context.marks import Mark


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A number with its parts beside it, so that no total hides one of them.

    text: what is counted, "Uppfyllda mål". mark: the verdict that is counted, or
    an empty one. value: "61". share: "55 % av 110 mål". parts: "Medborgare/kund 20,
    Medarbetare 14, ...", the value's parts by perspective. previous: the value of
    the last report, "" where there is none.
    """

    text: str
    value: str
    share: str = ""
    parts: str = ""
    previous: str = ""
    mark: Mark = field(default_factory=Mark)


@dataclass(frozen=True, slots=True)
class Overview:
    """Page one, for somebody who reads no further.

    headline: one sentence. on_track, off_track, changed: whole Swedish sentences on
    what goes well, what does not, and what has changed since compared_with, the
    last report's period in words ("Tertial 1 2026"; "" where there is none).
    figures: one for each verdict and one for the goals without. forecast: sentences
    on the year's end. gaps: sentences on what is not in the report, and why.
    """

    headline: str = ""
    on_track: tuple[str, ...] = ()
    off_track: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    forecast: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    compared_with: str = ""
    figures: tuple[KeyFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A department in a perspective: the worst of its goals' verdicts, and all.

    mark: the worst verdict, empty where there are no goals. parts: the goals by
    verdict with symbols, "● 3 ▲ 1". total: number of goals.
    """

    mark: Mark = field(default_factory=Mark)
    parts: str = ""
    total: str = "0"


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A department's row of the heat map; cells in the order of perspectives."""

    name: str
    cells: tuple[HeatCell, ...] = ()


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Department by perspective. rule: how a cell's mark is chosen, in words."""

    perspectives: tuple[str, ...] = ()
    rows: tuple[HeatRow, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class ForecastStep:
    """Goals with a verdict now, by their forecast for the year's end.

    now: the verdict of today, the word for none, or in the last row "Summa". The four
    counts are of the forecast; not_judged are goals without one. total is their sum.
    """

    now: Mark
    fulfilled: str
    partly: str
    not_fulfilled: str
    not_measured: str
    not_judged: str
    total: str
