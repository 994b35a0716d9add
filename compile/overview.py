"""Page one, for somebody who reads no further: short, and nothing that is nought."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from compile.context import KeyFigure, Overview
from compile.marks import verdict_mark
from compile.organisation import OTHERS, WHOLE
from compile.overview_changes import changed_sentences, who
from compile.sentences import goals, goals_are, largest_share, named, numbers, word
from compile.wording import counted, listed, share_text
from workbook_templates.standard.comparing import Move, verdict_move
from workbook_templates.standard.model import GoalVerdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compile.context import Counts, Movement, Summary
    from compile.material import Material

_FEW = 4  # goals and cards that are told by name
_LATE_ONE = "kort är sent eller inte klarmarkerat"
_LATE_MANY = "kort är sena eller inte klarmarkerade"
_TOP = 2  # departments that are told where something is most frequent
_FIGURES: tuple[tuple[GoalVerdict | None, str], ...] = (
    (GoalVerdict.FULFILLED, "Uppfyllda mål"),
    (GoalVerdict.PARTLY, "Delvis uppfyllda mål"),
    (GoalVerdict.NOT_FULFILLED, "Ej uppfyllda mål"),
    (GoalVerdict.NOT_MEASURED, "Ej mätta mål"),
    (None, "Mål utan bedömning"),
)


def overview_of(material: Material, summary: Summary, movement: Movement) -> Overview:
    """Return page one of a report with these parts."""
    return Overview(
        headline=_headline(summary),
        on_track=tuple(_on_track(summary)),
        off_track=tuple(_off_track(summary)),
        changed=tuple(changed_sentences(material, movement)),
        forecast=tuple(_forecast(material, summary)),
        gaps=tuple(_gaps(material, summary)),
        compared_with=movement.since,
        figures=tuple(_figures(material, summary)),
    )


def _headline(summary: Summary) -> str:
    now = _total(summary)
    total, fulfilled = sum(now.values()), now[GoalVerdict.FULFILLED]
    if not total:
        return "Inga mål är redovisade för perioden."
    if total == 1:
        found = next(verdict for verdict, number in now.items() if number)
        return f"{goals_are(1, found)}."
    if not fulfilled:
        return f"Inget av {goals(total)} är uppfyllt."
    if fulfilled == total:
        return f"Alla {goals(total)} är uppfyllda."
    words = word(fulfilled, GoalVerdict.FULFILLED)
    share = share_text(fulfilled, total)
    return f"{fulfilled} av {goals(total)} är {words}, det vill säga {share}."


def _on_track(summary: Summary) -> Iterator[str]:
    """Yield where the largest share is fulfilled, and where everything is."""
    fulfilled = GoalVerdict.FULFILLED
    chapters = summary.by_department[:-1]
    departments = [row for row in chapters if row.name not in {WHOLE, OTHERS}]
    for name, rows in (
        ("perspektiven", summary.by_perspective[:-1]),
        ("avdelningarna", departments),
    ):
        if best := largest_share(rows, fulfilled):
            yield f"Bland {name} har {best} störst andel {word(2, fulfilled)} mål."


def _off_track(summary: Summary) -> Iterator[str]:
    """Yield how many goals are off track and where most of them are; what is late."""
    now, chapters = _total(summary), summary.by_department[:-1]
    for verdict in (GoalVerdict.NOT_FULFILLED, GoalVerdict.PARTLY):
        if now[verdict]:
            place = _place({row.name: numbers(row)[verdict] for row in chapters})
            yield f"{goals_are(now[verdict], verdict)}{place}."
    if late := summary.late_activities:
        place = _place(
            dict.fromkeys((row.name for row in chapters), 0)
            | Counter(row.department for row in late)
        )
        words = counted(len(late), "aktivitet är försenad", "aktiviteter är försenade")
        yield f"{words}{place}."


def _place(found: dict[str, int]) -> str:
    """Return ", flest i Skola (4)"; "" where no department stands out."""
    if len(found) == 1:
        return ""
    present = {name: number for name, number in found.items() if number}
    most = max(present.values(), default=0)
    top = [(name, number) for name, number in present.items() if number == most]
    if len(present) == 1:
        return f", {'alla ' if most > 1 else ''}i {top[0][0]}"
    if most == 1 or len(top) > _TOP:
        return ""
    return f", flest i {named(top, _TOP)}"


def _forecast(material: Material, summary: Summary) -> Iterator[str]:
    """Yield what is expected at the year's end, beside what holds now."""
    if not summary.forecast:
        return
    now, total = _total(summary), summary.forecast[-1]
    when = "Vid årets slut"
    for verdict, then in (
        (GoalVerdict.FULFILLED, int(total.fulfilled)),
        (GoalVerdict.NOT_FULFILLED, int(total.not_fulfilled)),
    ):
        if then or now[verdict]:
            yield f"{when} väntas {_expected(verdict, then, now[verdict])}."
            when = "Då"
    yield from _expected_moves(material)
    if total.not_judged != "0":
        yield f"{goals(int(total.not_judged))} saknar prognos."


