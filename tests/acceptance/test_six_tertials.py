"""A year and a half of the example municipality, through the commands alone.

Six tertials and 26 cards: a unit is renamed, one split, one closed; two strategy
goals are withdrawn; the workbooks' template changes; people forget, mistype and
send twice. At the end every value that was entered is in an archived report, in an
archived workbook that a newer one replaced, or named in a protocol.
"""

from __future__ import annotations

import hashlib
import html
import io
import multiprocessing
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from compile.cli import main
from tests.acceptance.people import Grid, Task, Typed, fill_in
from workbook_templates.standard.model import Period
from workbook_templates.standard.register_layout import STRATEGY_GOALS, UNITS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PERIODS = tuple(Period(year, tertial) for year in (2026, 2027) for tertial in (1, 2, 3))
T1, T2, T3, N1, N2, N3 = PERIODS
RENAMED, SPLIT, CLOSED = "EX-E09", "EX-E04", "EX-E15"
PARTS = ("EX-E17", "EX-E18")
REPLACED, HEIR, WITHDRAWN = 14, 16, 30
FORGETS, BEGINS, MISTYPES, TWICE = "EX-E12", "EX-A1", "EX-E10", "EX-E01"
ADDS, DROPS, MENDS = "EX-E02", "EX-E03", "EX-E05"
NEW_NAME = "Bibliotek och kulturhus (exempel)"


@dataclass(slots=True)
class Town:
    """The municipality's folder, its people, and all that they have typed.

    typed: what counts, by period and unit. replaced: what somebody typed and then
    sent anew. said: what commands printed, by a name.
    """

    root: Path
    people: ProcessPoolExecutor
    typed: dict[Period, dict[str, Typed]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    replaced: list[tuple[Period, Typed]] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)

    def malkort(self, *arguments: object, code: int = 0) -> str:
        """Run a command; returns what it said."""
        text = io.StringIO()
        with (
            redirect_stdout(text),
            redirect_stderr(text),
            pytest.raises(SystemExit) as stopped,
        ):
            main([str(a) for a in arguments])
        assert stopped.value.code == code, text.getvalue()
        return text.getvalue()

    def close(self, period: Period, code: int = 0) -> str:
        options = ("--period", period, "--final", "--no-pdf")
        return self.malkort("compile", self.root, *options, code=code)

    def roll(self, source: Period, *more: object) -> str:
        return self.malkort("rollover", self.root, "--from", source, *more)

    def tasks(self, period: Period, **changes: object) -> dict[str, Task]:
        """Return one task for each workbook that was sent out, by unit."""
        folder, found = self.root / str(period), {}
        for source in sorted((folder / "utskick").iterdir()):
            unit_id = source.name.split()[0]
            task = Task(source, folder / "inkorg" / source.name, unit_id, period)
            found[unit_id] = replace(task, **changes)  # type: ignore[arg-type]
        return found

    def fill(self, *tasks: Task) -> None:
        """Let people fill in their workbooks; the last typed of a unit counts."""
        for task, typed in zip(tasks, self.people.map(fill_in, tasks), strict=True):
            earlier = self.typed[task.period].get(task.unit_id)
            if earlier is not None:
                self.replaced.append((task.period, earlier))
            self.typed[task.period][task.unit_id] = typed

    @contextmanager
    def register(self) -> Iterator[tuple[Grid, Grid]]:
        """Open the register, as in Excel: its units and its strategy goals."""
        path = self.root / "styrregister.xlsx"
        book = openpyxl.load_workbook(path)
        yield Grid(book, UNITS), Grid(book, STRATEGY_GOALS)
        book.save(path)

    def archive(self, period: Period) -> Path:
        return self.root / "arkiv" / str(period) / str(period)

    def protocol(self, source: Period) -> str:
        name = f"{source}-till-{source.following}-rullning.html"
        page = (self.root / str(source.following) / name).read_text(encoding="utf-8")
        return html.unescape(page)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    root = tmp_path_factory.mktemp("six tertials") / "kommunen"
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=spawn) as people:
        town = Town(root, people)
        first_tertial(town)
        second_tertial(town)
        third_tertial(town)
        new_year(town)
        for period in (N2, N3):
            town.roll(period.previous)
            town.fill(*town.tasks(period).values())
            town.close(period)
        yield town


