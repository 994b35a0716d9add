"""The shared strings: the texts that cells refer to by index."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from compile.intake.markup import Walker
from compile.intake.messages import TOO_MANY_CELLS, RefusedError
from compile.intake.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compile.intake.limits import Limits


class StringsWalker(Walker):
    """Gathers the strings in order; rich text whole, phonetic readings left out."""

    names: ClassVar[tuple[str, ...]] = ("si", "t", "rPh")
    rests: ClassVar[bool] = True

    def __init__(self, limits: Limits) -> None:
        """Start with no strings."""
        super().__init__(limits)
        self.strings: list[str] = []
        self._begun = False
        self._phonetic = False

    def walk(self, chunks: Iterable[bytes], part: str) -> None:
        """Walk the strings, and keep the last one too."""
        super().walk(chunks, part)
        self._keep()

    def start(self, tag: str, attributes: dict[str, str]) -> None:  # noqa: ARG002 - no attribute matters here
        """Listen to the text of a string, not to how it is pronounced."""
        if tag == "si":
            self._keep()
            self._begun = True
        elif tag == "t":
            if not self._phonetic:
                parser = self.parser  # listen(), without the call
                parser.CharacterDataHandler = self.gather
                parser.EndElementHandler = self.ending
        elif tag == "rPh":
            self._phonetic = True
            self.parser.EndElementHandler = self.ending

    def end(self, tag: str) -> None:
        """Leave a run of text, or a reading."""
        if tag == "rPh":
            self._phonetic = False
        if tag in {"t", "rPh", "si"} and not self._phonetic:
            self.hush()

    def _keep(self) -> None:
        """Keep a whole string once the next one begins; an empty one counts too."""
        if self._begun:
            if len(self.strings) >= self.limits.strings:
                raise RefusedError(TOO_MANY_CELLS, limit=self.limits.strings)
            self.strings.append(clean("".join(self.pieces)))
            self.pieces.clear()
