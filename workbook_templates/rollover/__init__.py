"""From the cards that came back to the next period's drafts; nothing is lost.

Every row of an earlier card is in a draft, by its stable id, or named with the
reason why it is not.
"""

from __future__ import annotations

from workbook_templates.rollover.changes import Change, register_changes
from workbook_templates.rollover.drafting import Draft, draft
from workbook_templates.rollover.lines import Line
from workbook_templates.rollover.rolling import Returned, Rolled, UnitDraft, roll

__all__ = [
    "Change",
    "Draft",
    "Line",
    "Returned",
    "Rolled",
    "UnitDraft",
    "draft",
    "register_changes",
    "roll",
]