def first_tertial(town: Town) -> None:
    """All type their cards in workbooks of the older template; one forgets."""
    town.malkort("init", town.root)
    town.malkort("build", town.root, "--period", T1)
    tasks = town.tasks(T1, first=True, old=True)
    late = tasks.pop(FORGETS)
    town.fill(*tasks.values())
    town.said["forgotten"] = town.close(T1, code=1)
    town.fill(late)
    town.close(T1)


def second_tertial(town: Town) -> None:
    """A unit has a new name; one types a word for a number, and sends it anew."""
    with town.register() as (units, _):
        units.put(row_of(units, "id", RENAMED), "name", NEW_NAME)
    town.said["rolled"] = town.roll(T1)
    tasks = town.tasks(T2)
    begun = tasks[BEGINS].source
    begin(begun)
    before = hash_of(begun)
    town.said["begun"] = town.roll(T1, "--overwrite")
    assert hash_of(begun) == before
    tasks[ADDS] = replace(tasks[ADDS], new_goal=True)
    wrong = replace(tasks[MISTYPES], mistype=True)
    tasks[MISTYPES] = wrong
    town.fill(*tasks.values())
    inbox = town.root / str(T2) / "inkorg"
    town.said["mistyped"] = town.malkort("check", inbox, code=1)
    town.close(T2, code=1)
    target = wrong.target.with_name(f"{MISTYPES} igen.xlsx")
    town.fill(replace(wrong, target=target, mistype=False, word=" (rättad)", day=8))
    town.close(T2)


def third_tertial(town: Town) -> None:
    """One sends twice, one drops a goal; the closed period is opened and mended."""
    town.roll(T2)
    tasks = town.tasks(T3)
    tasks[DROPS] = replace(tasks[DROPS], drop=True)
    town.fill(*tasks.values())
    again = replace(tasks[TWICE], word=" (andra gången)", day=9)
    town.fill(replace(again, target=again.target.with_name(f"{TWICE} ny.xlsx")))
    town.close(T3)
    mended = replace(tasks[MENDS], word=" (efter rättelse)")
    town.fill(mended)
    town.said["refused"] = town.close(T3, code=2)
    reason = ("--skal", "Fel siffra i ett kort")
    town.malkort("reopen", town.root, "--period", T3, *reason)
    town.close(T3)


def new_year(town: Town) -> None:
    """A unit is split, one closed, two strategy goals end; all write a new goal."""
    with town.register() as (units, goals):
        units.put(row_of(units, "id", SPLIT), "valid_to", 2026)
        units.put(row_of(units, "id", CLOSED), "valid_to", 2026)
        for unit_id in PARTS:
            row, model = units.spare_of("id"), row_of(units, "id", SPLIT)
            units.put(row, "id", unit_id)
            units.put(row, "name", f"Hemtjänst {unit_id[-2:]} (exempel)")
            for key in ("level", "parent", "responsible"):
                units.put(row, key, units.get(model, key))
            units.put(row, "valid_from", 2027)
            units.put(row, "replaces", SPLIT)
        for number in (REPLACED, WITHDRAWN):
            goals.put(row_of(goals, "number", number), "valid_to", 2026)
        goals.put(row_of(goals, "number", REPLACED), "replaced_by", HEIR)
    town.roll(T3)
    town.fill(*town.tasks(N1, new_goal=True).values())
    town.close(N1)


def row_of(grid: Grid, key: str, value: object) -> int:
    return next(
        row for row in range(grid.top, grid.bottom + 1) if grid.get(row, key) == value
    )


