"""Findings: what the author of a workbook is asked to mend.

A finding is a value, not an exception: a workbook may have many, and they are
all told at once. The form of a message is place - what is wrong - what to do.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum


class Severity(Enum):
    """How bad a finding is. The value is the Swedish word that users see.

    STOP: the workbook cannot be used at all.
    ERROR: must be mended before a final report.
    WARNING: advice; never stops anything.
    """

    STOP = "stopp"
    ERROR = "fel"
    WARNING = "varning"

    @property
    def rank(self) -> int:
        """Order for sorting, 0 is the worst."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Location:
    """Where a finding is: workbook file name, sheet name and cell address.

    Any part that is not known is empty; `cell` is an A1 address such as "H6".
    """

    file: str = ""
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        """Return the place in its sheet, "Mått!H6", or the file's name alone."""
        if self.sheet and self.cell:
            return f"{self.sheet}!{self.cell}"
        return self.sheet or self.file


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend: code, severity, what is wrong, what to do, and where.

    `wrong` and `remedy` are whole Swedish sentences.
    """

    code: str
    severity: Severity
    wrong: str
    remedy: str
    where: Location = field(default_factory=Location)

    @property
    def must_be_mended(self) -> bool:
        """Whether a final report has to wait for it."""
        return self.severity is not Severity.WARNING

    @property
    def message(self) -> str:
        """What is wrong and what to do, in one line of text."""
        return f"{self.wrong} {self.remedy}".strip()

    def in_file(self, name: str) -> Finding:
        """Return the same finding with its file named so."""
        return replace(self, where=replace(self.where, file=name))

    def __str__(self) -> str:
        """Return place, fault and remedy: 'Mått!H6: "x" är text. Skriv ...'."""
        place = str(self.where)
        return f"{place}: {self.message}" if place else self.message

    @property
    def sort_key(self) -> tuple[str, int, str, int, str, str]:
        """Order within a list: file, severity, sheet, row, cell, code."""
        digits = "".join(filter(str.isdigit, self.where.cell))
        row = int(digits) if digits else 0
        place = self.where
        return (place.file, self.severity.rank, place.sheet, row, place.cell, self.code)


@dataclass(frozen=True, slots=True)
class Wording:
    """A kind of finding: its code, title and severity, and its Swedish wording.

    `wrong` and `remedy` are str.format templates; values are put in verbatim.
    """

    code: str
    title: str
    severity: Severity
    wrong: str
    remedy: str

    def finding(self, where: Location, **values: object) -> Finding:
        """Return the finding at a place with the values filled in."""
        wrong, remedy = self.wrong.format(**values), self.remedy.format(**values)
        return Finding(self.code, self.severity, wrong, remedy, where)
