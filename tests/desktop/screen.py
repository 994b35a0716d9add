"""What the user sees and answers, in the place of Excel's boxes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import xlwings as xw

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest


@dataclass
class Screen:
    """Keeps the message boxes, and answers the questions from a list."""

    told: list[tuple[str, str | None]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    macros: list[str] = field(default_factory=list)

    @classmethod
    def put_up(cls, patch: pytest.MonkeyPatch, *answers: str) -> Screen:
        """Return a screen that stands before every book's app from now on."""
        screen = cls(answers=list(answers))
        patch.setattr(xw.App, "alert", screen.alert)
        patch.setattr(xw.App, "macro", screen.macro)
        return screen

    @property
    def text(self) -> str:
        """The only message."""
        ((text, _),) = self.told
        return text

    def alert(self, prompt: str, title: str, mode: str) -> None:
        assert title == "Målkort"
        self.told.append((prompt, mode))

    def macro(self, name: str) -> Callable[[str, str], str | None]:
        self.macros.append(name)
        return self.ask

    def ask(self, prompt: str, title: str) -> str | None:
        assert title == "Målkort"
        self.asked.append(prompt)
        return self.answers.pop(0) if self.answers else None
