"""matplotlib without traces: no font cache built, nothing written to the user's home.

On its import matplotlib looks through all fonts of the computer, which takes seconds,
and remembers them in the home. It is given a list with our font alone instead, in a
folder that is gone when the import is done.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from compile import fonts

if TYPE_CHECKING:
    from collections.abc import Iterator

_SETTING = "MPLCONFIGDIR"
_VERSION = re.compile(r"__version__ = ['\"]([^'\"]+)['\"]")


@contextmanager
def quiet_import() -> Iterator[None]:
    """Let matplotlib be imported while this lasts; afterwards it needs no folder."""
    before = os.environ.get(_SETTING)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ[_SETTING] = folder
        try:
            _write_font_list(Path(folder))
            yield
        finally:
            os.environ.pop(_SETTING)
            if before is not None:
                os.environ[_SETTING] = before


def _write_font_list(folder: Path) -> None:
    """Write what matplotlib would have found; where it cannot be told, it looks."""
    with suppress(ImportError, AttributeError, OSError, TypeError):
        source = Path(str(find_spec("matplotlib.font_manager").origin))  # type: ignore[union-attr]
        found = _VERSION.search(source.read_text(encoding="utf-8"))
        version = found[1]  # type: ignore[index]
        text = json.dumps(_font_list(version))
        (folder / f"fontlist-v{version}.json").write_text(text, encoding="utf-8")


def _font_list(version: str) -> dict[str, object]:
    """Return the list in matplotlib's own form, with our font as its default."""
    weights = {fonts.regular(): 400, fonts.bold(): 700}
    entries = [
        {"fname": str(file), "name": fonts.FAMILY, "weight": weight}
        | {"size": "scalable", "__class__": "FontEntry"}
        for file, weight in weights.items()
    ]
    return {
        "_version": version,
        "_FontManager__default_weight": "normal",
        "default_size": None,
        "defaultFamily": {"ttf": fonts.FAMILY, "afm": "Helvetica"},
        "afmlist": [],
        "ttflist": entries,
        "__class__": "FontManager",
    }
