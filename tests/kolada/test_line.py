"""Every way in which Kolada may fail to answer: told in Swedish, nothing changed."""

from __future__ import annotations

import ast
import socket
import ssl
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from compile.kolada.fetch import Options, fetch_into
from compile.kolada.line import PATIENCE, Line
from tests.helpers.tools import ROOT, need
from tests.kolada.conftest import KPIS, stored
from tests.kolada.server import Fake, Handler, serving
from workbook_templates.standard.errors import KoladaError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from compile.folder import MunicipalityFolder
    from tests.kolada.conftest import Run

QUICK = replace(PATIENCE, connect=0.5, read=0.5, total=5, pauses=(0.01, 0.01, 0.01))


@pytest.fixture
def untouched(folder: MunicipalityFolder) -> Iterator[None]:
    """Hold that a test changes nothing in the folder."""
    before = {p: p.read_bytes() for p in folder.root.rglob("*") if p.is_file()}
    yield
    after = {p: p.read_bytes() for p in folder.root.rglob("*") if p.is_file()}
    assert after == before


def status(code: int, **headers: str) -> Callable[[Handler], None]:
    return lambda handler: handler.reply(code, b"{}", **headers)


def body(data: bytes) -> Callable[[Handler], None]:
    return lambda handler: handler.reply(200, data)


def refused(folder: MunicipalityFolder, base: str, **patience: object) -> str:
    """Fetch and return the error's text."""
    options = Options(base, patience=replace(QUICK, **patience))  # type: ignore[arg-type]
    with pytest.raises(KoladaError) as caught:
        fetch_into(folder, options)
    return str(caught.value)


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (status(401), "släpper inte in oss (svar 401)"),
        (status(418), "svarade oväntat (svar 418)"),
        (status(204), "svarade oväntat (svar 204)"),
        (body(b""), "svarade något som inte går att förstå"),
        (body(b"<html>underhall</html>"), "inte går att förstå"),
        (body(b"\xff\xfe{}"), "inte går att förstå"),
        (body(b"[]"), "inte går att förstå"),
        (body(b'{"count": 0}'), "inte går att förstå"),
        (body(b'{"values": {}}'), "inte går att förstå"),
        (body(b'{"values": [3]}'), "inte går att förstå"),
        (body(b'{"values": [{"id": 3, "title": "x"}]}'), "inte går att förstå"),
        (body(b'{"values": [], "next_url": 4}'), "inte går att förstå"),
        (body(b"[" * 100_000), "inte går att förstå"),
        (body(b'{"values": [' + b"7" * 10_000 + b"]}"), "inte går att förstå"),
        (body(b'{"values": [{"id": "x", "title": "x"}]}' * 9), "inte går att förstå"),
    ],
)
def test_an_answer_of_no_use_stops_the_fetch(
    reply: Callable[[Handler], None], said: str, fake: Fake, fetch: Run
) -> None:
    fake.always = reply
    code, told = fetch()

    assert code == 2
    assert said in told
    assert "de värden som redan finns i registret är kvar" in told
    assert "Traceback" not in told


@pytest.mark.parametrize(
    "values",
    [
        '[{"gender": "T", "value": "12"}]',
        '[{"gender": "T", "value": true}]',
        '[{"gender": "T", "value": NaN}]',
        '[{"gender": "T", "value": 1e400}]',
        '[{"gender": "X", "value": 1}]',
        '[{"gender": ["T"], "value": 1}]',
        '[{"gender": "T", "value": 1}, {"gender": "T", "value": 2}]',
        "[7]",
        "7",
    ],
)
@pytest.mark.usefixtures("untouched")
def test_a_value_that_cannot_be_one_stops_the_fetch(
    values: str, fake: Fake, fetch: Run
) -> None:
    key = '"kpi": "N01951", "municipality": "1783", "period": 2024'
    row = f'{{{key}, "values": {values}}}'
    data = f'{{"values": [{row}]}}'.encode()

    def reply(handler: Handler) -> None:
        if "/data/" in handler.path:
            handler.reply(200, data)
        else:
            handler.reply(200, title_answer(handler.path))

    fake.always = reply
    code, told = fetch()

    assert code == 2
    assert "inte går att förstå" in told or "två olika värden för N01951" in told


def title_answer(path: str) -> bytes:
    rows = (
        f'{{"id": "{i}", "title": "x"}}' for i in path.rpartition("/")[2].split(",")
    )
    return f'{{"values": [{", ".join(rows)}]}}'.encode()


