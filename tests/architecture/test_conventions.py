"""The house's own rules, held against the code."""

from __future__ import annotations

import ast
import io
import re
import statistics
import tokenize
from typing import TYPE_CHECKING

import pytest

from tests.helpers.tools import ROOT
from workbook_templates.standard import layout
from workbook_templates.standard.columns import Choices
from workbook_templates.standard.register_layout import REGISTER_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONGEST_FUNCTION = 40
USUAL_FUNCTION = 8
LONGEST_FILE = 400
CODE = sorted(
    path
    for top in ("compile", "malkort_xl", "workbook_templates")
    for path in ROOT.glob(f"{top}/**/*.py")
)
# These say what the words are; all others ask them.
LAYOUT_HOMES = {"columns.py", "layout.py", "register_layout.py"}


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            yield node


def body_lines(node: ast.FunctionDef) -> int:
    """Count a function's lines without its signature and docstring."""
    first = node.body[0]
    spoken = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    rest = node.body[1:] if spoken else node.body
    return (node.end_lineno or 0) - rest[0].lineno + 1 if rest else 1


def test_a_file_has_at_most_400_lines() -> None:
    lengths = {p: len(p.read_text(encoding="utf-8").splitlines()) for p in CODE}

    assert {str(p): n for p, n in lengths.items() if n > LONGEST_FILE} == {}


def test_a_function_is_as_long_as_one_thought() -> None:
    lengths = {f"{p}:{f.name}": body_lines(f) for p in CODE for f in functions(p)}

    assert {name: n for name, n in lengths.items() if n > LONGEST_FUNCTION} == {}
    assert statistics.median(lengths.values()) <= USUAL_FUNCTION


def test_names_comments_and_docstrings_are_ascii() -> None:
    foreign = [f"{p}:{line}: {text}" for p in CODE for line, text in not_ascii(p)]

    assert foreign == []


def not_ascii(path: Path) -> Iterator[tuple[int, str]]:
    """Yield names and comments that are not ASCII, and docstrings but click's.

    What stands in quotes is quoted from a workbook.
    """
    source = path.read_text(encoding="utf-8")
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        plain = token.string.isascii()
        if token.type in {tokenize.NAME, tokenize.COMMENT} and not plain:
            yield token.start[0], token.string
    seen_by_users = "commands" in path.parts or path.name == "cli.py"
    for node in () if seen_by_users else ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module):
            text = ast.get_docstring(node) or ""
            for line in text.splitlines():
                unquoted = re.sub(r"'[^']*'|\"[^\"]*\"|`[^`]*`", "", line)
                if not unquoted.isascii():
                    yield getattr(node, "lineno", 1), line


def test_nobody_imports_the_package_by_its_bare_name() -> None:
    """`import compile.x` would hide the built-in function of that name."""
    bare = [
        f"{path}:{node.lineno}"
        for path in [*CODE, *ROOT.glob("tests/**/*.py")]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import)
        for name in node.names
        if name.name.split(".")[0] == "compile"
    ]

    assert bare == []


def coded_words() -> set[str]:
    """Return the names by which a workbook is read: tables, cells and lists."""
    tables = {t.name for t in (*layout.TABLES, *REGISTER_TABLES)}
    cells = {cell.name for cell in layout.NAMED_CELLS}
    return tables | cells | {choice.value for choice in Choices}


@pytest.mark.parametrize("path", CODE, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_the_workbooks_names_stand_only_in_the_layout(path: Path) -> None:
    if path.name in LAYOUT_HOMES:
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    strings = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }

    assert strings & coded_words() == set()


def test_headings_stand_only_in_the_layout() -> None:
    """A heading of two words or more is nobody's word by chance.

    The report's wording is the Word template's own.
    """
    headings = {
        column.heading
        for table in (*layout.TABLES, *REGISTER_TABLES)
        for column in table.columns
        if " " in column.heading
    }
    strings = {
        (str(path.relative_to(ROOT)), node.value)
        for path in CODE
        if path.name not in LAYOUT_HOMES and "report_templates" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in headings
    }

    assert strings == set()


def test_one_truth_about_files_that_no_commit_may_hold() -> None:
    """No path of a machine and no host of a package registry stands in a text file."""
    texts = [p for p in ROOT.glob("**/*.md") if not _foreign(p)]
    texts += [p for p in ROOT.glob("**/*.toml") if not _foreign(p)]
    marks = ("/" + "work/", "/" + "root/", "pypi" + ".org", "npmjs" + ".org")
    bad = [
        f"{path}: {mark}"
        for path in [*texts, *CODE, ROOT / "package.json"]
        for mark in marks
        if mark in path.read_text(encoding="utf-8")
    ]

    assert bad == []


def _foreign(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    return any(p.startswith(".") or p in {"node_modules", "build"} for p in parts)
