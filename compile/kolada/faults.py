"""What goes wrong on the line to Kolada, in Swedish with what to do about it."""

from __future__ import annotations

from workbook_templates.standard.errors import KoladaError

KEPT = "Inget har ändrats: de värden som redan finns i registret är kvar."
NETWORK = "Kontrollera att datorn når internet och kör igen."
LATER = "Kör igen senare."
HELP = "Hör med it-avdelningen."
_PASSING = frozenset({429, 500, 502, 503, 504})
_DECLINED = frozenset({400, 404, 410, 414, 422})
_REFUSED = frozenset({401, 403, 407})


class DeclinedError(KoladaError):
    """The server knows no such thing, or will not have so long a question."""


class PassingError(KoladaError):
    """What may have passed at the next try. wait: seconds asked for, or None."""

    def __init__(self, text: str, wait: float | None = None) -> None:
        """Keep the seconds beside the text."""
        super().__init__(text)
        self.wait = wait


def fault(host: str, wrong: str, remedy: str = LATER) -> KoladaError:
    """Return an error: host and what it does, what to do, and what is kept."""
    return KoladaError(text(host, wrong, remedy))


def status_fault(status: int, host: str, wait: float | None = None) -> KoladaError:
    """Return what a status other than 200 means; wait: seconds asked for."""
    if status in _PASSING:
        wrong = f"har för mycket att göra eller ett eget fel just nu (svar {status})"
        return PassingError(text(host, wrong, LATER), wait)
    if status in _DECLINED:
        wrong = f"tog inte emot frågan (svar {status})"
        remedy = "Finns en nyare version av malkort kan den behövas."
        return DeclinedError(text(host, wrong, remedy))
    if status in _REFUSED:
        return fault(host, f"släpper inte in oss (svar {status})", HELP)
    return fault(host, f"svarade oväntat (svar {status})")


def text(host: str, wrong: str, remedy: str = LATER) -> str:
    """Return the text of such an error."""
    return f"Kolada ({host}) {wrong}. {remedy} {KEPT}"
