"""click in Swedish: the group's help page, and faults in a call.

A single command is said in workbook_templates.command_line, since the ribbon's
package has commands too.
"""

from __future__ import annotations

import click

from workbook_templates.command_line import SwedishCommand

__all__ = ["SwedishCommand", "SwedishGroup", "explain"]


class SwedishGroup(SwedishCommand, click.Group):
    """A group whose help page is Swedish."""

    command_class = SwedishCommand

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Take what click.Group takes."""
        kwargs.setdefault("subcommand_metavar", "KOMMANDO ...")
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def format_options(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write the options and then the commands."""
        SwedishCommand.format_options(self, ctx, formatter)
        names = self.list_commands(ctx)
        found = [(n, c) for n in names if (c := self.get_command(ctx, n)) is not None]
        with formatter.section("Kommandon"):
            formatter.write_dl([(n, c.get_short_help_str(90)) for n, c in found])


def explain(error: click.ClickException) -> str:
    """Return what is wrong with a call, in Swedish, and how to get help."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "malkort"
    return f"{_fault(error)} Skriv {path} --help för hjälp."


def _fault(error: click.ClickException) -> str:
    if isinstance(error, click.MissingParameter):
        return f"Det saknas ett värde: {_name(error.param)}."
    if isinstance(error, click.NoSuchOption):
        return f"Valet {error.option_name} finns inte."
    if isinstance(error, click.BadOptionUsage):
        return f"Valet {error.option_name} är fel använt eller saknar sitt värde."
    if error.message.startswith("No such command"):
        return f"Kommandot {error.message.split(chr(39))[1]} finns inte."
    if error.message.startswith("Got unexpected extra argument"):
        return f"För många argument: {error.message.partition('(')[2].rstrip(').')}."
    return error.message


def _name(param: click.Parameter | None) -> str:
    if isinstance(param, click.Option):
        return param.opts[0]
    return (param.metavar or param.human_readable_name) if param else "ett argument"
