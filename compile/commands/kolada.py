"""`malkort kolada`: key figures from Kolada into the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from compile.commands.options import folder_argument
from compile.swedish import SwedishCommand
from compile.telling import progress, say, warn
from workbook_templates.standard.errors import UsageError
from workbook_templates.standard.layout import MIN_YEAR
from workbook_templates.standard.register_layout import KEY_FIGURES

if TYPE_CHECKING:
    from compile.folder import MunicipalityFolder
    from compile.kolada.fetch import Result


class YearType(click.ParamType[int]):
    """A year of four digits, from the first that a workbook may name."""

    name = "år"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Return the year, or fail in Swedish."""
        is_year = len(value) == len(str(MIN_YEAR)) and value.isdecimal()
        if not is_year or int(value) < MIN_YEAR:
            self.fail(f"”{value}” är inget år. Skriv till exempel 2017.", param, ctx)
        return int(value)


@click.command(
    cls=SwedishCommand,
    examples=(
        "malkort kolada kommunen",
        "malkort kolada kommunen --from-year 2020",
    ),
)
@folder_argument
@click.option(
    "--from-year",
    type=YearType(),
    metavar="ÅÅÅÅ",
    help="Första året. Annars det år då strategimålen började gälla.",
)
@click.option(
    "--accept-titles", is_flag=True, help="Godta att nyckeltal har bytt namn."
)
@click.option(
    "--base-url", metavar="ADRESS", help="Annan adress än Koladas egen, för prov."
)
@click.pass_context
def kolada(
    ctx: click.Context,
    folder: MunicipalityFolder,
    *,
    from_year: int | None,
    accept_titles: bool,
    base_url: str | None,
) -> None:
    """Hämta nyckeltal ur Kolada till registrets flik Kolada.

    Registret säger vilka: Kolada-id på fliken Strategimål, och koderna för
    kommunen, länet och riket på fliken Texter (kolada_kommun, kolada_lan,
    kolada_riket). Bara fliken Kolada ändras. Kolumnen Granskning är er egen och
    rörs inte. Registret som det var läggs i mappen styrregister-kopior.

    Ett värde som saknas i Kolada blir tomt, aldrig 0. Har ett nyckeltal bytt namn
    lämnas dess värden som de är tills någon har sett efter och kört med
    --accept-titles. Utan nät, eller om Kolada inte svarar, ändras ingenting.

    Det här är det enda kommando som använder internet. Slutkoden är 0 när allt
    hämtades, 1 när något behöver ses över och 2 när inget kunde hämtas.
    """
    try:
        from compile.kolada.fetch import KOLADA, Options, fetch_into  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise UsageError(_missing(error)) from error
    options = Options(base_url or KOLADA, from_year, accept_titles)
    with progress("Hämtar ur Kolada") as tell:
        result = fetch_into(folder, options, tell)
    ctx.exit(_tell(folder, result))


def _missing(error: ModuleNotFoundError) -> str:
    return (
        f"För att hämta ur Kolada behövs tillägget {error.name}. Installera det med "
        'pip install "malkort[kolada]" och kör igen.'
    )


def _tell(folder: MunicipalityFolder, result: Result) -> int:
    """Print what came of it; returns the exit code."""
    update, question = result.update, result.question
    areas = ", ".join(f"{name} ({i})" for i, name in result.fetched.areas.items())
    years = f"{question.years[0]}–{question.years[-1]}"
    say(f"{len(result.fetched.kpis)} nyckeltal för {areas}, {years}. Källa: Kolada.")
    changes = ", ".join(f"{n} {c.value}" for c, n in update.changes.items())
    say(f"Rader: {changes or 'inga'}.")
    for notice in update.notices:
        warn(f"  {notice}")
    if update.disputed:
        warn("Nyckeltal eller områden som har bytt namn. Deras värden är kvar:")
        for dispute in update.disputed:
            warn(f"  {dispute}")
        warn("Mäter de detsamma som förut? Kör då igen med --accept-titles.")
    if result.copy is None:
        say(f"{folder.register.name} är oförändrad.")
    else:
        say(f"Register: {folder.register}, fliken {KEY_FIGURES.sheet.name}")
        say(f"Som det var förut: {result.copy}")
    return 1 if update.notices or update.disputed else 0
