"""Which of the owner's employers are likely one, and why. Pure: names in, pairs out; the owner decides.

| Rule | Reason that is shown |
| --- | --- |
| the same website, or people's addresses at one domain | both use corvane.example |
| the same but for the legal form, case or spaces | the same letters |
| the same words in another order | the same words |
| IBM, International Business Machines | the first letters |
| one letter more, less or different, of six or more | almost the same letters |
| "Corvane Group", "Corvane" | a usual word more |

Each rule puts names into drawers; a drawer with more than four names says nothing and is passed over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from apps.contacts.employernames import employer_key

FULLEST = 4
SPELLED = 2_000  # above so many employers, single letters are not compared
_SHORTEST = 6
_SMALL_WORDS = "a an and at de der des du et for in la of on the und y"
_USUAL_WORDS = """
    group holding holdings international global worldwide usa us uk emea europe america americas deutschland
    technology technologies tech labs software systems solutions services consulting partners
"""
_PUBLIC_MAIL = """
    gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com icloud.com me.com mac.com
    aol.com proton.me protonmail.com pm.me gmx.com gmx.net gmx.de web.de mail.com zoho.com fastmail.com hey.com
    yandex.com yandex.ru mail.ru qq.com 163.com comcast.net verizon.net att.net t-online.de orange.fr free.fr
    hotmail.co.uk yahoo.co.uk btinternet.com linkedin.com
"""
_SMALL, _USUAL = frozenset(_SMALL_WORDS.split()), frozenset(_USUAL_WORDS.split())
#: Where anybody has an address: it says nothing of where they work.
PUBLIC_MAIL = frozenset(_PUBLIC_MAIL.split())
#: Pages that many employers have a corner of.
_SHARED_SITES = frozenset({"linkedin.com", "facebook.com", "instagram.com", "google.com", "sites.google.com", "x.com"})


@dataclass(frozen=True, slots=True)
class Named:
    """An employer, as far as likeness needs it."""

    id: UUID
    name: str
    website: str = ""


@dataclass(frozen=True, slots=True)
class LikelySame:
    """Two employers that may be one, and the reason in words. The longer known stands first."""

    one: Named
    other: Named
    reason: str

    @property
    def ids(self) -> frozenset[UUID]:
        """Whom it is about, in no order."""
        return frozenset((self.one.id, self.other.id))


def likely_same(
    employers: Collection[Named],
    *,
    domains: Mapping[str, Collection[UUID]] | None = None,
    apart: Collection[frozenset[UUID]] = (),
) -> Iterator[LikelySame]:
    """Pairs, the surest reasons first, each pair once. `domains`: of people's addresses, who works there.

    `apart` are pairs of which the owner said that they are not the same.
    """
    seen = set(apart)
    by_id = {e.id: e for e in employers}
    for drawers, reason in _rules(employers, domains or {}, by_id):
        for label, drawer in drawers:
            inside = sorted({e.id: e for e in drawer}.values(), key=lambda e: e.id)
            if not 2 <= len(inside) <= FULLEST:
                continue
            for other in inside[1:]:
                pair = LikelySame(inside[0], other, reason.format(label=label))
                if pair.ids not in seen:
                    seen.add(pair.ids)
                    yield pair


_Drawers = Iterable[tuple[str, Collection[Named]]]  # what they have in common, and who they are


def _rules(
    employers: Collection[Named], domains: Mapping[str, Collection[UUID]], by_id: Mapping[UUID, Named]
) -> Iterator[tuple[_Drawers, str]]:
    """One after another, so that a rule is only worked out when the ones before did not fill the page."""
    keys = {e: employer_key(e.name) for e in employers}
    at_domain = {d: [by_id[pk] for pk in ids if pk in by_id] for d, ids in domains.items() if d not in PUBLIC_MAIL}
    yield at_domain.items(), "People at both have addresses at {label}."
    yield _into((_host(e.website), e) for e in employers), "Both have the website {label}."
    yield _into((key.replace(" ", ""), e) for e, key in keys.items()), "The same name, written in two ways."
    yield _into((" ".join(sorted(key.split())), e) for e, key in keys.items()), "The same words in another order."
    yield _initials(keys), "“{label}” are the first letters of the other."
    if len(keys) <= SPELLED:
        yield _into(_misspelled(keys)), "Almost the same letters."
    yield _into((_without_usual(key), e) for e, key in keys.items()), "The same name, with a usual word more."


def _into(labelled: Iterable[tuple[str, Named]]) -> _Drawers:
    drawers: dict[str, list[Named]] = defaultdict(list)
    for label, employer in labelled:
        if label:
            drawers[label].append(employer)
    return drawers.items()


def _host(website: str) -> str:
    try:
        host = (urlsplit(website).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    return "" if host in _SHARED_SITES else host


def _initials(keys: Mapping[Named, str]) -> _Drawers:
    """A short name beside each long one of whose words it has the first letters."""
    short = {key: e for e, key in keys.items() if 2 <= len(key) <= 6 and key.isalpha()}
    for employer, key in keys.items():
        words = key.split()
        large = [w for w in words if w not in _SMALL]
        for letters in {"".join(w[0] for w in words), "".join(w[0] for w in large)} if len(words) > 1 else ():
            if found := short.get(letters):
                yield found.name, (found, employer)


def _misspelled(keys: Mapping[Named, str]) -> Iterator[tuple[str, Named]]:
    """Two texts one letter apart have one text in common among those that lack one of their letters, or none."""
    for employer, key in keys.items():
        text = key.replace(" ", "")
        if len(text) >= _SHORTEST and not text[-1].isdigit():  # "School 21" and "School 27" are two
            yield text, employer
            yield from ((f"{text[:n]}{text[n + 1 :]}", employer) for n in range(len(text)))


def _without_usual(key: str) -> str:
    words = key.split()
    while len(words) > 1 and words[-1] in _USUAL:
        words.pop()
    return " ".join(words)
