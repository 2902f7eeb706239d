"""What a failed hand-over means: try again, or tell the owner. Pure; knows SMTP's reply codes and anymail's errors."""

from __future__ import annotations

import re
import smtplib
from dataclasses import dataclass, replace

from anymail.exceptions import AnymailAPIError, AnymailRecipientsRefused
from urllib3.exceptions import MaxRetryError

PERMANENT = 500  # RFC 5321, 4.2.1: 5yz is final, 4yz may succeed later
SERVICE_NOT_AVAILABLE = 421
_TURNED_AWAY = (401, 429, 503)  # HTTP: a wrong key, too much at once, closed for now; nothing about this mail
_NO_SUCH_MAILBOX = (550, 551, 553)  # RFC 5321, 4.2.3
_ENHANCED = re.compile(r"\b5\.(?P<subject>\d{1,3})\.\d{1,3}\b")


@dataclass(frozen=True, slots=True)
class Refusal:
    """How one hand-over failed."""

    words: str
    is_final: bool
    breaks_the_line: bool
    is_smtp: bool = True
    is_bad_address: bool = False
    is_away: bool = False  # the provider took no mail at all: this one was not tried


def read(error: Exception) -> Refusal:
    """Sorts `error`: 5xx is final if it is about the mail or its reader, all else is worth another try."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, text = next(iter(error.recipients.values()), (PERMANENT, b""))
        return replace(_of_code(code, text), is_bad_address=_names_the_address(code, text))
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return Refusal("The mail server hung up.", is_final=False, breaks_the_line=True)
    if isinstance(error, smtplib.SMTPSenderRefused):  # it is us that the relay does not take; that can be mended
        refusal = _of_code(error.smtp_code, error.smtp_error)
        words = f"The mail server does not take mail from us: {error.smtp_code} {_words(error.smtp_error)}"
        return replace(refusal, words=words[:300], is_final=False)
    if isinstance(error, smtplib.SMTPResponseException):
        return _of_code(error.smtp_code, error.smtp_error)
    if isinstance(error, AnymailRecipientsRefused):
        words = f"The address was refused: {error}"[:300]
        return Refusal(words, is_final=True, breaks_the_line=False, is_bad_address=True)
    if isinstance(error, AnymailAPIError):
        words = f"The mail provider said no: {error}"[:300]
        return Refusal(words, is_final=False, breaks_the_line=False, is_away=_is_away(error))
    if isinstance(error, TimeoutError):
        return Refusal("The mail server did not answer in time.", is_final=False, breaks_the_line=True)
    if isinstance(error, OSError | smtplib.SMTPException):
        return Refusal(f"The connection broke: {error}"[:300], is_final=False, breaks_the_line=True)
    return Refusal(
        f"The mail could not be made: {type(error).__name__}", is_final=False, breaks_the_line=False, is_smtp=False
    )


def _names_the_address(code: int, text: bytes | str) -> bool:
    """Whether it is the address that is wrong, and not what the relay thinks of us (RFC 3463: X.1.x and not X.7.x)."""
    enhanced = _ENHANCED.search(_words(text))
    if enhanced:
        return code >= PERMANENT and enhanced["subject"] == "1"
    return code in _NO_SUCH_MAILBOX


def _is_away(error: AnymailAPIError) -> bool:
    """Whether the provider surely has nothing of the mail. A connection that broke later may have brought it all."""
    cause = error.__cause__
    never_reached = cause is not None and bool(cause.args) and isinstance(cause.args[0], MaxRetryError)
    return never_reached or error.status_code in _TURNED_AWAY


def _words(text: bytes | str) -> str:
    return " ".join((text.decode(errors="replace") if isinstance(text, bytes) else str(text)).split())


def _of_code(code: int, text: bytes | str) -> Refusal:
    said = _words(text)
    final = code >= PERMANENT
    lead = "The mail server refused it for good" if final else "The mail server asked to try later"
    return Refusal(f"{lead}: {code} {said}"[:300], is_final=final, breaks_the_line=code in (SERVICE_NOT_AVAILABLE, -1))
