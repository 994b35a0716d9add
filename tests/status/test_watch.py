"""The command as a process of its own, while files arrive."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from compile.locking import locked
from compile.reading import Means
from compile.reuse import Shelf
from compile.status.model import State
from compile.status.reading import ground_of, period_status
from compile.status.watching import Watch
from tests.helpers.commanding import run
from tests.helpers.gatherings import card_of
from tests.helpers.towns import put_in_inbox, small_town
from tests.standard.good_card import T2
from tests.status.towns import named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from compile.folder import MunicipalityFolder
    from compile.parcels import Job, Parcel

PATIENCE = 60.0  # seconds, of a slow machine with many tests at once


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds; fails when it never does."""
    ends = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < ends
        time.sleep(0.05)


class Watching:
    """A running `malkort status --watch`."""

    def __init__(self, folder: MunicipalityFolder, log: Path, *more: str) -> None:
        self.page = folder.period(T2) / "Status-2026-T2.html"
        self.log = log
        command = [sys.executable, "-m", "compile", "status", str(folder.root)]
        command += ["--period", "2026-T2", "--watch", "--interval", "0.2", *more]
        environment = os.environ | {"PYTHONUNBUFFERED": "1"}
        with log.open("wb") as out:
            self.process = subprocess.Popen(
                command,
                stdout=out,
                stderr=subprocess.STDOUT,
                env=environment,
                start_new_session=True,
            )

    @property
    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def shows(self, text: str) -> bool:
        assert self.process.poll() is None, self.said
        return self.page.exists() and text in self.page.read_text(encoding="utf-8")

    def stop(self) -> int:
        """Press Ctrl-C: the terminal signals the reading processes too."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(PATIENCE)


@pytest.fixture
def town(tmp_path: Path) -> MunicipalityFolder:
    folder = small_town(tmp_path / "kommunen")
    put_in_inbox(folder, [named(card_of("K0"))])
    return folder


@pytest.fixture
def watching(town: MunicipalityFolder, tmp_path: Path) -> Iterator[Watching]:
    running = Watching(town, tmp_path / "log.txt", "--paminn")
    yield running
    if running.process.poll() is None:
        running.process.kill()
        running.process.wait(PATIENCE)


def test_the_page_follows_what_arrives_and_ctrl_c_ends_it_well(
    town: MunicipalityFolder, watching: Watching
) -> None:
    until(lambda: watching.shows("1 av 5 enheter har lämnat in."))
    assert watching.shows('data-refresh="1"')
    put_in_inbox(town, [named(card_of("E1"))])
    until(lambda: watching.shows("2 av 5 enheter har lämnat in."))
    until(lambda: not (town.reminders(T2) / "E1.txt").exists())
    assert (town.reminders(T2) / "E2.txt").exists()
    next(town.inbox(T2).glob("E1*")).unlink()
    until(lambda: watching.shows("1 av 5 enheter har lämnat in."))

    assert watching.stop() == 1
    assert "Bevakningen är avslutad." in watching.said
    assert "Traceback" not in watching.said
    assert "data-refresh" not in watching.page.read_text(encoding="utf-8")
    assert not [p for p in town.root.rglob(".*") if p.is_file()]


def test_a_file_that_is_still_being_copied_is_named_and_read_when_it_is_whole(
    town: MunicipalityFolder, watching: Watching, tmp_path: Path
) -> None:
    until(lambda: watching.shows("1 av 5"))
    elsewhere = small_town(tmp_path / "annan")
    (whole,) = put_in_inbox(elsewhere, [named(card_of("E1"))])
    content = whole.read_bytes()
    target = town.inbox(T2) / whole.name
    step = len(content) // 40
    with target.open("wb", buffering=0) as slow:
        for start in range(0, len(content), step):
            slow.write(content[start : start + step])
            time.sleep(0.05)
            if start > len(content) // 2:
                until(lambda: watching.shows("håller på att kopieras"))
    until(lambda: watching.shows("2 av 5 enheter har lämnat in."))

    assert "gick inte att läsa" not in watching.said


def test_an_open_page_shows_what_has_come_without_a_hand_on_it(
    town: MunicipalityFolder, watching: Watching, browser: Browser
) -> None:
    until(lambda: watching.shows("1 av 5"))
    shown = browser.new_page()
    shown.goto(watching.page.as_uri())
    put_in_inbox(town, [named(card_of("E1"))])

    shown.wait_for_selector("text=2 av 5 enheter", timeout=PATIENCE * 1000)
    shown.close()


def test_after_a_change_only_what_is_new_is_read(
    town: MunicipalityFolder, tmp_path: Path
) -> None:
    means = Means(shelf=Shelf(tmp_path / "hyllan"))
    ground = ground_of(town, T2)
    day = ground.plan.deadline
    assert period_status(ground, day, means=means).whole.count(State.MISSING) == 4
    put_in_inbox(town, [named(card_of("E1"))])
    found = period_status(ground, day, means=replace(means, task=refuse))

    assert [u.unit.id for u in found.units if u.card] == ["K0"]
    assert [note.name[:2] for note in found.unreadable] == ["E1"]


def refuse(job: Job, parcel: Parcel) -> bytes:
    """Stand in for reading, where nothing is to be read."""
    raise RuntimeError(job, parcel)


def test_a_look_is_told_only_when_something_has_changed(tmp_path: Path) -> None:
    file = tmp_path / "kort.xlsx"
    file.write_bytes(b"1")
    os.utime(file, (1, 1))
    watch = Watch(tmp_path, 0.01)
    looks = watch.looks()

    assert next(looks).coming == frozenset()
    file.write_bytes(b"12")
    assert next(looks).coming == {file}
    assert next(looks).coming == frozenset()
    watch.again()
    assert next(looks).marks.keys() == {file}
    file.unlink()
    assert next(looks).marks == {}


@pytest.mark.parametrize("more", [[], ["--no-cache"]])
def test_ctrl_c_between_two_looks_leaves_a_page_that_stands_still(
    town: MunicipalityFolder,
    more: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    pauses = iter(range(2))

    def pause(seconds: float) -> None:
        assert seconds == pytest.approx(0.5)
        if next(pauses, None) is None:
            raise KeyboardInterrupt

    monkeypatch.setattr("compile.status.watching.sleep", pause)
    arguments = ["--period", "2026-T2", "--watch", "--interval", "0,5", "--paminn"]

    assert run("status", town.root, *arguments, *more) == 1
    said = capsys.readouterr().out
    assert "Bevakar inkorgen" in said
    assert "Bevakningen är avslutad." in said
    page = town.period(T2) / "Status-2026-T2.html"
    assert "data-refresh" not in page.read_text(encoding="utf-8")


def test_a_busy_folder_is_told_and_tried_again_at_the_next_look(
    town: MunicipalityFolder,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    busy = ExitStack()
    busy.enter_context(locked(town.period(T2), "Statusen"))
    pauses = iter([busy.close])

    def pause(seconds: float) -> None:
        del seconds
        free = next(pauses, None)
        if free is None:
            raise KeyboardInterrupt
        free()

    monkeypatch.setattr("compile.status.watching.sleep", pause)
    arguments = ["--period", "2026-T2", "--watch", "--no-xlsx"]

    assert run("status", town.root, *arguments) == 1
    said = capsys.readouterr()
    assert said.out.count("Bevakar inkorgen") == 2
    assert "Statusen i " in said.err
    assert "görs redan just nu" in said.err
    assert "Rapporten" not in said.err
    assert "--out" not in said.err
    assert (town.period(T2) / "Status-2026-T2.html").exists()
