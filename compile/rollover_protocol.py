"""The protocol of a rollover as one accessible page: what came along, what did not.

Every value is escaped by jinja; nothing in the template is marked as safe.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, StrictUndefined

if TYPE_CHECKING:
    from workbook_templates.rollover import Rolled

_TEMPLATE = "rollover_protocol.html"


def protocol_html(rolled: Rolled, notices: tuple[str, ...] = ()) -> str:
    """Return the page; notices are about the files that it was made from.

    The same rollover gives the same text: there is no time in it.
    """
    source = files("compile").joinpath(_TEMPLATE).read_text(encoding="utf-8")
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    drafts = [unit.draft for unit in rolled.units]
    return environment.from_string(source).render(
        rolled=rolled,
        notices=notices,
        carried=sum(len(d.carried) for d in drafts),
        left=sum(len(d.left_behind) for d in drafts) + len(rolled.ended),
        renumbered=sum(x.id != x.former for d in drafts for x in d.carried),
    )
