"""How much a workbook may ask for before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024
SMALL_PART = 64 * 1024  # bytes of a part that may be remembered
LAST_ROW = 1_048_576  # of Excel's grid
LAST_COLUMN = 16_384


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps on one file. A scorecard is far below all of them.

    file_bytes, inflated_bytes: bytes of the file, and of its parts together as
        really inflated (sizes that the file declares are never believed).
    ratio: inflated bytes per packed byte, looked at above ratio_from bytes.
    parts: entries in the zip.
    values: cells with content that are kept; those beyond are counted, and
        above `counted` the file is refused.
    characters: of text in cells, a text counted for each cell that has it.
    strings: shared strings. depth, names, token_bytes: of the XML; nesting
        (in any chunk after calm_bytes), different names, and bytes of one tag.
    """

    file_bytes: int = 64 * MEBIBYTE
    inflated_bytes: int = 256 * MEBIBYTE
    ratio: int = 100
    ratio_from: int = 32 * MEBIBYTE
    parts: int = 2_000
    values: int = 30_000
    counted: int = 100_000
    characters: int = 2_000_000
    strings: int = 250_000
    depth: int = 1_000
    names: int = 5_000
    token_bytes: int = MEBIBYTE
    calm_bytes: int = MEBIBYTE


DEFAULT_LIMITS = Limits()
# A register is the office's own, and that of many municipalities may be long.
REGISTER_LIMITS = Limits(
    values=500_000, counted=1_000_000, characters=20_000_000, strings=1_000_000
)
