"""Reading on a Dask cluster: two processes on this computer, one of them killed."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from compile import cluster as module
from compile.cli import malkort
from compile.cluster import dask_cluster
from compile.reading import Means, read_card, read_cards, sources_in
from tests.helpers.registers import small_register
from tests.helpers.towns import put_in_inbox, small_town
from tests.standard.good_card import T2
from workbook_templates.standard.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compile.folder import MunicipalityFolder

distributed = pytest.importorskip("distributed")
LOOPBACK = {
    "host": "127.0.0.1",
    "dashboard_address": "127.0.0.1:0",
    "scheduler_kwargs": {"dashboard": False},
    "silence_logs": 50,
}


@pytest.fixture(scope="module")
def local() -> Iterator[Any]:
    """Start a cluster of two processes that only this computer can reach."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, **LOOPBACK
    ) as started:
        yield started


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> MunicipalityFolder:
    folder = small_town(tmp_path_factory.mktemp("town"))
    put_in_inbox(folder)
    return folder


def worker_pids(local: Any) -> list[int]:  # noqa: ANN401 - distributed is not typed
    return [worker.pid for worker in local.workers.values()]


def test_a_worker_that_is_killed_in_the_middle_loses_no_file(
    local: Any,  # noqa: ANN401 - distributed is not typed
    town: MunicipalityFolder,
) -> None:
    inbox = town.inbox(T2)
    cards = sources_in(inbox, sorted(inbox.iterdir())) * 20
    killed: list[int] = []

    def kill_one(done: int, total: int) -> None:
        if done == total // 5:
            killed.append(worker_pids(local)[0])
            os.kill(killed[0], signal.SIGKILL)

    with dask_cluster(local.scheduler_address) as executor:
        means = Means(executor=executor)
        read = read_cards(cards, small_register(), T2, kill_one, means)

    assert killed
    assert [r.source for r in read] == list(cards)
    assert repr(read) == repr(tuple(read_card(c, small_register(), T2) for c in cards))


def test_the_command_reads_on_the_cluster(
    local: Any,  # noqa: ANN401 - distributed is not typed
    town: MunicipalityFolder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("compile.reading.Workers", None)  # nothing is read here
    arguments = ["check", str(town.inbox(T2)), "--no-cache"]
    run = CliRunner().invoke(
        malkort, [*arguments, "--cluster", local.scheduler_address]
    )

    assert run.exit_code == 0, run.output
    assert "5 filer granskade" in run.output


def test_a_cluster_with_another_version_is_refused(
    local: Any,  # noqa: ANN401 - distributed is not typed
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_versions", lambda _: {"another"})

    with (
        pytest.raises(UsageError, match="samma version"),
        dask_cluster(local.scheduler_address),
    ):
        pytest.fail("it was lent")


def test_a_cluster_without_workers_is_refused() -> None:
    with (
        distributed.LocalCluster(n_workers=0, processes=True, **LOOPBACK) as empty,
        pytest.raises(UsageError, match="inga arbetare"),
        dask_cluster(empty.scheduler_address),
    ):
        pytest.fail("it was lent")


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "strange://x"])
def test_a_cluster_that_does_not_answer_is_named(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_CONNECT", "1s")

    with pytest.raises(UsageError, match=address), dask_cluster(address):
        pytest.fail("it was lent")


def test_without_the_extra_it_is_said_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(UsageError, match=r'pip install "malkort\[cluster\]"'):
        dask_cluster("tcp://127.0.0.1:8786").__enter__()
