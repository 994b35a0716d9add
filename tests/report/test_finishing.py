"""The last pass over a PDF, made beside us: the same file, whatever gets lost."""

from __future__ import annotations

import os
import shutil
import signal
import time
from concurrent.futures import BrokenExecutor, Future
from typing import TYPE_CHECKING, Self

import psutil
import pytest
from pebble import ProcessExpired

from compile import finishing, render_pdf
from compile.delivery import delivering
from compile.finishing import finishing_beside, finishing_here
from compile.report import Beside, draft_report, write_report
from compile.soffice import SETTING
from tests.helpers.tools import need
from tests.report.reading import paragraphs_of
from tests.report.test_soffice import WRITING, pretend
from workbook_templates.standard.errors import ConversionError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from compile.context import ReportContext
    from compile.finishing import Finish


class Losing:
    """Stands in for the process: what is ordered is refused or lost."""

    def __init__(self, refused: Exception | None, lost: Exception | None) -> None:
        self.refused = refused
        self.lost = lost

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def submit(self, *_: object) -> Future[None]:
        if self.refused:
            raise self.refused
        future: Future[None] = Future()
        future.set_exception(self.lost)
        return future


@pytest.fixture
def made(from_libreoffice: Path, tmp_path: Path) -> Path:
    return shutil.copyfile(from_libreoffice, tmp_path / "made.pdf")


@pytest.fixture(scope="module")
def whole(from_libreoffice: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The same after the pass."""
    folder = tmp_path_factory.mktemp("whole")
    made = shutil.copyfile(from_libreoffice, folder / "made.pdf")
    with finishing_here() as finish:
        return passed_by(finish, made)


@pytest.fixture
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finishing, "process_count", lambda: 2)


def finished(data: bytes, folder: Path, headers: Sequence[int] = ()) -> Path:
    """Return the draft that the pass makes of LibreOffice's bytes in a new folder."""
    folder.mkdir()
    made, draft = folder / "made.pdf", folder / "draft.pdf"
    made.write_bytes(data)
    render_pdf.finish(made, draft, headers)
    return draft


def passed_by(finish: Finish, made: Path) -> bytes:
    """Return what somebody who makes the pass makes of a file."""
    draft = made.with_name("draft.pdf")
    finish(made, draft, ())()
    return draft.read_bytes()


@pytest.mark.usefixtures("two_processors")
def test_beside_and_here_are_the_same_to_the_byte(
    made: Path, whole: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    with finishing_beside() as finish:
        monkeypatch.setattr(render_pdf, "_finish", None)  # not here
        assert passed_by(finish, made) == whole


def test_one_processor_makes_it_when_it_is_waited_for(
    made: Path, whole: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finishing, "process_count", lambda: 1)
    draft = made.with_name("draft.pdf")
    with finishing_beside() as finish:
        wait = finish(made, draft, ())
        assert not draft.exists()
        wait()
    assert draft.read_bytes() == whole


@pytest.mark.usefixtures("two_processors")
@pytest.mark.parametrize(
    "losing",
    [
        Losing(BrokenExecutor("borta"), None),
        Losing(OSError("ingen process"), None),
        Losing(None, ProcessExpired("borta", -9)),  # type: ignore[no-untyped-call]
        Losing(None, TimeoutError()),
        Losing(None, MemoryError()),
    ],
)
def test_a_pass_that_is_lost_is_made_here(
    losing: Losing, made: Path, whole: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finishing, "Workers", lambda *_: losing)
    with finishing_beside() as finish:
        assert passed_by(finish, made) == whole


@pytest.mark.usefixtures("two_processors")
def test_a_process_that_is_killed_costs_nothing(made: Path, whole: bytes) -> None:
    before = set(below())
    with finishing_beside() as finish:
        for pid in started_since(before):
            os.kill(pid, signal.SIGKILL)
        assert passed_by(finish, made) == whole


def below() -> list[int]:
    """Return all processes that descend from this one."""
    return [child.pid for child in psutil.Process().children(recursive=True)]


def started_since(before: set[int]) -> list[int]:
    """Return the new processes, once there is one that works."""
    for _ in range(200):
        new = [p for p in below() if p not in before and is_worker(p)]
        if new:
            return new
        time.sleep(0.05)
    raise AssertionError


def is_worker(pid: int) -> bool:
    """Tell whether a process was forked by the server that forks them."""
    try:
        parent = psutil.Process(pid).parent()
    except psutil.NoSuchProcess:
        return False
    return parent is not None and parent.pid != os.getpid()


@pytest.mark.usefixtures("two_processors")
def test_a_broken_pdf_is_told_from_there_as_well(tmp_path: Path) -> None:
    made = tmp_path / "made.pdf"
    made.write_bytes(b"trasig")
    with (
        pytest.raises(ConversionError, match="trasig PDF"),
        finishing_beside() as finish,
    ):
        passed_by(finish, made)


def test_the_word_file_is_delivered_when_the_pdf_is_broken(
    house: Path,
    example: ReportContext,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    script = WRITING.format(content=b"trasig")
    monkeypatch.setenv(SETTING, str(pretend(tmp_path, script)))
    docx, pdf = tmp_path / "rapport.docx", tmp_path / "rapport.pdf"
    files = write_report(example, house, None, docx, pdf, 10)
    assert "trasig PDF" in str(files.error)
    assert not pdf.exists()
    assert "Kommunens målkort" in paragraphs_of(docx)


@pytest.mark.parametrize("fails", [False, True])
def test_what_is_done_meanwhile_disturbs_nothing(
    fails: bool,  # noqa: FBT001 - a case of the test
    house: Path,
    example: ReportContext,
    tmp_path: Path,
) -> None:
    need("soffice")
    calls: list[str] = []

    def meanwhile() -> None:
        calls.append("called")
        if fails:
            raise OSError(28, "No space left on device")

    docx, pdf = tmp_path / "rapport.docx", tmp_path / "rapport.pdf"
    with delivering(tmp_path) as delivery:
        beside = Beside(meanwhile)
        files = draft_report(example, house, None, docx, pdf, 120, delivery, beside)
    assert files.error is None
    assert pdf.exists()
    assert calls == ["called"]
