"""The lines of a signature, sorted: name, role, employer, and how to reach somebody."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from apps.contacts.names import fold
from apps.contacts.signature import parts, trimming
from apps.contacts.signature.words import (
    DEGREES,
    DEPARTMENTS,
    PREFIXES,
    is_like_name,
    is_proper,
    names_employer,
    names_role,
    word_set,
)

LONGEST_TEXT = 20_000
_SPLIT = re.compile(r"\s*[|·•⋅‧∙■►▪│]\s*|\t+|\s{3,}|\s+[–—]\s+|\s+-\s+|\s+/+\s+")
_AT = re.compile(r"^(.{2,120}?)\s+(?:at|@|bei|chez)\s+(\S.*)$", re.IGNORECASE)
_LABEL = re.compile(
    r"^(?:e-?mail|mail|e|tel|tél|telephone|telefon|phone|ph|mobile|mobil|cell|mob|fax|direct|office|work|web"
    r"|website|www|linkedin|skype|m|t|p"
    r"|f|d|o|w|c|a|address|name|title|role|company|organi[sz]ation)\s*[.:]+\s*|^(?:e-?mail|tel|phone|mobile"
    r"|cell|fax|web|linkedin|direct|office)$",
    re.IGNORECASE,
)  # fmt: skip
_PRONOUNS = re.compile(
    r"[\[(]?\b(?:she|he|they|ze|xe|sie|er|elle|il)\s?/\s?\w+(?:\s?/\s?\w+)?[\])]?", re.IGNORECASE,
)  # fmt: skip
_PLACE = re.compile(
    r"^[^\W\d_][\w .'’-]{1,30},\s*(?:[A-Z]{2}|[A-Z]{2} [A-Z]{2,3}|USA|UK|Germany|France|Ireland|Canada)\.?$"
)
_EDGES = ' \t,;:*_|<>()[]{}"“”„•·–—-=~#'
_FREE_MAIL = word_set(
    "gmail googlemail yahoo outlook hotmail live icloud me mac aol gmx web proton protonmail pm fastmail posteo mail"
)


@dataclass(frozen=True, slots=True)
class Signature:
    """What a signature seems to say; anything may be empty."""

    name: str = ""
    title: str = ""
    employer: str = ""
    email: str = ""
    phone: str = ""
    link: str = ""
    other_phones: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing was found that says who somebody is or how to reach them."""
        return not any((self.name, self.title, self.employer, self.email, self.phone, self.link))

    @property
    def is_personal_link(self) -> bool:
        """Whether the link is somebody's own page, and not their employer's."""
        if parts.PERSONAL.search(self.link):
            return True
        path = fold(self.link.partition("//")[2].partition("/")[2] or self.link.partition("/")[2])
        return any(len(word) > 2 and word in path for word in fold(self.name).split())


@dataclass(slots=True)
class _Found:
    """What is known while the lines are walked."""

    domains: list[str] = field(default_factory=list)
    local: str = ""
    name: str = ""
    first: str = ""  # a lone first name below the sign-off
    title: str = ""
    employer: str = ""
    department: str = ""
    loose: list[str] = field(default_factory=list)  # below the name, and neither clearly role nor employer
    after_title: list[str] = field(default_factory=list)  # the same below the role: an employer, if anything


def read_signature(text: str) -> Signature:
    """The guess. Never raises; never says a word that is not in the text."""
    sender, lines = trimming.take_headers(trimming.lines_of(text[:LONGEST_TEXT]))
    block = trimming.signature_lines(lines)
    emails = _best_first([e for line in block for e in parts.find_emails(line)])
    from_email = next(iter(parts.find_emails(sender)), "")
    links = [link for line in block for link in parts.find_links(line) if not parts.is_social(link)]
    links.sort(key=lambda link: not parts.PERSONAL.search(link))
    phones = [phone for line in block for phone in parts.find_phones(line) if not phone.is_fax]
    numbers = list(dict.fromkeys(p.text for p in sorted(phones, key=lambda phone: not phone.is_mobile)))
    email = from_email if from_email in emails or not emails else emails[0]
    found = _Found(
        domains=[label for address in [email, *emails, *links] if (label := _label(address))],
        local=fold(email.partition("@")[0]),
        name=_name_of_sender(sender),
    )
    _walk(block, found)
    return Signature(
        name=found.name or found.first,
        title=found.title,
        employer=found.employer or found.department,
        email=email,
        phone=numbers[0] if numbers else "",
        link=links[0] if links else "",
        other_phones=tuple(numbers[1:4]),
    )


def _walk(block: list[str], found: _Found) -> None:
    """Every segment, in order: the first that is a name is the name, and so on."""
    for line in block:
        if not _is_prose(line):
            for segment in _segments(line):
                _sort_in(segment, found)
    own = set(fold(found.name).split())
    loose = [text for text in found.loose if not set(fold(text).split()) <= own]
    if not found.title and loose and (found.employer or len(loose) > 1):
        found.title = loose.pop(0)
    if not found.employer:
        found.employer = next(iter([*found.after_title, *loose]), "")


