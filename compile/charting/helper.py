"""The process that draws: `python -m compile.charting.helper`.

A line of JSON in, a picture out: its number of bytes on a line, then the bytes. It
ends when its input does, and so with the one who started it.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from compile.collecting import without_collecting
from compile.context import Chart, Series

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO


def request(chart: Chart, width: float, height: float) -> bytes:
    """Return the line that asks for a chart in a size in mm."""
    asked = {
        "labels": chart.labels,
        "series": [(s.name, s.symbol, s.values) for s in chart.series],
        "size": (width, height),
    }
    return json.dumps(asked).encode() + b"\n"


def chart_of(asked: dict[str, Any]) -> Chart:
    """Return the chart that a request asks for."""
    series = (Series(name, sym, tuple(v)) for name, sym, v in asked["series"])
    return Chart(labels=tuple(asked["labels"]), series=tuple(series))


def serve(requests: Iterable[bytes], answers: BinaryIO) -> None:
    """Answer each request with its picture."""
    from compile.charting.drawing import draw, warm_up  # noqa: PLC0415 - heavy

    warm_up()
    for line in requests:
        asked = json.loads(line)
        picture = draw(chart_of(asked), *asked["size"])
        answers.write(b"%d\n" % len(picture))
        answers.write(picture)
        answers.flush()


if __name__ == "__main__":  # pragma: no cover - runs in a process of its own
    with without_collecting():
        serve(sys.stdin.buffer, sys.stdout.buffer)
