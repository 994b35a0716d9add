"""The look as a value: theme.toml with the register's colours put over it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, cast

from workbook_templates.standard.register_layout import THEME_SETTINGS

if TYPE_CHECKING:
    from collections.abc import Mapping

_FILE = Path(__file__).with_name("theme.toml")
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
_FONT = "typsnitt"


class _File(TypedDict):
    """The sections of theme.toml."""

    colours: dict[str, str]
    tints: dict[str, dict[str, str]]
    sizes: dict[str, float]
    heights: dict[str, float]


@dataclass(frozen=True, slots=True)
class Tint:
    """A fill and the text colour that is read on it, both RRGGBB."""

    fill: str
    text: str


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as RRGGBB, the font, and sizes and heights in points.

    dark: the title band. accent: headings. entry: cells to fill in. locked: cells
    that are not. line: borders. tints: by the code of a scale's step.
    """

    dark: str
    accent: str
    entry: str
    locked: str
    line: str
    font: str
    colours: Mapping[str, str]
    tints: Mapping[str, Tint]
    sizes: Mapping[str, float]
    heights: Mapping[str, float]

    def tint(self, code: str) -> Tint:
        """Return the tint of a scale's step; an unknown code is grey."""
        return self.tints.get(code) or Tint(self.locked, self.colours["text"])


def theme_of(settings: Mapping[str, str]) -> Theme:
    """Return the theme with a register's settings (code -> value) put over it.

    A value that is no colour, or an empty font, leaves the default in place: the
    look of a workbook never stops it from being built.
    """
    file = _read()
    chosen = {s.code: _chosen(s.code, settings, s.default) for s in THEME_SETTINGS}
    return Theme(
        dark=chosen["mork"],
        accent=chosen["accent"],
        entry=chosen["inmatning"],
        locked=chosen["last"],
        line=chosen["linje"],
        font=chosen[_FONT],
        colours=file["colours"],
        tints={code: Tint(**tint) for code, tint in file["tints"].items()},
        sizes=file["sizes"],
        heights=file["heights"],
    )


def _chosen(code: str, settings: Mapping[str, str], default: str) -> str:
    """Return a setting's value where it can be used, else its default."""
    value = settings.get(code, "").strip().removeprefix("#")
    usable = bool(value) if code == _FONT else bool(_COLOUR.fullmatch(value))
    return value if usable else default


@cache
def _read() -> _File:
    """Read theme.toml, once."""
    return cast("_File", tomllib.loads(_FILE.read_text("utf-8")))
