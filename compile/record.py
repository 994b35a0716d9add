"""What a period's gathering leaves in the record: each file, and what came of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from compile.manifest import (
    READ,
    REJECTED,
    STRANGER,
    SUPERSEDED,
    InputMark,
    Manifest,
    MissingUnit,
    mark,
    normal,
    size_of,
)
from workbook_templates.standard.findings import Severity
from workbook_templates.standard.layout import STANDARD_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from compile.folder import MunicipalityFolder
    from compile.gather import Gathering
    from compile.history import PastPeriod
    from compile.manifest import FileMark
    from compile.reading import Reading


@dataclass(frozen=True, slots=True)
class Basis:
    """The files that decide a report besides the cards, as they were at its start."""

    register: FileMark
    template: FileMark
    logo: FileMark | None


def basis_of(folder: MunicipalityFolder) -> Basis:
    """Return the marks of a folder's register, template and logo; raises OSError."""
    logo = folder.logo
    marked_logo = mark(logo, logo.relative_to(folder.root).as_posix()) if logo else None
    return Basis(mark(folder.register), mark(folder.template), marked_logo)


def record(  # noqa: PLR0913 - what went in, what came out, and of what kind
    basis: Basis,
    gathering: Gathering,
    outputs: Mapping[str, Path],
    *,
    final: bool,
    part: str = "",
    history: Iterable[PastPeriod] = (),
) -> Manifest:
    """Return the record of a report; outputs are its files, whole, by name.

    part: the id of the unit or department that it is limited to. history: the periods
    before that it tells of.
    """
    outcomes = {card.file: SUPERSEDED for card in gathering.superseded}
    outcomes |= {card.file: STRANGER for card in gathering.strangers}
    names = {unit.id: unit.name for unit in gathering.register.units}
    inputs = (_input(r, outcomes, names) for r in gathering.readings)
    return Manifest(
        tool=version("malkort"),
        standard=STANDARD_VERSION,
        period=str(gathering.period),
        final=final,
        register=basis.register,
        template=basis.template,
        logo=basis.logo,
        inputs=tuple(sorted(inputs, key=lambda i: i.name)),
        missing=tuple(MissingUnit(u.id, u.name) for u in gathering.missing),
        outputs=tuple(mark(path, name) for name, path in outputs.items()),
        part=part,
        earlier=tuple(m for past in history for m in past.files),
    )


def _input(
    reading: Reading, outcomes: Mapping[str, str], names: Mapping[str, str]
) -> InputMark:
    """Return a file's mark; a unit has the register's name, or the workbook's own."""
    card, name = reading.card, reading.source.name
    counts = Counter(f.must_be_mended for f in reading.findings)
    stops = (f for f in reading.findings if f.severity is Severity.STOP)
    return InputMark(
        normal(name),
        size_of(reading.source.path),
        reading.sha256,
        unit_id=card.unit_id if card else "",
        unit_name=names.get(card.unit_id, card.unit_name) if card else "",
        template_version=card.version if card else "",
        outcome=outcomes.get(name, READ) if card else REJECTED,
        errors=counts[True],
        warnings=counts[False],
        reasons=tuple(f"{f.code} {f}" for f in stops),
    )
