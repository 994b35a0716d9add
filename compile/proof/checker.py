"""The checker page-validation: the only module that knows it."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from compile.proof.verdict import Check, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from page import ValidationReport

    from compile.proof.objects import Layout

PACKAGE = "page-validation"
PDF_UA, PDF_A = "PDF/UA-1", "PDF/A-2a"
PROFILES = {PDF_UA: "ua1", PDF_A: "2a"}
FALSE_ALARM = "STREAM-LENGTH-001"
# The checker's own limits are passed at about 600 cards: a million objects, a thousand
# rows of one table, 256 bookmarks on one level. These hold at ten thousand, and still
# end what never would.
_LIMITS = {
    "max_input_size": 2**32,
    "max_total_decoded_content_size": 2**33,
    "max_object_count": 50_000_000,
    "max_table_grid_rows": 1_000_000,
    "max_table_grid_cells": 50_000_000,
    "max_reference_depth": 5000,
}
# It follows references by calling itself, which at that depth takes some MiB of stack:
# more than a thread has on Windows and macOS.
_STACK = 64 * 1024 * 1024
_MISSING = (
    "Kontrollprogrammet page-validation gick inte att köra. Installera om malkort "
    "(pip install --force-reinstall malkort) och gör rapporten igen."
)
_TOO_LARGE = (
    "Rapporten är större än vad kontrollprogrammet klarar. Gör den i volymer, med "
    "--volumes."
)
_BEYOND = "SafetyLimitError"
_ADVICE = (
    "Gör rapporten igen med den ursprungliga rapportmallen. Försvinner felet beror det "
    "på en ändring i mallen: ångra den. Annars: skicka den här raden till den som "
    "förvaltar verktyget."
)


@dataclass(frozen=True, slots=True)
class Checked:
    """The checker's name and version, its verdicts and the faults that it found."""

    checker: str
    checks: tuple[Check, ...]
    faults: tuple[Fault, ...]


def check(data: bytes, layout: Layout) -> Checked:
    """Check a PDF against both standards at once, on two processors if there are.

    Where the checker cannot be run the verdicts are None, and a fault says so.
    """
    with ThreadPoolExecutor(len(PROFILES)) as pool, _much_stack():
        answers = list(pool.map(lambda p: _answer(data, p), PROFILES.values()))
    checks: list[Check] = []
    faults: list[Fault] = []
    for standard, answer in zip(PROFILES, answers, strict=True):
        made, found = _verdict(standard, answer, layout)
        checks.append(made)
        faults += found
    return Checked(_name(), tuple(checks), tuple(faults))


@contextmanager
def _much_stack() -> Iterator[None]:
    """Give the threads that start meanwhile a stack of another size."""
    usual = threading.stack_size(_STACK)
    try:
        yield
    finally:
        threading.stack_size(usual)


def _answer(data: bytes, profile: str) -> ValidationReport | str:
    """Return the checker's report, or why there is none."""
    try:
        from page import SafetyLimits, validate_pdf_bytes  # noqa: PLC0415 - may be missing

        limits = SafetyLimits(**_LIMITS)
        return validate_pdf_bytes(data, profile=profile, limits=limits)
    except Exception as error:  # noqa: BLE001 - a compiled package fails in any way
        return f"{type(error).__name__}: {error}"


def _name() -> str:
    try:
        return f"{PACKAGE} {version(PACKAGE)}"
    except PackageNotFoundError:
        return PACKAGE


def _verdict(
    standard: str, answer: ValidationReport | str, layout: Layout
) -> tuple[Check, Sequence[Fault]]:
    if isinstance(answer, str):
        advice = _TOO_LARGE if answer.startswith(_BEYOND) else _MISSING
        fault = Fault("kontrollen", standard, "en kontroll", answer, advice)
        return Check(standard, None), (fault,)
    false = tuple(
        failure.rule_id
        for failure in answer.failures
        if failure.rule_id.endswith(FALSE_ALARM) and is_false_alarm(layout)
    )
    faults = tuple(
        Fault(f.rule_id, standard, "uppfylld regel", f.message, _ADVICE)
        for f in answer.failures
        if f.rule_id not in false
    )
    kept = not faults and (answer.is_compliant or bool(false))
    return Check(standard, kept, false), faults


def is_false_alarm(layout: Layout) -> bool:
    """Whether the alarm about a stream's length is proven to be a false one.

    It is where every stream of the file ends exactly where its length says, and at
    least one ends in a carriage return: the checker takes that byte of the data for
    half of the line end that follows.
    """
    return layout.sound and any(data.endswith(b"\r") for _, data in layout.streams)