@pytest.mark.usefixtures("untouched")
def test_a_year_that_is_none_stops_the_fetch(fake: Fake, fetch: Run) -> None:
    fake.data = {("N01951", "1783", "20x4"): []}  # type: ignore[dict-item]
    real = fake.answer

    def answer(address: str) -> tuple[int, dict[str, object]]:
        if "/data/" not in address:
            return real(address)
        row = {"kpi": "N01951", "municipality": "1783", "period": "20x4"}
        value = {"gender": "T", "value": 1}
        return 200, {"values": [{**row, "values": [value]}], "next_url": None}

    fake.answer = answer  # type: ignore[method-assign]

    assert "inte går att förstå" in fetch()[1]


def test_what_passes_is_tried_again(
    fetch: Run, fake: Fake, folder: MunicipalityFolder
) -> None:
    fake.replies = [status(429, Retry_After="0"), status(503, Retry_After="0")]
    code, _ = fetch()

    assert code == 0
    assert len(stored(folder)) == 27


def test_a_broken_answer_is_asked_for_again(
    fetch: Run, fake: Fake, folder: MunicipalityFolder
) -> None:
    def half(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b'{"values": [')
        handler.close_connection = True

    fake.replies = [half]
    code, _ = fetch()

    assert code == 0
    assert len(stored(folder)) == 27


@pytest.mark.usefixtures("untouched")
def test_what_does_not_pass_is_given_up(fake: Fake, folder: MunicipalityFolder) -> None:
    fake.always = status(500)
    told = refused(folder, fake.base)

    assert "ett eget fel just nu (svar 500)" in told
    assert len(fake.paths) == 1 + len(QUICK.pauses)


@pytest.mark.usefixtures("untouched")
def test_nobody_waits_longer_than_is_reasonable(
    fake: Fake, folder: MunicipalityFolder
) -> None:
    fake.always = status(429, Retry_After="3600")

    assert "ber oss vänta 3600 sekunder" in refused(folder, fake.base)
    assert len(fake.paths) == 1


@pytest.mark.usefixtures("untouched")
def test_a_wait_beyond_the_time_for_all_is_not_begun(
    fake: Fake, folder: MunicipalityFolder
) -> None:
    fake.always = status(503, Retry_After="20")
    start = time.monotonic()

    assert "(svar 503)" in refused(folder, fake.base)
    assert time.monotonic() - start < 3


@pytest.mark.usefixtures("untouched")
def test_a_silent_server_is_left(fake: Fake, folder: MunicipalityFolder) -> None:
    fake.always = lambda _: time.sleep(30)
    told = refused(folder, fake.base, pauses=())

    assert "slutade svara" in told


