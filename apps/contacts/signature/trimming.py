"""From a whole e-mail to the lines of its signature."""

from __future__ import annotations

import re

from apps.contacts.names import clean
from apps.contacts.signature.words import is_like_name

MOST_LINES, LONGEST_LINE = 600, 400
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u202f\u2002\u2003\u2009"), " ") | dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\ufeff\u2060\u00ad"), ""
)
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,9}(?:\s[^<>@]{0,200})?/?>", re.IGNORECASE)
HEADER = re.compile(
    r"^\*?(from|to|cc|bcc|date|sent|subject|reply-to|von|an|gesendet|betreff|datum|de|para|asunto|envoyé|objet"
    r"|à|fecha)\s?:\*?\s*(.*)$",
    re.IGNORECASE,
)
_SENDERS = {"from", "von", "de"}
_REPLY = re.compile(
    r"^(?:on\b.{5,200}\bwrote:?|am\b.{5,200}\bschrieb.{0,120}:|le\b.{5,200}a écrit\s?:|el\b.{5,200}escribió:"
    r"|il\b.{5,200}ha scritto:"
    r"|-{2,}\s*(?:original|forwarded|ursprüngliche|weitergeleitete).{0,40}|begin forwarded message:|_{8,}|-{10,})$",
    re.IGNORECASE,
)  # fmt: skip
_WROTE_SPLIT = re.compile(r"^(?:on|am|le|el)\b.{5,200}(?:\d|<[^>]*>?|@)\S*$", re.IGNORECASE)
_SIGN_OFF = re.compile(
    r"^(?:(?:with |my |many |and )?(?:very )?(?:best(?! buy| western)|kind(?:est)?|warm(?:est|ly)?|all the best|regards"
    r"|sincerely|yours|cheers|thanks|thank you"
    r"|thx|cordially|respectfully|gratefully|take care|talk soon|speak soon|see you|looking forward"
    r"|have a (?:great|good|nice)"
    r"|mit freundlichen|mit besten|viele grüße|viele grüsse|liebe grüße|herzliche|beste grüße|freundliche|gruß"
    r"|cordialement"
    r"|bien à vous|salutations|saludos|un saludo|un abrazo|atentamente|cordiali saluti|distinti saluti"
    r"|met vriendelijke|groeten"
    r"|vriendelijke|med vänlig|hälsningar|pozdrawiam|abraços|atenciosamente|namaste)\b[^:@|]{0,40}"
    r"|(?:lg|vg|mfg|love|xo|best|b)[,.!]?)$",
    re.IGNORECASE,
)  # fmt: skip
_SIGN_OFF_AND_NAME = re.compile(
    r"^(?:best|cheers|thanks|regards|warmly|love|kind regards|best regards)[,!–-]+\s+(\S.{0,50})$", re.I
)
_NOISE = re.compile(
    r"^(?:sent (?:from|via|with)|get outlook|von meinem|gesendet von|envoyé de|enviado desde"
    r"|please consider the environment|think before"
    r"|(?:please )?do not print|unsubscribe|follow (?:us|me)|view (?:this|in)|\[(?:image|cid|logo)[^\]]*\]?$"
    r"|book (?:a|time)|schedule (?:a|time)"
    r"|join (?:us|me)|download|register(?:ed)? (?:in|office|at|now)|company (?:no|number|reg)|vat\b|hrb\b"
    r"|ust-?id|geschäftsführer|amtsgericht"
    r"|sitz der|handelsregister|charity (?:no|number)|save (?:a )?paper|🌱|image removed|logo\b|photo\b"
    r"|working hours|my working|office hours)",
    re.IGNORECASE,
)  # fmt: skip
_DISCLAIMER = re.compile(
    r"confidential|privileged|intended (?:recipient|solely|only)|this (?:e-?mail|message|communication) (?:and"
    r"|may|is|was|contains)"
    r"|disclaimer|not the (?:intended|named)|notify the sender|diese (?:e-?mail|nachricht) (?:enthält|ist)"
    r"|vertraulich|ce (?:message|courriel)"
    r"|virus|\bgdpr\b|privacy (?:policy|notice)|attorney-client",
    re.IGNORECASE,
)  # fmt: skip


def lines_of(text: str) -> list[str]:
    """Clean lines, none longer than a signature's."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_SPACES)
    text = clean(_TAG.sub(" ", "".join(c if c.isprintable() or c in "\n\t" else " " for c in text)))
    return [line.strip()[:LONGEST_LINE].strip() for line in text.split("\n")[:MOST_LINES]]


def take_headers(lines: list[str]) -> tuple[str, list[str]]:
    """What stands behind "From:" at the top, and the lines below the headers. The same for a message sent on."""
    start = next((n for n, line in enumerate(lines) if line), len(lines))
    if start < len(lines) and _REPLY.match(lines[start]):
        start += 1
        while start < len(lines) and not lines[start]:
            start += 1
    sender, at = "", start
    while at < len(lines) and (found := HEADER.match(lines[at])):
        if found[1].lower() in _SENDERS and not sender:
            sender = found[2]
        at += 1
    return (sender, lines[at:]) if at > start else ("", lines[start:])


def signature_lines(lines: list[str]) -> list[str]:
    """The lines below the sign-off, without quotations, small print and prose. Short texts count whole."""
    lines = _without_small_print(_without_quotations(lines))
    starts = [n for n, line in enumerate(lines) if _SIGN_OFF.match(line) or re.fullmatch(r"[-–—_*=]{1,3}", line)]
    starts = [n for n in starts if any(lines[n + 1 :])]
    own = [(n, found[1]) for n, line in enumerate(lines) if (found := _SIGN_OFF_AND_NAME.match(line))]
    own = [(n, name) for n, name in own if is_like_name(name.strip(" ,."), single=True)]
    if own and (not starts or own[-1][0] >= starts[-1]):
        return [own[-1][1], *lines[own[-1][0] + 1 :]]
    if starts:
        return lines[starts[-1] + 1 :]
    full = [line for line in lines if line]
    return full if len(full) <= 14 else full[-12:]


def _without_quotations(lines: list[str]) -> list[str]:
    """Cut at the reply below, and what others wrote between the lines left out; all of it, if there is nothing else."""
    quoted = [line.startswith((">", "|>")) for line in lines]
    if any(quoted) and all(q or not line for q, line in zip(quoted, lines, strict=True)):
        lines, quoted = [line.lstrip("|> ") for line in lines], [False] * len(lines)
    kept: list[str] = []
    for n, line in enumerate(lines):
        if quoted[n]:
            continue
        below = lines[n + 1] if n + 1 < len(lines) else ""
        is_cut = _REPLY.match(line) or (
            _WROTE_SPLIT.match(line) and below.lower().endswith(("wrote:", "schrieb:", "écrit :"))
        )
        is_header = (found := HEADER.match(line)) and found[1].lower() in _SENDERS and HEADER.match(below)
        if (is_cut or is_header) and any(kept):
            break
        kept.append(line)
    return kept


def _without_small_print(lines: list[str]) -> list[str]:
    """A paragraph of small print is dropped from its first line to its end."""
    kept, dropping = [], False
    for line in lines:
        dropping = bool(line) and (dropping or bool(_DISCLAIMER.search(line)))
        if not dropping and not _NOISE.match(line):
            kept.append(line)
    return kept
