"""The checker's one false alarm is dismissed only where it is proven to be one."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pikepdf
import pytest

from compile.proof.checker import FALSE_ALARM, check, is_false_alarm
from compile.proof.objects import layout_of

if TYPE_CHECKING:
    from tests.proof.conftest import Example


def ending_in_return() -> bytes:
    """Return data whose compressed form ends in a carriage return."""
    texts = (b"% " + str(n).encode() for n in range(10_000))
    return next(t for t in texts if zlib.compress(t).endswith(b"\r"))


@pytest.fixture(scope="module")
def alarming(report: Example, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return a sound report with a stream that ends in a carriage return."""
    target = tmp_path_factory.mktemp("alarm") / "rapport.pdf"
    with pikepdf.open(report.pdf) as pdf:
        stream = pikepdf.Stream(pdf, b"")
        stream.write(zlib.compress(ending_in_return()), filter=pikepdf.Name.FlateDecode)
        pdf.Root.MalkortProv = pdf.make_indirect(stream)
        pdf.save(target)
    return target.read_bytes()


def alarms(data: bytes) -> tuple[set[str], set[str]]:
    """Return the rules that are dismissed, and those that count."""
    checked = check(data, layout_of(data))
    dismissed = {rule for c in checked.checks for rule in c.dismissed}
    return dismissed, {fault.code for fault in checked.faults}


def test_the_stream_really_ends_in_a_return_and_where_it_says(alarming: bytes) -> None:
    layout = layout_of(alarming)
    assert layout.sound
    assert any(data.endswith(b"\r") for _, data in layout.streams)
    with_length = next(d for d in layout.streams if d[1].endswith(b"\r"))
    assert b"/Length %d" % len(with_length[1]) in with_length[0]


def test_the_checker_raises_it_and_it_is_dismissed(alarming: bytes) -> None:
    dismissed, counted = alarms(alarming)
    assert {rule.partition("-")[2] for rule in dismissed} == {FALSE_ALARM}
    assert counted == set()


def test_a_stream_that_is_really_too_short_is_not_dismissed(alarming: bytes) -> None:
    head, data = next(d for d in layout_of(alarming).streams if d[1].endswith(b"\r"))
    wrong = head.replace(b"/Length %d" % len(data), b"/Length %d" % (len(data) - 3))
    damaged = alarming.replace(head, wrong)
    assert not layout_of(damaged).sound
    assert not is_false_alarm(layout_of(damaged))
    dismissed, counted = alarms(damaged)
    assert dismissed == set()
    assert any(code.endswith(FALSE_ALARM) for code in counted)


def test_it_is_not_dismissed_where_no_stream_ends_in_a_return() -> None:
    plain = b"%PDF-1.7\n1 0 obj\n<< /Length 2 >>\nstream\nab\nendstream\nendobj\n"
    assert layout_of(plain).sound
    assert not is_false_alarm(layout_of(plain))
