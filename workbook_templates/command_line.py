"""A click command in Swedish, for every package that has a command of its own.

click has no Swedish catalogue, and its own texts are short, so they are said here
by overriding the places that print them.
"""

from __future__ import annotations

import click

HELP_NAMES = ["-h", "--help"]


class SwedishCommand(click.Command):
    """A command whose help page is Swedish and ends with examples."""

    def __init__(
        self, *args: object, examples: tuple[str, ...] = (), **kwargs: object
    ) -> None:
        """Take what click.Command takes, and the examples' lines."""
        kwargs.setdefault("options_metavar", "[VAL]")
        kwargs.setdefault("context_settings", {"help_option_names": HELP_NAMES})
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.examples = examples

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return click's own help option with a Swedish text."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Visa den här hjälpen."
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix="Användning: ")

    def format_options(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write the options under a Swedish heading."""
        options = (p for p in self.get_params(ctx) if isinstance(p, click.Option))
        records = [r for p in options if (r := p.get_help_record(ctx))]
        if records:
            with formatter.section("Val"):
                formatter.write_dl([(n, _swedish(text)) for n, text in records])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples."""
        del ctx
        with formatter.section("Exempel"):
            for example in self.examples:
                formatter.write(f"{'':>{formatter.current_indent}}{example}\n")


def _swedish(help_text: str) -> str:
    """Return an option's help with click's own words translated."""
    swedish = help_text.replace("[required]", "[krävs]")
    return swedish.replace("[default: ", "[annars: ")
