"""The command `malkort`: a group whose commands register themselves.

Each package names its commands in the entry point group `malkort.commands`, so
that the compiler and the add-in share one command without importing each other.
"""

from __future__ import annotations

import sys
from importlib.metadata import entry_points, version
from typing import NoReturn

import click

from compile.disk_faults import disk_fault_text
from compile.swedish import SwedishGroup, explain
from compile.telling import print_findings, warn
from workbook_templates.standard.errors import (
    MalkortError,
    RegisterError,
    UnreadableWorkbookError,
)

GROUP = "malkort.commands"
MISUSE = 2


class Commands(SwedishGroup):
    """A group that loads a command when it is asked for, not before."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands' names in the order of use."""
        del ctx
        names = {point.name for point in entry_points(group=GROUP)}
        return sorted(names, key=lambda n: (_ORDER.index(n) if n in _ORDER else 99, n))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name, or None."""
        del ctx
        for point in entry_points(group=GROUP, name=cmd_name):
            command = point.load()
            if isinstance(command, click.Command):
                return command
        return None


_ORDER = (
    "demo",
    "init",
    "build",
    "check",
    "status",
    "compile",
    "diff",
    "verify",
    "rollover",
    "reopen",
    "kolada",
    "template",
    "proof",
    "addin",
    "serve",
    "manifest",
)


@click.group(
    cls=Commands,
    examples=("malkort demo exempel",),
)
@click.version_option(
    version("malkort"), prog_name="malkort", help="Visa programmets version."
)
def malkort() -> None:
    """Kommunens målkort i Excel, och rapporten om dem i Word och PDF.

    Så går det till: init skapar kommunens mapp, build skriver arbetsböckerna
    som skickas ut, check granskar det som har kommit in, status visar vilka som
    är klara och compile gör rapporten. Sedan kan verify säga om rapporten och
    arbetsböckerna fortfarande är desamma. Med demo visas alltihop på ett exempel.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command and exit; what is known to go wrong is told in Swedish."""
    try:
        code = malkort.main(arguments, "malkort", standalone_mode=False)
    except click.exceptions.Abort:
        _stop("Avbrutet. Inget halvfärdigt har lämnats kvar.")
    except click.ClickException as error:
        _stop(explain(error))
    except RegisterError as error:
        print_findings(error.findings)
        _stop(str(error))
    except UnreadableWorkbookError as error:
        _stop(str(error))
    except (MalkortError, OSError) as error:
        _stop(_text(error))
    sys.exit(code or 0)


def _stop(text: str) -> NoReturn:
    warn(text)
    sys.exit(MISUSE)


def _text(error: Exception) -> str:
    """Return a Swedish text, also of what the system says."""
    return disk_fault_text(error) if isinstance(error, OSError) else str(error)
