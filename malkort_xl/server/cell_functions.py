"""The cell function =STRATEGIMAL("12") on the server.

Excel sends a cell function its arguments and no workbook, so the task pane adds
the lists that travel in the workbook as the last two. Where there are none, the
register that comes with the tool answers.
"""

from __future__ import annotations

from types import ModuleType

from xlwings.server import func

from malkort_xl import functions

DEFAULT_FIELD = "titel"

# What Excel's formula guide says of the function and its arguments.
_ABOUT = "Ger titeln, eller ett annat fält, för ett strategimål."
_ARGUMENTS = {
    "number": ("nummer", "Strategimålets nummer, till exempel 12."),
    "field": (
        "fält",
        "titel, område, text, indikator, riktning eller jämförs med. Utan det: titel.",
    ),
    "rows": ("lista", "Behövs inte: arbetsbokens egen lista används."),
    "areas": ("områden", "Behövs inte: arbetsbokens egen lista används."),
}


@func
def strategimal(number, field=DEFAULT_FIELD, rows=None, areas=None):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201 - a hint would make xlwings convert the values
    """Return a field of a strategy goal as text."""
    field = DEFAULT_FIELD if field is None else field
    if _is_list(rows):
        named = areas if _is_list(areas) else ()
        return functions.strategimal(rows, number, field, named)
    return functions.strategy_goal_text(functions.packaged_register(), number, field)


def namespace() -> ModuleType:
    """Return what xlwings Server looks its cell functions up in: this one alone."""
    _in_swedish(vars(strategimal)["__xlfunc__"])
    module = ModuleType("custom_functions")
    module.strategimal = strategimal  # type: ignore[attr-defined]
    return module


def _is_list(rows: object) -> bool:
    return isinstance(rows, list) and bool(rows) and isinstance(rows[0], list)


def _in_swedish(description: dict[str, object]) -> None:
    """Give Excel's formula guide Swedish words."""
    description["ret"]["doc"] = _ABOUT  # type: ignore[index]
    for argument in description["args"]:  # type: ignore[attr-defined]
        if argument["name"] in _ARGUMENTS:
            argument["name"], argument["doc"] = _ARGUMENTS[argument["name"]]
