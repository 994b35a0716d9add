"""The add-in's VBA in pyOpenVBA's interpreter, with Windows in its place stubbed.

The interpreter knows neither comments after a directive nor the system's own
functions; those alone are replaced in the text, the rest runs as it is built.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyopenvba import ExcelFile
from pyopenvba.apps.excel import ExcelApplication

if TYPE_CHECKING:
    from pathlib import Path

RIBBON_MODULE, DIALOG_MODULE = "MalkortRibbon", "MalkortDialog"
_COMMENT_OF_DIRECTIVE = re.compile(r"(?m)^( *#[^'\r\n]*)'.*$")
_STUBBED = {
    'CreateObject("WScript.Shell")': "New FakeShell",
    "Environ(": "FakeEnviron(",
    "FileExists = FileExistsOnWindows(FileSpec)": "FileExists = False",
    "Timer() + Application.Hwnd": "1",
    "Application.Hwnd": "99",
    "Application.Path": '"C:\\Office"',
    'GetConfig("SHOW CONSOLE", False) = True': "False",
    "Kill LOG_FILE": "",
    "ThisWorkbook": 'Workbooks("malkort.xlam")',
}
_SHELL = """
Public Function Run(Command, Optional Style, Optional Wait)
    Debug.Print Command
    Run = 0
End Function
Public Function ExpandEnvironmentStrings(Text)
    ExpandEnvironmentStrings = Text
End Function
"""
_ENVIRON = """
Function FakeEnviron(Name)
    FakeEnviron = "C:\\Temp"
End Function
"""
_RUN_PYTHON = """
Public Function RunPython(PythonCommand As String)
    Debug.Print PythonCommand
End Function
"""

# xlwings' door to Python: prints what it is given. Call is a word of VBA that the
# interpreter takes for itself.
_PYTHON = """
Public Function Module(Name)
    Module = Name
End Function
Public Function Tuple(Goals, Number, Field, Areas)
    Debug.Print UBound(Goals, 1) & "|" & Goals(1, 1) & "|" & Number & "|" & Field
    Debug.Print Areas(1, 1)
    Tuple = "arguments"
End Function
Public Function Called(Name, Method, Arguments)
    Called = Name & "." & Method & "(" & Arguments & ")"
End Function
Public Function Str(Value)
    Str = Value
End Function
"""
_DOOR = """
Public Function XLPy()
    Set XLPy = New FakePython
End Function
"""


def sources(xlam: Path) -> dict[str, str]:
    """Return the VBA modules' texts, by name."""
    with ExcelFile(xlam) as book:
        return dict(book.vba_modules())


def with_stubbed_python(xlam: Path, *, workbook: bool = True) -> ExcelApplication:
    """Return an Excel where RunPython prints the command that it receives."""
    app = ExcelApplication()
    if workbook:
        app.add_workbook()
    app.add_module(_RUN_PYTHON, name="xlwings")
    for name in (RIBBON_MODULE, DIALOG_MODULE):
        app.add_module(sources(xlam)[name], name=name)
    return app


def with_stubbed_windows(xlam: Path, workbook: Path) -> ExcelApplication:
    """Return an Excel with the whole add-in, where the shell prints what it starts."""
    texts = sources(xlam)
    app = ExcelApplication.open(xlam, with_vba=False)
    text = _COMMENT_OF_DIRECTIVE.sub(r"\1", texts["xlwings"])
    for real, stub in _STUBBED.items():
        assert real in text, real
        text = text.replace(real, stub)
    app.add_module(_SHELL, name="FakeShell", kind="class")
    app.add_module(text + _ENVIRON.replace("\n", "\r\n"), name="xlwings")
    app.add_module(texts[RIBBON_MODULE], name=RIBBON_MODULE)
    app.open_workbook(workbook)
    return app


def with_cell_function(xlam: Path, workbook: Path | None) -> ExcelApplication:
    """Return an Excel where =STRATEGIMAL() meets a stubbed Python."""
    app = ExcelApplication()
    if workbook is None:
        app.add_workbook()
    else:
        app.open_workbook(workbook)
    app.add_module(_PYTHON, name="FakePython", kind="class")
    app.add_module(_DOOR, name="xlwings")
    text = sources(xlam)["MalkortCells"].replace("XLPy.Call(", "XLPy.Called(")
    text = text.replace("TypeName(Application.Caller)", '"Error"')
    app.add_module(text, name="MalkortCells")
    return app


def press(app: ExcelApplication, callback: str) -> list[str]:
    """Press a ribbon button; returns what was printed meanwhile."""
    before = len(app.console)
    module = f"Try{callback}"
    lines = (f"Sub {module}()", "Dim pressed As IRibbonControl", f"{callback} pressed")
    app.add_module("\n".join((*lines, "End Sub", "")), name=f"Module{callback}")
    app.run(module)
    return [str(line) for line in app.console[before:]]
