"""A chart: every number in it, readable without colour, the same every time."""

from __future__ import annotations

import io
import itertools
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from compile.charting import drawer as asking
from compile.charting.drawer import Drawer, drawer, drawing_early
from compile.charting.drawing import DPI, draw, text_width
from compile.charting.helper import chart_of, request, serve
from compile.charting.layout import AXIS, PAPER, fitting_height, lay_out
from compile.marks import INK, MUTED, PART_STYLES
from tests.builder.test_theme import contrast
from tests.report.charts import SERIES, chart, usual
from tests.report.test_started_early import is_gone

if TYPE_CHECKING:
    from pathlib import Path

    from compile.charting.layout import Box

_HELD = """
import time
from compile.charting import drawer
with drawer.drawing_early():
    print(drawer._helper.get().pid, flush=True)
    time.sleep(60)
"""
_FONTS = """
import json
from compile.charting import drawing
from matplotlib.font_manager import fontManager
print(json.dumps(sorted({f.name for f in fontManager.ttflist})))
"""


def picture(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


@pytest.mark.parametrize("style", PART_STYLES, ids=lambda s: s.fill)
def test_numbers_and_outlines_stand_out_from_every_part(
    style: object,
) -> None:
    assert isinstance(style, type(PART_STYLES[0]))
    assert contrast(INK, style.fill) >= 4.5
    assert contrast(style.line, style.fill) >= 3
    assert contrast(style.line, "FFFFFF") >= 3


def test_the_axis_stands_out_from_the_paper() -> None:
    assert contrast(MUTED, "FFFFFF") >= 4.5


def test_no_two_parts_look_alike_in_grey() -> None:
    for one, other in itertools.combinations(PART_STYLES, 2):
        if one.hatch == other.hatch:
            assert contrast(one.fill, other.fill) >= 1.9


@pytest.mark.parametrize("width", [174, 85])
@pytest.mark.parametrize("rows", [1, 4, 12])
def test_each_fill_is_in_the_picture_in_the_size_that_was_asked_for(
    width: int, rows: int
) -> None:
    drawn = chart({f"Enhet {n}": (5, 5, 5, 5, 5) for n in range(rows)})
    height = fitting_height(drawn, 60)
    found = picture(draw(drawn, width, height))
    assert found.size == (round(width * DPI / 25.4), round(height * DPI / 25.4))
    colours = {rgb for _, rgb in found.getcolors(1_000_000) or []}
    for style in PART_STYLES:
        assert tuple(bytes.fromhex(style.fill)) in colours
    assert found.getpixel((0, 0)) == (255, 255, 255)


def test_a_chart_is_no_higher_than_its_bars_need() -> None:
    one, four = chart({"A": (1, 0, 0, 0, 0)}), usual()
    assert fitting_height(one, 60) < fitting_height(four, 60) < 60
    assert fitting_height(four, 30) == 30


numbers = st.one_of(st.integers(0, 30), st.sampled_from((0, 1, 999, 12_345)))
rows = st.dictionaries(
    st.text("abcåäö -/", min_size=1, max_size=60).filter(str.strip),
    st.tuples(*[numbers] * 5),
    min_size=1,
    max_size=15,
)


@given(rows, st.sampled_from((70.0, 85.0, 174.0)), st.sampled_from((30.0, 60.0, 90.0)))
@settings(max_examples=25, deadline=None)
def test_every_number_is_in_the_chart_and_nothing_outside_it(
    made: dict[str, tuple[int, ...]], width: float, largest: float
) -> None:
    drawn = chart(made)
    height = fitting_height(drawn, largest)
    found = lay_out(drawn, width, height, text_width)
    told = [w.text for w in found.words if w.on is not None]
    for row in made.values():
        for (name, symbol), value in zip(SERIES, row, strict=True):
            forms = (f"{symbol or name} {value}", f"{symbol} {value}".strip())
            assert not value or any(form in text for form in forms for text in told)
    labels = " ".join(w.text for w in found.words if w.on is None)
    assert AXIS in labels
    assert all(word in labels for label in made for word in label.split())
    for words in found.words:
        assert words.x >= 0
        assert words.x + text_width(words.text, words.size) <= width + 0.01
        assert words.y <= height
    assert all(inside(p.box, width, height) for p in found.parts)


def inside(box: Box, width: float, height: float) -> bool:
    return (
        box.x >= 0
        and box.x + box.width <= width + 0.01
        and box.y >= 0
        and box.y + box.height <= height + 0.01
    )


def test_a_number_that_does_not_fit_stands_beside_its_bar() -> None:
    found = lay_out(chart({"A": (60, 1, 0, 0, 1)}), 120, 30, text_width)
    beside = [w.text for w in found.words if w.on == PAPER]
    assert beside == ["▲ 1   Ej bedömt 1"]


def test_a_bar_without_goals_says_so() -> None:
    found = lay_out(chart({"A": (0, 0, 0, 0, 0)}), 120, 30, text_width)
    assert [w.text for w in found.words if w.on == PAPER] == ["0"]


@pytest.mark.parametrize(
    ("longest", "ticks"),
    [
        (1, "0 1"),
        (7, "0 2 4 6"),
        (60, "0 10 20 30 40 50 60"),
        (1700, "0 500 1000 1500"),
    ],
)
def test_the_axis_counts_in_whole_even_steps(longest: int, ticks: str) -> None:
    found = lay_out(chart({"A": (longest, 0, 0, 0, 0)}), 120, 30, text_width)
    axis = [w.text for w in found.words if w.muted and w.text != AXIS]
    assert " ".join(axis) == ticks


def test_a_symbol_that_the_font_lacks_is_drawn_in_another() -> None:
    assert text_width("\u25c7", 8) != text_width("\ue000", 8), "an empty box"


def test_the_same_chart_gives_the_same_bytes_here_and_in_the_process_beside() -> None:
    here = draw(usual(), 174, 40)
    assert here == draw(usual("Annan text"), 174, 40)
    with drawing_early(), drawer() as drawing:
        asked = [drawing.ask(usual(), 174, 40) for _ in range(3)]
        process = asking._helper.get()  # noqa: SLF001 - its pid is nobody else's business
    assert process is not None
    assert {a.result() for a in asked} == {here}
    assert is_gone(process.pid)
    for stamp in (b"tIME", b"matplotlib", b"tEXt"):
        assert stamp not in here


def test_a_request_says_all_that_is_drawn() -> None:
    asked = json.loads(request(usual(), 174, 40.5))
    assert asked["size"] == [174, 40.5]
    again = chart_of(asked)
    assert (again.labels, again.series) == (usual().labels, usual().series)


def test_the_process_answers_line_by_line() -> None:
    answers = io.BytesIO()
    serve([request(usual(), 174, 40)] * 2, answers)
    one = draw(usual(), 174, 40)
    assert answers.getvalue() == (b"%d\n" % len(one) + one) * 2


@pytest.mark.parametrize(
    "program",
    ["raise SystemExit(1)", "print('x'); input()", "print(100); print('short')"],
)
def test_where_the_process_fails_the_chart_is_drawn_here(
    program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "_COMMAND", (sys.executable, "-c", program))
    with drawing_early(), drawer() as drawing:
        made = drawing.ask(usual(), 174, 40).result()
    assert made == draw(usual(), 174, 40)


def test_where_no_process_can_be_started_the_chart_is_drawn_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "_COMMAND", (str(tmp_path / "missing"),))
    with drawing_early(), drawer() as drawing:
        assert isinstance(drawing, Drawer)
        assert drawing.ask(usual(), 174, 40).result() == draw(usual(), 174, 40)


