"""Context to Word: the only module that knows docxtpl.

docxtpl makes the template's XML readable for jinja, once. jinja then renders it
as a stream straight into the file, so that memory does not grow with the report.
"""

from __future__ import annotations

import posixpath
import tempfile
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass
from typing import IO, TYPE_CHECKING

from docxtpl import DocxTemplate
from jinja2 import TemplateError as JinjaError
from jinja2.sandbox import SandboxedEnvironment

from compile import context as records
from compile.charting.drawer import drawer
from compile.contents import ContentsStyle, contents_field, plain_contents
from compile.delivery import delivering
from compile.word_errors import UnknownField, template_error
from compile.word_logo import place_logo
from compile.word_package import CORE, Package, parse, read_package, write_package
from compile.word_pictures import PICTURE, Pictures, open_slots
from compile.word_properties import SETTINGS, core_properties, updating_settings
from compile.word_stream import Body
from compile.word_template import W, heading_styles, prepare, style_id
from compile.word_text import attribute, in_run, printed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from lxml import etree

    from compile.context import ReportContext
    from compile.word_stream import Heading

# What an expression in a template can raise besides jinja's own errors.
_FAULTS = (JinjaError, TypeError, ValueError, LookupError, ArithmeticError)
_FIRST_PICTURE_ID = 1000


@dataclass(frozen=True, slots=True)
class RenderedReport:
    """A report whose values are in place; only the contents page is still open."""

    package: Package
    changed: Mapping[str, bytes]
    body: Body
    style: ContentsStyle

    @property
    def headings(self) -> Sequence[Heading]:
        """The headings in the order of the report."""
        return self.body.headings

    def part(self, name: str) -> bytes:
        """Return one of the parts that are not the body."""
        return self.changed.get(name) or self.package.parts[name]

    def parts(
        self, main: Iterable[bytes], *, update: bool = False
    ) -> Iterator[tuple[str, Iterable[bytes]]]:
        """Yield the parts of a Word file with this body.

        update: whether Word is to fill in the fields when it opens the file.
        """
        for name in {**self.package.parts, **self.changed}:
            if name == self.package.main:
                yield name, main
            elif update and name == SETTINGS:
                yield name, (updating_settings(self.part(name)),)
            else:
                yield name, (self.part(name),)

    def write(self, target: Path, contents: str, *, update: bool = False) -> None:
        """Write the Word file with a contents page; update as in parts."""
        main = self.body.pieces(contents)
        write_package(target, self.parts(main, update=update))

    def write_with_pages(self, target: Path, pages: Sequence[int | None]) -> None:
        """Write the Word file with a contents field; pages as in contents_field."""
        contents = contents_field(self.headings, pages, self.style)
        self.write(target, contents, update=None in pages)

    def write_passing(self, target: Path) -> None:
        """Write a Word file that the PDF can be made from, which nobody else sees."""
        main = self.body.pieces(plain_contents(self.headings, self.style))
        write_package(target, self.parts(main), packed=False)


@contextmanager
def rendered(
    template: Path, context: ReportContext, logo: Path | None
) -> Iterator[RenderedReport]:
    """Render a report, to be written while the context lasts.

    Raises TemplateError where the template or the logo cannot be used.
    """
    package = read_package(template)
    root = parse(package.parts[package.main])
    changed = place_logo(package, root, logo)
    open_slots(root)
    if CORE in package.parts:
        changed[CORE] = core_properties(package.parts[CORE], context)
    style = _contents_style(package, root)
    with tempfile.TemporaryFile() as file:
        with drawer() as drawing:
            pictures = Pictures(drawing)
            renderer = _Renderer(package, _values(context, logo), pictures)
            changed |= {n: renderer.text(n).encode() for n in package.texts}
            body = renderer.body(root, file)
        changed |= pictures.parts(package, changed)
        yield RenderedReport(package, changed, body, style)


