"""The verdict on a report's PDF: what was proven, and each fault with its remedy."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from workbook_templates.standard.errors import MalkortError

if TYPE_CHECKING:
    from collections.abc import Mapping

SUFFIX = "-tillganglighet.json"
SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it must be; all texts are Swedish.

    code: of the own count ("antal-tabeller") or the checker's rule. expected and
    found say how it should be and how it is, advice what to do. stops: whether a final
    report must wait until it is mended.
    """

    code: str
    what: str
    expected: str
    found: str
    advice: str
    stops: bool = True

    def __str__(self) -> str:
        """Return the fault as a line for the terminal."""
        return (
            f"{self.what}: väntat {self.expected}, hittat {self.found}. {self.advice}"
        )


@dataclass(frozen=True, slots=True)
class Check:
    """A standard's verdict: whether the checker found it kept, None if it never ran.

    dismissed: false alarms that were looked into and found to be such.
    """

    standard: str
    kept: bool | None
    dismissed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """What was proven of one PDF.

    counts: how many of each kind, in the PDF. compared: whether these were compared
    with a Word file.
    """

    checker: str
    checks: tuple[Check, ...]
    counts: Mapping[str, int] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    compared: bool = True

    @property
    def passed(self) -> bool:
        """Whether all standards are kept and nothing is lost to a listener."""
        stopping = any(fault.stops for fault in self.faults)
        return not stopping and all(check.kept for check in self.checks)


class UnprovenError(MalkortError):
    """A final report's PDF is not proven accessible, so nothing is delivered."""

    def __init__(self, proof: Proof) -> None:
        """Keep the proof, which says why."""
        super().__init__(proof_line(proof))
        self.proof = proof


def refuse_unproven(proof: Proof | None) -> None:
    """Raise UnprovenError where there is a proof and it failed."""
    if proof is not None and not proof.passed:
        raise UnprovenError(proof)


def proof_json(proof: Proof) -> bytes:
    """Return a proof as JSON, the same for the same PDF.

    docs/explanation/accessibility.md explains the fields.
    """
    content = {
        "schema": SCHEMA,
        "passed": proof.passed,
        "checker": proof.checker,
        "standards": [asdict(check) for check in proof.checks],
        "compared": proof.compared,
        "counts": dict(proof.counts),
        "faults": [asdict(fault) for fault in proof.faults],
    }
    return f"{json.dumps(content, ensure_ascii=False, indent=2)}\n".encode()


def proof_line(proof: Proof | None) -> str:
    """Return the verdict in one Swedish line; None stands for a report without PDF."""
    if proof is None:
        return "Tillgänglighet: ingen PDF gjordes, så ingenting är visat."
    if not proof.passed:
        number = len(proof.faults)
        return f"Tillgänglighet: PDF-filen är inte visad tillgänglig, {number} fel."
    kept = " och ".join(check.standard for check in proof.checks)
    counts = ", ".join(f"{n} {what}" for what, n in proof.counts.items() if n)
    told = "stämmer med underlaget" if proof.compared else "finns i filen"
    return f"Tillgänglighet: {kept} uppfylls; {counts} {told}."
