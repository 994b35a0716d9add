"""A period's workbooks written to its outbox: the first ones, and those rolled forward.

What somebody may have begun to fill in is never written over: a workbook that is no
longer as it was built, and one whose unit has handed in already.
"""

from __future__ import annotations

import hashlib
import tempfile
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from compile.building import DEFAULT_CREW, Job, Order, built
from compile.codec import pack
from compile.delivery import delivering, existing, telling_disk_faults
from compile.folder import workbook_name
from compile.history import past_periods
from compile.inbox import gather_inbox
from compile.locking import alone_in
from compile.manifest import fingerprint, normal
from compile.outbox_record import SentWorkbook, read_sent, write_sent
from compile.reading import PLAIN
from compile.registers import register_for
from compile.rollover_protocol import protocol_html
from compile.ticks import silent
from workbook_templates.builder.scorecard_book import ScorecardBuilder
from workbook_templates.rollover import Returned, roll
from workbook_templates.standard.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from compile.building import Crew
    from compile.folder import MunicipalityFolder
    from compile.history import PastPeriod
    from compile.reading import Means
    from compile.ticks import Tick
    from workbook_templates.rollover import Draft, Rolled, UnitDraft
    from workbook_templates.standard.model import Period
    from workbook_templates.standard.register import Register

_BEGUN = "{name} är påbörjad eller ändrad sedan den skrevs, och är orörd."
_HANDED_IN = "{name} är redan inlämnad, så arbetsboken i utskicket är orörd."
_OUTDATED = (
    "{name} är orörd, men det som den bygger på har ändrats sedan den skrevs. Skriv "
    "den på nytt med --overwrite om den ännu inte är utskickad."
)
_NOTHING_CAME_BACK = (
    "Det finns inga inlämnade kort från {source}, varken i arkivet eller i inkorgen. "
    "Ange en annan period med --from, eller gör tomma arbetsböcker med malkort build."
)
_DOING = "Utskicket"
_BACKWARDS = "{period} kommer inte efter {source}. Ange en senare period med --to."


@dataclass(frozen=True, slots=True)
class Sent:
    """Workbooks written and left as they were, and what to tell about it.

    kept: those that were there. untouchable: Swedish sentences on those that are
    not written over even when asked. notices: on the archive and the units. rolled:
    what came along and what did not. protocol: its file; None where nothing came
    back before.
    """

    written: tuple[Path, ...]
    kept: tuple[Path, ...]
    untouchable: tuple[str, ...]
    notices: tuple[str, ...]
    rolled: Rolled
    protocol: Path | None = None


@dataclass(frozen=True, slots=True)
class Sending:
    """How to send out: from which period, over what is there, by whom.

    source: the period to go on from; None for the last one that came back, or none.
    means: with what the cards are read. crew: who builds the workbooks.
    """

    source: Period | None = None
    overwrite: bool = False
    means: Means = field(default=PLAIN)
    crew: Crew = DEFAULT_CREW


def send(
    folder: MunicipalityFolder,
    period: Period,
    sending: Sending,
    tell: Tick = silent,
) -> Sent:
    """Write a workbook for each of the period's units, and the protocol about them.

    Raises UsageError where the register lacks the period, or nothing came back in
    the source, BusyError where another run sends out the same period, DeliveryError
    where the disk will not have a file, MalkortError where a workbook was not built.
    """
    register = register_for(folder, period)
    past = past_periods(folder, period, register, sending.means)
    _refuse_source(sending.source, period, past)
    earlier = [Returned(p.period, p.register, p.cards, p.superseded) for p in past]
    rolled = roll(register, period, earlier, sending.source)
    with telling_disk_faults(folder.root):
        folder.outbox(period).mkdir(parents=True, exist_ok=True)
        folder.inbox(period).mkdir(exist_ok=True)
    with alone_in(folder.outbox(period), "", _DOING):
        outbox = _Outbox(folder, period, register, sending)
        sent = outbox.fill(rolled, tell)
    notices = (*(n for p in past for n in p.notices), *outbox.notices)
    protocol = _write_protocol(folder, rolled, notices, is_new=bool(sent))
    kept = tuple(p for p in outbox.places.values() if p not in sent and p.exists())
    return Sent(sent, kept, tuple(outbox.untouchable), notices, rolled, protocol)


def _refuse_source(
    source: Period | None, period: Period, past: tuple[PastPeriod, ...]
) -> None:
    if source is None:
        return
    if source >= period:
        raise UsageError(_BACKWARDS.format(period=period, source=source))
    if not any(p.cards for p in past if p.period == source):
        raise UsageError(_NOTHING_CAME_BACK.format(source=source))


def _free(wanted: Path, is_taken: Callable[[str], bool]) -> Path:
    """Return a path that no other unit has: ids as "A/1" and "A-1" give one name."""
    others = (wanted.with_stem(f"{wanted.stem} ({n})") for n in count(2))
    return next(p for p in chain((wanted,), others) if not is_taken(p.name))


def _folded(name: str) -> str:
    return normal(name).casefold()


