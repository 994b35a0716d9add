"""What the server answers when it says no, in Swedish; each sentence once."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that is no: its HTTP status, and a Swedish text for the user."""

    status: HTTPStatus
    text: str


class RefusedError(Exception):
    """A request is refused; `refusal` is what is answered."""

    def __init__(self, refusal: Refusal) -> None:
        """Keep the answer."""
        super().__init__(refusal.text)
        self.refusal = refusal


NO_SUCH_PAGE = Refusal(HTTPStatus.NOT_FOUND, "Sidan finns inte på målkortsservern.")
NO_SUCH_SCRIPT = Refusal(
    HTTPStatus.NOT_FOUND,
    "Knappen finns inte på målkortsservern. Tillägget kan vara äldre eller nyare än "
    "servern: stäng Excel, öppna det igen och försök en gång till.",
)
NO_SUCH_FUNCTION = Refusal(
    HTTPStatus.NOT_FOUND, "Funktionen finns inte på målkortsservern."
)
WRONG_METHOD = Refusal(
    HTTPStatus.METHOD_NOT_ALLOWED, "Så kan målkortsservern inte anropas."
)
WRONG_HOST = Refusal(
    HTTPStatus.MISDIRECTED_REQUEST,
    "Målkortsservern svarar inte på den här adressen. Den som driver servern anger "
    "rätt adress med --public-url.",
)
NOT_JSON = Refusal(
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    "Målkortsservern tar bara emot det som tillägget i Excel skickar (JSON).",
)
BAD_JSON = Refusal(
    HTTPStatus.BAD_REQUEST, "Det som kom fram går inte att läsa. Försök igen."
)
NOT_A_WORKBOOK = Refusal(
    HTTPStatus.UNPROCESSABLE_ENTITY,
    "Det som kom fram är ingen arbetsbok från Excel.",
)
NOT_A_CALL = Refusal(
    HTTPStatus.UNPROCESSABLE_ENTITY, "Funktionen har fått fel slags argument."
)
WRONG_ARGUMENTS = Refusal(
    HTTPStatus.UNPROCESSABLE_ENTITY, "Knappen har fått fel slags uppgifter."
)
TOO_LATE = Refusal(
    HTTPStatus.REQUEST_TIMEOUT,
    "Arbetsboken kom inte fram i tid. Kontrollera nätet och försök igen.",
)
SIGN_IN_FAILED = Refusal(
    HTTPStatus.UNAUTHORIZED,
    "Inloggningen godkändes inte. Stäng Excel, öppna det igen, logga in med ditt "
    "konto i kommunen och försök en gång till.",
)
SIGN_IN_UNCHECKED = Refusal(
    HTTPStatus.UNAUTHORIZED,
    "Inloggningen kunde inte kontrolleras, eftersom målkortsservern inte når Entra "
    "ID. Försök igen om en stund, och tala annars med it-avdelningen.",
)
NOT_ALLOWED = Refusal(
    HTTPStatus.FORBIDDEN,
    "Ditt konto har inte rätt att använda målkortsservern. Tala med it-avdelningen.",
)
NO_ANSWER = Refusal(
    HTTPStatus.SERVICE_UNAVAILABLE,
    "Målkortsservern hann inte svara. Inget i arbetsboken är ändrat. Försök igen.",
)
BROKEN = Refusal(
    HTTPStatus.INTERNAL_SERVER_ERROR,
    "Något gick fel i målkortsservern. Inget i arbetsboken är ändrat. Säg till "
    "it-avdelningen vad du tryckte på och när.",
)


def too_large(max_bytes: int) -> Refusal:
    """Return the answer to a request that is larger than the server takes."""
    return Refusal(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        f"Arbetsboken är större än {max_bytes / 1e6:g} MB, som är det mesta som "
        "målkortsservern tar emot. Ta bort flikar som inte hör till målkortet.",
    )


def by_status(status: int) -> Refusal:
    """Return the answer for a status that xlwings Server itself has chosen."""
    known = (SIGN_IN_FAILED, NOT_ALLOWED, NO_SUCH_PAGE, WRONG_METHOD)
    for refusal in known:
        if refusal.status == status:
            return refusal
    if status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return Refusal(HTTPStatus(status), WRONG_ARGUMENTS.text)
    return BROKEN
