"""Whether all closed periods still are what their manifests and the log say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compile.archive import all_archived, archive_of, lost_folders, read_events
from compile.manifest import fingerprint
from compile.verifying import CHANGED, MISSING, Advice, Mismatch, verify
from workbook_templates.standard.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compile.archive import Archived
    from compile.folder import MunicipalityFolder
    from workbook_templates.standard.model import Period

_RESTORE = "Hämta tillbaka filen från en säkerhetskopia av arkivet."
_ADVICE = Advice(_RESTORE, _RESTORE)
_NOT_AS_LOGGED = (
    "Manifestet är inte det som fanns när perioden stängdes, så filerna kan inte "
    f"jämföras säkert. {_RESTORE}"
)
_LOST = "{name} saknas i arkivet, men ska finnas enligt loggen. {advice}"


@dataclass(frozen=True, slots=True)
class VerifiedArchive:
    """Names of archived periods, how many files were compared, and what differs.

    A mismatch's name begins with the archived period's; roles are as in
    verifying.Mismatch, and "manifest" and "period".
    """

    names: tuple[str, ...]
    count: int
    mismatches: tuple[Mismatch, ...]


def verify_archive(
    folder: MunicipalityFolder, period: Period | None = None
) -> VerifiedArchive:
    """Compare what is archived, of one period or of all, the reopened included.

    Raises UsageError where nothing is archived, ArchiveError where the log is broken.
    """
    found = [a for a in all_archived(folder) if period in {None, a.period}]
    lost = [n for n in lost_folders(folder) if n.startswith(str(period or ""))]
    if not found and not lost:
        which = f"perioden {period}" if period else "någon period"
        message = (
            f"Arkivet {archive_of(folder)} innehåller inte {which}. En period "
            "arkiveras av malkort compile --final."
        )
        raise UsageError(message)
    count, mismatches = 0, [_lost(name) for name in lost]
    for one in found:
        compared, differing = _compared(folder, one)
        count += compared
        mismatches += differing
    return VerifiedArchive(tuple(a.name for a in found), count, tuple(mismatches))


def _lost(name: str) -> Mismatch:
    return Mismatch("period", name, MISSING, _LOST.format(name=name, advice=_RESTORE))


def _compared(
    folder: MunicipalityFolder, archived: Archived
) -> tuple[int, list[Mismatch]]:
    """Return how many files of a period were compared, and what differs."""
    try:
        # Each period has its own files; those before lie in other folders.
        verified = verify(
            archived.folder, archived.period, advice=_ADVICE, earlier=False
        )
    except UsageError as error:
        broken = Mismatch("manifest", archived.name, MISSING, str(error))
        return 1, [broken]
    found = [*_manifest(folder, archived), *verified.mismatches]
    named = [_named(archived, mismatch) for mismatch in found]
    return verified.count + 1, named


def _named(archived: Archived, mismatch: Mismatch) -> Mismatch:
    return Mismatch(
        mismatch.role,
        f"{archived.name}/{mismatch.name}",
        mismatch.problem,
        f"{archived.name}: {mismatch.message}",
    )


def _manifest(folder: MunicipalityFolder, archived: Archived) -> Iterator[Mismatch]:
    """Compare the manifest itself with those that the log has seen."""
    logged = {e.manifest for e in read_events(folder) if e.manifest}
    if fingerprint(archived.manifest_path)[1] not in logged:
        name = archived.manifest_path.name
        yield Mismatch("manifest", name, CHANGED, _NOT_AS_LOGGED)
