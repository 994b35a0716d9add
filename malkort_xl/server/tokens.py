"""A first look at a token, before anything is asked of Entra ID.

It lets nothing in: xlwings Server checks the signature afterwards. It turns away
what can be no token of this municipality without a request leaving the machine.
"""

from __future__ import annotations

import base64
import json
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from malkort_xl.server.options import Entra

_PARTS = 3


def plausible(authorization: str, entra: Entra, now: float | None = None) -> bool:
    """Return whether a header could be a valid token of the tenant for this app."""
    scheme, _, token = authorization.partition(" ")
    claims = _claims(token) if scheme.lower() == "bearer" else {}
    expires = claims.get("exp")
    return (
        isinstance(expires, int | float)
        and expires > (time.time() if now is None else now)
        and entra.tenant_id.lower() in str(claims.get("iss", "")).lower()
        and entra.client_id.lower() in str(claims.get("aud", "")).lower()
    )


def _claims(token: str) -> dict[str, Any]:
    parts = token.strip().split(".")
    if len(parts) != _PARTS:
        return {}
    try:
        padded = parts[1] + "=" * (-len(parts[1]) % 4)
        claims = json.loads(base64.urlsafe_b64decode(padded))
    except (ValueError, RecursionError):
        return {}
    return claims if isinstance(claims, dict) else {}
