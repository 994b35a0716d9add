"""What is read aloud of the example's summary and of one card, kept as text.

    python -m tests.proof.golden

writes the texts anew; look at the difference before it is kept.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from compile.proof.again import read_file

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(__file__).parent
SUMMARY, CARD = HERE / "golden_summary.txt", HERE / "golden_card.txt"
PARTS = {SUMMARY: "Sammanfattning", CARD: "Exempelkommun"}
_HEADING = re.compile(r"rubrik (\d): (.*)")


def part(lines: Sequence[str], title: str) -> str:
    """Return the lines from a heading to the next of its level or above."""
    found: list[str] = []
    level = 0
    for line in lines:
        heading = _HEADING.fullmatch(line)
        if heading and found and int(heading[1]) <= level:
            break
        if heading and heading[2] == title:
            level = int(heading[1])
        if level:
            found.append(line)
    return "\n".join(found) + "\n"


def main() -> None:
    """Write the texts anew."""
    from tests.proof.conftest import convert_example, example  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        lines = read_file(convert_example(Path(folder), example()).pdf)
    for path, title in PARTS.items():
        path.write_text(part(lines, title), encoding="utf-8")


if __name__ == "__main__":
    main()
