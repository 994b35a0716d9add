"""The manifest that an administrator uploads, and the pictures in it."""

from __future__ import annotations

import struct
import xml.etree.ElementTree as ET
import zlib
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from malkort_xl.commands.manifest import manifest as command
from malkort_xl.ribbon import SERVER, ribbon
from malkort_xl.server.icons import SIZES, icon, icons
from malkort_xl.server.manifest import manifest
from malkort_xl.server.options import Entra, ServerOptions
from malkort_xl.server.ribbon_js import ribbon_js
from tests.server.asking import ask
from workbook_templates.standard.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from malkort_xl.server.gate import Gate

URL = "https://malkort.kommunen.example"
ENTRA = Entra(
    "11111111-2222-3333-4444-555555555555", "99999999-8888-7777-6666-555555555555"
)
OVER = "{http://schemas.microsoft.com/office/taskpaneappversionoverrides}"
TYPES = "{http://schemas.microsoft.com/office/officeappbasictypes/1.0}"
APP = "{http://schemas.microsoft.com/office/appforoffice/1.1}"


def parsed(**changes: object) -> ET.Element:
    options = ServerOptions(public_url=URL, **changes)  # type: ignore[arg-type]
    return ET.fromstring(manifest(options))  # noqa: S314 - our own text


def resources(root: ET.Element) -> dict[str, str]:
    tags = {f"{TYPES}{kind}" for kind in ("Image", "Url", "String")}
    found = root.iter()
    return {
        e.attrib["id"]: e.attrib["DefaultValue"]
        for e in found
        if e.tag in tags and "id" in e.attrib
    }


def test_every_button_of_the_ribbon_is_there_with_its_words() -> None:
    root = parsed()
    words = resources(root)
    controls = {c.attrib["id"]: c for c in root.iter(f"{OVER}Control")}

    assert list(controls) == [b.id for b in ribbon().on(SERVER).buttons]
    for button in ribbon().on(SERVER).buttons:
        label = controls[button.id].find(f"{OVER}Label")
        assert label is not None
        assert words[label.attrib["resid"]] == button.label


def test_every_function_of_a_button_is_associated() -> None:
    names = [e.text for e in parsed().iter(f"{OVER}FunctionName")]
    script = ribbon_js()

    assert names
    for name in names:
        assert script.count(f'Office.actions.associate("{name}", ') == 1
    assert script.count("associate(") == len(names)


def test_the_tab_is_called_malkort_and_the_search_opens_the_task_pane() -> None:
    root = parsed()
    words = resources(root)
    tab = root.find(f".//{OVER}CustomTab/{OVER}Label")
    pane = root.find(f".//{OVER}Action/{OVER}TaskpaneId/../{OVER}SourceLocation")

    assert tab is not None
    assert words[tab.attrib["resid"]] == "Målkort"
    assert pane is not None
    assert words[pane.attrib["resid"]] == f"{URL}/taskpane.html"


def test_every_reference_has_its_resource_within_office_s_limits() -> None:
    root = parsed()
    words = resources(root)
    used = {e.attrib["resid"] for e in root.iter() if "resid" in e.attrib}

    assert used == words.keys()
    assert max(map(len, words)) <= 32
    short = root.find(f".//{TYPES}ShortStrings")
    long = root.find(f".//{TYPES}LongStrings")
    assert short is not None
    assert long is not None
    assert all(len(e.attrib["DefaultValue"]) <= 125 for e in short)
    assert all(len(e.attrib["DefaultValue"]) <= 250 for e in long)


def test_a_tooltip_that_is_too_long_ends_after_a_sentence() -> None:
    from malkort_xl.server.manifest import _shortened  # noqa: PLC0415 - its only test

    assert _shortened("En. Två. Tre.", 9) == "En. Två."
    assert _shortened("En. Två. Tre.", 40) == "En. Två. Tre."


def test_the_cell_function_has_no_namespace() -> None:
    root = parsed()

    assert root.find(f".//{OVER}Namespace") is None
    assert root.find(f".//{OVER}Metadata") is not None


def test_no_address_but_the_server_s_own_and_microsoft_s_names_is_in_it() -> None:
    values = [v for e in parsed().iter() for v in (e.text or "", *e.attrib.values())]
    addresses = [v for v in values if v.strip().startswith("http")]

    assert addresses
    assert all(address.startswith(URL) for address in addresses)


def test_the_id_follows_the_address() -> None:
    first, again = parsed().findtext(f"{APP}Id"), parsed().findtext(f"{APP}Id")
    options = ServerOptions(public_url=f"{URL}:8443")
    other = ET.fromstring(manifest(options)).findtext(f"{APP}Id")  # noqa: S314 - our own

    assert first == again
    assert first != other


def test_sign_in_is_in_the_manifest_when_it_is_configured() -> None:
    info = parsed(entra=ENTRA).find(f".//{OVER}WebApplicationInfo")

    assert info is not None
    assert info.findtext(f"{OVER}Id") == ENTRA.client_id
    resource = f"api://malkort.kommunen.example/{ENTRA.client_id}"
    assert info.findtext(f"{OVER}Resource") == resource
    assert parsed().find(f".//{OVER}WebApplicationInfo") is None


def test_the_command_writes_the_file(tmp_path: Path) -> None:
    out = tmp_path / "malkort.xml"
    run = CliRunner().invoke(command, ["--url", f"{URL}/", "--out", str(out)])

    assert run.exit_code == 0
    assert "Ladda upp" in run.output
    assert out.read_text(encoding="utf-8") == manifest(ServerOptions(public_url=URL))


def test_the_command_refuses_an_address_without_https(tmp_path: Path) -> None:
    arguments = ["--url", "http://a.example", "--out", str(tmp_path / "x.xml")]
    run = CliRunner().invoke(command, arguments)

    assert isinstance(run.exception, UsageError)


@pytest.mark.parametrize("size", SIZES)
def test_an_icon_is_a_picture_of_its_size(size: int) -> None:
    data = icon(size)
    width, height = struct.unpack(">II", data[16:24])
    pixels = zlib.decompress(data[41 : data.index(b"IEND") - 8])

    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert (width, height) == (size, size)
    assert len(pixels) == size * (4 * size + 1)
    assert 0 in pixels[4::4]
    assert len(set(pixels)) > 3


def test_the_icons_of_the_manifest_are_served(app: Gate) -> None:
    for name in icons():
        answer = ask(app, "GET", f"/static/images/icons/{name}")
        assert answer.headers["content-type"] == "image/png"
        assert answer.content == icons()[name]


def test_the_server_hands_out_its_own_manifest(app: Gate) -> None:
    answer = ask(app, "GET", "/manifest.xml")

    assert "Målkort" in answer.text
    assert "xlwings.org" not in answer.text
