"""xlwings' own VBA module for add-ins, with its settings closed and in Swedish.

As it comes, the module takes its settings first from the workbook that is open, or
from a file beside it: whoever sends a workbook could name a program to run. It also
runs Python that travels in a workbook if there is a licence key. Both are taken out
here, by exact texts, so that another version of xlwings stops the building rather
than passing unchanged.
"""

from __future__ import annotations

from importlib.resources import files

from malkort_xl.addin.names import PROJECT, TITLE
from malkort_xl.addin.vba_text import vba_text
from workbook_templates.standard.errors import UsageError

_SHEET_OF_THE_OPEN_BOOK = """\
            'Workbook Sheet Config
            If SheetExists(ActiveWorkbook, PROJECT_NAME & ".conf") = True Then
                If GetConfigFromSheet(ActiveWorkbook).Exists(configKey) = True Then
                    GetConfig = GetConfigFromSheet(ActiveWorkbook).Item(configKey)
                    GetConfig = ExpandEnvironmentStrings(GetConfig)
                    Exit Function
                End If
            End If
"""
_WHAT_FILE_IS_OPEN = """\
    #If Mac Then
        If InStr(ActiveWorkbook.FullName, "://") = 0 Then
            ActiveFullName = ToPosixPath(ActiveWorkbook.FullName)
            ThisFullName = ToPosixPath(ThisWorkbook.FullName)
        Else
            ActiveFullName = ActiveWorkbook.FullName
            ThisFullName = ThisWorkbook.FullName
        End If
    #Else
        ActiveFullName = ActiveWorkbook.FullName
        ThisFullName = ThisWorkbook.FullName
    #End If
"""
# What is taken out: the settings of the open workbook and of its folder, code in its
# sheets, and its path, whose semicolons would be read as folders to import from.
_CLOSED = (
    (_SHEET_OF_THE_OPEN_BOOK, ""),
    (_WHAT_FILE_IS_OPEN, '    ActiveFullName = ""\n    ThisFullName = ""\n'),
    (
        '& ";" & ActiveWorkbook.FullName & ";" & ThisWorkbook.FullName & ";" &',
        '& ";;;" &',
    ),
    (
        'If source = "" Or source = "directory" Then',
        'If source = "directory" Then',
    ),
    (
        "                uses_embedded_code = True\n                Exit For\n",
        "                Exit For\n",
    ),
)
# The settings sheet is never the active one.
_QUALIFIED = ('In Range(sht.Range("A1")', 'In sht.Range(sht.Range("A1")')
_NO_SWITCH = (
    "Excel behöver kopplas till Python en gång. Kör xlwings runpython install "
    "i Terminal och försök igen."
)
_NO_SWITCH_ENGLISH = (
    "To enable RunPython, please run 'xlwings runpython install' in a terminal once "
    "and try again."
)
# What xlwings says to the user, by the code around it.
_SPOKEN = (
    (
        'MsgBox "Could not find Interpreter!"',
        f"MsgBox {vba_text('Python hittades inte. Be IT-avdelningen om hjälp.')}",
    ),
    (
        f'MsgBox "{_NO_SWITCH_ENGLISH}"',
        f"MsgBox {vba_text(_NO_SWITCH)}",
    ),
    (
        '"Press Ctrl+C to copy this message to the clipboard."',
        vba_text("Kopiera texten med Ctrl+C."),
    ),
    ('Content, vbCritical, "Error"', f"Content, vbCritical, {vba_text(TITLE)}"),
    ('AUTO_DISMISS, "Error"', f"AUTO_DISMISS, {vba_text(TITLE)}"),
    ('StatusBar = "Running..."', f"StatusBar = {vba_text('Arbetar...')}"),
)
_NAMED = ('PROJECT_NAME As String = "myaddin"', f'PROJECT_NAME As String = "{PROJECT}"')


def xlwings_module() -> str:
    """Return the module's source; raises UsageError if xlwings is another one."""
    source = files("xlwings") / "xlwings_custom_addin.bas"
    # newline is kept out of the comparison: the wheel has CRLF, the texts here LF.
    text = source.read_text(encoding="utf-8").replace("\r\n", "\n")
    for old, new in (_NAMED, _QUALIFIED, *_CLOSED, *_SPOKEN):
        text = _replaced(text, old, new)
    return text.replace("\n", "\r\n")


def _replaced(text: str, old: str, new: str) -> str:
    if old not in text:
        message = (
            "Tillägget kan inte byggas med den här versionen av xlwings: dess VBA-"
            f"modul saknar ”{old.strip().splitlines()[0]}”. Installera den version som "
            "verktyget anger."
        )
        raise UsageError(message)
    return text.replace(old, new)
