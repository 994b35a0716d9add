"""`malkort init`: a municipality's folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from compile.commands.options import folder_argument, overwrite_option
from compile.swedish import SwedishCommand
from compile.telling import say

if TYPE_CHECKING:
    from compile.folder import MunicipalityFolder


@click.command(
    cls=SwedishCommand,
    examples=("malkort init kommunen",),
)
@folder_argument
@overwrite_option
def init(folder: MunicipalityFolder, *, overwrite: bool) -> None:
    """Skapa kommunens mapp med styrregister och rapportmall.

    Registret kommer ifyllt med Hagforsstrategin och en exempelorganisation.
    """
    from compile.setup import set_up  # noqa: PLC0415 - heavy, only when run

    result = set_up(folder, overwrite=overwrite)
    for path in result.written:
        say(f"Skapad: {path}")
    for path in result.kept:
        say(f"Fanns redan, orörd: {path} (--overwrite skriver över)")
    say(f"\nNästa steg: öppna {folder.register.name} och fyll i kommunens uppgifter.")
