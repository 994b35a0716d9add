"""One way of rendering, in a process of its own: prints CPU seconds and peak MB."""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from docxtpl import DocxTemplate
from jinja2 import Environment

from compile.assemble import assemble
from compile.gather import gather
from compile.reading import Reading, Source
from compile.render_word import render_word
from compile.report_templates.house_template import write_house_template
from compile.word_text import attribute, printed
from tests.benchmarks.measuring import peak_megabytes
from tests.benchmarks.towns import PERIOD, example_units, town_register

if TYPE_CHECKING:
    from compile.context import ReportContext


def context_of(count: int) -> ReportContext:
    """Return the report's context for so many cards, without any file."""
    cards = [card for _, card in example_units(count)]
    readings = [Reading(Source(Path(c.unit_id), c.unit_id), c, (), "") for c in cards]
    return assemble(gather(town_register(count), PERIOD, readings), draft=False)


def plain(template: Path, context: ReportContext, target: Path) -> None:
    """Render as docxtpl's own guide does it."""
    counters: Counter[str] = Counter()

    def next_number(name: str) -> int:
        counters[name] += 1
        return counters[name]

    values = {f.name: getattr(context, f.name) for f in fields(context)}
    values |= {"has_logo": False, "contents": "", "next_number": next_number}
    environment = Environment(autoescape=True, finalize=printed)
    environment.filters["attribute"] = attribute
    document = DocxTemplate(template)
    document.render(values, environment, autoescape=True)
    document.save(target)


def main(way: str, count: int) -> None:
    """Render in one of the ways ours, theirs, data (nothing but the context), none.

    none: the template is written, and there are no cards.
    """
    context = context_of(count)
    with tempfile.TemporaryDirectory() as name:
        template, target = Path(name) / "template.docx", Path(name) / "report.docx"
        write_house_template(template)
        start = time.process_time()
        if way == "ours":
            render_word(template, context, target)
        elif way == "theirs":
            plain(template, context, target)
        print(time.process_time() - start, peak_megabytes())


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
