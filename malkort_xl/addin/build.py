"""Builds malkort.xlam and the installation steps, on any machine."""

from __future__ import annotations

import io
import tempfile
import zipfile
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from malkort_xl.addin.names import ADDIN_FILE, STEPS_FILE
from malkort_xl.addin.parts import changed_parts
from malkort_xl.addin.sources import modules
from malkort_xl.addin.steps import steps
from workbook_templates.standard.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

_EXAMPLE = "quickstart_addin_ribbon.xlam"  # xlwings' own, BSD
_EXAMPLE_MODULE = "RibbonMyAddin"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the same input always gives the same bytes
NEEDED = {"xlwings": "xlwings==0.37.8", "pyopenvba": "pyOpenVBA==6.5.0"}


def build_addin(
    folder: Path, *, python: str = "", python_mac: str = "", overwrite: bool = False
) -> tuple[Path, ...]:
    """Write malkort.xlam and installera.txt to a folder, which is made if need be.

    python, python_mac: the interpreter on the staff's computers, for Windows and
    Mac; may hold environment variables. Empty: the user's own setting, or the
    python on PATH. Returns the paths. Raises UsageError if a file exists already,
    a needed package is missing or another xlwings than the expected is there.
    """
    _demand_packages()
    targets = (folder / ADDIN_FILE, folder / STEPS_FILE)
    if not overwrite:
        _demand_room(targets)
    settings = _settings(python, python_mac)
    contents = (addin_bytes(settings), steps(settings).encode("utf-8-sig"))
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in zip(targets, contents, strict=True):
        _write(path, content)
    return targets


def addin_bytes(settings: Mapping[str, str]) -> bytes:
    """Return the whole add-in; the same settings always give the same bytes."""
    example = (files("xlwings") / _EXAMPLE).read_bytes()
    parts = changed_parts(_parts(example), settings)
    return _zipped(_parts(_with_modules(_zipped(parts))))


def _settings(python: str, python_mac: str) -> dict[str, str]:
    """Return what the settings sheet says, by xlwings' names.

    With the workbook's folder among those that Python imports from, a synchronised
    folder in SharePoint makes every press fail, and a file there could be run.
    """
    given = {"INTERPRETER_WIN": python, "INTERPRETER_MAC": python_mac}
    fixed = {"ADD_WORKBOOK_TO_PYTHONPATH": "false"}
    return fixed | {name: value for name, value in given.items() if value}


def _with_modules(package: bytes) -> bytes:
    """Return the package with our VBA modules in the place of the example's."""
    from pyopenvba import ExcelFile  # noqa: PLC0415 - an extra, and only here

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ADDIN_FILE
        path.write_bytes(package)
        with ExcelFile(path) as book:
            project = book.vba_project()
            project.delete_module(_EXAMPLE_MODULE)
            for name, source in modules().items():
                if name in book.module_names():
                    book.set_module(name, source)
                else:
                    project.add_module(name, source)
            book.save()
        return path.read_bytes()


def _parts(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as source:
        return {name: source.read(name) for name in source.namelist()}


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in sorted(parts.items()):
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, data)
    return buffer.getvalue()


def _demand_packages() -> None:
    missing = [wanted for module, wanted in NEEDED.items() if find_spec(module) is None]
    if missing:
        message = (
            "För att bygga tillägget behövs ett program till. "
            f"Installera det med: pip install {' '.join(missing)}"
        )
        raise UsageError(message)


def _demand_room(targets: tuple[Path, ...]) -> None:
    taken = [str(path) for path in targets if path.exists()]
    if taken:
        message = (
            f"Finns redan, orörd: {' och '.join(taken)}. "
            "Välj en annan mapp eller lägg till --overwrite."
        )
        raise UsageError(message)


def _write(path: Path, content: bytes) -> None:
    """Write under another name first, so that a half file never has the name."""
    half = path.with_name(f".{path.name}.del")
    try:
        half.write_bytes(content)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
