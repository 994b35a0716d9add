"""LibreOffice missing, hanging, without Writer or silent: told, and Word delivered."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest
from docx import Document

from compile import soffice
from compile.render_pdf import convert_to_pdf
from compile.report import write_report
from tests.helpers.tools import need
from tests.report.reading import paragraphs_of
from workbook_templates.standard.errors import ConversionError, DeliveryError

if TYPE_CHECKING:
    from collections.abc import Callable

    from compile.context import ReportContext


def pretend(folder: Path, script: str) -> Path:
    """Return a program that stands in for LibreOffice."""
    program = folder / "soffice"
    program.write_text(f"#!{sys.executable}\n{script}\n")
    program.chmod(0o755)
    return program


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "rapport.docx"
    path.write_bytes(b"")
    return path


def converting(source: Path, timeout: float = 20) -> str:
    target = source.with_suffix(".pdf")
    with pytest.raises(ConversionError) as caught:
        convert_to_pdf(source, target, timeout)
    assert not target.exists()
    return str(caught.value)


def test_a_new_profile_is_not_taken_for_an_upgrade(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then LibreOffice would try out how it draws, and leave a log of it."""
    note, source = tmp_path / "note", tmp_path / "tom.docx"
    Document().save(str(source))
    program = pretend(
        tmp_path,
        "import os, subprocess, sys; from pathlib import Path\n"
        f"subprocess.run([{need('soffice')!r}, *sys.argv[1:]], check=True)\n"
        "user = Path(sys.argv[1].partition('file://')[2], 'user')\n"
        f"Path({str(note)!r}).write_text(' '.join(os.listdir(user)))",
    )
    monkeypatch.setenv(soffice.SETTING, str(program))
    assert soffice.convert(source, tmp_path, "odt", 60).is_file()
    assert "registrymodifications.xcu" in note.read_text()
    assert "GraphicsRenderTests.log" not in note.read_text()


def test_one_that_ended_by_itself_leaves_no_pipe_open() -> None:
    with subprocess.Popen(["true"], stdout=subprocess.PIPE) as process:
        process.wait()
        soffice._end(process)  # noqa: SLF001 - when it ends is chance
        assert process.stdout is not None
        assert process.stdout.closed


