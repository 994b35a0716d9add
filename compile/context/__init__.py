"""What the report template may say: every value ready to print in Swedish.

Assemble fills it, the Word template prints it. Rules for the one who fills it:

- An empty value is "" (or () or an empty Mark). The renderer prints it as a dash,
  and the template can ask `{% if goal.comment %}`.
- Numbers are strings with a decimal comma, dates are yyyy-mm-dd.
- Long texts keep their line breaks; nothing is cut or escaped here.

The root names of the template are the fields of ReportContext. The renderer adds
`contents` (the contents page) and `has_logo`.
"""

from __future__ import annotations

from compile.context.appendix import (
    BasisCount,
    FindingLine,
    OriginEntry,
    RejectedFile,
    SourceEntry,
    WorkbookEntry,
    WorkbookFindings,
)
from compile.context.cards import (
    ActivityEntry,
    Card,
    CardPerspective,
    Chapter,
    ChapterFront,
    GoalEntry,
    GoalGroup,
    MeasureEntry,
)
from compile.context.charts import Chart, Series
from compile.context.guide import GuideRule, GuideStep, GuideThreshold, ReadingGuide
from compile.context.marks import Mark, VerdictWords
from compile.context.movement import (
    ActivityCounts,
    ActivityMove,
    GoalMove,
    MoveCounts,
    Movement,
    TargetChange,
    TextChange,
    Trend,
    Trends,
)
from compile.context.overview import (
    ForecastStep,
    HeatCell,
    HeatMap,
    HeatRow,
    KeyFigure,
    Overview,
)
from compile.context.report import ReportContext
from compile.context.strategy import (
    CoverageArea,
    CoverageGoal,
    ThreadArea,
    ThreadGoal,
    ThreadStep,
)
from compile.context.summary import (
    Counts,
    Deviation,
    LateActivity,
    LateCard,
    MissingCard,
    Summary,
    UnchangedCard,
)
from compile.context.volumes import VolumeEntry

__all__ = [
    "ActivityCounts",
    "ActivityEntry",
    "ActivityMove",
    "BasisCount",
    "Card",
    "CardPerspective",
    "Chapter",
    "ChapterFront",
    "Chart",
    "Counts",
    "CoverageArea",
    "CoverageGoal",
    "Deviation",
    "FindingLine",
    "ForecastStep",
    "GoalEntry",
    "GoalGroup",
    "GoalMove",
    "GuideRule",
    "GuideStep",
    "GuideThreshold",
    "HeatCell",
    "HeatMap",
    "HeatRow",
    "KeyFigure",
    "LateActivity",
    "LateCard",
    "Mark",
    "MeasureEntry",
    "MissingCard",
    "MoveCounts",
    "Movement",
    "OriginEntry",
    "Overview",
    "ReadingGuide",
    "RejectedFile",
    "ReportContext",
    "Series",
    "SourceEntry",
    "Summary",
    "TargetChange",
    "TextChange",
    "ThreadArea",
    "ThreadGoal",
    "ThreadStep",
    "Trend",
    "Trends",
    "UnchangedCard",
    "VerdictWords",
    "VolumeEntry",
    "WorkbookEntry",
    "WorkbookFindings",
]
