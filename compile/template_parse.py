"""A template's tags read to the end: after a tag that is wrong, on to the next one.

jinja stops at the first. Here the tag is told and then replaced by one that opens or
closes the same, so that nothing is told twice.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError

from compile.template_walk import ANYTHING
from compile.word_errors import TAGS, nearest

if TYPE_CHECKING:
    from jinja2 import Environment, nodes

_TAG = re.compile(r"\{%-?\s*(\w*)(.*?)(?:-?%\}|(?=\{[{%])|$)|\{\{.*?(?:\}\}|$)")
_LOOP_NAME = re.compile(r"\s*(\w+)\s+in\b")
_UNCLOSED = re.compile(r"innermost block that needs to be closed is '(\w+)'")
_UNKNOWN = re.compile(r"unknown tag '(\w+)'")
_MOST = 200  # faults; then something is wrong that is not a tag
_CLOSING = {"for": "{% endfor %}", "if": "{% endif %}", "set": "{% endset %}"}


def parsed(
    environment: Environment, source: str
) -> tuple[nodes.Template | None, list[tuple[int, Exception]]]:
    """Return a template's tree and its misspelt tags by line, 1-based.

    The tree is None where what is wrong cannot be stepped over.
    """
    lines = source.split("\n")
    faults: list[tuple[int, Exception]] = []
    while len(faults) < _MOST:
        try:
            return environment.parse("\n".join(lines)), faults
        except TemplateSyntaxError as error:
            line = _mended(lines, error)
            faults.append((line or error.lineno, error))
            if not line:
                break
    return None, faults


def _mended(lines: list[str], error: TemplateSyntaxError) -> int:
    """Replace what is wrong, and return its line; 0 where it cannot be told."""
    message = error.message or ""
    unclosed = _UNCLOSED.search(message)
    if unclosed and not _UNKNOWN.search(message):
        if unclosed[1] not in _CLOSING:
            return 0
        opened = _last_opened(lines, unclosed[1])
        lines[-1] += _CLOSING[unclosed[1]]
        return opened
    at = min(error.lineno, len(lines)) - 1
    before, lines[at] = lines[at], _without(lines[at], message)
    return 0 if lines[at] == before else at + 1


def _without(line: str, message: str) -> str:
    """Return a line without what is wrong in it."""
    unknown = _UNKNOWN.search(message)
    if unknown is None:
        return _TAG.sub(_harmless, line)
    meant = "" if unknown[1] in TAGS else nearest(unknown[1], TAGS)
    right = f"{{% {meant} %}}" if meant.startswith(("end", "el")) else ""
    tag = rf"\{{%-?\s*{unknown[1]}\b.*?%\}}"
    return re.sub(tag, right, line, count=1)


def _last_opened(lines: list[str], kind: str) -> int:
    """Return the line of the last tag of a kind that nothing closes, 1-based."""
    opened: list[int] = []
    for number, line in enumerate(lines, start=1):
        for tag in re.finditer(r"\{%-?\s*(\w+)", line):
            if tag[1] == kind:
                opened.append(number)
            elif tag[1] == f"end{kind}" and opened and number < len(lines):
                opened.pop()
    return opened[-1] if opened else len(lines)


def _harmless(tag: re.Match[str]) -> str:
    """Return a tag that opens or closes what another does, and says nothing else."""
    kind, rest = tag[1], tag[2] or ""
    if kind == "for":
        name = _LOOP_NAME.match(rest)
        return f"{{% for {name[1] if name else ANYTHING} in {ANYTHING} %}}"
    if kind in {"if", "elif"}:
        return f"{{% {kind} {ANYTHING} %}}"
    return f"{{% {kind} %}}" if kind in {"endfor", "endif", "else"} else ""
