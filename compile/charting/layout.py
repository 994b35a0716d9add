"""Where everything in a chart stands, in millimetres from its upper left corner.

Nothing here draws. A part of a bar that is too narrow for its number has it after
the bar, so that every number is in the picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from compile.context import Chart, Series

    # The width in mm of a text in a size in points.
    Measure = Callable[[str, float], float]

POINT = 25.4 / 72  # mm
AXIS = "Antal mål"
PAPER = -1  # beside a bar, where lines of the axis may run
_TEXT, _LEAST, _SMALL = 8.0, 4.5, 7.0  # points
CAPITALS = 0.72  # of a text's size
_BAR, _LARGEST_PITCH = 0.74, 6.5  # a bar's share of its row; the row's height
_LEGEND_ROW, _LEGEND_GAP, _FOOT = 5.0, 2.0, 6.5
_SWATCH, _ENTRY_GAP = (5.0, 3.2), 5.0
_LABEL_SHARE, _LABEL_GAP, _PADDING = 0.34, 2.5, 0.7
_MOST_TICKS = 6


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Part:
    """A box in the style of a series, by the series' index from 0."""

    box: Box
    series: int


@dataclass(frozen=True, slots=True)
class Words:
    """A text at the left end of its baseline; size in points."""

    text: str
    x: float
    y: float
    size: float
    muted: bool = False
    on: int | None = None  # the series whose part it stands on, or PAPER


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart laid out: lines of the axis, parts, and texts."""

    width: float
    height: float
    lines: tuple[Box, ...]
    parts: tuple[Part, ...]
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    """The area of the bars: its edges, a row's height, and mm for each goal."""

    left: float
    right: float
    top: float
    bottom: float
    pitch: float
    scale: float = 0

    @property
    def size(self) -> float:
        """The size of texts in a bar, in points."""
        return max(_LEAST, min(_TEXT, self.pitch * _BAR / (POINT * 1.1)))

    def middle(self, row: int) -> float:
        """Return the middle of a row."""
        return self.top + (row + 0.5) * self.pitch


def fitting_height(chart: Chart, largest: float) -> float:
    """Return the height that a chart needs, in mm, at most the largest."""
    needed = _LEGEND_ROW + _LEGEND_GAP + len(chart.labels) * _LARGEST_PITCH + _FOOT
    return min(needed, largest)


def lay_out(chart: Chart, width: float, height: float, measure: Measure) -> Drawing:
    """Return a chart in a size in mm."""
    legend, legend_words, top = _legend(chart.series, width, measure)
    room = height - _FOOT - top
    pitch = min(_LARGEST_PITCH, max(room, 1) / max(len(chart.labels), 1))
    labels = [_wrapped(t, width * _LABEL_SHARE, measure) for t in chart.labels]
    size = _label_size(labels, width * _LABEL_SHARE, pitch, measure)
    widest = max(measure(line, size) for lines in labels for line in lines)
    left = max(widest, measure(AXIS, _SMALL) + _LABEL_GAP) + _LABEL_GAP
    bottom = top + pitch * len(chart.labels)
    right = width - max(1.0, measure(str(_longest(chart)), _SMALL) / 2)
    frame = _scaled(chart, _Frame(left, right, top, bottom, pitch), measure)
    lines, ticks = _axis(chart, frame, measure)
    bars = [_bar(chart, row, frame, measure) for row in range(len(chart.labels))]
    return Drawing(
        width,
        height,
        lines,
        (*legend, *(part for parts, _ in bars for part in parts)),
        (
            *legend_words,
            *ticks,
            *_label_words(labels, size, frame),
            *(words for _, texts in bars for words in texts),
        ),
    )


def _legend(
    series: Sequence[Series], width: float, measure: Measure
) -> tuple[list[Part], list[Words], float]:
    """Return the legend's boxes and texts, and where it ends."""
    parts, words = [], []
    x, y = 0.0, _LEGEND_ROW / 2
    for index, one in enumerate(series):
        text = f"{one.symbol} {one.name}".strip()
        taken = _SWATCH[0] + 1.5 + measure(text, _TEXT)
        if x and x + taken > width:
            x, y = 0.0, y + _LEGEND_ROW
        box = Box(x + 0.2, y - _SWATCH[1] / 2, *_SWATCH)
        parts.append(Part(box, index))
        words.append(Words(text, x + _SWATCH[0] + 1.5, _baseline(y, _TEXT), _TEXT))
        x += taken + _ENTRY_GAP
    return parts, words, y + _LEGEND_ROW / 2 + _LEGEND_GAP


def _baseline(middle: float, size: float) -> float:
    return middle + size * POINT * CAPITALS / 2


def _wrapped(text: str, limit: float, measure: Measure) -> tuple[str, ...]:
    """Return a label as one line, or as the two that are most alike."""
    words = text.split()
    if measure(text, _TEXT) <= limit or len(words) == 1:
        return (text,)
    cuts = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    return min(cuts, key=lambda cut: max(measure(line, _TEXT) for line in cut))


