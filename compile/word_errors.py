"""What is wrong with a template, told to the one who edits it in Word."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, is_dataclass
from difflib import get_close_matches
from functools import partial
from typing import TYPE_CHECKING, cast

from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError
from jinja2 import TemplateError as JinjaError
from jinja2.defaults import DEFAULT_FILTERS as FILTERS
from jinja2.defaults import DEFAULT_TESTS as TESTS
from jinja2.utils import missing

from compile.context import ReportContext
from workbook_templates.standard.errors import TemplateError

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT_NAMES = (*(f.name for f in fields(ReportContext)), "contents", "has_logo")
_SHOWN = 80  # characters of the template's text shown beside a fault
_TAG = re.compile(r"<[^>]*>|[\x02-\x04]\d?")
# What the preparation puts around what the office wrote.
_WRAPPED = re.compile(r"\(\s*([^{}]*?)\s*\)\|(?:attribute|in_run\('[^']*'\))")
_OWN_NAMES = re.compile(r"\{%-?\s*(?:for|set)\s+(\w+)")
TAGS = ("for", "endfor", "if", "elif", "else", "endif", "set")
_UNKNOWN_FILTER = re.compile(r"No (filter|test) named '(\w+)'")
_UNKNOWN_TAG = re.compile(r"unknown tag '(\w+)'")
_PLACES = {
    "header": "sidhuvudet",
    "footer": "sidfoten",
    "footnotes": "fotnoterna",
    "endnotes": "slutnoterna",
}


@dataclass(frozen=True, slots=True)
class TemplateFault:
    """One thing to mend in a template: where it is, near which text, and what.

    field: the name that is not there, and suggestion the nearest that is; "" where
    the fault is another. A warning does not stop the report. Prints as a sentence.
    """

    place: str
    message: str
    near: str = ""
    field: str = ""
    suggestion: str = ""
    warning: bool = False

    def __str__(self) -> str:
        """Return place, nearest text and message."""
        near = f", nära ”{self.near}”" if self.near else ""
        return f"{self.place}{near}: {self.message}"


class FaultyTemplateError(TemplateError):
    """A template that cannot be rendered; `fault` says where and why."""

    def __init__(self, name: str, fault: TemplateFault) -> None:
        """Keep the fault; name is the template's file name."""
        super().__init__(f"{name}, {fault}")
        self.fault = fault


class MisusedError(JinjaError):
    """A template uses a field as what it is not; the text is Swedish."""


class UnknownFieldError(UndefinedError):
    """A template asks for a field that is not there; owner is what it asked."""

    def __init__(self, owner: object, field: object, message: str) -> None:
        """Keep what was asked for beside jinja's own message."""
        super().__init__(message)
        self.owner = owner
        self.field = str(field)


class UnknownField(StrictUndefined):
    """jinja's strict undefined value, which tells what was asked of what."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: object = missing,
        name: str | None = None,
        exc: type[UndefinedError] = UndefinedError,
    ) -> None:
        """Take jinja's arguments; exc is replaced by the error above."""
        told = partial(UnknownFieldError, obj, name)
        super().__init__(hint, obj, name, cast("type[UndefinedError]", told) or exc)


def template_error(
    error: Exception, source: str, name: str, part: str
) -> FaultyTemplateError:
    """Return an error of rendering as Swedish text with place and advice.

    source: the prepared part, one paragraph a line. name: the template's file name.
    part: the part's name in the package.
    """
    return FaultyTemplateError(name, fault_of(error, source, part, _line(error)))


def fault_of(error: Exception, source: str, part: str, line: int) -> TemplateFault:
    """Return what an error says of a line, 1-based, of a prepared part."""
    near = near_line(source, line)
    if isinstance(error, UnknownFieldError):
        message, right = _unknown(error, source)
        return TemplateFault(place_of(part), message, near, error.field, right)
    return TemplateFault(place_of(part), _fault(error), near)


def _fault(error: Exception) -> str:
    if isinstance(error, MisusedError):
        return str(error)
    if isinstance(error, TemplateSyntaxError):
        return _syntax(error)
    return f"Taggen går inte att räkna ut ({error}). Jämför med den medföljande mallen."


def _unknown(error: UnknownFieldError, source: str) -> tuple[str, str]:
    """Return what is said of an unknown field, and the nearest right name or ""."""
    said = f"Fältet ”{error.field}” finns inte."
    known = sorted(_known(error.owner, source))
    if right := nearest(error.field, known):
        return f"{said} Menar du ”{right}”?", right
    if not known:
        return f"{said} Det som står före punkten har inga fält.", ""
    return f"{said} Här finns: {', '.join(known)}.", ""


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the name that was probably meant, or ""."""
    return next(iter(get_close_matches(name, known, n=1, cutoff=0.5)), "")


def _known(owner: object, source: str) -> Iterable[str]:
    """Return the names that could have been written instead."""
    if owner is missing:
        return {*ROOT_NAMES, *_OWN_NAMES.findall(source)}
    if is_dataclass(owner):
        return {f.name for f in fields(owner)}
    return ()


def _syntax(error: TemplateSyntaxError) -> str:
    message = error.message or ""
    if unknown := _UNKNOWN_TAG.search(message):
        right = nearest(unknown[1], set(TAGS) - {unknown[1]})
        return (
            f"Kommandot ”{unknown[1]}” finns inte eller saknar sin början. "
            + (f"Menar du ”{right}”? " if right else "")
            + "De som finns är for och endfor, if, elif, else och endif, set."
        )
    if unknown := _UNKNOWN_FILTER.search(message):
        kind, name = ("Filtret", "Frågan")[unknown[1] == "test"], unknown[2]
        right = nearest(name, FILTERS if unknown[1] == "filter" else TESTS)
        meant = f" Menar du ”{right}”?" if right else ""
        return f"{kind} ”{name}” finns inte.{meant}"
    if "end of template" in message or "Missing end" in message:
        return (
            "Ett kommando är inte avslutat. Varje for ska ha sin endfor och varje "
            "if sin endif, och varje klammer sitt slut."
        )
    return f"Taggen är felskriven ({message}). Jämför med den medföljande mallen."


def _line(error: Exception) -> int:
    """Return the line of the source where rendering stopped, 1-based; 0 unknown."""
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    line, step = 0, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == "<template>":
            line = step.tb_lineno
        step = step.tb_next
    return line


def near_line(source: str, line: int) -> str:
    """Return the text of the line, or of the nearest one before that has any."""
    lines = source.splitlines()[: max(line, 0)]
    written = (_WRAPPED.sub(r"\1", text) for text in reversed(lines))
    texts = (" ".join(_TAG.sub(" ", text).split()) for text in written)
    text = next(filter(None, texts), "")
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def place_of(part: str) -> str:
    """Return what a part of the file is called: "sidhuvudet"."""
    found = (told for key, told in _PLACES.items() if key in part)
    return next(found, "brödtexten")
