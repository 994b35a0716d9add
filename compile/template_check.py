"""Whether a template works, told before the day when the report is due."""

from __future__ import annotations

import posixpath
import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from compile.render_word import (
    prepared_body,
    prepared_text,
    rendered,
    template_environment,
)
from compile.template_access import access_faults, heading_faults
from compile.template_example import empty_context, full_context
from compile.template_parse import parsed
from compile.template_walk import Walker
from compile.word_errors import (
    FaultyTemplateError,
    TemplateFault,
    fault_of,
    near_line,
    place_of,
)
from compile.word_package import parse, read_package
from compile.word_pictures import open_slots

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from compile.context import ReportContext
    from compile.word_package import Package

_CUT = (
    "Ett kommando börjar i ett stycke eller en cell och slutar i ett annat, så att "
    "Word-filen blir trasig. Skriv {%p … %} för stycken och {%tr … %} för rader, "
    "eller håll hela kommandot i ett stycke."
)


@dataclass(frozen=True, slots=True)
class CheckedTemplate:
    """A template's file name and its faults, those that stop the report first."""

    name: str
    faults: tuple[TemplateFault, ...]

    @property
    def works(self) -> bool:
        """Whether a report can be made with it."""
        return all(fault.warning for fault in self.faults)


def check_template(path: Path, logo: Path | None = None) -> CheckedTemplate:
    """Return all that is wrong with a template.

    It is read as it stands, and rendered with a full example and with nothing.
    Raises TemplateError where the file is no Word file or the logo no picture.
    """
    package = read_package(path)
    faults = [*_read(package)]
    for context in (full_context(), empty_context()):
        faults += _rendered(path, context, logo)
    faults += access_faults(package)
    once = dict.fromkeys(faults)
    return CheckedTemplate(path.name, tuple(sorted(once, key=lambda f: f.warning)))


def _read(package: Package) -> Iterator[TemplateFault]:
    """Yield the faults that can be seen without rendering."""
    environment = template_environment()
    for part in (package.main, *package.texts):
        source = _source(package, part)
        tree, faults = parsed(environment, source)
        walker = Walker(environment, faults)
        if tree is not None:
            walker.read(tree)
        for line, error in sorted(walker.faults, key=lambda fault: fault[0]):
            yield fault_of(error, source, posixpath.basename(part), line)


def _source(package: Package, part: str) -> str:
    if part != package.main:
        return prepared_text(package, part)
    root = parse(package.parts[part])
    open_slots(root)
    return prepared_body(package, root)


def _rendered(
    path: Path, context: ReportContext, logo: Path | None
) -> Iterator[TemplateFault]:
    """Yield the fault that stops a report, or what is wrong with the report."""
    try:
        with rendered(path, context, logo) as report, tempfile.TemporaryFile() as file:
            file.writelines(report.body.pieces(""))
            file.seek(0)
            etree.parse(file)
            yield from heading_faults(report.headings)
    except FaultyTemplateError as error:
        yield error.fault
    except etree.XMLSyntaxError as error:
        yield _broken(report.body.pieces(""), error.lineno or 0)


def _broken(pieces: Iterator[bytes], line: int) -> TemplateFault:
    text = b"".join(pieces).decode()
    return TemplateFault(place_of(""), _CUT, near_line(text, line))