def _label_size(
    labels: Sequence[tuple[str, ...]], limit: float, pitch: float, measure: Measure
) -> float:
    """Return the size in points at which every label fits its width and its row."""
    widest = max(measure(line, _TEXT) for lines in labels for line in lines)
    narrow = _TEXT * min(1.0, limit / max(widest, 1))
    low = pitch * 0.95 / (max(map(len, labels)) * POINT)
    return max(_LEAST, min(narrow, low))


def _label_words(
    labels: Sequence[tuple[str, ...]], size: float, frame: _Frame
) -> Iterator[Words]:
    for row, lines in enumerate(labels):
        for number, line in enumerate(lines):
            line_up = size * POINT * 1.05 * (number - (len(lines) - 1) / 2)
            middle = frame.middle(row) + line_up
            yield Words(line, 0, _baseline(middle, size), size)


def _scaled(chart: Chart, frame: _Frame, measure: Measure) -> _Frame:
    """Return the frame with a scale at which each bar and what follows it fits."""
    room = max(frame.right - frame.left, 1.0)
    totals = [sum(s.values[row] for s in chart.series) for row in _rows(chart)]
    scale = room / max([*totals, 1])
    for _ in range(3):  # a smaller scale can push more numbers out of their parts
        trial = _with_scale(frame, scale)
        for row, total in enumerate(totals):
            outside = measure(_outside(chart, row, trial, measure), frame.size)
            if total and outside:
                left = max(room - outside - 2 * _PADDING, 0.0)
                scale = min(scale, left / total)
    return _with_scale(frame, scale)


def _with_scale(frame: _Frame, scale: float) -> _Frame:
    return _Frame(frame.left, frame.right, frame.top, frame.bottom, frame.pitch, scale)


def _rows(chart: Chart) -> range:
    return range(len(chart.labels))


def _longest(chart: Chart) -> int:
    return max(sum(s.values[row] for s in chart.series) for row in _rows(chart))


def _number(series: Series, row: int) -> str:
    return f"{series.symbol} {series.values[row]}".strip()


def _fits(series: Series, row: int, frame: _Frame, measure: Measure) -> bool:
    needed = measure(_number(series, row), frame.size) + 2 * _PADDING
    return needed <= series.values[row] * frame.scale


def _outside(chart: Chart, row: int, frame: _Frame, measure: Measure) -> str:
    """Return the numbers of a bar's narrow parts; "0" for an empty bar."""
    if not any(s.values[row] for s in chart.series):
        return "0"
    return "   ".join(
        _number(s, row) if s.symbol else f"{s.name} {s.values[row]}"
        for s in chart.series
        if s.values[row] and not _fits(s, row, frame, measure)
    )


def _bar(
    chart: Chart, row: int, frame: _Frame, measure: Measure
) -> tuple[list[Part], list[Words]]:
    """Return a bar's parts and its texts."""
    parts, words = [], []
    height = frame.pitch * _BAR
    y, base = frame.middle(row) - height / 2, _baseline(frame.middle(row), frame.size)
    ends = list(accumulate((s.values[row] for s in chart.series), initial=0))
    for index, series in enumerate(chart.series):
        if not series.values[row]:
            continue
        box = Box(
            frame.left + ends[index] * frame.scale,
            y,
            series.values[row] * frame.scale,
            height,
        )
        parts.append(Part(box, index))
        if _fits(series, row, frame, measure):
            text = _number(series, row)
            x = box.x + (box.width - measure(text, frame.size)) / 2
            words.append(Words(text, x, base, frame.size, on=index))
    if outside := _outside(chart, row, frame, measure):
        x = frame.left + ends[-1] * frame.scale + 2 * _PADDING
        room = max(frame.right - x, 1.0)
        size = frame.size * min(1.0, room / measure(outside, frame.size))
        words.append(Words(outside, x, base, size, on=PAPER))
    return parts, words


def _axis(
    chart: Chart, frame: _Frame, measure: Measure
) -> tuple[tuple[Box, ...], list[Words]]:
    """Return the axis' lines in whole numbers, and their numbers below."""
    longest = _longest(chart)
    ticks = range(0, longest + 1, _step(longest))
    base = frame.bottom + 1.2 + _SMALL * POINT * CAPITALS
    lines, words = [], [Words(AXIS, 0, base, _SMALL, muted=True)]
    for tick in ticks:
        x = frame.left + tick * frame.scale
        lines.append(Box(x, frame.top, 0, frame.bottom - frame.top))
        start = x - measure(str(tick), _SMALL) / 2
        words.append(Words(str(tick), start, base, _SMALL, muted=True))
    return tuple(lines), words


def _step(longest: int) -> int:
    """Return a step of 1, 2 or 5 times a power of ten, at most six to the longest."""
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            if longest <= step * _MOST_TICKS:
                return step
        power *= 10
