"""What a failed hand-over means: try again, or tell the owner. Pure; knows SMTP's reply codes and anymail's errors."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass

from anymail.exceptions import AnymailAPIError, AnymailRecipientsRefused

PERMANENT = 500  # RFC 5321, 4.2.1: 5yz is final, 4yz may succeed later
SERVICE_NOT_AVAILABLE = 421


@dataclass(frozen=True, slots=True)
class Refusal:
    """How one hand-over failed."""

    words: str
    is_final: bool
    breaks_the_line: bool
    is_smtp: bool = True


def read(error: Exception) -> Refusal:
    """Sorts `error`: 5xx and refused recipients are final, all else is worth another try."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, text = next(iter(error.recipients.values()), (PERMANENT, b""))
        return _of_code(code, text)
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return Refusal("The mail server hung up.", is_final=False, breaks_the_line=True)
    if isinstance(error, smtplib.SMTPResponseException):
        return _of_code(error.smtp_code, error.smtp_error)
    if isinstance(error, AnymailRecipientsRefused):
        return Refusal(f"The address was refused: {error}"[:300], is_final=True, breaks_the_line=False)
    if isinstance(error, AnymailAPIError):
        return Refusal(f"The mail provider said no: {error}"[:300], is_final=False, breaks_the_line=False)
    if isinstance(error, TimeoutError):
        return Refusal("The mail server did not answer in time.", is_final=False, breaks_the_line=True)
    if isinstance(error, OSError | smtplib.SMTPException):
        return Refusal(f"The connection broke: {error}"[:300], is_final=False, breaks_the_line=True)
    return Refusal(
        f"The mail could not be made: {type(error).__name__}", is_final=False, breaks_the_line=False, is_smtp=False
    )


def _of_code(code: int, text: bytes | str) -> Refusal:
    said = text.decode(errors="replace") if isinstance(text, bytes) else str(text)
    said = " ".join(said.split())
    final = code >= PERMANENT
    lead = "The mail server refused it for good" if final else "The mail server asked to try later"
    return Refusal(f"{lead}: {code} {said}"[:300], is_final=final, breaks_the_line=code in (SERVICE_NOT_AVAILABLE, -1))
