"""LibreOffice: where it is, and one run of it with a profile and a time of its own."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, nullcontext, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING

from compile.pdf_end import LAST, table_place
from workbook_templates.standard.errors import ConversionError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SETTING = "MALKORT_SOFFICE"  # environment variable with the program's path
_NAMES = ("soffice", "libreoffice", "soffice.com")
_USUAL_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
)
INSTALL = (
    "Installera LibreOffice Writer (Debian och Ubuntu: sudo apt-get install "
    "libreoffice-writer; Windows och Mac: LibreOffice från libreoffice.org) och kör "
    f"igen. Ligger programmet på en egen plats, ange den i {SETTING}."
)
# Starts the program named after it and ends it with its whole group when nobody holds
# the other end of its input any more, however this process came to its end.
_WHILE_HELD = '"$@" & read -r gone; kill -9 0'
# Lets it keep the memory that it has had, instead of giving it back and asking for it
# again a quarter of a million times: a twentieth of a conversion. glibc alone knows it.
_MEMORY_VARIABLE = "GLIBC_TUNABLES"
_MEMORY = (
    "glibc.malloc.trim_threshold=2000000000:glibc.malloc.mmap_threshold=1000000000"
    ":glibc.malloc.top_pad=67108864"
)
# A new profile's LibreOffice takes itself for just upgraded and tries out how it draws,
# which is two thirds of its start. One that was last a version to come does not.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/Product"><prop oor:name="ooSetupLastVersion"
oor:op="fuse"><value>99.9</value></prop></item></oor:items>
"""
_WORK = "arbete"  # below a profile
_PIPE_PLACES = ("/tmp", "/var/tmp")  # noqa: S108 - where LibreOffice makes them
_TICK = 0.05  # seconds between two looks at what it has made
_profile: ContextVar[Path | None] = ContextVar("profile", default=None)
_KEPT = "Word-filen är klar, men ingen PDF gjordes:"


def find_soffice() -> Path:
    """Return LibreOffice's program; raises ConversionError where there is none."""
    chosen = os.environ.get(SETTING)
    if chosen:
        return _chosen(Path(chosen))
    on_path = filter(None, map(shutil.which, _NAMES))
    usual = (place for place in _USUAL_PLACES if Path(place).is_file())
    found = next(on_path, None) or next(usual, None)
    if found is None:
        message = f"{_KEPT} LibreOffice finns inte på datorn. {INSTALL}"
        raise ConversionError(message)
    return Path(found)


def _chosen(path: Path) -> Path:
    if not path.is_file():
        message = f"{_KEPT} {SETTING} anger {path}, som inte finns. {INSTALL}"
        raise ConversionError(message)
    return path


def identity() -> str:
    """Return what tells one installation from the next; raises ConversionError."""
    program = find_soffice().resolve()
    return f"{program} {program.stat().st_mtime_ns}"


@contextmanager
def started_early() -> Iterator[None]:
    """Let LibreOffice start while other work is done; convert then finds it ready.

    It starts in the background with a profile of its own, and a conversion with the
    same profile is handed to it. Where that is not to be had (no LibreOffice,
    Windows), nothing is started, and convert does and says what it always does.
    """
    with _new_profile() as profile:
        process = _start(profile)
        token = _profile.set(profile if process else None)
        try:
            yield
        finally:
            _profile.reset(token)
            if process is not None:
                _end(process)


@contextmanager
def _new_profile() -> Iterator[Path]:
    """Lend a LibreOffice a folder for its settings, where it finds one of ours.

    What it works with is laid there, too, and is taken away with it: one that is
    stopped when its PDF is whole takes nothing away itself.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        profile = Path(name)
        user = profile / "user"
        user.mkdir()
        user.joinpath("registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
        profile.joinpath(_WORK).mkdir()
        try:
            yield profile
        finally:
            for pipe in _pipes(profile):
                with suppress(OSError):
                    pipe.unlink(missing_ok=True)


def _pipes(profile: Path) -> tuple[Path, ...]:
    """Return where the pipe may be through which a LibreOffice takes orders.

    Its name is LibreOffice's own, made of a hash of the profile's address.
    """
    if sys.platform == "win32":  # pragma: no cover - its pipes end with it
        return ()
    address = profile.as_uri().encode("utf-16-le")
    told = hashlib.md5(address, usedforsecurity=False).digest()
    name = f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{''.join(f'{b:x}' for b in told)}"
    return tuple(Path(place, name) for place in _PIPE_PLACES)


def _start(profile: Path) -> subprocess.Popen[bytes] | None:
    if sys.platform == "win32":  # pragma: no cover - there is no sh
        return None
    with suppress(ConversionError, OSError):
        return subprocess.Popen(  # noqa: S603 - our own command
            ["/bin/sh", "-c", _WHILE_HELD, "sh", *_program(profile)],
            env=_environment(profile),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    return None


def _program(profile: Path) -> tuple[str, ...]:
    """Return LibreOffice's program with what every run of it is given."""
    own = f"-env:UserInstallation={profile.as_uri()}"
    quiet = ("--headless", "--norestore", "--nolockcheck", "--nodefault")
    return (str(find_soffice()), own, *quiet)


