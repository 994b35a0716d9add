"""Templates into pages. Every value is escaped; scripts run only if they are ours.

The page's own style and script are named by their hashes in its content security
policy, so that nothing else in it is ever run or fetched, whatever a value holds.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from compile.marks import STATUS_TINTS, VERDICT_TINTS

if TYPE_CHECKING:
    from compile.pages.page import Page

_FOLDER = Path(__file__).with_name("templates")
# What a page has no sign for, or what turns the text round it: as on the terminal.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def rendered(template: str, page: Page, **values: object) -> bytes:
    """Return a page as UTF-8: a template's name with its page and other values.

    Raises jinja2's errors for a template that asks for what it was not given: that
    is a fault in the program.
    """
    style, script = _style(), _read("page.js")
    text = (
        _environment()
        .get_template(template)
        .render(
            page=page,
            # Our own files, and the only texts that are not escaped.
            style=Markup(style),  # noqa: S704 - no value of anybody's is in it
            script=Markup(script),  # noqa: S704 - no value of anybody's is in it
            policy=_policy(style, script),
            **values,
        )
    )
    return text.encode("utf-8", "replace")


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )


def _harmless(value: object) -> object:
    """Return what is printed for a value: no control and no turned text."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", value)


@cache
def _style() -> str:
    """Return the style sheet with a class for each tint of the scales."""
    tints = sorted({*VERDICT_TINTS.values(), *STATUS_TINTS.values()})
    return _read("page.css") + "".join(f".t-{t}{{background:#{t}}}\n" for t in tints)


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Return a policy that lets the page's own style and script run, and no other."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
