"""The ribbon as values, read from ribbon.toml: what every shell is made from."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DESKTOP = "desktop"
SERVER = "server"

_SOURCE = Path(__file__).with_name("ribbon.toml")


@dataclass(frozen=True, slots=True)
class Button:
    """A button: its id, what stands on it, what a press does, and where it is.

    tooltip: one to three Swedish sentences (supertip). image: Office's own picture
    (imageMso). action: see ribbon.toml. size: "large" or "normal". routes: of
    DESKTOP and SERVER.
    """

    id: str
    label: str
    tooltip: str
    image: str
    action: str
    size: str
    routes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Buttons that stand together under a label."""

    id: str
    label: str
    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Tab:
    """The whole tab."""

    id: str
    label: str
    groups: tuple[Group, ...]

    @property
    def buttons(self) -> tuple[Button, ...]:
        """All buttons, from left to right."""
        return tuple(button for group in self.groups for button in group.buttons)

    def on(self, route: str) -> Tab:
        """Return the tab as a route has it; groups without buttons fall away."""
        groups = (
            Group(g.id, g.label, tuple(b for b in g.buttons if route in b.routes))
            for g in self.groups
        )
        return Tab(self.id, self.label, tuple(g for g in groups if g.buttons))


@cache
def ribbon() -> Tab:
    """Return the ribbon tab."""
    with _SOURCE.open("rb") as source:
        data = tomllib.load(source)
    groups = (
        Group(group["id"], group["label"], tuple(map(_button, group["buttons"])))
        for group in data["groups"]
    )
    return Tab(data["tab"]["id"], data["tab"]["label"], tuple(groups))


def _button(data: dict[str, object]) -> Button:
    routes = data["routes"]
    assert isinstance(routes, list)  # noqa: S101 - the file is the tool's own
    return Button(**{**data, "routes": tuple(routes)})  # type: ignore[arg-type]
