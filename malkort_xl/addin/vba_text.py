"""Texts in VBA's source, in ASCII alone.

A VBA project is stored in the code page of whoever wrote it, and a Mac has another
than Windows, so Swedish letters are spelled with ChrW.
"""

from __future__ import annotations

import re


def vba_text(text: str) -> str:
    """Return a VBA expression in ASCII whose value is the text; no line breaks."""
    pieces = re.findall(r"[ -~]+|[^ -~]", text) or [""]
    return " & ".join(map(_piece, pieces))


def _piece(piece: str) -> str:
    if piece.isascii():
        doubled = piece.replace('"', '""')
        return f'"{doubled}"'
    return f"ChrW({ord(piece)})"
