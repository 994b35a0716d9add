"""`malkort status`: who has handed in, and what each unit has left to do."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compile.commands.means import means_options
from compile.commands.options import folder_argument, period_option
from compile.reuse import Shelf
from compile.status.files import Wanted, write_status
from compile.status.reading import ground_of, period_status
from compile.status.reminder_files import write_reminders
from compile.status.terminal import show_status, status_json
from compile.status.watching import Watch
from compile.swedish import SwedishCommand
from compile.telling import progress, say, warn
from compile.wording import counted
from workbook_templates.standard.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compile.commands.means import Choice
    from compile.folder import MunicipalityFolder
    from compile.reading import Means
    from compile.status.model import PeriodStatus
    from compile.status.reading import Ground
    from workbook_templates.standard.model import Period

_SHORTEST, _LONGEST = 0.1, 3600.0  # seconds between two looks


class DayType(click.ParamType[date]):
    """A day such as 2026-09-20."""

    name = "dag"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Return the day, or fail with a Swedish text."""
        try:
            return date.fromisoformat(value)
        except ValueError:
            text = f"”{value}” är ingen dag. Skriv år-månad-dag, som 2026-09-20."
            self.fail(text, param, ctx)


class SecondsType(click.ParamType[float]):
    """A number of seconds, with comma or point."""

    name = "sekunder"

    def convert(
        self,
        value: str | float,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> float:
        """Return the seconds, or fail with a Swedish text."""
        try:
            seconds = float(str(value).replace(",", "."))
        except ValueError:
            seconds = 0.0
        if not _SHORTEST <= seconds <= _LONGEST:
            text = f"”{value}” är inget antal sekunder mellan 0,1 och 3600."
            self.fail(text, param, ctx)
        return seconds


@dataclass(frozen=True, slots=True)
class Call:
    """How the command was called; day is None for today."""

    folder: MunicipalityFolder
    wanted: Wanted
    day: date | None
    as_json: bool
    remind: bool
    interval: float

    @property
    def today(self) -> date:
        """The day that counts as today."""
        return self.day or datetime.now().astimezone().date()


@click.command(
    cls=SwedishCommand,
    examples=(
        "malkort status kommunen --period 2026-T2",
        "malkort status kommunen --period 2026-T2 --paminn",
        "malkort status kommunen --period 2026-T2 --watch",
        "malkort status kommunen --period 2026-T2 --json --no-xlsx --no-html",
    ),
)
@folder_argument
@period_option
@click.option("--paminn", "remind", is_flag=True, help="Skriv också påminnelser.")
@click.option("--watch", is_flag=True, help="Visa på nytt när något kommer in.")
@click.option(
    "--interval",
    type=SecondsType(),
    default=2.0,
    metavar="SEKUNDER",
    help="Hur ofta --watch tittar i inkorgen. Annars var annan sekund.",
)
@click.option("--xlsx/--no-xlsx", default=True, help="Skriv Status-PERIOD.xlsx.")
@click.option("--html/--no-html", default=True, help="Skriv Status-PERIOD.html.")
@click.option("--json", "as_json", is_flag=True, help="Skriv läget som JSON.")
@click.option(
    "--datum", "day", type=DayType(), metavar="DAG", help="Räkna som om det var DAG."
)
@means_options
@click.pass_context
def status(  # noqa: PLR0913 - one parameter for each option
    ctx: click.Context,
    folder: MunicipalityFolder,
    period: Period,
    *,
    remind: bool,
    watch: bool,
    interval: float,
    xlsx: bool,
    html: bool,
    as_json: bool,
    day: date | None,
    choice: Choice,
) -> None:
    """Visa vilka som har lämnat in, och vad var och en har kvar.

    De som har mest kvar att göra står först. Samma sak skrivs som arbetsbok och
    webbsida i periodens mapp: Status-PERIOD.xlsx och Status-PERIOD.html. Inga
    arbetsböcker ändras.

    Med --paminn skrivs en text och ett mejlutkast till varje enhet som inte är
    klar, i mappen paminnelser. Inget skickas, och utkasten har ingen mottagare.
    De skrivs om varje gång. Egen ordalydelse kan stå i styrregistret.

    Med --watch visas läget på nytt när något kommer in, tills du trycker Ctrl+C.

    Slutkoden är 0 när alla kort är inne, klara och utan fel, annars 1.
    """
    if watch and as_json:
        text = "Välj --watch eller --json, inte båda."
        raise click.UsageError(text, ctx)
    call = Call(folder, Wanted(xlsx, html), day, as_json, remind, interval)
    with choice.means() as means:
        with progress("Läser förra perioden"):
            ground = ground_of(folder, period, means)
        found = _watch(call, ground, means) if watch else _once(call, ground, means)
    ctx.exit(0 if found.is_clean else 1)


def _once(call: Call, ground: Ground, means: Means) -> PeriodStatus:
    with progress("Läser kort") as tell:
        found = period_status(ground, call.today, tell, means)
    if call.as_json:
        click.echo(status_json(found))
    else:
        show_status(found)
    _write(call, found)
    return found


def _write(call: Call, found: PeriodStatus) -> None:
    """Write what is wanted; told on the error stream, where JSON is not disturbed."""
    for path in write_status(call.folder, found, call.wanted, _now()):
        click.echo(f"Skrev {path}", err=True)
    if call.remind:
        _remind(call.folder, found)


def _remind(folder: MunicipalityFolder, found: PeriodStatus) -> None:
    done = write_reminders(folder, found)
    place = folder.reminders(found.period)
    drafts = counted(len(done.written) // 2, "påminnelse", "påminnelser")
    click.echo(f"{drafts} finns i {place}. Inget är skickat.", err=True)
    for path in done.removed:
        click.echo(f"Tog bort {path.name}: enheten är klar.", err=True)


def _watch(call: Call, ground: Ground, means: Means) -> PeriodStatus:
    """Show and write the status after each change until Ctrl-C; returns the last."""
    watch = Watch(call.folder.inbox(ground.period), call.interval)
    found = None
    with _remembering(means) as remembering:
        try:
            for look in watch.looks():
                found = period_status(
                    ground, call.today, means=remembering, coming=look.coming
                )
                _renew(call, found, watch)
        except KeyboardInterrupt:
            say("\nBevakningen är avslutad.")
    if found is None:
        raise click.Abort
    _write(call, found)
    return found


def _renew(call: Call, found: PeriodStatus, watch: Watch) -> None:
    """Show and write a status; what cannot be written now is tried at the next look."""
    show_status(found, clear=True)
    refresh = max(1, ceil(2 * call.interval))
    try:
        write_status(call.folder, found, call.wanted, _now(), refresh)
        if call.remind:
            write_reminders(call.folder, found)
    except UsageError as error:  # another run, or a file that is open in Excel
        warn(str(error))
        watch.again()
    say(f"\nBevakar inkorgen, senast läst {_now():%H.%M.%S}. Avsluta med Ctrl+C.")


@contextmanager
def _remembering(means: Means) -> Iterator[Means]:
    """Lend means with a shelf, so that only what is new is read after a change."""
    if means.shelf is not None:
        yield means
        return
    with tempfile.TemporaryDirectory() as place:
        yield replace(means, shelf=Shelf(Path(place)))


def _now() -> datetime:
    return datetime.now().astimezone()
