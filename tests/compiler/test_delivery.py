from __future__ import annotations

import errno
import json
import os
import time
import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from compile.delivery import LIST_NAME, clean_up, delivering, existing, unfinished
from compile.disk_faults import disk_fault_text
from workbook_templates.standard.errors import DeliveryError

NAMES = ("rapport.pdf", "rapport.docx", "rapport-manifest.json")
REPLACE = os.replace
FSYNC = os.fsync


def fault(number: int, windows: int | None = None, path: Path | None = None) -> OSError:
    """Return an error as the system would raise it, Windows's number included."""
    error = OSError(number, os.strerror(number), path and str(path))
    if windows is not None:
        error.winerror = windows  # type: ignore[attr-defined]  # Windows has it
    return error


def deliver(folder: Path, content: str) -> None:
    with delivering(folder) as delivery:
        for name in NAMES:
            delivery.write(folder / name, content.encode())


def contents(folder: Path) -> dict[str, str]:
    return {p.name: p.read_text("utf-8") for p in folder.iterdir()}


def all_of(content: str) -> dict[str, str]:
    return dict.fromkeys(NAMES, content)


def failing_replace(
    monkeypatch: pytest.MonkeyPatch, wanted: str, error: OSError, times: int = 99
) -> None:
    """Let the renaming to one name fail."""
    left = [times]

    def replace(source: Path, target: Path) -> None:
        if Path(target).name == wanted and ".old" not in Path(source).name and left[0]:
            left[0] -= 1
            raise error
        REPLACE(source, target)

    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(time, "sleep", lambda _: None)


def test_files_come_out_whole_and_nothing_else(tmp_path: Path) -> None:
    deliver(tmp_path, "gammal")
    deliver(tmp_path, "ny")

    assert contents(tmp_path) == all_of("ny")


def test_nothing_has_its_name_before_all_are_whole(tmp_path: Path) -> None:
    deliver(tmp_path, "gammal")
    with delivering(tmp_path) as delivery:
        for name in NAMES:
            delivery.write(tmp_path / name, b"ny")
            assert {n: (tmp_path / n).read_text() for n in NAMES} == all_of("gammal")


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_what_stops_the_work_leaves_the_old_files(
    error: type[BaseException], tmp_path: Path
) -> None:
    deliver(tmp_path, "gammal")
    with pytest.raises(error):
        deliver_half(tmp_path, error)

    assert contents(tmp_path) == all_of("gammal")


def deliver_half(folder: Path, error: type[BaseException]) -> None:
    with delivering(folder) as delivery:
        delivery.write(folder / NAMES[0], b"ny")
        raise error


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_cannot_be_replaced_leaves_all_as_they_were(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    deliver(tmp_path, "gammal")
    error = fault(errno.EACCES, 32, tmp_path / name)
    failing_replace(monkeypatch, name, error)
    if not links:
        monkeypatch.setattr(os, "link", unlinkable)
    with pytest.raises(DeliveryError, match="Stäng filen i Word") as caught:
        deliver(tmp_path, "ny")

    assert name in str(caught.value)
    assert str(caught.value).endswith("De filer som fanns är kvar som de var.")
    assert contents(tmp_path) == all_of("gammal")


def unlinkable(source: Path, target: Path) -> None:
    raise OSError(errno.EPERM, os.strerror(errno.EPERM), source, None, target)


def test_a_first_report_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing_replace(monkeypatch, NAMES[2], fault(errno.EIO))
    with pytest.raises(DeliveryError, match="nätverket eller enheten"):
        deliver(tmp_path, "ny")

    assert contents(tmp_path) == {}


def test_ctrl_c_between_two_names_leaves_the_old_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(tmp_path, "gammal")

    def interrupted(source: Path, target: Path) -> None:
        REPLACE(source, target)
        if Path(target).name == NAMES[1] and ".old" not in Path(source).name:
            raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        deliver(tmp_path, "ny")

    assert contents(tmp_path) == all_of("gammal")


def test_a_file_that_a_scanner_holds_for_a_moment_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(tmp_path, "gammal")
    failing_replace(monkeypatch, NAMES[1], fault(errno.EACCES, 5), times=2)
    deliver(tmp_path, "ny")

    assert contents(tmp_path) == all_of("ny")


def test_a_right_that_is_lacking_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing_replace(monkeypatch, NAMES[0], fault(errno.EACCES), times=1)
    with pytest.raises(DeliveryError, match="Saknas rätt att skriva"):
        deliver(tmp_path, "ny")


def test_a_disk_that_is_full_when_a_draft_is_synced_leaves_the_old_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(tmp_path, "gammal")

    def full(_: int) -> None:
        raise fault(errno.ENOSPC)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DeliveryError, match="Disken är full, så filen blev inte"):
        deliver(tmp_path, "ny")

    assert contents(tmp_path) == all_of("gammal")


