"""What several commands ask for in the same words."""

from __future__ import annotations

from pathlib import Path

import click

from compile.delivery import existing
from compile.folder import MunicipalityFolder
from workbook_templates.standard.errors import UsageError
from workbook_templates.standard.model import Period


class PeriodType(click.ParamType[Period]):
    """A period such as 2026-T2."""

    name = "period"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> Period:
        """Return the period, or fail with its Swedish text."""
        try:
            return Period.parse(value)
        except UsageError as error:
            self.fail(str(error), param, ctx)


class FolderType(click.ParamType[MunicipalityFolder]):
    """A municipality's folder."""

    name = "mapp"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> MunicipalityFolder:
        """Return the folder; whether it has a register is the command's to say."""
        del param, ctx
        return MunicipalityFolder(existing(Path(value)))


folder_argument = click.argument("folder", metavar="MAPP", type=FolderType())
period_option = click.option(
    "--period",
    required=True,
    type=PeriodType(),
    metavar="ÅÅÅÅ-TN",
    help="Perioden, till exempel 2026-T2.",
)
any_period_option = click.option(
    "--period",
    type=PeriodType(),
    metavar="ÅÅÅÅ-TN",
    help="Perioden, till exempel 2026-T2.",
)
unit_option = click.option(
    "--unit", metavar="ID", help="Bara rapporten för enheten med detta id."
)
department_option = click.option(
    "--department",
    metavar="ID",
    help="Bara rapporten för avdelningen med detta id och alla dess enheter.",
)
overwrite_option = click.option(
    "--overwrite",
    is_flag=True,
    help="Skriv över filer som redan finns. Utan detta lämnas de orörda.",
)
