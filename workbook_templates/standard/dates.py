"""Dates as people type them in Swedish."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
_SHORTEST_MONTH = 3  # letters: "sep"
_CLOCK = r"(?:[ T]\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?)?"
_FORMS = tuple(
    re.compile(form, re.ASCII | re.IGNORECASE)
    for form in (
        # 2026-09-10, 2026/9/10, 2026.09.10, with any kind of dash and a time of day
        rf"(?P<year>\d{{4}})[-/.–‑−](?P<month>\d{{1,2}})[-/.–‑−](?P<day>\d{{1,2}}){_CLOCK}",
        r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)",
        # 10/9 2026, 10/9-2026, 10.9.2026; not 10/9/2026, where the order is unsure
        r"(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:\s+|\s*-\s*)(?P<year>\d{4})",
        r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})",
        # den 10 september 2026, 10 sept. 2026
        r"(?:den\s+)?(?P<day>\d{1,2})(?::?e)?\s+(?P<name>[a-z]+)\.?,?\s+(?P<year>\d{4})",
    )
)


def parse_date(text: str) -> date | None:
    """Return the date that a text says, or None where it says none for sure."""
    for form in _FORMS:
        match = form.fullmatch(text)
        if match:
            return _date(match)
    return None


def _date(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    month = _month(parts["name"]) if "name" in parts else int(parts["month"])
    try:
        return date(int(parts["year"]), month, int(parts["day"]))
    except ValueError:  # 31 February, month 13
        return None


def _month(name: str) -> int:
    """Return a month's number by its Swedish name or an abbreviation, else 0."""
    if len(name) < _SHORTEST_MONTH:
        return 0
    lower = name.lower()
    return next((i for i, m in enumerate(_MONTHS, 1) if m.startswith(lower)), 0)
