from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbook_templates.registers import example_register
from workbook_templates.sample import EXAMPLE_PERIODS, example_cards

if TYPE_CHECKING:
    from workbook_templates.standard.model import Scorecard
    from workbook_templates.standard.register import Register


@pytest.fixture(scope="session")
def register() -> Register:
    return example_register()


@pytest.fixture(scope="session")
def april() -> tuple[Scorecard, ...]:
    return example_cards(EXAMPLE_PERIODS[0])


@pytest.fixture(scope="session")
def august() -> tuple[Scorecard, ...]:
    return example_cards(EXAMPLE_PERIODS[1])


@pytest.fixture(scope="session")
def december() -> tuple[Scorecard, ...]:
    return example_cards(EXAMPLE_PERIODS[2])
