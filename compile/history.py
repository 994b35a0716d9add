"""Earlier periods: what was handed in then, for trends and for what has changed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from compile.archive import all_archived, archived
from compile.find import find_workbooks, is_owner_file
from compile.inbox import gather_inbox
from compile.manifest import EarlierMark, fingerprint, normal, size_of
from compile.reading import PLAIN
from compile.registers import examine_register
from workbook_templates.standard.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from compile.archive import Archived
    from compile.folder import MunicipalityFolder
    from compile.gather import Gathering
    from compile.reading import Means
    from workbook_templates.standard.model import Period, Scorecard
    from workbook_templates.standard.register import Register

_CHANGED = (
    "{name} i arkivet har ändrats sedan perioden stängdes. Det som står där nu har "
    "använts. Hämta tillbaka filen från en säkerhetskopia."
)
_MISSING = (
    "{name} saknas i arkivet och är inte med. Hämta tillbaka filen från en "
    "säkerhetskopia."
)
_NEW = "{name} har lagts i arkivet efter att perioden stängdes och är inte med."
_NO_MANIFEST = (
    "{name} saknas i arkivet eller är skadat, så det går inte att se om filerna har "
    "ändrats. De har använts som de är."
)
_NO_REGISTER = (
    "{name} i arkivet går inte att läsa. Dagens register har använts i stället."
)


@dataclass(frozen=True, slots=True)
class PastPeriod:
    """A period's cards as they counted then, and the register that held then.

    cards: one for each unit that handed in, in the register's order. superseded:
    cards of units that handed in more than once, which did not count. files: the
    workbooks of the cards, as they were read. archived: whether they come from the
    archive of a final report. notices: Swedish sentences on what is not as it was
    archived, or could not be read.
    """

    period: Period
    register: Register
    cards: tuple[Scorecard, ...]
    archived: bool = False
    notices: tuple[str, ...] = ()
    superseded: tuple[Scorecard, ...] = ()
    files: tuple[EarlierMark, ...] = ()
    _by_unit: Mapping[str, Scorecard] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the cards by unit."""
        by_unit = {card.unit_id: card for card in self.cards}
        object.__setattr__(self, "_by_unit", by_unit)

    def card_of(self, unit_id: str) -> Scorecard | None:
        """Return a unit's card of this period, or None."""
        return self._by_unit.get(unit_id)


def past_periods(
    folder: MunicipalityFolder,
    before: Period,
    register: Register,
    means: Means = PLAIN,
) -> tuple[PastPeriod, ...]:
    """Return all periods before one that have cards, the oldest first.

    Closed periods count, and periods that the register plans and whose inbox holds
    workbooks. One from the archive of which nothing is left is there too, to tell so.
    """
    planned = {plan.period for plan in register.periods}
    closed = {a.period for a in all_archived(folder) if not a.opened}
    periods = sorted(p for p in planned | closed if p < before)
    found = (read_period(folder, period, register, means) for period in periods)
    return tuple(p for p in found if p is not None and (p.cards or p.archived))


def read_period(
    folder: MunicipalityFolder,
    period: Period,
    register: Register,
    means: Means = PLAIN,
) -> PastPeriod | None:
    """Return a period as it is archived, else as its inbox is; None without files.

    register is the one that holds now; a closed period has its own.
    """
    closed = archived(folder, period)
    if closed is not None:
        return read_closed(closed, register, means)
    inbox = folder.inbox(period)
    gathering = gather_inbox(inbox, register, period, means=means)
    return _past(gathering) if gathering.readings else None


def read_closed(closed: Archived, register: Register, means: Means) -> PastPeriod:
    """Return a closed period by its own register.

    A file that is no longer as it was archived is used as it is now, and named: it
    is mostly one that somebody opened and saved, and a hole would tell less. What
    has come to the archive since is left out, and named.
    """
    period, inbox = closed.period, closed.inbox
    marks, notices = _archived_marks(closed)
    then, register_notices = _archived_register(closed, register)
    present = find_workbooks(inbox)
    paths = [p for p in present if marks is None or _name(p, inbox) in marks]
    gathering = gather_inbox(inbox, then, period, means=means, paths=paths)
    notices += register_notices
    if marks is not None:
        notices += _differing(gathering, marks)
        extra = (_name(p, inbox) for p in present if p not in paths)
        notices += [_NEW.format(name=name) for name in extra]
    told = tuple(f"{period}: {notice}" for notice in notices)
    past = _past(gathering)
    return replace(past, archived=True, notices=(*told, *past.notices))


def _past(gathering: Gathering) -> PastPeriod:
    period = gathering.period
    rejected = (
        f"{period}: {r.source.name} gick inte att läsa." for r in gathering.rejected
    )
    strangers = (
        f"{period}: {card.file} gäller en annan enhet eller period och är inte med."
        for card in gathering.strangers
    )
    return PastPeriod(
        period,
        gathering.register,
        gathering.cards,
        notices=(*rejected, *strangers),
        superseded=gathering.superseded,
        files=tuple(_files(gathering)),
    )


def _files(gathering: Gathering) -> Iterator[EarlierMark]:
    """Yield the marks of the workbooks whose cards count."""
    counted = {card.file for card in gathering.cards}
    for reading in gathering.readings:
        if (name := reading.source.name) in counted:
            size, period = size_of(reading.source.path), str(gathering.period)
            yield EarlierMark(normal(name), size, reading.sha256, period)


def _archived_marks(
    closed: Archived,
) -> tuple[dict[str, str] | None, list[str]]:
    """Return {name: SHA-256} of the files handed in; None where that is not known."""
    try:
        made = closed.manifest()
    except (UsageError, OSError):
        return None, [_NO_MANIFEST.format(name=closed.manifest_path.name)]
    marks = {m.name: m.sha256 for m in made.inputs if not is_owner_file(m.name)}
    notices = []
    with suppress(OSError):  # without the register the next step says so
        if fingerprint(closed.folder.register)[1] != made.register.sha256:
            notices.append(_CHANGED.format(name=made.register.name))
    return marks, notices


def _archived_register(closed: Archived, now: Register) -> tuple[Register, list[str]]:
    """Return the register as it was, or today's where that is lost."""
    path = closed.folder.register
    if path.is_file():
        then, findings = examine_register(path)
        if not any(f.must_be_mended for f in findings):
            return then, []
    return now, [_NO_REGISTER.format(name=path.name)]


def _differing(gathering: Gathering, marks: Mapping[str, str]) -> list[str]:
    """Name the files that are not as they were archived, or not there."""
    now = {normal(r.source.name): r.sha256 for r in gathering.readings}
    changed = [n for n in sorted(marks) if n in now and now[n] != marks[n]]
    missing = [n for n in sorted(marks) if n not in now and marks[n]]
    return [
        *(_CHANGED.format(name=name) for name in changed),
        *(_MISSING.format(name=name) for name in missing),
    ]


def _name(path: Path, inbox: Path) -> str:
    return normal(path.relative_to(inbox).as_posix())
