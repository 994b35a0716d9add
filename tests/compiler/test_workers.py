from __future__ import annotations

import hashlib
import multiprocessing
import os
import resource
import signal
import subprocess
import sys
import time
from concurrent.futures import BrokenExecutor
from concurrent.futures import TimeoutError as Late
from typing import TYPE_CHECKING

import psutil
import pytest

from compile import workers
from compile.reading import Means, Source, read_cards, sources_in
from compile.workers import Guard, Workers, named
from tests.compiler import poison
from tests.helpers.registers import small_register
from tests.helpers.tools import ROOT
from tests.helpers.towns import put_in_inbox, small_town
from tests.standard.good_card import T2

if TYPE_CHECKING:
    from pathlib import Path

QUICK = Guard(seconds=1.5, memory=96 * 1024 * 1024)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> tuple[Source, ...]:
    folder = small_town(tmp_path_factory.mktemp("town"))
    return sources_in(folder.inbox(T2), put_in_inbox(folder))


def test_each_way_to_lose_a_process_costs_that_file_alone(
    good: tuple[Source, ...],
) -> None:
    expected = {
        poison.LEAVE: "MK950",
        poison.KILL: "MK950",
        poison.HANG: "MK951",
        poison.EAT: "MK952",
        poison.STUMBLE: "MK953",
        poison.BABBLE: "MK953",
    }
    bad = [Source(good[0].path, name) for name in expected]
    mixed = [file for pair in zip(bad, (*good, good[0]), strict=True) for file in pair]
    means = Means(guard=QUICK, task=poison.read_or_suffer, processes=2)
    read = read_cards(mixed, small_register(), T2, means=means)
    codes = {r.source.name: r.findings[0].code for r in read if r.rejected}

    assert [r.source for r in read] == mixed
    assert codes == expected
    assert all(f.where.file in f.wrong for r in read for f in r.findings)
    assert {r.sha256 for r in read if r.rejected} == {
        hashlib.sha256(good[0].path.read_bytes()).hexdigest()
    }


def test_even_a_single_file_cannot_hang_the_run(good: tuple[Source, ...]) -> None:
    start = time.monotonic()
    source = Source(good[0].path, poison.HANG)
    means = Means(guard=QUICK, task=poison.read_or_suffer)
    read = read_cards([source], None, None, means=means)

    assert [f.code for f in read[0].findings] == ["MK951"]
    assert time.monotonic() - start < 20


def test_the_memory_of_a_process_is_held_above_what_it_has_itself() -> None:
    with Workers(1, QUICK) as pool:
        soft, hard = pool.submit(resource.getrlimit, resource.RLIMIT_AS).result()
        core = pool.submit(resource.getrlimit, resource.RLIMIT_CORE).result()

    assert soft == hard
    assert QUICK.memory < soft < QUICK.memory + (2 << 30)
    assert core == (0, 0)


def test_a_file_within_the_limits_is_read_again_and_again_by_one_process() -> None:
    with Workers(1) as pool:
        numbers = {pool.submit(os.getpid).result() for _ in range(3)}

    assert len(numbers) == 1
    assert os.getpid() not in numbers


def test_a_pool_that_is_ended_lets_nobody_wait() -> None:
    pool = Workers(1)
    futures = [pool.submit(time.sleep, 60) for _ in range(3)]
    pool.submit(time.sleep, 0)
    time.sleep(1)
    pool.shutdown()

    assert all(isinstance(f.exception(1), BrokenExecutor) for f in futures)


def test_a_pool_that_was_ended_is_beyond_use() -> None:
    pool = Workers(1)
    pool.shutdown()

    with pytest.raises(BrokenExecutor):
        pool.submit(os.getpid)


def test_ctrl_c_stops_at_once_and_leaves_no_process_behind() -> None:
    command = [sys.executable, "-m", "tests.compiler.poison"]
    run = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    family = until_it_has_workers(run)
    start = time.monotonic()
    run.send_signal(signal.SIGINT)
    _, errors = run.communicate(timeout=20)
    gone, alive = psutil.wait_procs(family, timeout=5)

    assert run.returncode == 130
    assert time.monotonic() - start < 4
    assert len(gone) >= 3
    assert alive == []
    assert errors == ""


def until_it_has_workers(run: subprocess.Popen[str]) -> list[psutil.Process]:
    """Wait until a server and two workers of a run are there; returns its family."""
    for _ in range(200):
        family = psutil.Process(run.pid).children(recursive=True)
        if sum("forkserver" in " ".join(p.cmdline()) for p in family) >= 3:
            return family
        time.sleep(0.1)
    pytest.fail("no worker came")


def test_a_process_whose_watcher_is_gone_ends_itself() -> None:
    code = (
        "import time; from compile import workers; workers._GRACE = 0.0;"
        "workers._timed(0.2, time.sleep, (60,), {})"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)

    assert run.returncode == -signal.SIGALRM


def test_there_is_a_process_for_each_processor() -> None:
    assert workers.process_count() == len(os.sched_getaffinity(0))


def test_this_process_is_never_forked() -> None:
    with Workers(1) as pool:
        parent = pool.submit(os.getppid).result()

    assert parent != os.getpid()
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Late(), "MK951"),
        (MemoryError(), "MK952"),
        (BrokenExecutor(), "MK950"),
        (RecursionError(), "MK953"),
    ],
)
def test_why_a_process_gave_nothing_is_named(error: Exception, code: str) -> None:
    found = named(error, "kort.xlsx")

    assert found.code == code
    assert found.where.file == "kort.xlsx"
    assert "kort.xlsx" in found.wrong


def test_the_file_that_cannot_be_hashed_is_named_all_the_same(tmp_path: Path) -> None:
    source = Source(tmp_path / "gone.xlsx", poison.LEAVE)
    read = read_cards([source], None, None, means=Means(task=poison.read_or_suffer))

    assert read[0].sha256 == ""
    assert [f.code for f in read[0].findings] == ["MK950"]


def test_what_processes_are_forked_from_starts_early() -> None:
    script = (
        "import psutil\n"
        "from compile.workers import reading_early\n"
        "reading_early(); reading_early()\n"
        "said = [' '.join(p.cmdline()) for p in psutil.Process().children()]\n"
        "assert sum('forkserver' in line for line in said) == 1, said\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT)
