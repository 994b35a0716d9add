"""Two contexts that any template must bear: one full of examples, and an empty one.

They are made from the fields' types, so that a new field is in them from the start.
"""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from typing import TYPE_CHECKING, Any

from compile.context import Chart, Mark, ReportContext, Series, VerdictWords
from compile.marks import VERDICT_TINTS
from compile.template_types import element_of, hints_of, inner_of

if TYPE_CHECKING:
    from dataclasses import Field

_MARK = Mark("Exempel", "●", next(iter(VERDICT_TINTS.values())))
_WORDS = VerdictWords(_MARK, _MARK, _MARK, _MARK)
_CHART = Chart(
    title="Exempel",
    alt="Exempel på ett diagram.",
    labels=("Exempel 1", "Exempel 2"),
    series=tuple(Series("Exempel", "●", (1, 2)) for _ in range(5)),
)
_READY = {Mark: _MARK, VerdictWords: _WORDS, Chart: _CHART}
_ROWS = 2  # of every list: a first and a last


def full_context() -> ReportContext:
    """Return a context where every field has an example and every list two."""
    return _context(_full(ReportContext))


def empty_context() -> ReportContext:
    """Return a context with nothing but what the program always gives."""
    needed = (f for f in fields(ReportContext) if _is_needed(f))
    hints = hints_of(ReportContext)
    return ReportContext(**{f.name: _nothing(hints[f.name]) for f in needed})


def _context(made: object) -> ReportContext:
    if not isinstance(made, ReportContext):  # pragma: no cover - by its type
        raise TypeError
    return made


def _is_needed(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _nothing(hint: object) -> Any:  # noqa: ANN401 - what the field's type says
    return _WORDS if hint is VerdictWords else ""


def _full(hint: object, name: str = "") -> object:
    """Return an example of a type; name is the field's, which a text then names."""
    hint = inner_of(hint)
    if isinstance(hint, type) and hint in _READY:
        return _READY[hint]
    if isinstance(hint, type) and is_dataclass(hint):
        return hint(**{n: _full(h, n) for n, h in hints_of(hint).items()})
    if element := element_of(hint):
        return tuple(_full(element, name) for _ in range(_ROWS))
    return {bool: True, int: 1}.get(hint, f"Exempel ({name})")  # type: ignore[call-overload]