def _expected(verdict: GoalVerdict, then: int, now: int) -> str:
    subject = f"{goals(then) if then else 'inget mål'} vara {word(then or 1, verdict)}"
    against = "lika många som nu" if then == now else f"mot {now or 'inget'} nu"
    return f"{subject}, {against}"


def _expected_moves(material: Material) -> Iterator[str]:
    """Yield how many goals are expected to get better or worse, the few by name."""
    found: dict[Move, list[str]] = {Move.BETTER: [], Move.WORSE: []}
    for placed in material.cards:
        for goal in placed.card.goals:
            move = verdict_move(goal.verdict, goal.forecast)
            if move in found:
                found[move].append(f"{placed.unit.name} {goal.id}")
    if better := found[Move.BETTER]:
        yield f"{goals(len(better))} väntas bli bättre till årets slut."
    if worse := found[Move.WORSE]:
        yield f"{goals(len(worse))} väntas bli sämre till årets slut{who(worse)}."


def _gaps(material: Material, summary: Summary) -> Iterator[str]:
    """Yield what is not in the report or not as it should be."""
    if missing := [row.unit for row in summary.missing]:
        yield f"{counted(len(missing), 'kort', 'kort')} saknas: {_names(missing)}."
    if rejected := len(material.gathering.rejected):
        yield f"{counted(rejected, 'fil', 'filer')} gick inte att läsa."
    if late := len(summary.late):
        yield f"{counted(late, _LATE_ONE, _LATE_MANY)}."
    if unchanged := [row.unit for row in summary.unchanged]:
        words = counted(len(unchanged), "kort är oförändrat", "kort är oförändrade")
        yield f"{words} sedan förra perioden: {_names(unchanged)}."
    now = _total(summary)
    for verdict in (GoalVerdict.NOT_MEASURED, None):
        if now[verdict]:
            yield f"{goals_are(now[verdict], verdict)}."


def _names(names: Sequence[str]) -> str:
    return listed(names, _FEW)


def _figures(material: Material, summary: Summary) -> Iterator[KeyFigure]:
    """Yield a figure for each verdict, its parts by perspective beside it."""
    now, rows = _total(summary), summary.by_perspective[:-1]
    before = numbers(summary.by_period[-2]) if summary.by_period else None
    total = sum(now.values())
    for verdict, text in _FIGURES:
        share = share_text(now[verdict], total)
        yield KeyFigure(
            text=text,
            value=str(now[verdict]),
            share=f"{share} av {goals(total)}" if share else "",
            parts=_parts(rows, verdict),
            previous=str(before[verdict]) if before else "",
            mark=verdict_mark(material.register, verdict),
        )


def _parts(rows: Iterable[Counts], verdict: GoalVerdict | None) -> str:
    found = ((row.name, numbers(row)[verdict]) for row in rows)
    return ", ".join(f"{name} {number}" for name, number in found if number)


def _total(summary: Summary) -> dict[GoalVerdict | None, int]:
    return numbers(summary.by_perspective[-1])
