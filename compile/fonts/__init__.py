"""The one font of report, charts and template: Liberation Sans, whole and unchanged.

Its licence (OFL 1.1) lies beside it. A subset would be a modified version, which
may not bear the font's reserved name.
"""

from __future__ import annotations

from pathlib import Path

FAMILY = "Liberation Sans"
ALTERNATIVE = "Arial"  # of the same widths, where a program ignores embedded fonts
# Symbols outside the letters that the font has a glyph for, in both its weights. The
# register's own come first, then those of moves; what is not here is left to the
# system's symbol font.
SYMBOLS = "●▲○◊□►■!×–+−=◐◘◙▪▫▬▼◄◦•→←↑↓"


def regular() -> Path:
    """Return the font file of the regular weight."""
    return _file("Regular")


def bold() -> Path:
    """Return the font file of the bold weight."""
    return _file("Bold")


def _file(weight: str) -> Path:
    return Path(__file__).with_name(f"LiberationSans-{weight}.ttf")
