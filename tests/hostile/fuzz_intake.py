"""Coverage-guided fuzzing of the intake, and of all checks on what it reads.

Needs `pip install atheris`, which is no dependency of the project:

    python -m tests.hostile.fuzz_intake FOLDER -max_total_time=1800

FOLDER keeps the inputs that reached something new; it is filled with the corpus
and a slim scorecard first. Options go to libFuzzer. A crash is an exception other
than UnreadableWorkbookError, more than TIMEOUT seconds, or a sheet that the
quick way reads otherwise than the walker; its input is a workbook file, kept by
libFuzzer as crash-*, to be made a case of the corpus or put in found/.
"""

from __future__ import annotations

import importlib
import io
import random
import sys
import tempfile
import time
import zipfile
from pathlib import Path

atheris = importlib.import_module("atheris")  # without stubs, and not always there

with atheris.instrument_imports(include=["compile.intake", "workbook_templates"]):
    from compile.intake.reader import read_with_findings
    from tests.helpers.registers import small_register
    from tests.hostile.bothways import both_ways
    from tests.hostile.make_corpus import CASES
    from tests.hostile.parts import pack
    from tests.hostile.slim import slim_parts
    from tests.standard.good_card import T2, good_card
    from workbook_templates.builder.scorecard_book import ScorecardBuilder
    from workbook_templates.standard.errors import UnreadableWorkbookError
    from workbook_templates.standard.examining import examine
    from workbook_templates.standard.register import Register
    from workbook_templates.standard.register_reading import carried_register

TIMEOUT = 2.0  # seconds for one file
SEED_BYTES = 60_000  # larger files of the corpus are slow to mutate
RAW_SHARE = 0.1  # of the mutations are of the file's bytes, not of a part's
PIECES = (
    b'<c r="A1" t="s"><v>1</v></c>',
    b'<c t="inlineStr"><is><t>{{ 7*7 }}</t></is></c>',
    b"<f>1</f>",
    b"<v></v>",
    b"<v>NaN</v>",
    b"<v>1e308</v>",
    b"<v>-0</v>",
    b"_x000D_",
    b"_xD83D_",
    b"&#8238;",
    b"&amp;",
    b"<![CDATA[",
    b"<!--",
    b"]]>",
    b"<?x?>",
    b' xmlns="urn:x"',
    b' xmlns:x="urn:x"',
    b"</row><row>",
    b"<rPh><t>x</t></rPh>",
    b"<r><t>x</t></r>",
    b' s="1"',
    b' s="2"',
    b' t="e"',
    b' t="d"',
    b' t="b"',
    b"XFD1048576",
    b"\xe2\x80\xae",
)


def seed(folder: Path) -> None:
    """Fill a folder with the corpus and a slim scorecard."""
    folder.mkdir(parents=True, exist_ok=True)
    for case in CASES:
        data = case.build()
        if len(data) < SEED_BYTES:
            (folder / f"{case.name}.xlsx").write_bytes(data)
    with tempfile.TemporaryDirectory() as name:
        card = Path(name) / "kort.xlsx"
        ScorecardBuilder(small_register(), T2).build(good_card(), card)
        book, _ = read_with_findings(card)
        named = slim_parts(book)
        (folder / "card.xlsx").write_bytes(pack(named))
        few = {n: s for n, s in book.sheets.items() if not s.hidden}
        object.__setattr__(book, "sheets", few)
        (folder / "small-card.xlsx").write_bytes(pack(slim_parts(book)))


def mutate(data: bytes, largest: int, number: int) -> bytes:
    """Return a workbook with one part changed, or a file with its bytes changed."""
    chance = random.Random(number)  # noqa: S311 - nothing secret
    if chance.random() < RAW_SHARE:
        return bytes(atheris.Mutate(data, largest))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            named = {n: archive.read(n) for n in archive.namelist()}
    except Exception:  # noqa: BLE001 - whatever is wrong with it, bytes can be changed
        return bytes(atheris.Mutate(data, largest))
    if not named:
        return bytes(atheris.Mutate(data, largest))
    name = chance.choice(sorted(named))
    named[name] = _changed(named[name], chance)
    return pack(named)


def _changed(part: bytes, chance: random.Random) -> bytes:
    """Return a part with a piece put in, taken out, doubled, or its bytes changed."""
    start = chance.randrange(len(part) + 1)
    end = min(len(part), start + chance.randrange(1, 60))
    way = chance.randrange(5)
    if way == 0:
        return part[:start] + chance.choice(PIECES) + part[start:]
    if way == 1:
        return part[:start] + chance.choice(PIECES) + part[end:]
    if way == 2:
        return part[:start] + part[end:]
    if way == 3:
        return part[:end] + part[start:]
    return part[:start] + bytes(atheris.Mutate(part[start:end], 80)) + part[end:]


class Target:
    """Reads and checks one file after another, each written to the same place."""

    def __init__(self, folder: Path) -> None:
        """Write to a folder of one's own."""
        self._path = folder / "kort.xlsx"

    def __call__(self, data: bytes) -> None:
        """Read, check and read again by the other way; raise what is a crash."""
        self._path.write_bytes(data)
        start = time.process_time()
        try:
            book, _ = read_with_findings(self._path)
        except UnreadableWorkbookError:
            book = None
        if book:
            examine(book, carried_register(book) or Register(), T2)
            examine(book, small_register(), None)
        taken = time.process_time() - start
        if taken > TIMEOUT:
            message = f"{taken:.1f} s"
            raise TimeoutError(message)
        quick, walked = both_ways(self._path)
        if quick != walked:
            message = f"{quick} is not {walked}"
            raise AssertionError(message)


def main() -> None:
    """Fuzz until told to stop."""
    seed(Path(sys.argv[1]))
    with tempfile.TemporaryDirectory() as name:
        atheris.Setup(sys.argv, Target(Path(name)), custom_mutator=mutate)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
