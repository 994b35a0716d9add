"""The custom document properties, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from compile.intake.markup import Walker
from compile.intake.text import clean

if TYPE_CHECKING:
    from compile.intake.limits import Limits


class PropertiesWalker(Walker):
    """Gathers each property's text, whatever type it has."""

    names: ClassVar[tuple[str, ...]] = ("property",)

    def __init__(self, limits: Limits) -> None:
        """Start with none."""
        super().__init__(limits)
        self.properties: dict[str, str] = {}
        self._name = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Note a property's name; the element within it holds its value."""
        if tag == "property":
            self._name = clean(attributes.get("name", ""))
        elif self._name:
            self.listen()

    def end(self, tag: str) -> None:
        """Keep a whole property."""
        if tag == "property":
            self.properties.setdefault(self._name, clean(self.taken()))
            self._name = ""
        else:
            self.hush()