def _segments(line: str) -> list[str]:
    bare = _PRONOUNS.sub(" | ", parts.without_parts(line))
    cut = (_LABEL.sub("", piece.strip(_EDGES)).strip(_EDGES) for piece in _SPLIT.split(bare))
    return [" ".join(piece.split()) for piece in cut if any(c.isalpha() for c in piece) and not _PLACE.match(piece)]


def _sort_in(text: str, found: _Found) -> None:
    """One segment to its place; "Ana Ruiz, PhD, Nurse at Elm Park" goes to several."""
    ours = _is_domain(text, found.domains)
    if any(c.isdigit() for c in text) and not ours:
        return
    head, _, rest = text.partition(",")
    head, rest = head.strip(), rest.strip(_EDGES)
    person = _without_prefix(head)
    if not found.name and not ours and not found.title and is_like_name(person):
        found.name = person
        rest = ", ".join(p for p in (piece.strip() for piece in rest.split(",")) if p and fold(p) not in DEGREES)
        if rest:
            _sort_in(rest, found)
    elif not found.name and not found.first and not found.title and is_like_name(text, single=True) and not ours:
        found.first = text
    elif fold(person) == fold(found.name) or fold(text) in DEGREES:
        return
    else:
        _sort_work(text, found, ours=ours)


def _sort_work(text: str, found: _Found, *, ours: bool) -> None:
    """Role, employer, department, or something below the name that may be either."""
    is_role = names_role(text)
    if is_role and not found.title and (at := _AT.match(text)):
        found.title, found.employer = at[1].strip(_EDGES), found.employer or at[2].strip(_EDGES)
    elif is_role and not found.title:
        head, _, last = text.rpartition(",")
        if (
            head
            and names_role(head)
            and not names_role(last)
            and (names_employer(last) or _is_domain(last, found.domains))
        ):
            found.title, found.employer = head.strip(_EDGES), found.employer or last.strip(_EDGES)
        elif ours and names_employer(text):
            found.employer = found.employer or text
        else:
            found.title = text
    elif DEPARTMENTS.match(text) and not ours:
        found.department = found.department or text
    elif ours or names_employer(text):
        if not found.employer or (ours and not _is_domain(found.employer, found.domains)):
            found.employer = text
    elif (found.name or found.first) and not found.employer and is_proper(text):
        (found.after_title if found.title else found.loose).append(text)


def _is_prose(line: str) -> bool:
    """A sentence, and no part of a signature."""
    words = line.split()
    return len(words) > 14 or (len(words) > 6 and line.endswith((".", "!", "?", ":")) and "|" not in line)


def _name_of_sender(sender: str) -> str:
    """The name before the address; "Ruiz, Ana" is turned around."""
    name = parts.EMAIL.sub(" ", sender).replace("mailto:", " ").strip(_EDGES + "'")
    name = " ".join(re.sub(r"[\[(<].*$|\bvia\b.*$", "", name).split()).strip(_EDGES + "'")
    if name.count(",") == 1:
        family, given = (part.strip() for part in name.split(","))
        name = family if fold(given) in DEGREES else f"{given} {family}"
    name = _without_prefix(name)
    return name if is_like_name(name, single=True) else ""


def _without_prefix(text: str) -> str:
    """Without "Dr." in front and degrees behind."""
    words = text.split()
    while len(words) > 1 and fold(words[0]) in PREFIXES:
        words.pop(0)
    while len(words) > 2 and fold(words[-1]).strip(".") in DEGREES:
        words.pop()
    return " ".join(words)


def _best_first(emails: list[str]) -> list[str]:
    """Somebody's own before a box that several read."""
    return sorted(dict.fromkeys(emails), key=parts.is_shared_box)


def _label(address: str) -> str:
    """ "elmparkclinic" of "ana@mail.elm-park-clinic.example"; nothing for a free mailbox or a network."""
    host = address.rpartition("@")[2] if "@" in address else address.partition("//")[2] or address
    labels = [part for part in fold(host.partition("/")[0]).split(".") if part]
    core = [part for part in labels[:-1] if part not in {"www", "mail", "co", "ac", "com", "org", "gov", "edu"}]
    label = re.sub(r"[^\w]", "", core[-1]) if core else ""
    return "" if label in _FREE_MAIL or label in {"linkedin", "github", "xing", "orcid"} else label


def _is_domain(text: str, domains: list[str]) -> bool:
    """Whether these words are what the address is called after: "St. Brannoc Hospital" at stbrannoc.example."""
    words = re.findall(r"\w+", fold(text))
    squashed, initials = "".join(words), "".join(word[0] for word in words)
    return any(
        (len(domain) >= 4 and (domain in squashed or (len(squashed) >= 4 and squashed in domain)))
        or (len(initials) >= 3 and initials == domain)
        for domain in domains
    )
