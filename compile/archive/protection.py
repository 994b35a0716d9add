"""Read-only: so that nobody changes an archived file by mistake.

It is no lock: whoever owns the files may take it away again.
"""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def protect(root: Path) -> None:
    """Take away the right to write from a folder's files, and where it helps folders.

    On Windows a folder's attribute means nothing, so it is left alone.
    """
    for path in _all_below(root):
        if path.is_file() or os.name == "posix":
            path.chmod(stat.S_IMODE(path.stat().st_mode) & ~_WRITE)


def remove(root: Path) -> None:
    """Remove a folder that may be protected; nothing where there is none."""
    if not root.exists():
        return
    for path in reversed(_all_below(root)):
        path.chmod(stat.S_IMODE(path.stat().st_mode) | stat.S_IWUSR)
    shutil.rmtree(root)


def _all_below(root: Path) -> list[Path]:
    """Return files before the folders that they lie in, the root last."""
    found = [
        Path(place, name)
        for place, folders, files in os.walk(root, topdown=False)
        for name in (*files, *folders)
    ]
    return [*found, root]
