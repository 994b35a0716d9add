"""The add-in's own icons: a plain card with rows and a tick, drawn as PNG by hand.

Office wants them as files of fixed sizes, on a transparent ground.
"""

from __future__ import annotations

import struct
import zlib

SIZES = (16, 32, 64, 80)
FAVICON = "malkort-32.png"

_CARD = (47, 85, 115, 255)  # a neutral blue-grey
_ROWS = (255, 255, 255, 255)
_NOTHING = (0, 0, 0, 0)
_GRID = 16  # the drawing's own squares; row 0 is the top
_LINES = (4, 7, 10)  # rows with a line on the card
_FINE = 4  # each pixel is looked at in 4 x 4 places

_Colour = tuple[int, int, int, int]


def icons() -> dict[str, bytes]:
    """Return the PNG files by name, "malkort-16.png" and so on."""
    return {f"malkort-{size}.png": icon(size) for size in SIZES}


def icon(size: int) -> bytes:
    """Return a square PNG of a size in pixels."""
    rows = b"".join(
        b"\0" + bytes(part for x in range(size) for part in _pixel(x, y, size))
        for y in range(size)
    )
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    chunks = (("IHDR", header), ("IDAT", zlib.compress(rows, 9)), ("IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _chunk(kind: str, data: bytes) -> bytes:
    body = kind.encode() + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def _pixel(x: int, y: int, size: int) -> _Colour:
    """Return a pixel as the mean of the places in it, so that edges are smooth."""
    step = _GRID / size / _FINE
    places = [
        _colour((x * _FINE + i + 0.5) * step, (y * _FINE + j + 0.5) * step)
        for i in range(_FINE)
        for j in range(_FINE)
    ]
    seen = [place for place in places if place[3]]
    if not seen:
        return _NOTHING
    red, green, blue = (sum(c[n] for c in seen) // len(seen) for n in range(3))
    return red, green, blue, 255 * len(seen) // len(places)


def _colour(x: float, y: float) -> _Colour:
    """Return the drawing's colour at a place, both from 0 to 16."""
    if not (2 <= x < 14 and 1 <= y < 15):  # noqa: PLR2004 - the card's edges
        return _NOTHING
    for line in _LINES:
        if line <= y < line + 1 and 7 <= x < 12:  # noqa: PLR2004 - the lines' ends
            return _ROWS
        if line - 0.5 <= y < line + 1.5 and 4 <= x < 6:  # noqa: PLR2004 - the dots
            return _ROWS
    return _CARD