@pytest.mark.usefixtures("untouched")
def test_a_dripping_answer_does_not_take_for_ever(
    fake: Fake, folder: MunicipalityFolder
) -> None:
    def drip(handler: Handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(300):
            handler.wfile.write(b" ")
            time.sleep(0.1)

    fake.always = drip
    start = time.monotonic()
    told = refused(folder, fake.base, total=1)

    assert "svarade för långsamt" in told or "blev inte klar på 1 sekunder" in told
    assert time.monotonic() - start < 4


@pytest.mark.usefixtures("untouched")
def test_headers_that_drip_do_not_take_for_ever(
    fake: Fake, folder: MunicipalityFolder
) -> None:
    def drip(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        for _ in range(300):
            handler.wfile.write(b"x")
            time.sleep(0.1)

    fake.always = drip
    start = time.monotonic()

    assert "blev inte klar på 1 sekunder" in refused(folder, fake.base, total=1)
    assert time.monotonic() - start < 4


@pytest.mark.usefixtures("untouched")
def test_an_enormous_answer_is_left(fake: Fake, folder: MunicipalityFolder) -> None:
    fake.always = body(b" " * 300_000)

    assert "orimligt mycket" in refused(folder, fake.base, size=200_000)


@pytest.mark.usefixtures("untouched")
def test_a_redirection_to_elsewhere_is_not_followed(
    fake: Fake, folder: MunicipalityFolder
) -> None:
    other = Fake(dict(KPIS))
    with serving(other) as elsewhere:
        fake.always = status(302, Location=f"{elsewhere}/kpi/N01951")
        told = refused(folder, fake.base)

    assert "hänvisar till en annan server" in told
    assert other.paths == []


@pytest.mark.usefixtures("untouched")
def test_a_ring_of_redirections_is_left(fake: Fake, folder: MunicipalityFolder) -> None:
    fake.always = lambda h: h.reply(302, Location=h.path)

    assert "hänvisar runt i en ring" in refused(folder, fake.base)
    assert len(fake.paths) == 4


def test_a_redirection_on_the_same_server_is_followed(fetch: Run, fake: Fake) -> None:
    fake.replies = [lambda h: h.reply(307, Location=h.path)]

    assert fetch()[0] == 0


def with_next(fake: Fake, next_url: Callable[[str], str]) -> None:
    """Let each page of values say that another follows."""
    real = fake.answer

    def answer(address: str) -> tuple[int, dict[str, object]]:
        code, found = real(address.partition("?")[0])
        if "/data/" in address:
            found["next_url"] = next_url(address)
        return code, found

    fake.answer = answer  # type: ignore[method-assign]


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(
    "address", ["http://127.0.0.2:1/v3/x", "http://[::bad", "http://127.0.0.1:1/v3"]
)
def test_a_next_page_elsewhere_is_not_asked_for(
    address: str, fake: Fake, folder: MunicipalityFolder
) -> None:
    with_next(fake, lambda _: address)

    assert "hänvisar till en annan server" in refused(folder, fake.base)


@pytest.mark.usefixtures("untouched")
def test_pages_that_go_round_are_left(fake: Fake, folder: MunicipalityFolder) -> None:
    with_next(fake, lambda address: f"http://127.0.0.1{address.partition('?')[0]}")

    assert "från sida till sida utan slut" in refused(folder, fake.base)


@pytest.mark.usefixtures("untouched")
def test_pages_without_end_are_left(fake: Fake, folder: MunicipalityFolder) -> None:
    def following(address: str) -> str:
        path, _, query = address.partition("?page=")
        return f"{path}?page={int(query or 1) + 1}"

    with_next(fake, following)

    assert "från sida till sida utan slut" in refused(folder, fake.base, total=60)
    assert len(fake.paths) < 250


@pytest.mark.usefixtures("untouched")
def test_without_a_name_server_the_message_says_to_look_at_the_network(
    folder: MunicipalityFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    told = refused(folder, "http://kolada.invalid/v3")

    assert "Kolada (kolada.invalid) går inte att hitta" in told
    assert "Kontrollera att datorn når internet" in told


@pytest.mark.usefixtures("untouched")
def test_a_server_that_is_not_there_is_told(folder: MunicipalityFolder) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, and not listening
        port = taken.getsockname()[1]

        assert "går inte att nå" in refused(folder, f"http://127.0.0.1:{port}/v3")


@contextmanager
def certificate(folder: Path) -> Iterator[ssl.SSLContext]:
    """Make a certificate that nobody vouches for."""
    key, cert = folder / "key.pem", folder / "cert.pem"
    command = [need("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes"]
    command += ["-keyout", str(key), "-out", str(cert), "-days", "2"]
    command += ["-subj", "/CN=127.0.0.1"]
    subprocess.run(command, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    yield context


@pytest.mark.usefixtures("untouched")
def test_a_certificate_that_nobody_vouches_for_is_told(
    tmp_path: Path, folder: MunicipalityFolder
) -> None:
    with certificate(tmp_path) as tls, serving(Fake(dict(KPIS)), tls) as base:
        told = refused(folder, base)

    assert "kan inte styrka vem den är (certifikatet)" in told


@pytest.mark.usefixtures("untouched")
def test_a_proxy_that_is_not_there_is_told(
    folder: MunicipalityFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("no_proxy", "")

    told = refused(folder, "https://kolada.invalid/v3")
    assert "genom kommunens proxy" in told


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("base", ["kolada", "ftp://x/y", "http://", "http://[::bad"])
def test_an_address_that_is_none_is_told(base: str, fetch: Run) -> None:
    code, told = fetch(base=base)

    assert code == 2
    assert f"”{base}” är ingen adress" in told


@pytest.mark.usefixtures("untouched")
def test_without_the_extra_the_message_says_what_to_install(
    fetch: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [n for n in sys.modules if n.startswith("compile.kolada")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "urllib3", None)
    code, told = fetch()

    assert code == 2
    assert "behövs tillägget urllib3" in told
    assert 'pip install "malkort[kolada]"' in told


def test_an_answer_is_asked_for_below_the_address_given(fake: Fake) -> None:
    line = Line(f"{fake.base}/", QUICK)
    line.get("/kpi/N01951")

    assert fake.paths == ["/v3/kpi/N01951"]
    with pytest.raises(UsageError):
        Line("", QUICK)


def test_nothing_but_the_line_can_open_a_connection() -> None:
    network = {"socket", "ssl", "http", "urllib3", "requests", "httpx", "smtplib"}
    network |= {"urllib.request", "ftplib", "asyncio", "xmlrpc", "telnetlib"}
    found = {
        path.relative_to(ROOT).as_posix()
        for top in ("compile", "workbook_templates")
        for path in ROOT.glob(f"{top}/**/*.py")
        for name in imported(path)
        if name in network or name.split(".")[0] in network
    }

    assert found == {"compile/kolada/line.py"}


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
