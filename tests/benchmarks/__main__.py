"""Run the benchmarks named on the command line, or all of them."""

from __future__ import annotations

import importlib
import sys

from tests.benchmarks.measuring import table

ALL = ("build", "reading", "compile", "render", "proof", "ribbon", "server")

for name in sys.argv[1:] or ALL:
    print(
        table(importlib.import_module(f"tests.benchmarks.bench_{name}").measure()),
        flush=True,
    )
