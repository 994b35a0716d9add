"""The stable ids of a card's rows, "M1", "MT1", "A1": given out once and for ever."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from workbook_templates.standard.layout import ID_PREFIX

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from workbook_templates.standard.columns import Table


def number_of(table: Table, row_id: str) -> int | None:
    """Return the number in a row's id, None where it is no id of the table."""
    match = re.fullmatch(rf"{ID_PREFIX[table.name]}([1-9][0-9]*)", row_id)
    return int(match[1]) if match else None


def free_ids(table: Table, known: Collection[str]) -> Iterator[str]:
    """Yield ids for new rows of a table, all after the highest one known."""
    numbers = (number_of(table, row_id) for row_id in known)
    highest = max((number for number in numbers if number), default=0)
    return (f"{ID_PREFIX[table.name]}{number}" for number in count(highest + 1))