class _Outbox:
    """The workbooks of one period on their way out."""

    def __init__(
        self,
        folder: MunicipalityFolder,
        period: Period,
        register: Register,
        sending: Sending,
    ) -> None:
        """Look at what is there: sent out before, and handed in already."""
        self._overwrite = sending.overwrite
        self._place = folder.outbox(period)
        self._record = folder.sent_record(period)
        self._sent = read_sent(self._record)
        self._handed_in = _handed_in(folder, period, register, sending.means)
        self._builder = ScorecardBuilder(register, period)
        self._job, self._crew = Job.of(register, period), sending.crew
        self._period = period
        self._taken = {_folded(sent.name) for sent in self._sent.values()}
        self.places: dict[str, Path] = {}
        self.untouchable: list[str] = []
        self.notices: list[str] = []

    def fill(self, rolled: Rolled, tell: Tick) -> tuple[Path, ...]:
        """Build what is to be built; the record tells of each, also when stopped."""
        orders = {}
        for unit in rolled.units:
            path = self.places[unit.unit.id] = self._where(unit)
            self._taken.add(_folded(path.name))
            if self._is_to_build(unit, path):
                orders[unit.unit.id] = _order(unit.draft, path)
        total = len(rolled.units)
        tell(total - len(orders), total)
        self._build(orders, lambda done: tell(total - len(orders) + done, total))
        return tuple(order.path for order in orders.values())

    def _where(self, unit: UnitDraft) -> Path:
        """Return where a workbook was sent out, or is to be.

        It keeps its file name though its unit's name changes.
        """
        sent = self._sent.get(unit.unit.id)
        former = existing(self._place / sent.name) if sent else None
        if former is not None and former.exists():
            return former
        wanted = self._place / workbook_name(unit.unit, self._period)
        return existing(_free(wanted, lambda name: self._is_taken(name, sent)))

    def _is_taken(self, name: str, own: SentWorkbook | None) -> bool:
        """Tell whether another unit has a file name, on disks that fold case too."""
        is_own = own is not None and _folded(own.name) == _folded(name)
        return _folded(name) in self._taken and not is_own

    def _is_to_build(self, unit: UnitDraft, path: Path) -> bool:
        if unit.unit.id in self._handed_in:
            if self._overwrite or not path.exists():
                self.untouchable.append(_HANDED_IN.format(name=path.name))
            return False
        if not path.exists():
            return True
        if not self._overwrite:
            self._tell_if_outdated(unit, path)
            return False
        if self._is_begun(unit, path):
            self.untouchable.append(_BEGUN.format(name=path.name))
            return False
        return True

    def _tell_if_outdated(self, unit: UnitDraft, path: Path) -> None:
        sent = self._sent.get(unit.unit.id)
        if sent is not None and sent.basis != _basis(unit.draft):
            self.notices.append(_OUTDATED.format(name=path.name))

    def _is_begun(self, unit: UnitDraft, path: Path) -> bool:
        """Tell whether a workbook is no longer as it was built.

        One that no record tells of is so unless it is just what would be built now.
        """
        now, sent = fingerprint(path)[1], self._sent.get(unit.unit.id)
        if sent is not None:
            return now != sent.sha256
        with tempfile.TemporaryDirectory() as place:
            fresh = Path(place) / "kort.xlsx"
            self._builder.build(unit.draft.card, fresh, unit.draft.retired)
            return now != fingerprint(fresh)[1]

    def _build(self, orders: dict[str, Order], tell: Callable[[int], None]) -> None:
        """Build workbooks, by the ids of their units; the record tells of each."""
        making = built(self._job, tuple(orders.values()), self._crew)
        before = dict(self._sent)
        try:
            with closing(making), telling_disk_faults(self._place):
                for done, (unit_id, made) in enumerate(
                    zip(orders, making, strict=True), start=1
                ):
                    self._sent[unit_id] = _sent(unit_id, *made)
                    tell(done)
        finally:
            if self._sent != before:
                write_sent(self._record, self._sent.values())


def _order(draft: Draft, path: Path) -> Order:
    return Order(pack(draft.card), tuple(sorted(draft.retired)), path)


def _sent(unit_id: str, order: Order, sha256: str) -> SentWorkbook:
    name, basis = normal(order.path.name), _hashed(order.card, order.retired)
    return SentWorkbook(unit_id, name, sha256, basis)


def _basis(draft: Draft) -> str:
    """Return a SHA-256 of what a workbook is built from."""
    return _hashed(pack(draft.card), sorted(draft.retired))


def _hashed(card: bytes, retired: Sequence[str]) -> str:
    return hashlib.sha256(card + " ".join(retired).encode()).hexdigest()


def _handed_in(
    folder: MunicipalityFolder, period: Period, register: Register, means: Means
) -> set[str]:
    """Return the units whose workbook has come back already."""
    gathering = gather_inbox(folder.inbox(period), register, period, means=means)
    return {card.unit_id for card in gathering.cards}


def _write_protocol(
    folder: MunicipalityFolder,
    rolled: Rolled,
    notices: tuple[str, ...],
    *,
    is_new: bool,
) -> Path | None:
    """Write the protocol of workbooks that were written; one that is there stays."""
    if rolled.source is None:
        return None
    path = folder.protocol(rolled.source, rolled.period)
    if is_new or not path.exists():
        with delivering(path.parent) as delivery:
            delivery.write(path, protocol_html(rolled, notices))
    return path