def begin(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    book["Uppgifter"]["B7"] = "Någon har börjat"
    book.save(path)


def hash_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def words_of(path: Path) -> str:
    """Return all text of a Word file."""
    document = docx.Document(str(path))
    paragraphs = document.element.body.iter(qn("w:p"))
    return "\n".join(Paragraph(p, document).text for p in paragraphs)


def cells_of(path: Path) -> set[str]:
    """Return all texts in a workbook's cells."""
    book = openpyxl.load_workbook(path, read_only=True)
    rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
    return {str(value) for row in rows for value in row if value is not None}


@pytest.mark.parametrize("period", PERIODS, ids=str)
def test_every_value_that_counted_is_in_the_archived_report(
    town: Town, period: Period
) -> None:
    report = words_of(town.archive(period) / f"Malkortsrapport-{period}.docx")
    typed = town.typed[period]
    missing = [
        (unit_id, text)
        for unit_id, one in typed.items()
        for text in one.texts
        if text not in report
    ]

    assert len(typed) == 26
    assert sum(len(one.texts) for one in typed.values()) > 700
    assert missing == []


def test_every_value_that_was_sent_anew_is_in_an_archived_workbook(town: Town) -> None:
    numberless = []
    for period, typed in town.replaced:
        inboxes = town.root.glob(f"arkiv/{period}*/{period}/inkorg")
        kept = [cells_of(p) for i in inboxes for p in i.glob(f"{typed.unit_id} *")]
        texts = [t for t in typed.texts if any(c.isalpha() for c in t)]
        numberless += [t for t in texts if not any(t in cells for cells in kept)]

    assert len(town.replaced) == 3
    assert numberless == []


def test_the_workbooks_are_archived_just_as_they_were_handed_in(town: Town) -> None:
    for period in PERIODS:
        inbox = town.root / str(period) / "inkorg"
        for path in inbox.iterdir():
            assert hash_of(town.archive(period) / "inkorg" / path.name) == hash_of(path)


def test_every_goal_is_named_in_the_protocol_of_the_next_rollover(town: Town) -> None:
    for period in PERIODS[:-1]:
        page = town.protocol(period)
        goals = [t for one in town.typed[period].values() for t in one.goals.values()]
        assert [text for text in goals if text not in page] == []


def test_an_id_means_the_same_goal_for_ever(town: Town) -> None:
    meant: dict[tuple[str, str], set[str]] = defaultdict(set)
    for period in PERIODS:
        for unit_id, typed in town.typed[period].items():
            for goal_id, text in typed.goals.items():
                meant[unit_id, goal_id].add(text)
                if unit_id in PARTS:
                    meant[SPLIT, goal_id].add(text)
    new = {(PARTS[0], "M5"), (PARTS[1], "M5"), (SPLIT, "M5")}

    assert {key: texts for key, texts in meant.items() if len(texts) > 1} == {
        (SPLIT, "M5"): {f"Ett nytt mål, {part} {N1}" for part in PARTS}
    }
    assert new <= set(meant)


def test_a_dropped_goal_does_not_give_its_id_to_another(town: Town) -> None:
    before, after = (set(town.typed[p][DROPS].goals) for p in (T2, T3))
    (dropped,) = before - after

    later = {i for p in (N1, N2, N3) for i in town.typed[p][DROPS].goals}
    assert dropped not in later


def test_the_register_changes_are_told_when_they_are_carried_through(
    town: Town,
) -> None:
    renamed, turned = town.protocol(T1), town.protocol(T3)

    assert f"Enheten {RENAMED} hette Bibliotek (exempel)." in renamed
    assert f"Enheten {RENAMED} hette Bibliotek (exempel)." in town.said["rolled"]
    assert "26 arbetsböcker kom tillbaka på mallens version 0.9" in renamed
    assert (
        "Enheten är delad i Hemtjänst 17 (exempel) och Hemtjänst 18 (exempel)" in turned
    )
    assert "Enheten har upphört. Ingen annan tar över." in turned
    assert f"Det ersätts av {HEIR}, också i hänvisningarna." in turned
    assert f"Strategimål {WITHDRAWN} gäller inte längre och är borttaget." in turned


def test_what_people_did_wrong_was_told_to_them(town: Town) -> None:
    assert f"({FORGETS}) har inte lämnat in." in town.said["forgotten"]
    assert "tolv" in town.said["mistyped"]
    assert "är påbörjad" in town.said["begun"]
    assert "malkort reopen" in town.said["refused"]


def test_the_archive_is_whole_after_a_year_and_a_half(town: Town) -> None:
    said = town.malkort("verify", town.root, "--arkiv")
    names = ", ".join(
        [*map(str, PERIODS[:3]), f"{T3}.oppnad-1", *map(str, PERIODS[3:])]
    )

    assert f"Arkivet: {names}" in said
    assert "allt stämmer" in said
