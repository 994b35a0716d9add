"""What is new in Kolada's answer, against what the register has stored.

Nothing stored goes unsaid: a value that Kolada has changed or taken back is named
in the row's note, with the day on which it was fetched.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import Enum
from itertools import product
from typing import TYPE_CHECKING

from workbook_templates.standard.cells import plain_number
from workbook_templates.standard.register import KeyFigure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from compile.kolada.answers import Key
    from compile.kolada.asking import Fetched
    from compile.kolada.question import Question

SOURCE = "Källa: Kolada"  # as Kolada asks to be named
_WORDS = {"total": "totalt", "women": "kvinnor", "men": "män"}


class Change(Enum):
    """What a fetch did to a row; the value is the Swedish word for many."""

    NEW = "nya"
    CHANGED = "ändrade"
    GONE = "borttagna av Kolada"
    SAME = "oförändrade"


@dataclass(frozen=True, slots=True)
class Update:
    """The rows to store, in the register's order with the new ones last.

    changes counts the rows that Kolada was asked about. notices: Swedish sentences
    on what is to be looked at. disputed: those on titles that are others than when
    they were stored; their rows are as they were.
    """

    figures: tuple[KeyFigure, ...]
    changes: Mapping[Change, int]
    notices: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Fetch:
    """A fetch with its day, and the ids whose rows may be written."""

    fetched: Fetched
    day: date
    kpis: frozenset[str]
    areas: frozenset[str]

    def asked(self, figure: KeyFigure, question: Question) -> bool:
        """Whether a stored row is one that Kolada was asked about."""
        known = figure.kpi in self.kpis and figure.area in self.areas
        return known and figure.year in question.years


def updated(
    stored: Sequence[KeyFigure],
    question: Question,
    fetched: Fetched,
    day: date,
    *,
    accept: bool = False,
) -> Update:
    """Return what to store after a fetch on a day.

    accept: whether titles that are others than when they were stored are taken.
    """
    kpis = {f.kpi: f.title for f in reversed(stored) if f.title}
    areas = {f.area: f.area_name for f in reversed(stored) if f.area_name}
    renamed = {
        i: (before, now)
        for known, said in ((kpis, fetched.kpis), (areas, fetched.areas))
        for i, before in known.items()
        if (now := said.get(i, before)) != before
    }
    barred = frozenset() if accept else frozenset(renamed)
    fetch = _Fetch(
        fetched,
        day,
        frozenset(fetched.kpis) - barred,
        frozenset(fetched.areas) - barred,
    )
    rows = [_renewed(f, question, fetch) for f in stored]
    rows += [(f, Change.NEW) for f in _new(stored, question, fetch)]
    return Update(
        tuple(figure for figure, _ in rows),
        Counter(change for _, change in rows if change is not None),
        (*_notices(question, fetched, rows),),
        tuple(_disputes(renamed)) if barred else (),
    )


def _renewed(
    figure: KeyFigure, question: Question, fetch: _Fetch
) -> tuple[KeyFigure, Change | None]:
    """Return a stored row after the fetch, and what became of it; None: not asked."""
    named = _named(figure, fetch)
    if not fetch.asked(figure, question):
        return named, None
    now = _values(fetch.fetched.values.get((figure.kpi, figure.area, figure.year), {}))
    before = {field: getattr(figure, field) for field in now}
    if now == before:
        is_empty = not any(value is not None for value in now.values())
        day = figure.fetched if is_empty else fetch.day
        return replace(named, fetched=day), Change.SAME
    gone = all(value is None for value in now.values())
    note = _joined(named.note, _change_note(figure, before, now, fetch.day))
    row = _with(replace(named, note=note, fetched=fetch.day, source=SOURCE), now)
    return row, Change.GONE if gone else Change.CHANGED


def _values(said: Mapping[str, Decimal]) -> dict[str, Decimal | None]:
    """Return a row's values by field, None where Kolada has none."""
    return {field: said.get(field) for field in _WORDS}


def _with(figure: KeyFigure, values: Mapping[str, Decimal | None]) -> KeyFigure:
    """Return a row with other values."""
    total, women, men = (values[field] for field in _WORDS)
    return replace(figure, total=total, women=women, men=men)


def _named(figure: KeyFigure, fetch: _Fetch) -> KeyFigure:
    """Return a row with the titles that its ids have now, and the old one noted."""
    title, area_name, note = figure.title, figure.area_name, figure.note
    if figure.kpi in fetch.kpis and fetch.fetched.kpis[figure.kpi] != title:
        title = fetch.fetched.kpis[figure.kpi]
        note = _joined(note, _title_note(figure.title, fetch.day))
    if figure.area in fetch.areas and fetch.fetched.areas[figure.area] != area_name:
        area_name = fetch.fetched.areas[figure.area]
        note = _joined(note, _title_note(figure.area_name, fetch.day))
    return replace(figure, title=title, area_name=area_name, note=note)


def _title_note(before: str, day: date) -> str:
    return f"{day}: hette förut ”{before}”." if before else ""


def _change_note(
    figure: KeyFigure,
    before: Mapping[str, Decimal | None],
    now: Mapping[str, Decimal | None],
    day: date,
) -> str:
    """Return what was stored and is no more."""
    parts = [
        f"{_WORDS[field]} var {plain_number(value)}"
        for field, value in before.items()
        if value is not None and value != now[field]
    ]
    if not parts:
        return ""
    since = f" (hämtat {figure.fetched})" if figure.fetched else ""
    is_gone = all(value is None for value in now.values())
    why = "Kolada har inget värde längre, " if is_gone else ""
    return f"{day}: {why}{', '.join(parts)}{since}."


def _joined(note: str, more: str) -> str:
    return f"{note} {more}".strip()


def _new(
    stored: Sequence[KeyFigure], question: Question, fetch: _Fetch
) -> Iterator[KeyFigure]:
    """Yield rows for the values that have none yet."""
    known: set[Key] = {(f.kpi, f.area, f.year) for f in stored}
    for key in product(question.kpis, question.areas, question.years):
        kpi, area, year = key
        said = fetch.fetched.values.get(key)
        if said and key not in known and kpi in fetch.kpis and area in fetch.areas:
            titles = fetch.fetched.kpis[kpi], fetch.fetched.areas[area]
            row = KeyFigure(kpi, area, year, *titles, fetched=fetch.day, source=SOURCE)
            yield _with(row, _values(said))


def _notices(
    question: Question,
    fetched: Fetched,
    rows: Sequence[tuple[KeyFigure, Change | None]],
) -> Iterator[str]:
    """Yield what is to be looked at, besides disputed titles."""
    for kpi in question.kpis:
        if kpi not in fetched.kpis:
            yield f"Kolada känner inte till nyckeltalet {kpi}. Rätta på Strategimål."
        elif not any(key[0] == kpi for key in fetched.values):
            yield f"Kolada har inga värden för {kpi} {fetched.kpis[kpi]} de här åren."
    for area in question.areas:
        if area not in fetched.areas:
            yield f"Kolada känner inte till området {area}. Rätta på fliken Texter."
    if fetched.strangers:
        yield f"{fetched.strangers} värden som ingen bad om kom med och togs inte med."
    for figure, change in rows:
        if change in {Change.CHANGED, Change.GONE}:
            place = f"{figure.kpi} {figure.title}, {figure.area_name} {figure.year}"
            yield f"{place}: {figure.note or 'fler värden än förut.'}"


def _disputes(renamed: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    for found, (before, now) in renamed.items():
        yield f"{found} hette ”{before}” och heter nu ”{now}”."
