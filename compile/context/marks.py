"""A step of a scale as printed, and the words of the scales."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Mark:
    """A step of a scale as printed: symbol, word and the cell's pale tint.

    tint: six hexadecimal digits, or "auto" for none. Prints as "symbol word".
    """

    label: str = ""
    symbol: str = ""
    tint: str = "auto"

    def __str__(self) -> str:
        """Return symbol and word; "" for a mark that was not given."""
        return f"{self.symbol} {self.label}".strip()

    def __bool__(self) -> bool:
        """Tell whether the mark was given."""
        return bool(self.label)


@dataclass(frozen=True, slots=True)
class VerdictWords:
    """The verdicts' marks as column headings, and the word for a goal without one."""

    fulfilled: Mark
    partly: Mark
    not_fulfilled: Mark
    not_measured: Mark
    not_judged: Mark = field(default_factory=lambda: Mark("Ej bedömt"))
