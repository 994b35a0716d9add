"""Choosing a strategy goal by typing: search words, then a number from the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from malkort_xl.actions import insert_strategy_goal, search_strategy_goals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import xlwings as xw

    from malkort_xl.actions import Match, Outcome

# The box holds about 1,000 characters and cuts without a word what is more.
ROOM = 900
LONGEST_LINE = 76

FIRST = (
    "Skriv ett eller flera ord, eller strategimålets nummer.\n\n"
    "Strategimålet läggs till i det mål som är markerat på fliken Mål."
)
NOTHING = "Inget strategimål passar ”{words}”. Skriv andra ord eller ett nummer."
CHOOSE = "Skriv numret på det strategimål som ska läggas till, eller nya sökord:"
MORE = "… och {count} till. Skriv fler ord för att hitta rätt."


def choose(book: xw.Book, ask: Callable[[str], str]) -> Outcome | None:
    """Ask until a number from the shown list is chosen, and insert it.

    ask: shows a prompt and returns the user's line, "" when the user leaves. A
    number is a choice only when its goal stands in the list just shown; anything
    else is a new search. Returns None when the user leaves; raises what the
    actions raise.
    """
    prompt, shown = FIRST, frozenset[str]()
    while answer := ask(prompt):
        if answer in shown:
            return insert_strategy_goal(book, int(answer))
        found = search_strategy_goals(book, answer)
        prompt, shown = _list(answer, found)
    return None


def _list(words: str, found: Sequence[Match]) -> tuple[str, frozenset[str]]:
    """Return the prompt with the list, and the numbers that it shows."""
    if not found:
        return NOTHING.format(words=words), frozenset()
    lines = tuple(_fitting(found))
    left = len(found) - len(lines)
    tail = ("", MORE.format(count=left)) if left else ()
    text = "\n".join((CHOOSE, "", *lines, *tail))
    return text, frozenset(str(match.number) for match in found[: len(lines)])


def _fitting(found: Sequence[Match]) -> Iterator[str]:
    """Yield a line per match, as many as the box has room for."""
    room = ROOM - len(CHOOSE) - len(MORE)
    for match in found:
        line = _line(match)
        room -= len(line) + 1
        if room < 0:
            return
        yield line


def _line(match: Match) -> str:
    remark = f" ({match.remark})" if match.remark else ""
    rest = LONGEST_LINE - len(remark)
    text = f"{match.number}  {match.title}"
    return (text if len(text) <= rest else f"{text[: rest - 1]}…") + remark
