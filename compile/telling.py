"""What the commands say on the terminal: findings, progress and results."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import contextmanager
from itertools import groupby
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.progress import TimeRemainingColumn as TimeLeft

from compile.proof.verdict import proof_line
from workbook_templates.standard.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from compile.proof.verdict import Proof
    from workbook_templates.standard.findings import Finding

_COLOURS = {Severity.STOP: "red", Severity.ERROR: "red", Severity.WARNING: "yellow"}
# Characters in a cell or a file's name must not command the terminal, nor turn
# the text round: controls, and what directs the order of writing.
_UNSAFE = dict.fromkeys(
    (
        *range(9),
        *range(11, 32),
        *range(127, 160),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    ),
    "�",
)


def harmless(text: str) -> str:
    """Return a text that cannot command the terminal or turn itself round."""
    return text.translate(_UNSAFE)


def say(text: str = "") -> None:
    """Print a line for the user."""
    click.echo(harmless(text))


def warn(text: str) -> None:
    """Print a line about something that went wrong, on the error stream."""
    click.secho(text.translate(_UNSAFE), fg="red", err=True)


def print_findings(findings: Iterable[Finding]) -> None:
    """Print findings grouped by workbook, the worst first in each."""
    ordered = sorted(findings, key=lambda f: f.sort_key)
    for file, group in groupby(ordered, key=lambda f: f.where.file):
        rows = list(group)
        name = (file or "Hela kommunen").replace("\n", " ").translate(_UNSAFE)
        click.secho(f"\n{name}  ({count_text(rows)})", bold=True)
        for finding in rows:
            _print_finding(finding)


def _print_finding(finding: Finding) -> None:
    severity = click.style(
        f"{finding.severity.value:<8}", fg=_COLOURS[finding.severity]
    )
    place = "" if str(finding.where) == finding.where.file else f"{finding.where}: "
    text = f"{place}{finding.message}".replace("\n", " ").translate(_UNSAFE)
    click.echo(f"  {severity} {finding.code}  {text}")


def count_text(findings: Iterable[Finding]) -> str:
    """Return the number of findings by severity: "1 stopp, 2 fel, 3 varningar"."""
    counts = Counter(f.severity for f in findings)
    words = {
        Severity.STOP: ("stopp", "stopp"),
        Severity.ERROR: ("fel", "fel"),
        Severity.WARNING: ("varning", "varningar"),
    }
    parts = [f"{n} {words[s][n > 1]}" for s in Severity if (n := counts[s])]
    return ", ".join(parts) or "inga anmärkningar"


def findings_json(findings: Iterable[Finding]) -> str:
    """Return findings as a JSON list of file, sheet, cell, code, severity, message."""
    rows = [
        {
            "file": f.where.file,
            "sheet": f.where.sheet,
            "cell": f.where.cell,
            "code": f.code,
            "severity": f.severity.value,
            "message": f.message,
        }
        for f in sorted(findings, key=lambda f: f.sort_key)
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def tell_proof(proof: Proof | None) -> None:
    """Print a proof's verdict and its faults; None for a report without PDF."""
    if proof is None or proof.passed:
        say(proof_line(proof))
        return
    warn(proof_line(proof))
    for fault in proof.faults:
        warn(f"  {fault}")


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar with the time left on the error stream; yields tell(done, total).

    Nothing is shown where the stream is no terminal.
    """
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeLeft())
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
