"""Asking Kolada: long questions are split, pages followed, and answers gathered."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import product
from typing import TYPE_CHECKING, TypeVar

from compile.kolada.answers import page_of, titles_in, values_in
from compile.kolada.faults import DeclinedError, fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from compile.kolada.answers import Key, Page
    from compile.kolada.line import Line
    from compile.kolada.question import Question
    from compile.ticks import Tick

    Piece = tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...]]

T = TypeVar("T")

# What Kolada takes in one question. The first is our own: a path has a longest length.
KPIS, AREAS, YEARS = 5, 20, 25
PAGES = 200  # of one question, before they are taken to go round in a ring


@dataclass(slots=True)
class Fetched:
    """What Kolada said: titles by id, and values by key and gender.

    An id without a title is one that Kolada does not know. What is missing has no
    value. strangers: how many values came that nobody had asked for.
    """

    kpis: dict[str, str] = field(default_factory=dict)
    areas: dict[str, str] = field(default_factory=dict)
    values: dict[Key, dict[str, Decimal]] = field(default_factory=dict)
    strangers: int = 0


def ask(line: Line, question: Question, tell: Tick) -> Fetched:
    """Return what Kolada says to a question; raises KoladaError where it does not.

    tell: called with the number of questions done and of all.
    """
    found = Fetched()
    groups = batches(question.kpis, KPIS)
    count = len(groups) + len(question.areas) + len(_pieces(question))
    done = 0
    for group in groups:
        found.kpis |= _titles(line, "kpi", group)
        tell(done := done + 1, count)
    for area in question.areas:
        found.areas |= _titles(line, "municipality", (area,))
        tell(done := done + 1, count)
    known = replace(question, kpis=tuple(found.kpis), areas=tuple(found.areas))
    for piece in _pieces(known):
        _ask_values(line, piece, found)
        tell(done := done + 1, count)
    tell(count, count)
    return found


def batches(items: Sequence[T], size: int) -> list[tuple[T, ...]]:
    """Return items in groups of at most so many."""
    return [tuple(items[i : i + size]) for i in range(0, len(items), size)]


def _pieces(question: Question) -> list[Piece]:
    """Return a question in pieces that Kolada takes."""
    groups = (
        batches(question.kpis, KPIS),
        batches(question.areas, AREAS),
        batches(question.years, YEARS),
    )
    return list(product(*groups))


def _titles(line: Line, kind: str, ids: tuple[str, ...]) -> dict[str, str]:
    """Return the titles of those ids that Kolada knows."""
    try:
        pages = list(_pages(line, f"/{kind}/{','.join(ids)}"))
    except DeclinedError:
        if len(ids) == 1:
            return {}
        return {k: v for one in ids for k, v in _titles(line, kind, (one,)).items()}
    found = {k: v for page in pages for k, v in titles_in(page, line.host).items()}
    return {i: found[i] for i in ids if i in found}


def _ask_values(line: Line, piece: Piece, found: Fetched) -> None:
    """Gather a piece's values; one that is too long after all is asked bit by bit."""
    kpis, areas, years = piece
    path = (
        f"/data/kpi/{','.join(kpis)}/municipality/{','.join(areas)}"
        f"/year/{','.join(map(str, years))}"
    )
    try:
        pages = list(_pages(line, path))
    except DeclinedError:
        if len(kpis) == 1:
            raise
        for kpi in kpis:
            _ask_values(line, ((kpi,), areas, years), found)
        return
    wanted = set(product(kpis, areas, years))
    for page in pages:
        _gather(page, wanted, found, line.host)


def _gather(page: Page, wanted: set[Key], found: Fetched, host: str) -> None:
    """Add a page's values; raises KoladaError where one contradicts another."""
    for key, gender, value in values_in(page, host):
        if key not in wanted:
            found.strangers += 1
        elif found.values.setdefault(key, {}).setdefault(gender, value) != value:
            kpi, area, year = key
            said = f"gav två olika värden för {kpi} i {area} år {year}"
            raise fault(host, said)


def _pages(line: Line, path: str) -> Iterator[Page]:
    """Yield all pages of an answer."""
    page = page_of(line.get(path), line.host)
    yield page
    seen: set[str] = set()
    while page.next_url and page.rows:
        if page.next_url in seen or len(seen) >= PAGES:
            raise fault(line.host, "hänvisar från sida till sida utan slut")
        seen.add(page.next_url)
        page = page_of(line.follow(page.next_url), line.host)
        yield page
