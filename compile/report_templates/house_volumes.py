"""The house template's list of volumes, in a report that is too large for one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compile.report_templates.house_styles import INTRO
from compile.report_templates.house_tables import TableColumn

if TYPE_CHECKING:
    from compile.report_templates.house_parts import Writer

# Opens what stands in a report of one volume, and in each volume but the main one.
IF_CARDS = "if not volumes"
_VOLUMES = (
    TableColumn("Volym", 64, "{{ volume.name }}"),
    TableColumn("Målkort", 18, "{{ volume.cards }}", number=True),
    TableColumn("Saknas", 16, "{{ volume.missing }}", number=True),
    TableColumn("Fil (Word och PDF)", 76, "{{ volume.file }}"),
)


def write_volumes(writer: Writer) -> None:
    """Write where the cards are."""
    writer.tag("if volumes")
    writer.text("Rapportens volymer", "Heading 1")
    writer.text(
        "Målkorten står i egna volymer, en för varje avdelning. Där finns också "
        "avdelningens mål som inte är uppfyllda, försenade aktiviteter, måtten över "
        "tid, den röda tråden, källorna och arbetsböckerna.",
        INTRO,
    )
    writer.caption("Volymerna, med antal målkort och antal som saknas.")
    writer.table(_VOLUMES, "volume in volumes")
    writer.tag("endif")
