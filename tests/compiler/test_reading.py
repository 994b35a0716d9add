from __future__ import annotations

import hashlib
import os
from concurrent.futures import (
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
)
from dataclasses import replace
from multiprocessing import get_context
from typing import TYPE_CHECKING

import pytest

from compile import reading
from compile.card_file import hash_of
from compile.intake.limits import MEBIBYTE
from compile.parcels import Job, OtherCodeError, by_bytes, by_path, read_parcel
from compile.reading import Means, Source, read_card, read_cards, sources_in
from compile.reuse import Shelf
from compile.workers import Workers
from tests.compiler import poison
from tests.helpers.registers import small_register
from tests.helpers.towns import put_in_inbox, small_town
from tests.standard.good_card import T1, T2
from workbook_templates.standard.errors import MalkortError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from compile.parcels import Parcel


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = small_town(tmp_path_factory.mktemp("town"))
    put_in_inbox(folder)
    return folder.inbox(T2)


def test_a_card_is_read_with_its_files_name_and_checksum(inbox: Path) -> None:
    path = next(inbox.glob("E1*"))
    read = read_card(Source(path, "sub/name.xlsx"), small_register(), T2)

    assert read.card is not None
    assert read.card.file == "sub/name.xlsx"
    assert read.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert not read.has_errors


def test_another_period_than_expected_is_told(inbox: Path) -> None:
    path = next(inbox.glob("E1*"))
    read = read_card(Source(path, path.name), small_register(), T1)

    assert "MK503" in {f.code for f in read.findings}


def test_a_file_that_cannot_be_opened_is_a_reading_and_no_error(tmp_path: Path) -> None:
    read = read_card(Source(tmp_path / "x.xlsx", "x.xlsx"), small_register(), T2)

    assert read.rejected
    assert read.sha256 == ""
    assert [f.where.file for f in read.findings] == ["x.xlsx"]


def test_many_files_come_back_in_order_with_their_progress(inbox: Path) -> None:
    paths = sorted(inbox.iterdir()) * 2
    ticks: list[tuple[int, int]] = []
    read = read_cards(
        sources_in(inbox, paths), small_register(), T2, lambda *t: ticks.append(t)
    )

    assert [r.source.path for r in read] == paths
    assert ticks == [(n, len(paths)) for n in range(1, len(paths) + 1)]
    assert all(r.card is not None for r in read)


@pytest.fixture(scope="module")
def cards(inbox: Path) -> tuple[Source, ...]:
    return sources_in(inbox, sorted(inbox.iterdir()))


def as_read_one_by_one(sources: tuple[Source, ...]) -> str:
    return repr(tuple(read_card(source, small_register(), T2) for source in sources))


