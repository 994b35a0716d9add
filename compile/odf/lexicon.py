"""The answers that LibreOffice has given for a template, kept for the next report.

It is asked again when a report has a look that none had before; then what was known
stays known.
"""

from __future__ import annotations

import io
import json
import zipfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, cast

from compile.odf.answers import answers_of
from compile.odf.questions import (
    Cell,
    Inline,
    Paragraph,
    Questions,
    Row,
    Table,
    UntranslatableError,
    Where,
)
from compile.odf.samples import samples_of
from compile.reuse import looks_shelf
from compile.soffice import convert_apart
from compile.word_package import write_package

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from compile.odf.frame import Frame
    from compile.odf.questions import Answer, Question

_KINDS: dict[str, Callable[..., object]] = {
    kind.__name__: kind for kind in (Where, Paragraph, Inline, Table, Row, Cell)
}
_MOST = 3000  # questions kept for a template; the house template has some 140
_SECONDS = 60.0  # LibreOffice takes two, its start and end included
_BROKEN = (ValueError, LookupError, TypeError, zipfile.BadZipFile, UntranslatableError)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Answers, and the parts of the ODF document of which they are true."""

    answers: Mapping[Question, Answer] = field(default_factory=dict)
    document: Mapping[str, bytes] = field(default_factory=dict)


def lexicon_for(questions: Questions, frame: Frame, timeout: float) -> Lexicon:
    """Return the answers to some questions, from the shelf or from LibreOffice.

    timeout: seconds; longer than a minute it never takes. Raises ConversionError where
    LibreOffice does not answer, and UntranslatableError where it does in a way that is
    not known here.
    """
    # One set of samples has one first paragraph, and it alone has the first page.
    opening = next((q for q in questions.numbers if _is_opening(q)), None)
    shelf, key = looks_shelf(), frame.key(f"{opening}")
    before, known = Questions(), Lexicon()
    kept = shelf.get(key)
    if kept is not None:
        with suppress(*_BROKEN):
            before, known = _read(kept)
    if questions.numbers.keys() <= known.answers.keys():
        return known
    if len(before.numbers) < _MOST:
        questions = before.with_more(questions)
    document = _converted(frame, questions, min(timeout, _SECONDS))
    lexicon = _lexicon(questions, document)
    shelf.put(key, b"%b\n%b" % (_told(questions), document))
    shelf.tidy()
    return lexicon


def _is_opening(question: Question) -> bool:
    return isinstance(question, Paragraph) and question.where.opening


def _converted(frame: Frame, questions: Questions, timeout: float) -> bytes:
    """Return the ODF file that LibreOffice makes of the samples."""
    with TemporaryDirectory() as name:
        source = Path(name) / "prov.docx"
        body = samples_of(questions).body()
        write_package(source, frame.word_file(body), packed=False)
        return convert_apart(source, Path(name), "odt", timeout).read_bytes()


def _lexicon(questions: Questions, document: bytes) -> Lexicon:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    samples = samples_of(questions)
    answers = answers_of(samples, parts["content.xml"], parts["styles.xml"])
    return Lexicon(answers, parts)


def _told(questions: Questions) -> bytes:
    """Return questions as one line of JSON."""
    asked = [_plain(question) for question in questions.numbers]
    examples = [[_plain(q), xml] for q, xml in questions.examples.items()]
    return json.dumps([asked, examples]).encode()


def _read(kept: bytes) -> tuple[Questions, Lexicon]:
    """Return what was kept; raises one of _BROKEN where it is none of ours."""
    line, _, document = kept.partition(b"\n")
    asked, examples = json.loads(line)
    questions = Questions()
    for value in asked:
        questions.opening(cast("Question", _question(value)))
    for value, xml in examples:
        questions.examples[cast("Inline", _question(value))] = str(xml)
    return questions, _lexicon(questions, document)


def _plain(value: object) -> object:
    """Return a question as lists; one of ours begins with its name."""
    if not isinstance(value, tuple):
        return value
    name = type(value).__name__
    return [name if name in _KINDS else "", *map(_plain, value)]


def _question(value: object) -> object:
    if not isinstance(value, list):
        return value
    name, *parts = value
    read = map(_question, parts)
    return _KINDS[name](*read) if name else tuple(read)
