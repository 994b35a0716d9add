"""The root of all: what the report template may say."""

from __future__ import annotations

from dataclasses import dataclass, field

from compile.context.appendix import (
    BasisCount,
    OriginEntry,
    RejectedFile,
    SourceEntry,
    WorkbookEntry,
    WorkbookFindings,
)
from compile.context.cards import Chapter
from compile.context.guide import ReadingGuide
from compile.context.marks import VerdictWords
from compile.context.movement import Movement, Trends
from compile.context.overview import Overview
from compile.context.strategy import CoverageArea, ThreadArea
from compile.context.summary import Summary
from compile.context.volumes import VolumeEntry


@dataclass(frozen=True, slots=True)
class ReportContext:
    """Everything that the report says.

    title: the report's name on the cover. document_title: the file's own title, with
    period and municipality. period: "Tertial 2 2026 (1 januari–31 augusti 2026)".
    draft: whether UTKAST is to be printed; draft_notices tell why. logo_text: the
    logo's alternative text. chapters: the municipality's own card first, then the
    departments. part: the unit or department that an extract is limited to, "" for
    the whole municipality. volumes: where the cards are, in the main volume of a large
    report; it has no chapters, and none of the lists that go by goal or by workbook.
    """

    title: str
    document_title: str
    municipality: str
    period: str
    words: VerdictWords
    period_code: str = ""
    part: str = ""
    volumes: tuple[VolumeEntry, ...] = ()
    publisher: str = ""
    strategy: str = ""
    vision: str = ""
    introduction: str = ""
    logo_text: str = ""
    draft: bool = False
    draft_notices: tuple[str, ...] = ()
    guide: ReadingGuide = field(default_factory=ReadingGuide)
    overview: Overview = field(default_factory=Overview)
    summary: Summary = field(default_factory=Summary)
    movement: Movement = field(default_factory=Movement)
    trends: Trends = field(default_factory=Trends)
    chapters: tuple[Chapter, ...] = ()
    coverage: tuple[CoverageArea, ...] = ()
    thread: tuple[ThreadArea, ...] = ()
    basis: tuple[BasisCount, ...] = ()
    sources: tuple[SourceEntry, ...] = ()
    origins: tuple[OriginEntry, ...] = ()
    findings: tuple[WorkbookFindings, ...] = ()
    rejected: tuple[RejectedFile, ...] = ()
    workbooks: tuple[WorkbookEntry, ...] = ()
