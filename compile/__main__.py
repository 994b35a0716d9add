"""The command `malkort`, also as `python -m compile`.

Each process that reads workbooks imports this module again, so it holds nothing: the
command line is loaded only by the process that has one.
"""

from __future__ import annotations


def main() -> None:
    """Run the command and exit."""
    from compile.cli import main as run  # noqa: PLC0415 - see above

    run()


if __name__ == "__main__":
    main()
