"""What was sent out: each workbook as it was built, to tell when somebody has begun.

It lies in the period's folder and not in the outbox, whose files are mailed.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from compile.delivery import delivering, leads_inside
from compile.manifest import normal
from workbook_templates.standard.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_SCHEMA = 1
_BROKEN = (
    "{path} är skadad och går inte att läsa. Hämta tillbaka filen från en "
    "säkerhetskopia, eller flytta undan den; då räknas alla utskickade arbetsböcker "
    "som påbörjade och skrivs inte över."
)


@dataclass(frozen=True, slots=True)
class SentWorkbook:
    """A workbook in the outbox as it was built.

    name: its file name, in NFC. sha256: of its bytes then. basis: of what it was
    built from, to tell when that has changed.
    """

    unit_id: str
    name: str
    sha256: str
    basis: str


def read_sent(path: Path) -> dict[str, SentWorkbook]:
    """Return what was sent out, by unit id; raises UsageError for a broken record."""
    try:
        content = json.loads(path.read_bytes())
        rows = [SentWorkbook(**row) for row in content["workbooks"]]
    except FileNotFoundError:
        return {}
    except (ValueError, LookupError, TypeError) as error:
        raise UsageError(_BROKEN.format(path=path)) from error
    return {row.unit_id: row for row in rows if leads_inside(row.name)}


def write_sent(path: Path, workbooks: Iterable[SentWorkbook]) -> None:
    """Write the record whole; raises DeliveryError."""
    rows = sorted((asdict(w) for w in workbooks), key=lambda row: row["name"])
    content = {"schema": _SCHEMA, "workbooks": rows}
    text = normal(json.dumps(content, ensure_ascii=False, indent=2)) + "\n"
    with delivering(path.parent) as delivery:
        delivery.write(path, text.encode("utf-8"))