def _environment(profile: Path) -> dict[str, str]:
    """Return ours, with a place to work in below the profile.

    And with the memory's settings, unless somebody has made their own.
    """
    return {_MEMORY_VARIABLE: _MEMORY, **os.environ, "TMPDIR": str(profile / _WORK)}


def convert(source: Path, folder: Path, kind: str, timeout: float) -> Path:
    """Convert a document into a folder and return the new file.

    kind: the ending with LibreOffice's filter and its options. timeout in seconds. One
    that makes nothing of it, as happens when it starts, is followed by another. Raises
    ConversionError where LibreOffice is missing, lacks Writer, hangs or writes nothing.
    """
    made = folder / f"{source.stem}.{kind.partition(':')[0]}"
    lock = folder / f".~lock.{made.name}#"  # of one that was stopped
    task = ("--convert-to", kind, "--outdir", str(folder), str(source))
    output = ""
    for early in (_profile.get(), None):  # once more, if the first made nothing
        for stale in (made, lock):  # an older PDF would be taken for the new one
            stale.unlink(missing_ok=True)
        with nullcontext(early) if early else _new_profile() as profile:
            output = _run(profile, task, timeout, made)
        if made.is_file():
            return made
    raise ConversionError(_failure(output))


def convert_apart(source: Path, folder: Path, kind: str, timeout: float) -> Path:
    """Do the same with another LibreOffice than the one that was started early.

    That one ends after its first conversion, which is to be the report's.
    """
    token = _profile.set(None)
    try:
        return convert(source, folder, kind, timeout)
    finally:
        _profile.reset(token)


def _run(profile: Path, task: Sequence[str], timeout: float, made: Path) -> str:
    """Give it a task and return what it said; the whole process group ends with it.

    It ends when it has made its PDF, too: what LibreOffice does then is take its
    document apart, which nobody waits for.
    """
    command = (*_program(profile), *task)
    try:
        process = subprocess.Popen(  # noqa: S603 - our own command, no shell
            command,
            env=_environment(profile),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    except OSError as error:
        message = f"{_KEPT} {command[0]} går inte att starta ({error}). {INSTALL}"
        raise ConversionError(message) from error
    try:
        output = _said(process, timeout, made)
    except subprocess.TimeoutExpired:
        message = (
            f"{_KEPT} LibreOffice blev inte klart på {timeout:.0f} sekunder. Stäng "
            "andra fönster med LibreOffice och kör igen, eller öppna Word-filen och "
            "spara den som PDF."
        )
        raise ConversionError(message) from None
    finally:
        _end(process)
    return output.decode(errors="replace").strip()


def _said(process: subprocess.Popen[bytes], timeout: float, made: Path) -> bytes:
    """Return what a process said until it ended or the PDF was whole."""
    latest = time.monotonic() + timeout
    while True:
        left = latest - time.monotonic()
        try:
            return process.communicate(timeout=max(0, min(_TICK, left)))[0]
        except subprocess.TimeoutExpired:
            if is_whole_pdf(made):
                return b""
            if left <= _TICK:
                raise


def is_whole_pdf(path: Path) -> bool:
    """Whether a file ends as a PDF does, and says truly where its table of objects is.

    A PDF is written from its beginning to its end, and its last line is written last.
    """
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - LAST))
            place = table_place(file.read())
            if place is None:
                return False
            file.seek(place)
            return file.read(4) == b"xref"
    except OSError:
        return False


def _end(process: subprocess.Popen[bytes]) -> None:
    """End what is left of a process and its children, and wait for it."""
    if process.poll() is None:
        if sys.platform == "win32":  # pragma: no cover - tried by hand only
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    for pipe in filter(None, (process.stdin, process.stdout)):
        pipe.close()  # of one that has ended by itself while we looked at its PDF


def _failure(output: str) -> str:
    if "source file could not be loaded" in output:
        return f"{_KEPT} LibreOffice finns, men delen Writer saknas. {INSTALL}"
    said = f" LibreOffice sade: {output}" if output else ""
    return (
        f"{_KEPT} LibreOffice skrev ingen fil.{said} Stäng andra fönster med "
        f"LibreOffice och kör igen. {INSTALL}"
    )
