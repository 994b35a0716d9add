from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from compile import reuse
from compile.cli import malkort
from compile.reading import Means, Reading, Source, read_cards, sources_in
from compile.reuse import FOLDER_VARIABLE, Shelf, fingerprint, key_of, users_shelf
from tests.compiler import poison
from tests.helpers.registers import small_register
from tests.helpers.towns import put_in_inbox, small_town
from tests.standard.good_card import T1, T2

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compile.folder import MunicipalityFolder


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> MunicipalityFolder:
    folder = small_town(tmp_path_factory.mktemp("town"))
    put_in_inbox(folder)
    return folder


@pytest.fixture(scope="module")
def cards(town: MunicipalityFolder) -> tuple[Source, ...]:
    inbox = town.inbox(T2)
    return sources_in(inbox, sorted(inbox.iterdir()))


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "shelf")


def read(sources: Sequence[Source], shelf: Shelf) -> tuple[Reading, ...]:
    return read_cards(sources, small_register(), T2, means=Means(shelf=shelf))


def reused(sources: Sequence[Source], shelf: Shelf) -> tuple[Reading, ...]:
    """Read files of which none may be read in truth: one that is comes back empty."""
    means = Means(shelf=shelf, task=poison.never)
    return read_cards(sources, small_register(), T2, means=means)


def entries(shelf: Shelf) -> list[Path]:
    return sorted(shelf.folder.glob("??/*"))


def test_unchanged_files_are_not_read_again(
    cards: tuple[Source, ...], shelf: Shelf
) -> None:
    first = read(cards, shelf)
    second = reused(cards, shelf)

    assert all(r.card for r in first)
    assert repr(second) == repr(first)
    assert [r.card.places for r in second if r.card] == [
        r.card.places for r in first if r.card
    ]


def test_a_changed_file_is_read_again(
    cards: tuple[Source, ...], shelf: Shelf, tmp_path: Path
) -> None:
    path = Path(shutil.copy(cards[0].path, tmp_path / "card.xlsx"))
    read([Source(path, "card.xlsx")], shelf)
    shutil.copy(cards[1].path, path)
    after = read([Source(path, "card.xlsx")], shelf)

    assert after[0].card is not None
    assert after[0].card.unit_id == cards[1].name.split()[0]


def test_a_renamed_file_shows_its_new_name_everywhere(
    cards: tuple[Source, ...], shelf: Shelf, tmp_path: Path
) -> None:
    old = cards[0].path.with_name("ren.xlsx").name
    new = Path(shutil.copy(cards[0].path, tmp_path / old))
    before = read_cards([cards[0]], small_register(), T1, means=Means(shelf=shelf))
    again = Means(shelf=shelf, task=poison.never)
    after = read_cards([Source(new, "sub/ren.xlsx")], small_register(), T1, means=again)
    unshelved = read_cards([Source(new, "sub/ren.xlsx")], small_register(), T1)

    assert before[0].findings
    assert cards[0].name not in repr(after)
    assert repr(after) == repr(unshelved)
    card = after[0].card
    assert card is not None
    assert {place.file for place in card.places.values()} == {"sub/ren.xlsx"}