def test_missing_libreoffice_says_what_to_install(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(soffice.SETTING, raising=False)
    monkeypatch.setenv("PATH", str(source.parent))
    monkeypatch.setattr(soffice, "_USUAL_PLACES", ())
    message = converting(source)
    assert "LibreOffice finns inte på datorn" in message
    assert "libreoffice-writer" in message


def test_libreoffice_in_a_usual_place_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = pretend(tmp_path, "")
    monkeypatch.delenv(soffice.SETTING, raising=False)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(soffice, "_USUAL_PLACES", (str(program),))
    assert soffice.find_soffice() == program


def test_a_setting_that_points_nowhere_is_told(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(soffice.SETTING, str(source.parent / "borta"))
    assert "som inte finns" in converting(source)


def test_a_program_that_cannot_start_is_told(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(soffice.SETTING, str(source))
    assert "går inte att starta" in converting(source)


def test_libreoffice_without_writer_is_told(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "print('Error: source file could not be loaded')"
    monkeypatch.setenv(soffice.SETTING, str(pretend(source.parent, said)))
    message = converting(source)
    assert "Writer saknas" in message
    assert "libreoffice-writer" in message


@pytest.mark.parametrize("said", ["", "print('javaldx: nej')"])
def test_libreoffice_that_writes_nothing_is_told(
    said: str, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(soffice.SETTING, str(pretend(source.parent, said)))
    message = converting(source)
    assert "skrev ingen fil" in message
    assert ("javaldx: nej" in message) == bool(said)


def test_libreoffice_that_hangs_is_ended_with_its_children(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = (
        "import os, pathlib, subprocess, time\n"
        "child = subprocess.Popen(['sleep', '60'])\n"
        f"pathlib.Path({str(source.parent / 'child')!r}).write_text(str(child.pid))\n"
        "time.sleep(60)"
    )
    monkeypatch.setenv(soffice.SETTING, str(pretend(source.parent, script)))
    assert "inte klart på 2 sekunder" in converting(source, timeout=2)
    assert ended(int((source.parent / "child").read_text()))


def ended(process: int) -> bool:
    """Tell whether a process ends within a second; a zombie has ended."""
    status = Path(f"/proc/{process}/stat")
    for _ in range(20):
        if not status.exists() or status.read_text().split()[2] == "Z":
            return True
        time.sleep(0.05)
    return False


def test_the_word_file_is_delivered_when_no_pdf_can_be_made(
    house: Path,
    example: ReportContext,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(soffice.SETTING, str(tmp_path / "borta"))
    docx, pdf = tmp_path / "rapport.docx", tmp_path / "rapport.pdf"
    pdf.write_bytes(b"an older report")
    files = write_report(example, house, None, docx, pdf, 10)
    assert isinstance(files.error, ConversionError)
    assert files.pdf is None
    assert not pdf.exists()
    assert "Kommunens målkort" in paragraphs_of(docx)


WRITING = (
    "import pathlib, sys\n"
    "out = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1])\n"
    "(out / 'rapport.pdf').write_bytes({content!r})"
)


def test_a_pdf_that_cannot_be_replaced_is_told(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pikepdf.new() as pdf:
        pdf.save(source.parent / "tom.pdf")
    script = WRITING.format(content=(source.parent / "tom.pdf").read_bytes())
    monkeypatch.setenv(soffice.SETTING, str(pretend(source.parent, script)))

    def locked(passing: Path, target: Path) -> None:
        raise PermissionError(errno.EACCES, "denied", str(passing), None, str(target))

    monkeypatch.setattr(os, "replace", locked)
    with pytest.raises(DeliveryError, match="öppen i ett annat program: stäng den"):
        convert_to_pdf(source, source.with_suffix(".pdf"), 20)
    assert not list(source.parent.glob(".*"))


def test_a_broken_pdf_is_told(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = WRITING.format(content=b"trasig")
    monkeypatch.setenv(soffice.SETTING, str(pretend(source.parent, script)))
    assert "trasig PDF" in converting(source)


LINGERING = (
    "import pathlib, sys, time\n"
    "place = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1]) / 'rapport.pdf'\n"
    "content = {content!r}\n"
    "with place.open('wb') as file:\n"
    "    for piece in (content[:40], content[40:-6], content[-6:]):\n"
    "        file.write(piece)\n"
    "        file.flush()\n"
    "        time.sleep(0.2)\n"
    "time.sleep(600)"
)


def whole_pdf(folder: Path) -> bytes:
    place = folder / "tom.pdf"
    with pikepdf.new() as pdf:
        pdf.save(place, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return place.read_bytes()


def test_a_whole_pdf_is_taken_before_libreoffice_has_cleared_up(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = whole_pdf(source.parent)
    script = LINGERING.format(content=content)
    monkeypatch.setenv(soffice.SETTING, str(pretend(source.parent, script)))
    made = soffice.convert(source, source.parent, "pdf", 30)
    assert made.read_bytes() == content


def test_what_a_stopped_libreoffice_worked_with_is_taken_away(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = source.with_name("note")
    laying = (
        "import pathlib, tempfile\n"
        "worked = tempfile.mkdtemp()\n"
        f"pathlib.Path({str(note)!r}).write_text(worked)\n"
    )
    script = laying + LINGERING.format(content=whole_pdf(source.parent))
    monkeypatch.setenv(soffice.SETTING, str(pretend(source.parent, script)))
    soffice.convert(source, source.parent, "pdf", 30)
    assert note.read_text()
    assert not Path(note.read_text()).exists()


def test_the_lock_of_a_stopped_libreoffice_does_not_stop_the_next(
    tmp_path: Path,
) -> None:
    need("soffice")
    source = tmp_path / "tom.docx"
    Document().save(str(source))
    lock = tmp_path / ".~lock.tom.pdf#"
    lock.write_text(",annan,dator,27.11.2026 17:33,file:///annan/profil;")
    assert soffice.convert(source, tmp_path, "pdf", 60).is_file()
    assert not lock.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end with their program")
def test_the_pipe_of_a_stopped_libreoffice_is_taken_away() -> None:
    need("soffice")
    latest = time.monotonic() + 60
    with soffice._new_profile() as profile:  # noqa: SLF001 - the pipe's name is ours
        pipes = soffice._pipes(profile)  # noqa: SLF001 - only if it is LibreOffice's
        process = soffice._start(profile)  # noqa: SLF001 - started, given no order
        assert process is not None
        while not any(pipe.exists() for pipe in pipes) and time.monotonic() < latest:
            time.sleep(0.05)
        assert any(pipe.exists() for pipe in pipes)
        soffice._end(process)  # noqa: SLF001 - as when its PDF is whole
    assert not any(pipe.exists() for pipe in pipes)


def test_an_older_pdf_is_not_taken_for_the_new_one(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = source.with_suffix(".pdf")
    older.write_bytes(whole_pdf(source.parent))
    monkeypatch.setenv(soffice.SETTING, str(pretend(source.parent, "")))
    with pytest.raises(ConversionError, match="skrev ingen fil"):
        soffice.convert(source, source.parent, "pdf", 30)


@pytest.mark.parametrize(
    ("change", "whole"),
    [
        (lambda data: data, True),
        (lambda data: data[:-1], True),
        (lambda data: data[:-3], False),
        (lambda data: data[: len(data) // 2], False),
        (lambda data: data.replace(b"startxref", b"startxrex"), False),
        (lambda data: data.replace(b"\nxref", b"\nxreg"), False),
        (lambda _: b"", False),
    ],
)
def test_a_pdf_is_whole_when_its_last_line_is_there(
    tmp_path: Path, change: Callable[[bytes], bytes], *, whole: bool
) -> None:
    place = tmp_path / "rapport.pdf"
    assert not soffice.is_whole_pdf(place)
    place.write_bytes(change(whole_pdf(tmp_path)))
    assert soffice.is_whole_pdf(place) is whole


def test_the_profile_is_our_own_and_gone_afterwards(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = source.parent / "argument"
    script = f"import sys; open({str(told)!r}, 'w').write(sys.argv[1])"
    monkeypatch.setenv(soffice.SETTING, str(pretend(source.parent, script)))
    converting(source)
    option, _, place = told.read_text().partition("=file://")
    assert option == "-env:UserInstallation"
    assert not os.path.lexists(place)


def test_real_libreoffice_refuses_what_is_no_document(tmp_path: Path) -> None:
    need("soffice")
    folder = tmp_path / "rapport.docx"
    folder.mkdir()
    with pytest.raises(ConversionError):
        convert_to_pdf(folder, tmp_path / "rapport.pdf", 60)


@pytest.mark.parametrize("own", [None, "glibc.malloc.check=0"])
def test_libreoffice_keeps_its_memory_unless_told_otherwise(
    source: Path, monkeypatch: pytest.MonkeyPatch, own: str | None
) -> None:
    seen = source.with_name("seen")
    script = f"import os; open({str(seen)!r}, 'w').write(os.environ['GLIBC_TUNABLES'])"
    monkeypatch.setenv(soffice.SETTING, str(pretend(source.parent, script)))
    monkeypatch.delenv("GLIBC_TUNABLES", raising=False)
    if own:
        monkeypatch.setenv("GLIBC_TUNABLES", own)
    converting(source)
    assert own in {None, seen.read_text()}
    assert "glibc.malloc" in seen.read_text()
