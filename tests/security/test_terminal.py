from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from compile.telling import print_findings, say, warn
from tests.security.attacks import ANSI
from workbook_templates.standard.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Callable


def as_finding(text: str) -> None:
    where = Location(f"kort{text}.xlsx", text, "A1")
    print_findings([Finding("MK999", Severity.ERROR, text, text, where)])


@pytest.mark.parametrize("tell", [say, warn, as_finding])
def test_no_text_or_file_name_commands_the_terminal(
    tell: Callable[[str], None],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "argv", ["malkort"])
    tell(ANSI)

    said = "".join(capsys.readouterr())
    assert "rött" in said
    assert [c for c in said if not (c.isprintable() or c == "\n")] == []