@pytest.mark.parametrize("kind", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_any_executor_reads_as_this_process_does(
    cards: tuple[Source, ...],
    kind: Callable[..., Executor],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "Workers", None)  # nothing is read here
    spawned = (
        {"mp_context": get_context("spawn")} if kind is ProcessPoolExecutor else {}
    )
    with kind(2, **spawned) as executor:
        means = Means(executor=executor)
        read = read_cards(cards, small_register(), T2, means=means)

    assert repr(read) == as_read_one_by_one(cards)


def test_without_a_register_the_workbooks_own_copies_count(
    cards: tuple[Source, ...],
) -> None:
    read = read_cards(cards[:1], None, None)

    assert repr(read) == repr((read_card(cards[0]),))
    assert read[0].card is not None


class Strange(Executor):
    """Another's executor, whose tasks fail in a way of its own."""

    def __init__(self, error: Exception, *, at_once: bool = False) -> None:
        self.error = error
        self.at_once = at_once
        self.seen: list[Parcel] = []
        self.futures: list[Future[bytes]] = []

    def submit(self, fn: object, /, *args: object, **kwargs: object) -> Future[bytes]:  # type: ignore[override]
        del fn, kwargs
        _, parcel = args
        self.seen.append(parcel)  # type: ignore[arg-type]
        if self.at_once:
            raise self.error
        self.futures.append(Future())
        if not isinstance(self.error, TimeoutError):
            self.futures[-1].set_exception(self.error)
        return self.futures[-1]


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize("error", [BrokenExecutor(), KeyError("worker")])
def test_what_another_executor_loses_is_read_here(
    cards: tuple[Source, ...],
    error: Exception,
    at_once: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    strange = Strange(error, at_once=at_once)
    means = Means(executor=strange)
    read = read_cards(cards, small_register(), T2, means=means)

    assert len(strange.seen) == len(cards)
    assert repr(read) == as_read_one_by_one(cards)


def test_an_executor_that_never_answers_is_not_waited_for_for_ever(
    cards: tuple[Source, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_PATIENCE", 0.05)
    strange = Strange(TimeoutError())
    read = read_cards(cards[:2], small_register(), T2, means=Means(executor=strange))

    assert repr(read) == as_read_one_by_one(cards[:2])
    assert all(future.cancelled() for future in strange.futures)


def test_a_file_that_kills_everywhere_is_named(cards: tuple[Source, ...]) -> None:
    source = Source(cards[0].path, poison.LEAVE)
    means = Means(executor=Strange(KeyError()), task=poison.read_or_suffer)
    read = read_cards([source, cards[1]], small_register(), T2, means=means)

    assert [[f.code for f in r.findings] for r in read] == [["MK950"], []]


def test_a_computer_with_another_version_reads_nothing(
    cards: tuple[Source, ...],
) -> None:
    with ThreadPoolExecutor(1) as executor:
        means = Means(executor=executor, task=poison.as_another_version)
        read = read_cards(cards, small_register(), T2, means=means)

    assert repr(read) == as_read_one_by_one(cards)


def test_what_cannot_be_sent_is_refused_here(tmp_path: Path) -> None:
    large = tmp_path / "large.xlsx"
    with large.open("wb") as stream:
        stream.truncate(65 * MEBIBYTE)
        stream.write(b"PK")
    sources = (Source(large, large.name), Source(tmp_path / "gone.xlsx", "gone.xlsx"))
    strange = Strange(KeyError())
    read = read_cards(sources, None, None, means=Means(executor=strange))

    assert strange.seen == []
    assert [r.rejected for r in read] == [True, True]
    assert repr(read) == repr(tuple(read_card(source) for source in sources))


class Broken(Workers):
    """A pool that is beyond use after so many files."""

    left = 3
    made = 0

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        type(self).made += 1

    def submit(self, *arguments: object) -> Future[bytes]:  # type: ignore[override]
        type(self).left -= 1
        if type(self).left in (-1, -2):
            failed: Future[bytes] = Future()
            failed.set_exception(BrokenExecutor())
            return failed
        if type(self).left == 0:
            raise BrokenExecutor
        return super().submit(*arguments)  # type: ignore[arg-type]


def test_a_pool_that_breaks_is_replaced(
    cards: tuple[Source, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "Workers", Broken)
    read = read_cards(cards, small_register(), T2)

    assert repr(read) == as_read_one_by_one(cards)
    assert Broken.made == 2


@pytest.mark.parametrize("error", [BrokenExecutor, OSError])
def test_a_computer_that_starts_no_process_is_told_of(
    cards: tuple[Source, ...],
    monkeypatch: pytest.MonkeyPatch,
    error: type[Exception],
) -> None:
    def fail(*arguments: object) -> None:
        raise error(*arguments[:0])

    monkeypatch.setattr(reading, "Workers", fail)

    with pytest.raises(MalkortError, match="kunde inte starta"):
        read_cards(cards, small_register(), T2)


def test_no_more_files_are_under_way_than_a_few(
    cards: tuple[Source, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_UNDER_WAY", 2)
    running: list[int] = []
    done: list[int] = []

    class Watched(ThreadPoolExecutor):
        def submit(  # type: ignore[override]
            self, fn: Callable[[Job, Parcel], bytes], /, *args: Job | Parcel
        ) -> Future[bytes]:
            running.append(len(running) + 1 - len(done))
            return super().submit(fn, *args)  # type: ignore[arg-type]

    with Watched(1) as executor:
        means = Means(executor=executor)
        read = read_cards(
            cards * 2, small_register(), T2, lambda n, _: done.append(n), means
        )

    assert len(read) == 2 * len(cards)
    assert max(running) == 3


def test_files_on_their_way_are_limited_in_bytes_too(
    cards: tuple[Source, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_BYTES_UNDER_WAY", 1)
    strange = Strange(KeyError())
    sent: list[int] = []

    def tell(done: int, total: int) -> None:
        del done, total
        sent.append(len(strange.seen))

    read_cards(cards, small_register(), T2, tell, Means(executor=strange))

    assert sent == list(range(1, len(cards) + 1))


def test_after_ctrl_c_nothing_is_under_way(cards: tuple[Source, ...]) -> None:
    class Slow(Strange):
        def submit(  # type: ignore[override]
            self, fn: object, /, *args: object, **kwargs: object
        ) -> Future[bytes]:
            future = super().submit(fn, *args, **kwargs)
            if len(self.futures) == 1:
                job, parcel = args
                future.set_result(read_parcel(job, parcel))  # type: ignore[arg-type]
            return future

    def interrupt(done: int, total: int) -> None:
        del done, total
        raise KeyboardInterrupt

    slow = Slow(TimeoutError())
    with pytest.raises(KeyboardInterrupt):
        read_cards(cards, small_register(), T2, interrupt, Means(executor=slow))

    assert [future.cancelled() for future in slow.futures] == [False, *[True] * 4]


def test_a_file_sent_as_bytes_to_another_version_is_refused_there(
    cards: tuple[Source, ...],
) -> None:
    job = replace(Job.of(None, None), code="another")
    sent = by_bytes(cards[0])

    assert sent is not None
    with pytest.raises(OtherCodeError):
        read_parcel(job, sent)
    assert read_parcel(job, by_path(cards[0]))


@pytest.mark.parametrize("executor", [None, Strange(KeyError())])
def test_a_pipe_has_no_checksum_and_holds_up_nobody(
    tmp_path: Path, executor: Executor | None
) -> None:
    pipe = tmp_path / "pipe.xlsx"
    os.mkfifo(pipe)
    means = Means(executor=executor, shelf=Shelf(tmp_path / "shelf"))
    read = read_cards([Source(pipe, pipe.name)], None, None, means=means)

    assert read[0].rejected
    assert read[0].sha256 == ""


def test_a_file_that_may_not_be_opened_has_no_checksum(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "shut.xlsx"
    path.write_bytes(b"x")

    def refuse(*arguments: object, **options: object) -> None:
        raise PermissionError(13, "denied", *arguments[:0], *options)

    monkeypatch.setattr(type(path), "open", refuse)

    assert hash_of(Source(path, path.name)) == ""
