"""What a rule is, how all rules are found, and how they are run."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Generic, TypeVar

from workbook_templates.standard.findings import Finding, Location, Severity, Wording
from workbook_templates.standard.model import (
    ActivityStatus,
    GoalVerdict,
    Municipality,
    Period,
    Scorecard,
)

if TYPE_CHECKING:
    from workbook_templates.standard.register import PeriodPlan, Register

Subject = TypeVar("Subject", Scorecard, Municipality)
Hit = tuple[Location, Mapping[str, object]]
Hits = Iterator[Hit]


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may look at besides the card: the register and the period.

    period is the one expected, None where the card's own serves.
    """

    register: Register
    period: Period | None = None

    def period_of(self, card: Scorecard) -> Period | None:
        """Return the period to judge a card by: its own before the expected one.

        A workbook of the wrong period is one finding; judged by another period
        than it was written for it would draw many more that say nothing.
        """
        return card.period or self.period

    def plan_of(self, card: Scorecard) -> PeriodPlan | None:
        """Return the dates of the card's period, or None where they are unknown."""
        period = self.period_of(card)
        return self.register.plan(period) if period else None

    def word(self, step: GoalVerdict | ActivityStatus) -> str:
        """Return a step's word in the register, or its code where that is missing."""
        is_verdict = isinstance(step, GoalVerdict)
        scale = self.register.verdicts if is_verdict else self.register.statuses
        return next((s.label for s in scale if s.code == step.value), step.value)


@dataclass(frozen=True, slots=True)
class Rule(Generic[Subject]):
    """A registered rule: its wording and the generator that finds its hits.

    subject is the class that it judges, Scorecard or Municipality.
    """

    wording: Wording
    subject: type[Subject]
    hits: Callable[[Subject, Context], Hits]

    @property
    def code(self) -> str:
        """The rule's code, such as "MK201"."""
        return self.wording.code

    @property
    def docstring(self) -> str:
        """The rule's explanation in English, for the generated reference."""
        return inspect.getdoc(self.hits) or ""

    def check(self, subject: Subject, context: Context) -> Iterator[Finding]:
        """Yield a finding for each hit."""
        for where, values in self.hits(subject, context):
            yield self.wording.finding(where, **values)


AnyRule = Rule[Scorecard] | Rule[Municipality]


def rule(
    code: str, *, title: str, severity: Severity, wrong: str, remedy: str
) -> Callable[[Callable[[Scorecard, Context], Hits]], Rule[Scorecard]]:
    """Make a rule for one card of a generator of (place, values for the wording).

    wrong and remedy are Swedish templates of whole sentences.
    """
    wording = Wording(code, title, severity, wrong, remedy)
    return lambda hits: Rule(wording, Scorecard, hits)


def municipality_rule(
    code: str, *, title: str, severity: Severity, wrong: str, remedy: str
) -> Callable[[Callable[[Municipality, Context], Hits]], Rule[Municipality]]:
    """Make a rule for all cards of a period together; otherwise as rule."""
    wording = Wording(code, title, severity, wrong, remedy)
    return lambda hits: Rule(wording, Municipality, hits)


def check_scorecard(
    card: Scorecard, context: Context, parsed: Iterable[Finding] = ()
) -> tuple[Finding, ...]:
    """Return what the rules find in one card, in the order of Finding.sort_key.

    parsed: what parsing found. A cell that it calls an error was read as empty, so
    what a rule says of that cell would only follow from it and is left out.
    """
    bad = {f.where for f in parsed if f.severity is not Severity.WARNING}
    found = _run(Scorecard, card, context)
    return tuple(f for f in found if not (f.where.cell and f.where in bad))


def check_municipality(
    municipality: Municipality, context: Context
) -> tuple[Finding, ...]:
    """Return what the rules find across the cards; not what each card has itself."""
    return _run(Municipality, municipality, context)


@cache
def all_rules() -> tuple[AnyRule, ...]:
    """Return every rule of the package's modules, sorted by code."""
    found = (value for module in _modules() for value in module.values())
    rules = {id(r): r for r in found if isinstance(r, Rule)}
    return tuple(sorted(rules.values(), key=lambda r: r.code))


def _modules() -> Iterator[Mapping[str, object]]:
    """Yield the names in each module of this package."""
    package = importlib.import_module(__package__ or "")
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        yield vars(importlib.import_module(module.name))


def _run(
    kind: type[Subject], subject: Subject, context: Context
) -> tuple[Finding, ...]:
    """Run the rules for a kind of subject."""
    rules = (r for r in all_rules() if r.subject is kind)
    findings = (f for r in rules for f in r.check(subject, context))
    return tuple(sorted(findings, key=lambda f: f.sort_key))
