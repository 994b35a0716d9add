"""The Open XML SDK finds nothing wrong with the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builder.cards import CARDS
from tests.helpers.ooxml import ooxml_errors

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", [*CARDS, "register"])
def test_the_validator_finds_no_error(built: dict[str, Path], name: str) -> None:
    assert ooxml_errors(built[name]) == []
