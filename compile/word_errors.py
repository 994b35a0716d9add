"""What is wrong with a template, told to the one who edits it in Word."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from functools import partial
from typing import TYPE_CHECKING, cast

from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError
from jinja2.utils import missing

from compile.context import ReportContext
from workbook_templates.standard.errors import TemplateError

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT_NAMES = (*(f.name for f in fields(ReportContext)), "contents", "has_logo")
_SHOWN = 80  # characters of the template's text shown beside a fault
_TAG = re.compile(r"<[^>]*>|[\x02-\x04]\d?")
_OWN_NAMES = re.compile(r"\{%-?\s*(?:for|set)\s+(\w+)")
_UNKNOWN_TAG = re.compile(r"unknown tag '(\w+)'")
_PLACES = {
    "header": "sidhuvudet",
    "footer": "sidfoten",
    "footnotes": "fotnoterna",
    "endnotes": "slutnoterna",
}


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
) -> TemplateError:
    """Return an error of rendering as Swedish text with place and advice.

    source: the prepared part, one paragraph a line. name: the template's file name.
    part: the part's name in the package.
    """
    line = _line(error)
    near = _near(source, line)
    place = f"{name}, {_place(part)}" + (f", nära ”{near}”" if near else "")
    return TemplateError(f"{place}: {_fault(error, source)}")


def _fault(error: Exception, source: str) -> str:
    if isinstance(error, UnknownFieldError):
        return _unknown(error, source)
    if isinstance(error, TemplateSyntaxError):
        return _syntax(error)
    return f"Taggen går inte att räkna ut ({error}). Jämför med den medföljande mallen."


def _unknown(error: UnknownFieldError, source: str) -> str:
    right = get_close_matches(error.field, _known(error.owner, source), n=1, cutoff=0.5)
    if right:
        return f"Fältet ”{error.field}” finns inte. Menar du ”{right[0]}”?"
    names = ", ".join(sorted(_known(error.owner, source)))
    return f"Fältet ”{error.field}” finns inte. Här finns: {names}."


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
        return (
            f"Kommandot ”{unknown[1]}” finns inte eller saknar sin början. "
            "De som finns är for och endfor, if, elif, else och endif, set."
        )
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


def _near(source: str, line: int) -> str:
    """Return the text of the line, or of the nearest one before that has any."""
    lines = source.splitlines()[: max(line, 0)]
    texts = (" ".join(_TAG.sub(" ", text).split()) for text in reversed(lines))
    text = next(filter(None, texts), "")
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _place(part: str) -> str:
    found = (told for key, told in _PLACES.items() if key in part)
    return next(found, "brödtexten")