def test_the_process_ends_when_its_starter_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", _HELD], stdout=subprocess.PIPE) as run:
        assert run.stdout is not None
        pid = int(run.stdout.readline())
        run.kill()
    assert is_gone(pid)


def test_matplotlib_writes_nothing_to_the_home_and_looks_for_no_fonts(
    tmp_path: Path,
) -> None:
    home, passing = tmp_path / "home", tmp_path / "passing"
    home.mkdir()
    passing.mkdir()
    hidden = {"MPLCONFIGDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"}
    kept = {k: v for k, v in os.environ.items() if k not in hidden}
    places = {"HOME": str(home), "USERPROFILE": str(home), "TMPDIR": str(passing)}
    run = subprocess.run(
        [sys.executable, "-c", _FONTS],
        check=True,
        capture_output=True,
        env={**kept, **places},
    )
    assert json.loads(run.stdout) == ["Liberation Sans"]
    assert list(home.iterdir()) == []
    assert list(passing.iterdir()) == []


def test_a_setting_of_the_users_own_is_left_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from compile.charting.quiet import quiet_import  # noqa: PLC0415 - only here

    monkeypatch.setenv("MPLCONFIGDIR", str(tmp_path))
    with quiet_import():
        assert os.environ["MPLCONFIGDIR"] != str(tmp_path)
    assert os.environ["MPLCONFIGDIR"] == str(tmp_path)
    assert list(tmp_path.iterdir()) == []
