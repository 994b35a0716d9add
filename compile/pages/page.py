"""What every page has: its name, its heading, and what is said of it at the top."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """A page's frame. title is the window's; heading stands at the top, as h1.

    lead: sentences below the heading. made: when and by what it was made, last on
    the page. refresh: seconds until the page loads itself again; None for never.
    """

    title: str
    heading: str
    lead: tuple[str, ...] = ()
    made: str = ""
    refresh: int | None = None