def test_a_folder_that_cannot_be_synced_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fsync(opened: int) -> None:
        if Path(f"/proc/self/fd/{opened}").is_dir():
            raise fault(errno.EINVAL)
        FSYNC(opened)

    monkeypatch.setattr(os, "fsync", fsync)
    deliver(tmp_path, "ny")

    assert contents(tmp_path) == all_of("ny")


def test_a_withdrawn_file_goes_only_with_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(tmp_path, "gammal")
    error = fault(errno.EACCES, 32, tmp_path / NAMES[2])
    with monkeypatch.context() as patched:
        failing_replace(patched, NAMES[2], error)
        with pytest.raises(DeliveryError):
            without_pdf(tmp_path)
        assert contents(tmp_path) == all_of("gammal")
    without_pdf(tmp_path)

    assert contents(tmp_path) == dict.fromkeys(NAMES[1:], "ny")


def without_pdf(folder: Path) -> None:
    with delivering(folder) as delivery:
        delivery.write(folder / NAMES[0], b"half")
        delivery.withdraw(folder / NAMES[0])
        for name in NAMES[1:]:
            delivery.write(folder / name, b"ny")


def test_a_pdf_that_is_open_and_cannot_go_keeps_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(tmp_path, "gammal")
    unlink = Path.unlink

    def held(self: Path, *, missing_ok: bool = False) -> None:
        if self.name == NAMES[0]:
            raise fault(errno.EACCES, 32, self)
        unlink(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", held)
    with pytest.raises(DeliveryError, match="PDF-läsaren"):
        without_pdf(tmp_path)

    assert contents(tmp_path) == all_of("gammal")


def test_a_draft_is_told_by_its_targets_name(tmp_path: Path) -> None:
    with pytest.raises(DeliveryError) as caught, delivering(tmp_path) as delivery:
        raise fault(errno.ENOSPC, path=delivery.draft(tmp_path / "rapport.docx"))

    assert f"{tmp_path}/rapport.docx blev inte" in str(caught.value)


def test_a_real_folder_that_lacks_and_a_real_name_too_long_are_told(
    tmp_path: Path,
) -> None:
    with pytest.raises(DeliveryError, match=r"borta.*finns inte"):
        deliver(tmp_path / "borta", "ny")
    with pytest.raises(DeliveryError, match="för lång"), delivering(tmp_path) as out:
        out.write(tmp_path / ("å" * 300), b"")
    (tmp_path / NAMES[0]).mkdir()
    with pytest.raises(DeliveryError, match="finns som mapp"):
        deliver(tmp_path, "ny")

    assert [p.name for p in tmp_path.iterdir()] == [NAMES[0]]


@pytest.mark.parametrize(
    ("number", "windows", "said"),
    [
        (errno.ENOSPC, None, "Frigör plats"),
        (errno.EDQUOT, None, "Frigör plats"),
        (errno.EINVAL, 112, "Frigör plats"),
        (errno.EROFS, None, "skrivskyddad"),
        (errno.EINVAL, 19, "skrivskyddad"),
        (errno.EACCES, 32, "Stäng filen i Word"),
        (errno.EACCES, 33, "Stäng filen i Word"),
        (errno.EACCES, 5, "Saknas rätt att skriva i"),
        (errno.EPERM, None, "Saknas rätt att skriva i"),
        (errno.ENOENT, 53, "Kontrollera anslutningen"),
        (errno.EINVAL, 64, "Kontrollera anslutningen"),
        (errno.ESTALE, None, "Kontrollera anslutningen"),
        (errno.ENOENT, 206, "för lång"),
        (errno.ENAMETOOLONG, None, "för lång"),
        (errno.ENOTDIR, None, "finns som fil där en mapp behövs"),
        (errno.EINVAL, 123, "Välj ett namn utan tecknen"),
        (errno.ENOENT, 3, "finns inte"),
    ],
)
def test_each_fault_of_a_disk_says_what_to_do(
    number: int, windows: int | None, said: str
) -> None:
    text = disk_fault_text(fault(number, windows, Path("kommunen/rapport.docx")))

    assert said in text
    assert "kommunen" in text
    assert text.endswith(("igen.", "*, och kör igen."))


def test_a_long_path_that_windows_does_not_find_is_too_long() -> None:
    path = Path("C:/", "mapp" * 70)

    assert "för lång" in disk_fault_text(fault(errno.ENOENT, 3, path))


def test_a_fault_that_nobody_knows_is_told_in_the_systems_words() -> None:
    known, nameless = fault(errno.EDOM, path=Path("a")), OSError()

    assert "läsa a (Numerical" in disk_fault_text(known)
    assert disk_fault_text(nameless).endswith("disken (OSError).")
    assert "filen blev inte" in disk_fault_text(OSError(errno.ENOSPC, "full", 3))


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_an_old_file_is_replaced_however_its_letters_are_spelled(
    form: Literal["NFC", "NFD"], tmp_path: Path
) -> None:
    folder = tmp_path / unicodedata.normalize(form, "Åre å ä ö")
    folder.mkdir()
    name = unicodedata.normalize(form, "Målkort ä.docx")
    (folder / name).write_text("gammal")
    asked = tmp_path / "Åre å ä ö"
    with delivering(asked) as delivery:
        delivery.write(asked / "Målkort ä.docx", b"ny")
        delivery.write(asked / "annan", b"ny")

    assert contents(folder) == {name: "ny", "annan": "ny"}
    assert [p.name for p in tmp_path.iterdir()] == [folder.name]


def test_a_name_that_is_not_there_is_returned_as_it_was_given(tmp_path: Path) -> None:
    for path in (tmp_path / "å" / "ä", Path("borta/å"), Path("/"), Path("x" * 300)):
        assert existing(path) == path


def killed(folder: Path, after: int) -> None:
    """Leave a folder as a run does that is killed after so many new names."""
    for name in NAMES[after:]:
        (folder / f".{name}.tmp").write_text("ny")
    for name in NAMES[:after]:
        (folder / name).write_text("ny")
    (folder / f".{NAMES[1]}.old.tmp").write_text("gammal")
    listed = {"rename": NAMES, "remove": ["rapport.csv"]}
    (folder / LIST_NAME).write_text(json.dumps(listed))


@pytest.mark.parametrize("after", [0, 1, 2, 3])
def test_a_delivery_that_was_cut_short_is_finished_by_the_next_run(
    after: int, tmp_path: Path
) -> None:
    deliver(tmp_path, "gammal")
    (tmp_path / "rapport.csv").touch()
    killed(tmp_path, after)
    assert unfinished(tmp_path)
    clean_up(tmp_path, "rapport")

    assert contents(tmp_path) == all_of("ny")
    assert not unfinished(tmp_path)


def test_drafts_of_a_run_that_was_killed_earlier_are_dropped(tmp_path: Path) -> None:
    deliver(tmp_path, "gammal")
    for name in (f".{NAMES[0]}.tmp", f".{NAMES[1]}.old.tmp", f"{LIST_NAME}.tmp"):
        (tmp_path / name).write_text("half")
    (tmp_path / ".annat.tmp").write_text("someone else's")
    clean_up(tmp_path, "rapport")

    assert contents(tmp_path) == all_of("gammal") | {".annat.tmp": "someone else's"}


@pytest.mark.parametrize(
    "listed",
    ["{", "[]", '{"remove": ["../kvar", "/kvar", "", 3]}', '{"rename": ["../kvar"]}'],
)
def test_a_list_that_is_broken_or_leads_elsewhere_does_nothing(
    listed: str, tmp_path: Path
) -> None:
    folder, other = tmp_path / "ut", tmp_path / "kvar"
    folder.mkdir()
    other.write_text("kvar")
    (tmp_path / ".kvar.tmp").write_text("strange")
    (folder / LIST_NAME).write_text(listed)
    clean_up(folder, "rapport")

    assert other.read_text() == "kvar"
    assert contents(folder) == {}
