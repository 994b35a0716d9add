"""Sign-in with Entra ID: who is let in, with keys of our own instead of Microsoft's."""

from __future__ import annotations

import importlib
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from malkort_xl.server import answers
from malkort_xl.server.gate import Gate
from malkort_xl.server.options import Entra
from tests.server.asking import CELL, CHECK, cell_call, foreign_workbook, post

if TYPE_CHECKING:
    from collections.abc import Iterator

    from joserfc.jwk import RSAKey

ENTRA = Entra(
    "11111111-2222-3333-4444-555555555555", "99999999-8888-7777-6666-555555555555"
)
CLAIMS: dict[str, Any] = {
    "iss": f"https://login.microsoftonline.com/{ENTRA.tenant_id}/v2.0",
    "aud": ENTRA.client_id,
    "ver": "2.0",
    "name": "Exempel Person",
    "preferred_username": "exempel@kommunen.example",
}


@pytest.fixture(scope="module")
def key() -> RSAKey:
    from joserfc.jwk import RSAKey  # noqa: PLC0415 - comes with the extra

    return RSAKey.generate_key(2048, {"kid": "en-nyckel", "use": "sig"})


@pytest.fixture
def signed_in(app: Gate, key: RSAKey) -> Iterator[Gate]:
    """The application with sign-in, and keys that are fetched from nowhere."""
    jwks = importlib.import_module("xlwings_server.auth.entraid.jwks")
    settings = importlib.import_module("xlwings_server.config").settings

    async def keys() -> dict[str, Any]:
        return {"keys": [key.as_dict(private=False)]}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jwks, "get_jwks_json", keys)
        patch.setattr(settings, "auth_providers", ["entraid"])
        patch.setattr(settings, "auth_entraid_tenant_id", ENTRA.tenant_id)
        patch.setattr(settings, "auth_entraid_client_id", ENTRA.client_id)
        options = replace(app._options, entra=ENTRA)  # noqa: SLF001 - the gate alone is exchanged
        yield Gate(app._app, options, app._known)  # noqa: SLF001 - as above


def token(key: RSAKey, **changes: object) -> str:
    """Return an Authorization header with a token that lasts for an hour."""
    from joserfc import jwt  # noqa: PLC0415 - comes with the extra

    claims = {**CLAIMS, "exp": int(time.time()) + 3600, **changes}
    header = {"alg": "RS256", "kid": "en-nyckel"}
    return f"Bearer {jwt.encode(header, claims, key)}"


def test_a_valid_token_is_let_in(signed_in: Gate, key: RSAKey) -> None:
    answer = post(signed_in, CHECK, foreign_workbook(), authorization=token(key))

    assert answer.status_code == 400  # let in, and then no scorecard
    assert answer.text != answers.SIGN_IN_FAILED.text


def test_a_valid_token_may_calculate_the_cell_function(
    signed_in: Gate, key: RSAKey
) -> None:
    answer = post(signed_in, CELL, cell_call("1"), authorization=token(key))

    assert answer.status_code == 200


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer x",
        "Bearer a.b.c",
        "Bearer a.W10.c",
        "Basic dGVzdDp0ZXN0",
        "Error 13001: not signed in",
    ],
)
@pytest.mark.parametrize("path", [CHECK, CELL])
def test_what_is_no_token_is_refused(signed_in: Gate, header: str, path: str) -> None:
    answer = post(signed_in, path, foreign_workbook(), authorization=header)

    assert (answer.status_code, answer.text) == (401, answers.SIGN_IN_FAILED.text)


@pytest.mark.parametrize(
    "changes",
    [
        {"exp": 1},
        {"exp": "snart"},
        {"aud": "someone-else"},
        {"iss": "https://login.microsoftonline.com/another/v2.0"},
        {"iss": f"https://evil.example/{ENTRA.tenant_id}/v2.0"},
        {"ver": "3.0"},
    ],
)
def test_a_token_for_another_place_or_time_is_refused(
    signed_in: Gate, key: RSAKey, changes: dict[str, object]
) -> None:
    wrong = token(key, **changes)
    answer = post(signed_in, CHECK, foreign_workbook(), authorization=wrong)

    assert (answer.status_code, answer.text) == (401, answers.SIGN_IN_FAILED.text)


def test_a_token_signed_by_another_is_refused(signed_in: Gate) -> None:
    from joserfc.jwk import RSAKey  # noqa: PLC0415 - comes with the extra

    other = RSAKey.generate_key(2048, {"kid": "en-nyckel"})
    answer = post(signed_in, CHECK, foreign_workbook(), authorization=token(other))

    assert (answer.status_code, answer.text) == (401, answers.SIGN_IN_FAILED.text)


def test_a_token_is_not_believed_when_it_cannot_be_checked(
    signed_in: Gate, key: RSAKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    import httpx  # noqa: PLC0415 - comes with the extra

    jwks = importlib.import_module("xlwings_server.auth.entraid.jwks")

    async def unreachable() -> None:
        message = "no network"
        raise httpx.ConnectError(message)

    monkeypatch.setattr(jwks, "get_jwks_json", unreachable)
    fresh = token(key, jti="not seen before")
    answer = post(signed_in, CHECK, foreign_workbook(), authorization=fresh)

    assert (answer.status_code, answer.text) == (401, answers.SIGN_IN_UNCHECKED.text)


def test_a_user_without_the_role_is_told_so(
    signed_in: Gate, key: RSAKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = importlib.import_module("xlwings_server.config").settings

    monkeypatch.setattr(settings, "auth_required_roles", ["malkort"])
    answer = post(signed_in, CHECK, foreign_workbook(), authorization=token(key))

    assert (answer.status_code, answer.text) == (403, answers.NOT_ALLOWED.text)