def render_word(
    template: Path, context: ReportContext, target: Path, logo: Path | None = None
) -> Sequence[Heading]:
    """Write a Word file, leaving the page numbers to Word; returns the headings.

    Raises TemplateError where the template or the logo cannot be used, and
    DeliveryError where the target cannot be written.
    """
    with (
        delivering(target.parent) as delivery,
        rendered(template, context, logo) as report,
    ):
        nowhere = [None] * len(report.headings)
        report.write_with_pages(delivery.draft(target), nowhere)
        return report.headings


def _values(context: ReportContext, logo: Path | None) -> dict[str, object]:
    values = {f.name: getattr(context, f.name) for f in fields(context)}
    return {**values, "has_logo": logo is not None}


def _contents_style(package: Package, root: etree._Element) -> ContentsStyle:
    """Return the contents page's styles and the width of the text."""
    styles = package.parts[package.styles]
    ids = tuple(style_id(styles, f"toc {level}") for level in (1, 2))
    link = style_id(styles, "hyperlink")
    size = next(root.iter(f"{W}pgSz"), None)
    margins = next(root.iter(f"{W}pgMar"), None)
    if size is None or margins is None:
        return ContentsStyle(ids, link=link)
    sides = (margins.get(f"{W}left", "0"), margins.get(f"{W}right", "0"))
    width = int(size.get(f"{W}w", "0")) - sum(map(int, sides))
    return ContentsStyle(ids, width, link)


_FIELDS: Mapping[type, frozenset[str]] = {
    record: frozenset(f.name for f in fields(record))
    for record in vars(records).values()
    if isinstance(record, type) and is_dataclass(record)
}


class _Sandbox(SandboxedEnvironment):
    """jinja's sandbox, with a short way to the fields of the report's own records.

    They are what a template mostly asks for, and no field of them is unsafe.
    """

    def getattr(self, obj: object, attribute: str) -> object:
        """Return an attribute as a template may have it."""
        if attribute in _FIELDS.get(type(obj), ()):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


def template_environment() -> SandboxedEnvironment:
    """Return jinja as a template meets it: in a sandbox, strict, escaping."""
    environment = _Sandbox(
        undefined=UnknownField,
        autoescape=True,
        finalize=printed,
        newline_sequence="\n",
    )
    environment.filters.update(attribute=attribute, in_run=in_run)
    return environment


def prepared_text(package: Package, part: str) -> str:
    """Return a header, footer or notes part as jinja source."""
    return prepare(parse(package.parts[part]), DocxTemplate("").patch_xml, {})


def prepared_body(package: Package, root: etree._Element) -> str:
    """Return the document's body as jinja source; root is changed on the way."""
    headings = heading_styles(package.parts[package.styles])
    return prepare(root, DocxTemplate("").patch_xml, headings)


class _Renderer:
    """Renders the parts of one template with one set of values."""

    def __init__(
        self, package: Package, values: Mapping[str, object], pictures: Pictures
    ) -> None:
        self.package = package
        self.counters: Counter[str] = Counter(id=_FIRST_PICTURE_ID)
        self.values = {
            **values,
            "next_number": self._next_number,
            PICTURE: pictures.ask,
        }
        self.environment = template_environment()

    def text(self, part: str) -> str:
        """Return a header, footer or notes part."""
        source = prepared_text(self.package, part)
        return _DECLARATION + "".join(self._pieces(source, part))

    def body(self, root: etree._Element, file: IO[bytes]) -> Body:
        """Render the document's body to a file."""
        source = prepared_body(self.package, root)
        body = Body(file)
        file.write(_DECLARATION.encode())
        body.fill(self._pieces(source, self.package.main))
        return body

    def _pieces(self, source: str, part: str) -> Iterator[str]:
        try:
            yield from self.environment.from_string(source).generate(self.values)
        except _FAULTS as error:
            place = posixpath.basename(part)
            raise template_error(error, source, self.package.name, place) from error

    def _next_number(self, name: str) -> int:
        self.counters[name] += 1
        return self.counters[name]


_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
