"""Running a command as a user does, inside this process."""

from __future__ import annotations

import pytest

from compile.cli import main


def run(*arguments: object) -> int:
    """Run `malkort` with arguments and return its exit code."""
    with pytest.raises(SystemExit) as stopped:
        main([str(a) for a in arguments])
    assert isinstance(stopped.value.code, int)
    return stopped.value.code
