"""malkort, run in this process as its users call it."""

from __future__ import annotations

import pytest

from compile.cli import main


def run(*arguments: object) -> int:
    """Return the exit code of a call."""
    with pytest.raises(SystemExit) as stopped:
        main([str(a) for a in arguments])
    assert isinstance(stopped.value.code, int)
    return stopped.value.code
