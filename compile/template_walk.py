"""A template read without being run: every name held against the fields' types.

What stands in a loop over an empty list, or in a branch that is not taken, is read
as well.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jinja2 import TemplateAssertionError, nodes
from jinja2.utils import missing

from compile.context import ReportContext
from compile.template_types import (
    UNKNOWN,
    element_of,
    hints_of,
    inner_of,
    is_record,
    is_text,
    list_of,
    may_be_missing,
)
from compile.word_errors import MisusedError, UnknownFieldError
from compile.word_pictures import PICTURE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jinja2 import Environment

ANYTHING = "any_value"  # a name of which nothing is known; no template says it
_GIVEN = {
    **dict.fromkeys(("next_number", PICTURE, ANYTHING), UNKNOWN),
    "contents": str,
    "has_logo": bool,
}
_FORGIVING = frozenset(("default", "d", "defined", "undefined"))
_ONE_OF = frozenset(("first", "last", "min", "max", "random"))
_SAME = frozenset(
    (
        *("list", "sort", "reverse", "unique"),
        *("select", "reject", "selectattr", "rejectattr"),
    )
)
_NAMES_FIELD = frozenset(("selectattr", "rejectattr", "groupby"))
_FOREIGN = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)


@dataclass(frozen=True, slots=True)
class Scope:
    """The names in force and their types; sure: what an if has found to be there."""

    names: dict[str, object]
    sure: frozenset[str] = frozenset()

    def inner(self, **names: object) -> Scope:
        """Return the scope of a loop, with names of its own."""
        return Scope({**self.names, **names}, self.sure)

    def knowing(self, sure: Iterable[str]) -> Scope:
        """Return the scope of a branch; the names are the same ones."""
        return Scope(self.names, self.sure | set(sure))


@dataclass(slots=True)
class Walker:
    """Reads a template; faults are lines, 1-based, and what is wrong there."""

    environment: Environment
    faults: list[tuple[int, Exception]] = field(default_factory=list)

    def read(self, template: nodes.Template) -> None:
        """Read a whole template."""
        self._all(template.body, Scope({**_GIVEN, **hints_of(ReportContext)}))

    def _all(self, statements: Iterable[nodes.Node], scope: Scope) -> None:
        for statement in statements:
            self._statement(statement, scope)

    def _statement(self, node: nodes.Node, scope: Scope) -> None:
        match node:
            case nodes.Output():
                for child in node.nodes:
                    self._output(child, scope)
            case nodes.For():
                self._loop(node, scope)
            case nodes.If():
                self._branches(node, scope)
            case nodes.Assign():
                self._bind(node.target, self.type_of(node.node, scope), scope)
            case nodes.AssignBlock():
                self._all(node.body, scope)
                self._bind(node.target, str, scope)
            case nodes.Macro():
                scope.names[node.name] = UNKNOWN
                named = {a.name: UNKNOWN for a in node.args}
                self._all(node.body, scope.inner(**named, caller=UNKNOWN))
            case _:
                self._other(node, scope)

    def _other(self, node: nodes.Node, scope: Scope) -> None:
        if isinstance(node, _FOREIGN):
            name = type(node).__name__.lower()
            message = f"Kommandot ”{name}” kan inte användas: mallen är en enda fil."
            self.faults.append((node.lineno, MisusedError(message)))
            return
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.Expr):
                self.type_of(child, scope)
            else:
                self._statement(child, scope)

    def _output(self, node: nodes.Expr, scope: Scope) -> None:
        """Read what is printed; it must be something that can be."""
        if isinstance(node, nodes.TemplateData):
            return
        found = inner_of(self.type_of(node, scope))
        if not is_text(found):
            message = _unprintable(_written(node), found)
            self.faults.append((node.lineno, MisusedError(message)))

    def _loop(self, node: nodes.For, scope: Scope) -> None:
        over = inner_of(self.type_of(node.iter, scope))
        element = element_of(over)
        if element is None and over is not UNKNOWN:
            message = (
                f"”{_written(node.iter)}” är ingen lista, så for kan inte gå igenom "
                "den."
            )
            self.faults.append((node.lineno, MisusedError(message)))
        inside = scope.inner(loop=UNKNOWN)
        self._bind(node.target, UNKNOWN if element is None else element, inside)
        if node.test is not None:
            self.type_of(node.test, inside)
        self._all(node.body, inside)
        self._all(node.else_, scope)

    def _branches(self, node: nodes.If, scope: Scope) -> None:
        self.type_of(node.test, scope)
        self._all(node.body, scope.knowing(_sure(node.test)))
        otherwise = scope
        if isinstance(node.test, nodes.Not):
            otherwise = scope.knowing(_sure(node.test.node))
        for branch in node.elif_:
            self._branches(branch, otherwise)
        self._all(node.else_, otherwise)

    def _bind(self, target: nodes.Node, hint: object, scope: Scope) -> None:
        if isinstance(target, nodes.Name):
            scope.names[target.name] = hint
        for name in target.find_all(nodes.Name):
            scope.names[name.name] = UNKNOWN

    def type_of(self, node: nodes.Node, scope: Scope) -> object:
        """Return the type of an expression, telling what is wrong in it."""
        found = UNKNOWN
        match node:
            case nodes.Name():
                found = self._name(node, scope)
            case nodes.Getattr():
                owner = self.type_of(node.node, scope)
                found = self._field(node, owner, node.attr, scope)
            case nodes.Getitem():
                found = self._item(node, scope)
            case nodes.Filter():
                found = self._filter(node, scope)
            case nodes.Test():
                found = self._test(node, scope)
            case nodes.CondExpr():
                found = self._choice(node, scope)
            case nodes.Or():
                left, right = (self.type_of(n, scope) for n in (node.left, node.right))
                found = inner_of(left) if inner_of(left) == right else UNKNOWN
            case _:
                for child in node.iter_child_nodes():
                    self.type_of(child, scope)
        return found

    def _name(self, node: nodes.Name, scope: Scope) -> object:
        if node.name in scope.names:
            return scope.names[node.name]
        if node.name not in self.environment.globals:
            self._unknown(node, missing, node.name)
        return UNKNOWN

    def _field(
        self, node: nodes.Expr, owner: object, name: str, scope: Scope
    ) -> object:
        """Return the type of a field of an owner."""
        whole = node.node if isinstance(node, nodes.Getattr | nodes.Getitem) else node
        if may_be_missing(owner) and _written(whole) not in scope.sure:
            written = _written(whole)
            message = (
                f"”{written}” kan saknas. Sätt {{%p if {written} %}} före och "
                "{%p endif %} efter."
            )
            self.faults.append((node.lineno, MisusedError(message)))
        owner = inner_of(owner)
        if is_record(owner) and isinstance(owner, type):
            if name in hints_of(owner):
                return hints_of(owner)[name]
        elif owner is UNKNOWN or hasattr(_plain(owner), name):
            return UNKNOWN
        self._unknown(node, owner, name)
        return UNKNOWN

    def _item(self, node: nodes.Getitem, scope: Scope) -> object:
        owner = inner_of(self.type_of(node.node, scope))
        if isinstance(node.arg, nodes.Slice):
            return owner
        self.type_of(node.arg, scope)
        if is_record(owner) and isinstance(node.arg, nodes.Const):
            return self._field(node, owner, str(node.arg.value), scope)
        return element_of(owner) or (str if owner is str else UNKNOWN)

    def _filter(self, node: nodes.Filter, scope: Scope) -> object:
        if node.name not in self.environment.filters:
            self._not_there("filter", node)
        given = self._given(node, scope)
        element = element_of(given)
        if element is not None:
            for name in _fields_named(node):
                found = self._path(node, element, name, scope)
                if node.name == "map":
                    return list_of(found)
        if node.name in _ONE_OF and element is not None:
            return element
        if node.name in _SAME:
            return given
        return {"length": int, "count": int, "join": str}.get(node.name, UNKNOWN)

    def _given(self, node: nodes.Filter | nodes.Test, scope: Scope) -> object:
        """Read what a filter or test is given; some ask whether it is there."""
        before = len(self.faults)
        given = UNKNOWN if node.node is None else self.type_of(node.node, scope)
        if node.name in _FORGIVING:
            del self.faults[before:]
        for child in (*node.args, *node.kwargs):
            self.type_of(child, scope)
        passed_on = node.name in {"in_run", "attribute"}
        if passed_on and node.node is not None and not is_text(inner_of(given)):
            message = _unprintable(_written(node.node), inner_of(given))
            self.faults.append((node.lineno, MisusedError(message)))
        return inner_of(given)

    def _test(self, node: nodes.Test, scope: Scope) -> object:
        if node.name not in self.environment.tests:
            self._not_there("test", node)
        self._given(node, scope)
        return bool

    def _choice(self, node: nodes.CondExpr, scope: Scope) -> object:
        self.type_of(node.test, scope)
        first = self.type_of(node.expr1, scope.knowing(_sure(node.test)))
        if node.expr2 is None:
            return first
        return first if self.type_of(node.expr2, scope) == first else UNKNOWN

    def _path(self, node: nodes.Expr, owner: object, path: str, scope: Scope) -> object:
        for name in path.split("."):
            owner = self._field(node, owner, name, scope)
        return owner

    def _unknown(self, node: nodes.Expr, owner: object, name: str) -> None:
        error = UnknownFieldError(owner, name, name)
        self.faults.append((node.lineno, error))

    def _not_there(self, kind: str, node: nodes.Filter | nodes.Test) -> None:
        text = f"No {kind} named {node.name!r}."
        self.faults.append((node.lineno, TemplateAssertionError(text, node.lineno)))


def _plain(hint: object) -> object:
    return hint if isinstance(hint, type) else tuple


def _sure(test: nodes.Expr) -> Iterator[str]:
    """Yield what is there when a condition holds."""
    if isinstance(test, nodes.And):
        yield from _sure(test.left)
        yield from _sure(test.right)
    elif isinstance(test, nodes.Name | nodes.Getattr):
        yield _written(test)


def _fields_named(node: nodes.Filter) -> Iterator[str]:
    """Yield the fields that a filter names in quotes."""
    if (
        node.name in _NAMES_FIELD
        and node.args
        and isinstance(node.args[0], nodes.Const)
    ):
        yield str(node.args[0].value)
    for argument in node.kwargs:
        if argument.key == "attribute" and isinstance(argument.value, nodes.Const):
            yield str(argument.value.value)


def _written(node: nodes.Node) -> str:
    """Return an expression as it was written, as far as it is names and fields."""
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f"{_written(node.node)}.{node.attr}"
        case nodes.Filter() if node.node is not None:
            return _written(node.node)
        case nodes.Getitem():
            return f"{_written(node.node)}[…]"
        case _:
            return "…"


def _unprintable(written: str, hint: object) -> str:
    if element_of(hint) is not None:
        return (
            f"”{written}” är en lista och kan inte skrivas ut. Gå igenom den med for, "
            f"eller skriv {{{{ {written}|join('; ') }}}} om den är en lista av texter."
        )
    if isinstance(hint, type) and is_record(hint):
        names = ", ".join(f"{written}.{name}" for name in hints_of(hint))
        return f"”{written}” har flera fält. Skriv vilket: {names}."
    return f"”{written}” är ja eller nej och kan inte skrivas ut. Använd det i if."
