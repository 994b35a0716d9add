"""The house template and the example report, made once for all tests here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from compile.render_pdf import PDF_FILTER
from compile.report import ReportFiles, write_report
from compile.report_templates.house_template import write_house_template
from compile.soffice import convert
from tests.helpers.tools import need
from tests.report.example import example_context

if TYPE_CHECKING:
    from pathlib import Path

    from compile.context import ReportContext


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("house") / "rapportmall.docx"
    write_house_template(path)
    return path


@pytest.fixture(scope="session")
def example() -> ReportContext:
    return example_context(2, 1)


@pytest.fixture(scope="session")
def word_only(
    house: Path, example: ReportContext, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    target = tmp_path_factory.mktemp("word") / "rapport.docx"
    write_report(example, house, None, target, None, 1)
    return target


@pytest.fixture(scope="session")
def from_libreoffice(word_only: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report's PDF as LibreOffice writes it, not to be changed."""
    need("soffice")
    return convert(word_only, tmp_path_factory.mktemp("made"), PDF_FILTER, 120)


@pytest.fixture(scope="session")
def converted(
    house: Path, example: ReportContext, tmp_path_factory: pytest.TempPathFactory
) -> ReportFiles:
    need("soffice")
    folder = tmp_path_factory.mktemp("converted")
    docx, pdf = folder / "rapport.docx", folder / "rapport.pdf"
    files = write_report(example, house, None, docx, pdf, 120)
    assert files.error is None
    return files
