"""The files of open data beside a report: two with the rows, two that describe them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compile.open_data.csv_file import csv_file
from compile.open_data.description import About, description_text
from compile.open_data.json_file import json_file
from compile.open_data.metadata import metadata_json
from compile.open_data.rows import rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from compile.delivery import Delivery
    from compile.gather import Gathering
    from compile.history import PastPeriod

SCHEMA = "malkort-data-1"  # another number when a column changes its meaning
CSV_END, JSON_END = "-data.csv", "-data.json"
# The name under which the standard CSV on the Web looks for it.
METADATA_END = f"{CSV_END}-metadata.json"
DESCRIPTION_END = "-databeskrivning.txt"


@dataclass(frozen=True, slots=True)
class OpenDataFiles:
    """What was written."""

    csv: Path
    json: Path
    metadata: Path
    description: Path


def draft_open_data(
    gathering: Gathering,
    past: Sequence[PastPeriod],
    docx: Path,
    delivery: Delivery,
    *,
    final: bool,
) -> OpenDataFiles:
    """Write the open data of a report to its delivery, under names like its own.

    past: earlier periods, whose measures go along. Raises OSError.
    """
    files = files_beside(docx)
    about = _about(gathering, past, files, final=final)
    head = {"schema": SCHEMA, **about.head}
    with (
        csv_file(delivery.draft(files.csv)) as to_csv,
        json_file(delivery.draft(files.json), head) as to_json,
    ):
        for row in rows_of(gathering, past):
            to_csv(row)
            to_json(row)
    delivery.write(files.metadata, metadata_json(about))
    delivery.write(files.description, description_text(about))
    return files


def files_beside(docx: Path) -> OpenDataFiles:
    """Return the paths beside a report in Word."""
    ends = (CSV_END, JSON_END, METADATA_END, DESCRIPTION_END)
    return OpenDataFiles(*(docx.with_name(f"{docx.stem}{end}") for end in ends))


def _about(
    gathering: Gathering,
    past: Sequence[PastPeriod],
    files: OpenDataFiles,
    *,
    final: bool,
) -> About:
    texts = gathering.register.texts
    return About(
        municipality=texts.get("kommun", ""),
        publisher=texts.get("utgivare", ""),
        period=str(gathering.period),
        earlier=tuple(str(before.period) for before in past),
        missing=tuple(unit.name for unit in gathering.missing),
        final=final,
        csv=files.csv.name,
        json=files.json.name,
        metadata=files.metadata.name,
    )
