"""The convention that every rule follows, proved by walking the modules."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import string
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from workbook_templates.standard import rules
from workbook_templates.standard.findings import Location, Severity
from workbook_templates.standard.model import Municipality, Scorecard
from workbook_templates.standard.rules.registry import AnyRule, Rule, all_rules

if TYPE_CHECKING:
    from types import ModuleType

MODULES = [
    importlib.import_module(f"{rules.__name__}.{module.name}")
    for module in pkgutil.iter_modules(rules.__path__)
]
# The hundreds of the codes in each module; one that is not here may have no rules.
HUNDREDS = {
    "goals": "1",
    "goal_support": "1",
    "goal_years": "1",
    "goal_links": "1",
    "measures": "2",
    "measure_values": "2",
    "activities": "3",
    "texts": "4",
    "identity": "5",
    "municipality": "6",
}
RULES = [pytest.param(rule, id=rule.code) for rule in all_rules()]


def test_every_function_that_is_called_a_rule_is_registered() -> None:
    named = {
        name: value
        for module in MODULES
        for name, value in vars(module).items()
        if name.startswith("rule_")
    }
    assert len(named) >= 28
    assert [name for name, value in named.items() if not isinstance(value, Rule)] == []
    assert {r.code for r in all_rules()} == {v.code for v in named.values()}
    assert len(named) == len(all_rules())


def test_codes_are_unique() -> None:
    codes = [rule.code for rule in all_rules()]
    assert sorted(set(codes)) == codes


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_codes_follow_the_module_s_topic(module: ModuleType) -> None:
    codes = [v.code for v in vars(module).values() if isinstance(v, Rule)]
    hundreds = HUNDREDS.get(module.__name__.rpartition(".")[2])
    assert bool(codes) == bool(hundreds)
    assert {code[:3] for code in codes} == ({f"MK{hundreds}"} if hundreds else set())


@pytest.mark.parametrize("rule", RULES)
def test_a_code_has_two_letters_and_three_digits(rule: AnyRule) -> None:
    assert rule.code[:2] == "MK"
    assert rule.code[2:].isdigit()
    assert len(rule.code) == 5


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_a_documented_function_named_for_it(rule: AnyRule) -> None:
    assert inspect.isgeneratorfunction(rule.hits)
    assert rule.hits.__name__.startswith("rule_")
    assert rule.docstring.startswith("Find ")
    assert rule.docstring.isascii()


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_judges_what_its_first_parameter_is_called(rule: AnyRule) -> None:
    first = next(iter(inspect.signature(rule.hits).parameters))
    expected = {"card": Scorecard, "municipality": Municipality}
    assert rule.subject is expected[first]


@pytest.mark.parametrize("rule", RULES)
def test_wording_is_whole_sentences(rule: AnyRule) -> None:
    wording = rule.wording
    for sentence in (wording.wrong, wording.remedy):
        assert sentence.endswith(".")
        assert sentence == sentence.strip()
        assert sentence[0].isupper() or sentence[0] in "”{"
        assert "  " not in sentence
        assert '"' not in sentence
        assert sentence.count("”") % 2 == 0
    assert wording.title
    assert not wording.title.endswith(".")
    assert wording.severity is not Severity.STOP


@pytest.mark.parametrize("rule", RULES)
def test_wording_fields_are_all_filled_by_the_rule(rule: AnyRule) -> None:
    source = inspect.getsource(rule.hits) + inspect.getsource(
        importlib.import_module(rule.hits.__module__)
    )
    for field in _fields(rule):
        assert f'"{field}"' in source


@pytest.mark.parametrize("rule", RULES)
def test_wording_takes_values_verbatim(rule: AnyRule) -> None:
    values = dict.fromkeys(_fields(rule), "{å} & <b>")
    finding = rule.wording.finding(Location("kort.xlsx"), **values)
    assert ("{å} & <b>" in finding.message) == bool(values)


@pytest.mark.parametrize("rule", RULES)
def test_a_test_mentions_every_code(rule: AnyRule) -> None:
    tests = Path(__file__).parent.glob("test_rules_*.py")
    assert any(f'"{rule.code}' in test.read_text(encoding="utf-8") for test in tests)


def _fields(rule: AnyRule) -> set[str]:
    template = rule.wording.wrong + rule.wording.remedy
    return {field for _, field, _, _ in string.Formatter().parse(template) if field}
