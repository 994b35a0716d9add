"""Hostile and merely unlucky files, each with what the intake must make of it.

`python -m tests.hostile.make_corpus DIR` writes them all, to look at by hand or
to try on other readers.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.hostile.book_cases import BOOKS
from tests.hostile.cell_cases import CELLS, PLACES
from tests.hostile.file_cases import NOT_EXCEL, ZIP_RULES
from tests.hostile.xml_cases import XML_RULES

CASES = (*NOT_EXCEL, *ZIP_RULES, *XML_RULES, *CELLS, *PLACES, *BOOKS)


def write_all(folder: Path) -> None:
    """Write every file into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for case in CASES:
        (folder / f"{case.name}.xlsx").write_bytes(case.build())


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
