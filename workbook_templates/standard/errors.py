"""Errors: what stops the one who runs the tool, with a Swedish text.

Faults in a workbook are findings, not errors. The tree:

    MalkortError                 anything below; the command prints its text
    +-- UsageError               the call or the folder is not as it must be
    |   +-- DeliveryError        the disk will not have a file; the old ones remain
    |   +-- BusyError            another run writes the same report
    |   +-- ArchiveError         the archive does not allow it; nothing was changed
    +-- RegisterError            the register has faults; carries its findings
    +-- UnreadableWorkbookError  a file is no readable workbook; carries a finding
    +-- TemplateError            the report template cannot be used
    +-- KoladaError             Kolada gave no usable answer; what is stored remains
    +-- ConversionError          no PDF could be made; the Word file is delivered
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook_templates.standard.findings import Finding


class MalkortError(Exception):
    """Base of every error that the tool raises on purpose; str() is Swedish."""


class UsageError(MalkortError):
    """The call, a folder or a path is not as it must be."""


class DeliveryError(UsageError):
    """Files could not be written; those that were there are as they were."""


class BusyError(UsageError):
    """Another run writes the same report; the text says whose and since when."""


class ArchiveError(UsageError):
    """A closed period stands in the way, or a file changed while it was archived."""


class RegisterError(MalkortError):
    """The register has faults that make it unusable; `findings` names them."""

    def __init__(self, text: str, findings: Sequence[Finding] = ()) -> None:
        """Keep the findings beside the text."""
        super().__init__(text)
        self.findings = tuple(findings)


class UnreadableWorkbookError(MalkortError):
    """A file cannot be read as a workbook; `finding` says why and what to do."""

    def __init__(self, finding: Finding) -> None:
        """Keep the finding; its message is the error's text."""
        super().__init__(str(finding))
        self.finding = finding


class TemplateError(MalkortError):
    """The report template cannot be used; the text names field and place."""


class KoladaError(MalkortError):
    """Kolada could not be asked, or its answer not be used; nothing was changed."""


class ConversionError(MalkortError):
    """No PDF could be made; the text says what to install or try."""