def test_another_register_period_or_version_reads_anew(
    cards: tuple[Source, ...], shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(cards[:1], shelf)
    other = replace(small_register(), strategy_goals=())
    read_cards(cards[:1], other, T2, means=Means(shelf=shelf))
    read_cards(cards[:1], None, T2, means=Means(shelf=shelf))
    read_cards(cards[:1], small_register(), T1, means=Means(shelf=shelf))
    monkeypatch.setattr(reuse, "fingerprint", lambda: "another version")
    read(cards[:1], shelf)

    assert len(entries(shelf)) == 5


@pytest.mark.parametrize("damage", [b"", b"rubbish", None])
def test_a_broken_entry_is_read_anew_and_mended(
    cards: tuple[Source, ...], shelf: Shelf, damage: bytes | None
) -> None:
    first = read(cards[:1], shelf)
    entry = entries(shelf)[0]
    whole = entry.read_bytes()
    entry.write_bytes(whole[:-9] if damage is None else damage)
    second = read(cards[:1], shelf)

    assert repr(second) == repr(first)
    assert entry.read_bytes() == whole


def test_an_entry_that_others_may_have_written_is_not_believed(
    cards: tuple[Source, ...], shelf: Shelf
) -> None:
    read(cards[:1], shelf)
    entries(shelf)[0].chmod(0o666)

    assert [f.code for f in reused(cards[:1], shelf)[0].findings] == ["MK953"]


def test_a_link_to_another_file_is_not_followed(shelf: Shelf, tmp_path: Path) -> None:
    key = key_of("x")
    shelf.put(key, b"mine")
    target = tmp_path / "target"
    target.write_bytes(b"another's")
    entries(shelf)[0].unlink()
    (shelf.folder / key[:2] / key).symlink_to(target)

    assert shelf.get(key) is None


def test_where_nothing_can_be_kept_the_files_are_read_all_the_same(
    cards: tuple[Source, ...], tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")

    assert all(r.card for r in read(cards[:2], Shelf(blocked / "shelf")))


def test_a_disk_that_is_full_leaves_no_half_entry(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device", str(self), None, str(target))

    monkeypatch.setattr(Path, "replace", full)
    shelf.put(key_of("x"), b"value")

    assert [p for p in shelf.folder.rglob("*") if p.is_file()] == []


def test_what_says_little_of_the_bytes_is_not_kept(
    cards: tuple[Source, ...], shelf: Shelf, tmp_path: Path
) -> None:
    lock = Path(shutil.copy(cards[0].path, tmp_path / "~$card.xlsx"))
    rejected = read([Source(lock, lock.name), Source(lock.parent / "x", "x")], shelf)
    died = Means(shelf=shelf, task=poison.read_or_suffer)
    read_cards([Source(cards[0].path, poison.STUMBLE)], None, None, means=died)

    assert all(r.rejected for r in rejected)
    assert entries(shelf) == []


def test_a_file_that_is_refused_for_its_bytes_is_kept_as_such(
    shelf: Shelf, tmp_path: Path
) -> None:
    path = tmp_path / "kort.xlsx"
    path.write_text("no workbook")
    told = read([Source(path, path.name)], shelf)

    assert told[0].rejected
    assert repr(reused([Source(path, path.name)], shelf)) == repr(told)


def test_a_message_that_quotes_the_files_name_is_not_kept(
    shelf: Shelf, tmp_path: Path
) -> None:
    path = tmp_path / "annat.xlsx"
    Workbook().save(path)
    told = read([Source(path, path.name)], shelf)

    assert "annat.xlsx" in told[0].findings[0].message
    assert entries(shelf) == []


def test_entries_unused_for_long_are_cleared_away_once_a_day(shelf: Shelf) -> None:
    old, new = key_of("old"), key_of("new")
    shelf.put(old, b"1")
    shelf.put(new, b"2")
    os.utime(shelf.folder / old[:2] / old, (0, 0))
    shelf.tidy()
    first = [p.name for p in entries(shelf)]
    os.utime(shelf.folder / new[:2] / new, (0, 0))
    shelf.tidy()

    assert first == [new]
    assert shelf.get(new) == b"2"


def test_a_shelf_that_is_not_there_is_not_made_to_be_tidied(shelf: Shelf) -> None:
    shelf.tidy()

    assert not shelf.folder.exists()


def test_the_shelf_is_the_users_own_unless_another_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    named = users_shelf()
    monkeypatch.delenv(FOLDER_VARIABLE)
    own = users_shelf()

    assert named.folder.parent == tmp_path
    assert own.folder.parent.name == "malkort"
    assert Path.home() in own.folder.parents


def test_only_the_user_may_look_into_the_shelf(shelf: Shelf) -> None:
    shelf.put(key_of("x"), b"value")
    entry = entries(shelf)[0]

    assert entry.stat().st_mode & 0o077 == 0
    assert entry.parent.stat().st_mode & 0o077 == 0


def test_the_fingerprint_is_of_the_code_that_reads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = fingerprint()
    monkeypatch.setattr(reuse, "_READERS", ("compile/codec.py",))
    fingerprint.cache_clear()
    part = fingerprint()
    fingerprint.cache_clear()

    assert {len(whole), len(part)} == {64}
    assert whole != part


@pytest.mark.parametrize(("option", "kept"), [((), 5), (("--no-cache",), 0)])
def test_the_command_reuses_unless_told_not_to(
    town: MunicipalityFolder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    option: tuple[str, ...],
    kept: int,
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    run = CliRunner().invoke(malkort, ["check", str(town.inbox(T2)), *option])

    assert run.exit_code == 0
    assert len(entries(users_shelf())) == kept
