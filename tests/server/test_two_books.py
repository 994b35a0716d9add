"""What one user is told never goes to another's workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from malkort_xl.actions import Outcome
from tests.helpers.office_client import OfficeClient

if TYPE_CHECKING:
    from pathlib import Path

    from malkort_xl.server.gate import Gate


@pytest.mark.parametrize("pane", [True, False])
def test_the_answer_is_the_callers_own_whoever_opened_a_book_since(
    app: Gate,
    faulty_book: Path,
    pane: bool,  # noqa: FBT001 - a parameter
) -> None:
    from malkort_xl.server import scripts  # noqa: PLC0415 - needs the key of `app`

    del app
    mine, other = OfficeClient(faulty_book).book(), OfficeClient(faulty_book).book()

    scripts._tell(mine, pane, Outcome("Klart."))  # noqa: SLF001 - shells are called by name only

    assert [a["func"] for a in mine.json()["actions"]] == [
        "runMacro" if pane else "alert"
    ]
    assert other.json()["actions"] == []
