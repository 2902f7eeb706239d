"""Addresses, numbers and links within a line, each with where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from apps.contacts.signature.words import word_set

EMAIL = re.compile(r"[^\W_][\w.%+'-]{0,80}@[^\W_][\w-]{0,62}(?:\.[\w-]{1,62})+")
LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>()\[\]|,;\"“”]+"
    r"|(?<![@\w.-])(?:[a-z0-9-]{1,62}\.){1,4}(?:com|org|net|edu|gov|io|ai|co|health|dev|me|uk|de|fr|ie|nl|es|it"
    r"|ch|at|eu|be|se|dk|no"
    r"|pl|pt|example|info|design|studio|app|us|ca|au|nz|in|br|mx)(?:/[^\s<>()\[\]|,;\"“”]*)?(?![\w@-])",
    re.IGNORECASE,
)  # fmt: skip
PHONE = re.compile(
    r"(?<![\w@./#-])(?P<number>\+?\(?\d(?:[\d\s().\-/‐‑–]{5,24})\d)"
    r"(?P<more>\s{0,3},?\s{0,3}(?:ext\.?|extension|x|durchwahl|poste)\s{0,2}:?\s{0,2}\d{1,6})?(?![\w@])",
    re.IGNORECASE,
)
_FAX = re.compile(r"\b(?:fax|telefax|f)\b\s*[.:)]?\s*$", re.IGNORECASE)
_MOBILE = re.compile(
    r"\b(?:mobile|cell|cellphone|mob|handy|mobil|portable|móvil|m|c)\b\s*[.:)]?\s*$", re.IGNORECASE,
)  # fmt: skip
_LABELLED = re.compile(
    r"\b(?:tel|tél|telefon|telephone|phone|ph|direct|office|work|desk|main|call|text|whatsapp|mobile|cell|mob"
    r"|handy|mobil|portable"
    r"|móvil|teléfono|t|p|m|c|d|o|w)\b\s*[.:)]?\s*$",
    re.IGNORECASE,
)  # fmt: skip
_NUMBERED = re.compile(
    r"\b(?:no|nr|number|id|vat|reg|registration|hrb|hra|iban|bic|zip|box|license|licence|lic|npi|abn|acn|siren"
    r"|siret|tax|ust-?id"
    r"|steuernummer|meeting|passcode|pin|order|ticket|case|invoice)\b\s*[.:#-]?\s*$",
    re.IGNORECASE,
)  # fmt: skip
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|(?:19|20)\d\d\s?[-–/]\s?(?:19|20)?\d\d|\d{5}-\d{4}")
_SHARED_BOXES = word_set("info office contact hello support privacy legal noreply no-reply unsubscribe mail admin")
PERSONAL = re.compile(
    r"linkedin\.com/(?:in|pub)/|github\.com/[\w-]+/?$|orcid\.org/\d|xing\.com/profile/|scholar\.google", re.I
)
_SOCIAL = re.compile(
    r"(?:facebook|instagram|twitter|x|youtube|tiktok|t|maps\.google|zoom|calendly|teams\.microsoft)\.(?:com|me"
    r"|us)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as written; mobiles are preferred, faxes left out."""

    text: str
    is_mobile: bool
    is_fax: bool


def find_emails(line: str) -> list[str]:
    """Addresses, without what a sentence puts behind them."""
    return [found.rstrip(".'-_") for found in EMAIL.findall(line)]


def find_links(line: str) -> list[str]:
    """Web addresses that are no e-mail addresses."""
    return [found.rstrip(".,;:!?'’*_") for found in LINK.findall(EMAIL.sub(" ", line))]


def find_phones(line: str) -> list[Phone]:
    """Numbers that can be called: 7 to 15 digits, no dates, no registration numbers."""
    plain = LINK.sub(lambda m: " " * len(m[0]), EMAIL.sub(lambda m: " " * len(m[0]), line))
    found = []
    for match in PHONE.finditer(plain):
        number = match["number"].strip()
        digits = sum(c.isdigit() for c in number)
        before = plain[: match.start()]
        labelled = bool(_LABELLED.search(before)) or bool(_FAX.search(before))
        if not 7 <= digits <= 15 or _DATE.fullmatch(number) or (_NUMBERED.search(before) and not labelled):
            continue
        if number.isdigit() and not labelled and not 9 <= digits <= 11:
            continue
        text = " ".join((number + (match["more"] or "")).split())
        found.append(Phone(text, bool(_MOBILE.search(before)), bool(_FAX.search(before))))
    return found


def without_parts(line: str) -> str:
    """The line with a bar where addresses, links and numbers stood."""
    return PHONE.sub(" | ", LINK.sub(" | ", EMAIL.sub(" | ", line)))


def is_shared_box(email: str) -> bool:
    """info@, hello@ and the like belong to nobody."""
    return email.partition("@")[0].lower() in _SHARED_BOXES


def is_social(link: str) -> bool:
    """A network of the company's, a calendar or a map: neither a profile nor a homepage."""
    return bool(_SOCIAL.search(link)) or "linkedin.com/company" in link.lower()
