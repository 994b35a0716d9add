"""What stands last: findings, files, and where everything came from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding: place in the workbook ("Mått!H6"), severity and text."""

    place: str
    severity: str
    text: str


@dataclass(frozen=True, slots=True)
class WorkbookFindings:
    """All findings of one workbook, or of the municipality as a whole."""

    name: str
    findings: tuple[FindingLine, ...] = ()


@dataclass(frozen=True, slots=True)
class RejectedFile:
    """A file that was handed in but could not be used, and why."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class WorkbookEntry:
    """A workbook that the report was made from; sha256 in hexadecimal."""

    unit: str
    file: str
    sha256: str
    handed_in: str = ""


@dataclass(frozen=True, slots=True)
class BasisCount:
    """Goals by what their verdict rests on; name is a department, last the total.

    measured: goals with at least one measure whose outcome can be judged by the
    rules. agreeing: those of them whose verdict is neither better than the best nor
    worse than the worst that the rules give its measures. self_judged: goals without
    such a measure. total: measured + self_judged.
    """

    name: str
    measured: str
    agreeing: str
    self_judged: str
    total: str


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source of measured values as the cards name it, and who uses it.

    measures: "Skolan (MT1, MT3); Biblioteket (MT2)". count: number of measures.
    """

    source: str
    measures: str
    count: str


@dataclass(frozen=True, slots=True)
class OriginEntry:
    """Where a card's records stand in its workbook, runs of rows put together.

    records: "M1-M5, M7". rows: "6-10, 12", the Excel rows in the same order.
    """

    unit: str
    file: str
    sheet: str
    records: str
    rows: str
