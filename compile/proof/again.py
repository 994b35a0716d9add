"""A PDF that lies there, proven again or read, with the Word file beside it."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pikepdf
from lxml import etree

from compile.proof.aloud import read_aloud
from compile.proof.objects import layout_of
from compile.proof.proving import prove
from compile.proof.tags import read_tree
from compile.proof.word import read_word
from compile.report_templates.house_styles import LANGUAGE
from compile.word_package import CORE, parse
from workbook_templates.standard.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from compile.proof.verdict import Proof

_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def prove_again(path: Path) -> tuple[Proof, Path | None]:
    """Return the proof of a PDF, and the Word file that it was compared with.

    Raises UsageError where a file cannot be read.
    """
    _opened(path).close()
    docx = path.with_suffix(".docx")
    if not docx.is_file():
        return prove(path, None), None
    try:
        with zipfile.ZipFile(docx) as package:
            core = parse(package.read(CORE))
        word = read_word(docx, core.findtext(_TITLE) or "", LANGUAGE)
    except (zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as error:
        message = (
            f"{docx} är ingen hel Word-fil. Ta bort den, eller gör rapporten på nytt "
            "med malkort compile."
        )
        raise UsageError(message) from error
    return prove(path, word), docx


def read_file(path: Path) -> Sequence[str]:
    """Return what a screen reader says of a PDF; raises UsageError as above."""
    with _opened(path) as pdf:
        tree = read_tree(pdf, layout_of(path.read_bytes()))
    return tuple(read_aloud(tree.root)) or ("Filen har inga taggar: inget läses upp.",)


def _opened(path: Path) -> pikepdf.Pdf:
    try:
        return pikepdf.open(path)
    except FileNotFoundError:
        message = f"{path} finns inte. Ange rapportens PDF-fil."
    except (pikepdf.PdfError, OSError):
        message = f"{path} går inte att läsa som PDF. Ange rapportens PDF-fil."
    raise UsageError(message) from None
