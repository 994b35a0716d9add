"""`python -m compile` is the command `malkort`.

The guard matters: a process that reads workbooks imports this module again.
"""

from __future__ import annotations

from compile.cli import main

if __name__ == "__main__":
    main()
