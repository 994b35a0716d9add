"""How the server may be started, and the settings that follow."""

from __future__ import annotations

from pathlib import Path

import pytest

from malkort_xl.server.licence import KEY, require_server
from malkort_xl.server.options import (
    Entra,
    ServerOptions,
    check_options,
    check_url,
    environment,
    is_loopback,
)
from workbook_templates.standard.errors import UsageError

ENTRA = Entra("11111111-2222-3333-4444-555555555555", "9" * 8)


@pytest.fixture
def pair(tmp_path: Path) -> dict[str, Path]:
    files = {"certificate": tmp_path / "kort.pem", "key": tmp_path / "kort.key"}
    for file in files.values():
        file.write_text("PEM")
    return files


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.8.8.8"])
def test_this_computer_alone_needs_no_sign_in(host: str) -> None:
    check_options(ServerOptions(host=host))

    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.1.2.3", "malkort", ""])  # noqa: S104 - refused
def test_no_network_without_sign_in(host: str, pair: dict[str, Path]) -> None:
    url = "https://malkort.kommunen.example"

    with pytest.raises(UsageError, match="utan inloggning"):
        check_options(ServerOptions(host=host, public_url=url, **pair))  # type: ignore[arg-type]


def test_no_public_address_without_sign_in() -> None:
    options = ServerOptions(public_url="https://malkort.kommunen.example")

    with pytest.raises(UsageError, match="utan inloggning"):
        check_options(options)


def test_no_network_without_a_certificate() -> None:
    options = ServerOptions(
        host="10.1.2.3", public_url="https://malkort.kommunen.example", entra=ENTRA
    )

    with pytest.raises(UsageError, match="utan kryptering"):
        check_options(options)


def test_sign_in_and_certificate_open_the_network(pair: dict[str, Path]) -> None:
    check_options(ServerOptions(host="10.1.2.3", entra=ENTRA, **pair))  # type: ignore[arg-type]


def test_behind_a_proxy_the_proxy_has_the_certificate() -> None:
    url = "https://malkort.kommunen.example/malkort/"
    options = ServerOptions(public_url=url, entra=ENTRA)
    check_options(options)

    assert options.url == "https://malkort.kommunen.example/malkort"
    assert options.path == "/malkort"
    assert "malkort.kommunen.example" in options.hosts


def test_a_public_address_has_to_be_one() -> None:
    with pytest.raises(UsageError, match="ingen adress"):
        check_options(ServerOptions(public_url="kommunen", entra=ENTRA))


def test_a_certificate_needs_its_key_and_both_files(pair: dict[str, Path]) -> None:
    with pytest.raises(UsageError, match="hör ihop"):
        check_options(ServerOptions(certificate=pair["certificate"]))
    with pytest.raises(UsageError, match="finns inte"):
        check_options(ServerOptions(certificate=pair["key"], key=Path("saknas.pem")))


@pytest.mark.parametrize(
    "url", ["kommunen", "ftp://a.example", "https://", "http://[", "https://a?b=c", ""]
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="ingen adress"):
        check_url(url)


def test_excel_demands_https() -> None:
    assert check_url("http://localhost:8000/") == "http://localhost:8000"
    with pytest.raises(UsageError, match="https"):
        check_url("http://malkort.kommunen.example")


def test_the_address_is_the_one_it_listens_on(pair: dict[str, Path]) -> None:
    assert ServerOptions().url == "http://127.0.0.1:8000"
    assert ServerOptions(host="::1", **pair).url == "https://[::1]:8000"  # type: ignore[arg-type]


def test_the_settings_are_those_of_production() -> None:
    options = ServerOptions(public_url="https://a.example/m", entra=ENTRA)
    settings = environment(options, Path("projekt"))

    assert settings["XLWINGS_ENVIRONMENT"] == "prod"
    assert settings["XLWINGS_FUNCTIONS_NAMESPACE"] == ""
    assert settings["XLWINGS_APP_PATH"] == "/m"
    assert settings["XLWINGS_AUTH_PROVIDERS"] == '["entraid"]'
    assert settings["XLWINGS_AUTH_ENTRAID_TENANT_ID"] == ENTRA.tenant_id
    assert KEY not in settings


def test_other_pages_may_not_call_a_server_without_sign_in() -> None:
    settings = environment(ServerOptions(), Path("projekt"))

    assert settings["XLWINGS_CORS_ALLOW_ORIGINS"] == "[]"
    assert settings["XLWINGS_AUTH_PROVIDERS"] == "[]"


def test_without_a_key_the_terms_to_decide_on_are_quoted() -> None:
    with pytest.raises(UsageError) as told:
        require_server({})

    for part in (
        "noncommercial",
        "PolyForm",
        "government institution",
        "malkort check",
    ):
        assert part in str(told.value)


def test_without_the_extra_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("malkort_xl.server.licence.find_spec", lambda _: None)

    with pytest.raises(UsageError, match="pip install xlwings-server=="):
        require_server({KEY: "noncommercial"})


def test_with_both_it_may_start() -> None:
    require_server({KEY: "noncommercial"})
