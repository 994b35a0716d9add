"""The passing file, which only LibreOffice reads: the rendered body, said in ODF.

LibreOffice lays out an ODF file faster than a Word file, since an ODF file can say how
many paragraphs a page takes, and it reads it faster, too (ADR 46). The look of
everything is LibreOffice's own translation of the template's, so that the PDF's pages
are the same to the byte. What is not known here makes the whole body untranslatable;
then the PDF is made from the Word file, with the same pages.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

from compile.contents import plain_contents
from compile.odf.body import Translation
from compile.odf.frame import frame_of
from compile.odf.lexicon import lexicon_for
from compile.odf.questions import (
    CLOSING,
    NUMBER_END,
    OPENING,
    Table,
    UntranslatableError,
)
from compile.word_package import RELATION, parse, write_package
from compile.word_template import W

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from compile.odf.frame import Frame
    from compile.render_word import RenderedReport

_PLACEHOLDER = re.compile(f"[{OPENING}{CLOSING}][0-9]+{NUMBER_END}")
_BODY_START = "<w:body>"
_BODY_END = re.compile(r"<w:sectPr\b.*</w:body></w:document>\s*$", re.DOTALL)
_TEXT_START = re.compile(rb"^.*?<office:text\b[^>]*>", re.DOTALL)
_TEXT_END = b"</office:text></office:body></office:document-content>"
_LISTS = re.compile(
    r'<text:list text:style-name="([^"]*)">(?:(?!</text:list>).)*</text:list>'
    r'(?:<text:list text:style-name="\1">(?:(?!</text:list>).)*</text:list>)+'
)
_TWO_LISTS = re.compile(r"</text:list><text:list [^>]*>")
_COUNT = re.compile(rb'meta:(page|paragraph)-count="\d*"')
_ON_A_PAGE = 26  # paragraphs, a row of a table as one; see ADR 46
_TABLE_STYLE = re.compile(r'<w:tblStyle w:val="([^"]*)"/>')
_MANIFEST_END = b"</manifest:manifest>"


def write_odf(report: RenderedReport, folder: Path, timeout: float) -> Path:
    """Write a report in ODF to a folder and return the file.

    timeout: seconds for the conversion that is to come; the samples get less. Raises
    UntranslatableError where the body holds what is not known here, and
    ConversionError where LibreOffice does not convert the samples.
    """
    pictures = _Pictures(report)
    translation = Translation(pictures.place)
    with (folder / "kropp").open("w+", encoding="utf-8") as lines:
        frame = _translate(report, translation, lines)
        asked = translation.questions.numbers
        tables = [q.properties for q in asked if isinstance(q, Table)]
        _refuse_looks(tables, report.part(report.package.styles))
        lexicon = lexicon_for(translation.questions, frame, timeout)
        ends = translation.questions.ends(lexicon.answers)
        target = folder / "rapport.odt"
        filled = _Filled(lexicon.document, frame, _lines(lines, ends), translation)
        write_package(target, filled.parts(pictures), packed=False)
    return target


def _translate(
    report: RenderedReport, translation: Translation, lines: IO[str]
) -> Frame:
    """Write the body's translation, a part a line; return what is around the body."""
    start = end = ""
    contents = plain_contents(report.headings, report.style)
    for is_table, part in report.body.parts(contents):
        xml = part.decode()
        if not start:
            start, mark, xml = xml.partition(_BODY_START)
            start += mark
        last = None if is_table else _BODY_END.search(xml)
        if last:
            xml, end = xml[: last.start()], last[0]
        said = translation.table(xml) if is_table else translation.between(xml)
        lines.write(f"{said}\n")
    if not end:
        raise UntranslatableError
    return frame_of(report, start, end)


def _refuse_looks(tables: Iterable[str], styles: bytes) -> None:
    """Raise UntranslatableError where a table looks otherwise in more than its top."""
    root = parse(styles)
    found = {str(s.get(f"{W}styleId")): s for s in root.iter(f"{W}style")}
    waiting = [name for table in tables for name in _TABLE_STYLE.findall(table)]
    while waiting:
        style = found.get(waiting.pop())
        if style is None:
            continue
        parts = {part.get(f"{W}type") for part in style.iter(f"{W}tblStylePr")}
        if parts - {"firstRow"}:
            raise UntranslatableError
        waiting += [str(b.get(f"{W}val")) for b in style.iter(f"{W}basedOn")]


def _lines(lines: IO[str], ends: Mapping[str, str]) -> Iterator[bytes]:
    """Yield the translated body with the answers in it."""
    lines.seek(0)
    for line in lines:
        said = _PLACEHOLDER.sub(lambda m: ends[m[0]], line)
        if "<text:list " in said:
            said = _LISTS.sub(lambda m: _TWO_LISTS.sub("", m[0]), said)
        yield said.encode()


@dataclass(slots=True)
class _Pictures:
    """The pictures that the body shows: their places in ODF, and the Word parts."""

    report: RenderedReport
    shown: dict[str, str] = field(default_factory=dict)

    def place(self, relation: str) -> str:
        """Return where a picture of the Word body is in ODF."""
        package = self.report.package
        relations = parse(self.report.part(package.relations))
        targets = {r.get("Id"): r for r in relations.iter(RELATION)}
        target = targets.get(relation)
        if target is None or target.get("TargetMode") == "External":
            raise UntranslatableError(relation)
        part = posixpath.normpath(
            posixpath.join(package.folder, str(target.get("Target")))
        )
        place = f"Pictures/{posixpath.basename(part)}"
        self.shown[place] = part
        return place


@dataclass(frozen=True, slots=True)
class _Filled:
    """LibreOffice's document of the samples, with the report in their place."""

    skeleton: Mapping[str, bytes]
    frame: Frame
    body: Iterable[bytes]
    translation: Translation

    def parts(self, pictures: _Pictures) -> Iterator[tuple[str, Iterable[bytes]]]:
        """Yield the document's parts with the body's pictures."""
        for name, content in self.skeleton.items():
            if name == "content.xml":
                yield name, self._content(content)
            elif name == "meta.xml":
                yield name, (_COUNT.sub(self._count, self.frame.told(content)),)
            elif name == "styles.xml":
                yield name, (self.frame.told(content),)
            elif name == "META-INF/manifest.xml":
                yield name, (_with_pictures(content, pictures.shown),)
            else:
                yield name, (content,)
        for place, part in pictures.shown.items():
            yield place, (pictures.report.part(part),)

    def _content(self, content: bytes) -> Iterator[bytes]:
        start = _TEXT_START.match(content)
        if start is None:
            raise UntranslatableError
        yield start[0]
        yield _sequences(self.translation.inlines.sequences).encode()
        yield from self.body
        yield _TEXT_END

    def _count(self, match: re.Match[bytes]) -> bytes:
        """Return a number that tells LibreOffice how full its pages will be.

        It first fills pages by that, and then moves what has too little room from
        page to page: the nearer the number, the less there is to move.
        """
        count = self.translation.paragraphs
        count //= _ON_A_PAGE if match[1] == b"page" else 1
        return b'meta:%b-count="%d"' % (match[1], count)


def _sequences(names: Iterable[str]) -> str:
    declared = "".join(
        f'<text:sequence-decl text:display-outline-level="0" text:name="{name}"/>'
        for name in names
    )
    return f"<text:sequence-decls>{declared}</text:sequence-decls>"


def _with_pictures(manifest: bytes, places: Iterable[str]) -> bytes:
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{place}" manifest:media-type=""/>'
        for place in places
    )
    return manifest.replace(_MANIFEST_END, entries.encode() + _MANIFEST_END)
