"""What a page in the browser says about a person, from its address, its title and what was selected. Pure.

Nothing here is certain: the form shows it, and the person corrects it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from apps.contacts.names import clean, fold
from apps.contacts.signature import read_signature
from apps.contacts.signature.words import DEGREES, PREFIXES, is_like_name, is_proper, names_employer, names_role

LONGEST = 4_000
_COUNT = re.compile(r"^\(\d{1,4}\+?\)\s*")
_SITE = re.compile(
    r"\s*(?:[|·/–—-]|on)\s*(?:linkedin|xing|github|x|twitter|bluesky|facebook|instagram|youtube|orcid|researchgate"
    r"|google search|google scholar)(?:\s.{0,30})?$",
    re.IGNORECASE,
)  # fmt: skip
_SPLIT = re.compile(r"\s+[|–—·•-]\s+|\s*\|\s*|\s+:\s+|\s+/\s+")
_AT = re.compile(r"^(.{2,150}?)\s+(?:at|@|bei|chez)\s+(\S.*)$", re.IGNORECASE)
_HANDLE = re.compile(r"\s*\(@?[\w.@-]{1,60}\)\s*")
_GITHUB = re.compile(r"^[\w-]{1,40} \((.{2,80})\)$")
_LINK = re.compile(r"https?://[^\s<>\"“”]+")
_PROFILES = re.compile(
    r"^(?:[\w-]+\.)?(?:linkedin\.com/(?:in|pub)/[^/]+|xing\.com/profile/[^/]+|github\.com/[^/]+$|(?:x|twitter)\.com/[^/]+$"
    r"|bsky\.app/profile/[^/]+|orcid\.org/[\dX-]+|instagram\.com/[^/]+/?$|researchgate\.net/profile/[^/]+)",
    re.IGNORECASE,
)  # fmt: skip
_TRACKING = re.compile(
    r"^(?:utm_.*|fbclid|gclid|mc_[ce]id|igsh|ref|ref_src|trk|originalsubdomain|lipi|si)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Capture:
    """A guess about a person; anything may be empty. `note` is what was selected, and where."""

    name: str = ""
    title: str = ""
    employer: str = ""
    email: str = ""
    phone: str = ""
    profile_url: str = ""
    note: str = ""

    def initial(self) -> dict[str, str]:
        """As the form takes it."""
        return {name: getattr(self, name) for name in self.__slots__}


def read_page(url: str = "", title: str = "", text: str = "") -> Capture:
    """The guess. What a phone shares often has the address within its text. Never raises."""
    url, title, text = (clean(part[:LONGEST]) for part in (url, title, text))
    if not _is_web(url):
        found = _LINK.search(text) or _LINK.search(title)
        url = found[0].rstrip(".,;)") if found else ""
        text, title = (part.replace(found[0], " ").strip() if found else part for part in (text, title))
    url = _tidy(url)
    guess = _of_title(" ".join(title.split()), url)
    guess = _with_selection(guess, text)
    if url and _is_profile(url, guess.name):
        return replace(guess, profile_url=url[:500], note=_note(text, guess, ""))
    return replace(guess, note=_note(text, guess, url))


def read_pasted(text: str) -> Capture:
    """What a pasted signature or e-mail says, as the form takes it; further numbers and the homepage go to the note."""
    found = read_signature(text)
    link = f"https://{found.link}" if found.link and "://" not in found.link else found.link
    more = [f"Also: {number}" for number in found.other_phones]
    if found.link and not found.is_personal_link:
        more.append(f"Page: {link}")
    return Capture(
        name=found.name[:400],
        title=found.title[:200],
        employer=found.employer[:200],
        email=found.email[:254],
        phone=found.phone[:50],
        profile_url=link[:500] if found.is_personal_link else "",
        note="\n".join(more),
    )


def bookmarklet(form_url: str) -> str:
    """The address to drag to the bookmarks bar: opens the form in a small window, with what the page says.

    It sends nothing by itself and loads nothing into the page; encoded parts are kept short enough for any server.
    """
    code = (
        "(()=>{const c=(t,n)=>{t=[...String(t||'').replace(/\\p{Cs}/gu,'')].slice(0,n);"
        "while(encodeURIComponent(t.join('')).length>n)t.pop();return encodeURIComponent(t.join(''))};"
        "const a=" + json.dumps(form_url) + "+'?window=1&url='+c(location.href,700)+'&title='+c(document.title,500)"
        "+'&text='+c(getSelection(),1400);"
        "open(a,'acquaint','width=480,height=760')||(location.href=a)})()"
    )
    return "javascript:" + quote(code, safe="")


def _of_title(title: str, url: str) -> Capture:
    """ "Ana Ruiz - Nurse - Elm Park Clinic | LinkedIn" and its relations."""
    title = _COUNT.sub("", title)
    bare = _SITE.sub("", title)
    if named := _GITHUB.match(bare):
        return Capture(name=named[1])
    parts = [part.strip(" ,") for part in _SPLIT.split(_HANDLE.sub(" ", bare)) if part.strip(" ,")]
    at = next((n for n, part in enumerate(parts) if is_like_name(_person(part))), None)
    host = (urlsplit(url).hostname or "").removeprefix("www.") if url else ""
    if at is None:
        is_firm = "linkedin.com/company" in url or "/company/" in url
        return Capture(employer=parts[0][:200]) if is_firm and parts else Capture()
    head, _, behind = parts[at].partition(",")
    rest = [part for part in (behind.strip(), *parts[at + 1 :]) if part and not _is_degrees(part)]
    found = _work(rest, host)
    return replace(found, name=_person(head))


def _work(rest: list[str], host: str) -> Capture:
    """Role and employer of what stands behind the name: the last part is the employer, unless it is clearly a role."""
    if not rest:
        return Capture()
    first, last = rest[0], rest[-1]
    if at := _AT.match(first):
        employer = last if len(rest) > 1 and fold(last) in fold(at[2]) else at[2]
        return Capture(title=at[1].strip(), employer=employer.strip())
    if len(rest) == 1:
        is_role = names_role(first) and not (names_employer(first) and _is_host(first, host))
        return Capture(title=first) if is_role else Capture(employer=first)
    return Capture(title=first, employer=last)


def _with_selection(guess: Capture, text: str) -> Capture:
    """What was selected counts more than the title for the name, and fills what the title left open."""
    line = " ".join(text.split())
    if is_like_name(_person(line)):
        return replace(guess, name=_person(line))
    if not text:
        return guess
    found = read_pasted(text)
    selected = found.initial()
    filled = {field: value or selected[field] for field, value in guess.initial().items() if field != "note"}
    if found.name and (not guess.name or not is_proper(guess.name)):
        filled["name"] = found.name
    return Capture(**filled)


def _note(text: str, guess: Capture, url: str) -> str:
    """The selection, unless it is only the name, and where it was found."""
    kept = "" if fold(_person(text)) == fold(guess.name) or len(text) <= 3 else text
    return "\n\n".join(part for part in (kept, f"Found at {url}" if url else "") if part)


def _person(text: str) -> str:
    """Without "Dr." in front and degrees behind the comma."""
    head, _, behind = text.partition(",")
    words = (head if _is_degrees(behind) else text).split()
    while len(words) > 1 and fold(words[0]) in PREFIXES:
        words.pop(0)
    while len(words) > 2 and fold(words[-1]) in DEGREES:
        words.pop()
    return " ".join(words)


def _is_degrees(text: str) -> bool:
    """ "RN, BSN", or nothing."""
    return all(fold(word) in DEGREES for word in text.replace(",", " ").split())


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _tidy(url: str) -> str:
    """Without fragment and tracking; a LinkedIn profile without anything behind its name."""
    if not _is_web(url):
        return ""
    parts = urlsplit(url)
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k)])
    path = parts.path
    if (parts.hostname or "").endswith("linkedin.com") and (found := re.match(r"/(?:in|pub)/[^/]+", path)):
        path, query = found[0] + "/", ""
    return urlunsplit((parts.scheme, parts.netloc, path, query, ""))


def _is_profile(url: str, name: str) -> bool:
    """Somebody's own page: on a network, or with a part of their name in its path."""
    parts = urlsplit(url)
    if _PROFILES.match(f"{parts.hostname}{parts.path}".removeprefix("www.")):
        return True
    path = fold(parts.path)
    return any(len(word) > 2 and word in path for word in fold(name).split())


def _is_host(text: str, host: str) -> bool:
    squashed = re.sub(r"\W", "", fold(text))
    return len(squashed) > 3 and squashed in host.replace(".", "").replace("-", "")
