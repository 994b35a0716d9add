from __future__ import annotations

import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import psutil
import pytest

from compile import building
from compile.building import FEW, Crew, Job, Order, built
from compile.codec import pack
from compile.outbox_record import read_sent
from compile.sending import Sending, send
from compile.workers import Guard, process_count
from tests.archive.conftest import hashes
from tests.helpers.gatherings import everybody
from tests.helpers.registers import small_register
from tests.helpers.tools import ROOT
from tests.rollover import builders
from tests.standard.good_card import T1, T2
from workbook_templates.standard.errors import BusyError, DeliveryError, MalkortError

if TYPE_CHECKING:
    from pathlib import Path

    from compile.folder import MunicipalityFolder

JOB = Job.of(small_register(), T2)


def orders(folder: Path, *names: str) -> tuple[Order, ...]:
    """Return an order for each name, or for everybody's card."""
    cards = everybody()
    chosen = names or tuple(f"{card.unit_id}.xlsx" for card in cards)
    pairs = zip(chosen, (cards * len(chosen))[: len(chosen)], strict=True)
    return tuple(Order(pack(card), ("M77",), folder / name) for name, card in pairs)


def test_the_files_are_the_same_with_one_process_and_with_several(
    tmp_path: Path,
) -> None:
    one, several = tmp_path / "one", tmp_path / "several"
    one.mkdir()
    several.mkdir()
    alone = [sha for _, sha in built(JOB, orders(one), Crew(1))]
    together = [sha for _, sha in built(JOB, orders(several), Crew(2))]

    assert len(set(alone)) == 5
    assert alone == together
    assert hashes(one) == hashes(several)


def test_a_rollover_by_several_processes_leaves_the_same_folder(
    town: MunicipalityFolder,
) -> None:
    told: list[tuple[int, int]] = []
    send(town, T2, Sending(T1), lambda done, total: told.append((done, total)))
    alone = hashes(town.root)
    told_alone, told[:] = tuple(told), []
    crew = Sending(T1, overwrite=True, crew=Crew(2))
    send(town, T2, crew, lambda done, total: told.append((done, total)))

    assert hashes(town.root) == alone
    assert tuple(told) == told_alone == tuple((done, 5) for done in range(6))


def test_few_workbooks_are_built_in_this_process_and_many_in_one_per_processor() -> (
    None
):
    assert Crew().count(FEW - 1) == 1
    assert Crew().count(FEW) == process_count()


def test_a_lost_process_costs_its_workbook_and_all_of_them_are_told(
    tmp_path: Path,
) -> None:
    names = ("a.xlsx", builders.LEAVE, builders.EAT, builders.STUMBLE, "b.xlsx")
    with pytest.raises(MalkortError) as caught:
        list(built(JOB, orders(tmp_path, *names), Crew(2, builders.build_or_suffer)))

    text = str(caught.value)
    assert f"{builders.LEAVE} gick inte att bygga: det som bygger" in text
    assert f"{builders.EAT} gick inte att bygga: datorns minne" in text
    assert f"{builders.STUMBLE} gick inte att bygga: programmet" in text
    assert "(KeyError)" in text
    assert "fortsätter där det slutade" in text
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.xlsx", "b.xlsx"]


def test_a_workbook_that_takes_too_long_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "GUARD", Guard(seconds=3.0))
    with pytest.raises(MalkortError, match=r"a\.xlsx gick inte att bygga: det tog för"):
        list(built(JOB, orders(tmp_path, "a.xlsx"), Crew(2, builders.hang)))

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("processes", [1, 2])
def test_a_full_disk_stops_the_run_and_keeps_what_was_built(
    town: MunicipalityFolder, processes: int
) -> None:
    crew = Crew(processes, builders.fill_the_disk_for_e1)
    with pytest.raises(DeliveryError, match="Disken är full"):
        send(town, T2, Sending(T1, crew=crew))
    names = {p.name for p in town.outbox(T2).iterdir()}

    assert names == {w.name for w in read_sent(town.sent_record(T2)).values()}
    assert {name.split()[0] for name in names} == {"K0", "A1", "A2"}


def test_ctrl_c_ends_all_and_the_next_run_goes_on_where_it_stopped(
    town: MunicipalityFolder,
) -> None:
    command = [sys.executable, "-m", "tests.rollover.builders", str(town.root)]
    run = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert run.stdout
    while run.stdout.readline() != "1 5\n":
        assert run.poll() is None
    family = psutil.Process(run.pid).children(recursive=True)
    start = time.monotonic()
    run.send_signal(signal.SIGINT)
    _, errors = run.communicate(timeout=20)
    _, alive = psutil.wait_procs(family, timeout=5)

    assert (run.returncode, errors, alive) == (130, "", [])
    assert len(family) >= 3
    assert time.monotonic() - start < 5
    names = {p.name for p in town.outbox(T2).iterdir()}
    assert names == {w.name for w in read_sent(town.sent_record(T2)).values()}
    assert 1 <= len(names) < 5
    sent = send(town, T2, Sending(T1))
    assert (len(sent.written), len(sent.kept)) == (5 - len(names), len(names))
    assert sent.untouchable == ()
    assert send(town, T2, Sending(T1, overwrite=True)).untouchable == ()


def test_two_who_send_out_at_once_do_not_disturb_each_other(
    town: MunicipalityFolder,
) -> None:
    told: list[str] = []

    def roll_again(done: int, total: int) -> None:
        del total
        if done == 1:
            with pytest.raises(BusyError) as caught:
                send(town, T2, Sending(T1))
            told.append(str(caught.value))

    assert len(send(town, T2, Sending(T1), roll_again).written) == 5
    assert told[0].startswith("Utskicket i ")
    assert "--out" not in told[0]
