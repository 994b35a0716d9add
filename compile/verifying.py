"""Whether a report and what it was made from still are what its record says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from compile.archive import archived
from compile.delivery import existing, unfinished
from compile.find import find_workbooks, is_owner_file
from compile.folder import names_unit
from compile.manifest import SUFFIX, Manifest, fingerprint, normal, read_manifest
from compile.proof.verdict import SUFFIX as PROOF
from workbook_templates.standard.errors import UsageError
from workbook_templates.standard.model import Period

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from compile.folder import MunicipalityFolder
    from compile.manifest import FileMark

CHANGED, MISSING, NEW, UNFINISHED = "changed", "missing", "new", "unfinished"


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do about a file of the report, and about one that it was made of."""

    output: str
    source: str


_DELIVERED = Advice(
    "Hämta tillbaka filen från en säkerhetskopia, eller gör rapporten på nytt med "
    "malkort compile.",
    "Gör rapporten på nytt med malkort compile om den ska gälla.",
)


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One thing that is not as the record says.

    role: "output", "input", "earlier", "register", "template" or "logo". problem:
    "changed", "missing", "new" or "unfinished". name is as in the record, an earlier
    period's with the period before it; message is Swedish.
    """

    role: str
    name: str
    problem: str
    message: str


@dataclass(frozen=True, slots=True)
class Verified:
    """A record, the number of files that were compared, and what does not match."""

    manifest: Manifest
    count: int
    mismatches: tuple[Mismatch, ...]


def verify(  # noqa: PLR0913 - which report, and what of it
    folder: MunicipalityFolder,
    period: Period,
    out: Path | None = None,
    advice: Advice = _DELIVERED,
    part: str = "",
    *,
    earlier: bool = True,
) -> Verified:
    """Compare a period's files with the record beside its report.

    out: the folder of the report where it is another than the period's own. advice:
    what to do about each kind of file. part: the id of the unit or department that
    the report is limited to; then a new file counts where its name begins with the
    id of one of the part's units. earlier: whether the files of earlier periods are
    compared too, where they lie now. Raises UsageError where there is no record or it
    cannot be read.
    """
    path = existing(folder.report(period, SUFFIX, out, part))
    manifest = _manifest_at(path)
    mismatches = (
        *_cut_short(path.parent),
        *_outputs(
            manifest, path.parent, folder.report(period, "", None, part).name, advice
        ),
        *_basis(manifest, folder, advice.source),
        *_inputs(manifest, folder.inbox(period), advice.source),
        *(_earlier(manifest, folder, advice.source) if earlier else ()),
    )
    marks = (*manifest.outputs, *manifest.inputs, *_basis_marks(manifest).values())
    marks += manifest.earlier if earlier else ()
    return Verified(manifest, len(marks), mismatches)


def _manifest_at(path: Path) -> Manifest:
    try:
        return read_manifest(path)
    except FileNotFoundError:
        message = (
            f"{path} finns inte, så det finns inget att jämföra med. Ange rätt mapp "
            "och period, eller gör rapporten med malkort compile."
        )
        raise UsageError(message) from None


def _cut_short(folder: Path) -> Iterator[Mismatch]:
    if unfinished(folder):
        yield Mismatch(
            "output",
            folder.name,
            UNFINISHED,
            "En körning avbröts just när rapportens filer byttes ut. Kör malkort "
            "compile igen, så görs bytet klart.",
        )


def _outputs(
    manifest: Manifest, folder: Path, stem: str, advice: Advice
) -> Iterator[Mismatch]:
    for mark in manifest.outputs:
        yield from _compared("output", mark, folder, advice.output)
    known = {mark.name for mark in manifest.outputs}
    for name in (f"{stem}.docx", f"{stem}.pdf", f"{stem}{PROOF}"):
        if name not in known and existing(folder / name).exists():
            message = (
                f"{name} hör inte till den här rapporten: filen är från en annan "
                "körning. Ta bort den, eller gör rapporten på nytt."
            )
            yield Mismatch("output", name, NEW, message)


def _basis(
    manifest: Manifest, folder: MunicipalityFolder, advice: str
) -> Iterator[Mismatch]:
    for role, mark in _basis_marks(manifest).items():
        yield from _compared(role, mark, folder.root, advice)
    if manifest.logo is None and folder.logo is not None:
        name = folder.logo.relative_to(folder.root).as_posix()
        message = f"{name} har kommit till sedan rapporten gjordes. {advice}"
        yield Mismatch("logo", name, NEW, message)


def _basis_marks(manifest: Manifest) -> dict[str, FileMark]:
    marks = {"register": manifest.register, "template": manifest.template}
    return marks | ({"logo": manifest.logo} if manifest.logo else {})


def _inputs(manifest: Manifest, inbox: Path, advice: str) -> Iterator[Mismatch]:
    """Compare the inbox; what Excel leaves while a file is open may come and go."""
    known = {mark.name for mark in manifest.inputs}
    for mark in manifest.inputs:
        if not is_owner_file(mark.name):
            yield from _compared("input", mark, inbox, advice)
    for path in find_workbooks(inbox):
        name = normal(path.relative_to(inbox).as_posix())
        if name not in known and not is_owner_file(name) and _concerns(name, manifest):
            message = f"{name} har kommit in sedan rapporten gjordes. {advice}"
            yield Mismatch("input", name, NEW, message)


def _earlier(
    manifest: Manifest, folder: MunicipalityFolder, advice: str
) -> Iterator[Mismatch]:
    """Compare the earlier periods' files, in the archive where they are closed."""
    places: dict[str, Path] = {}
    for mark in manifest.earlier:
        if mark.period not in places:
            period = Period.parse(mark.period)
            closed = archived(folder, period)
            places[mark.period] = closed.inbox if closed else folder.inbox(period)
        for found in _compared("earlier", mark, places[mark.period], advice):
            told = f"{mark.period}: {found.message}"
            yield replace(found, name=f"{mark.period}/{found.name}", message=told)


def _concerns(name: str, manifest: Manifest) -> bool:
    """Tell whether a new file may be of the part that a report is limited to."""
    return not manifest.part or any(
        names_unit(name, unit_id) for unit_id in manifest.unit_ids
    )


def _compared(
    role: str, mark: FileMark, folder: Path, advice: str
) -> Iterator[Mismatch]:
    """Yield what is wrong with one file, if anything."""
    path = existing(folder / mark.name)
    try:
        size, sha256 = fingerprint(path)
    except OSError:
        # One that could not be opened then either is as it was.
        if mark.sha256 or not path.exists():
            message = f"{mark.name} finns inte i {folder}, eller går inte att läsa."
            yield Mismatch(role, mark.name, MISSING, f"{message} {advice}")
        return
    if sha256 != mark.sha256:
        was = "" if mark.size is None else f" (var {mark.size} byte, är {size})"
        message = f"{mark.name} har ändrats sedan rapporten gjordes{was}. {advice}"
        yield Mismatch(role, mark.name, CHANGED, message)
