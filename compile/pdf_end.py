"""The end of a PDF as LibreOffice writes it: where the table of its objects is."""

from __future__ import annotations

import re

LAST = 64  # bytes, of which the end takes less
_END = re.compile(rb"startxref\s+(\d{1,15})\s+%%EOF\s*\Z")


def table_place(last: bytes) -> int | None:
    """Return where a file says that its table is, 0-based; None of no whole PDF.

    last: its last bytes, as many as LAST.
    """
    end = _END.search(last)
    return int(end[1]) if end else None
