"""Names of employers, folded so that "The Corvane Group, Inc." and "Corvane Group" compare equal. Pure functions.

What is dropped says how a business is registered, never what it does: legal forms after Wikipedia's "List of legal
entity types by country", as far as they stand behind a name. Words such as "Group" or "Hospital" stay; that two of
those may be one employer is only suggested (`likelysame`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from apps.contacts import names

KEY_LENGTH = 200
#: Legal forms as they are left when dots are dropped: "S.A." is "sa", "Sp. z o.o." is "sp z oo".
_FORMS = """
    inc incorporated corp corporation co company llc llp lllp lp pllc pc ltd limited plc cic pty pte pvt unlimited
    gmbh ggmbh mbh ag kg kgaa ohg ug ev eg gbr
    sa sas sasu sarl snc sca scop asbl bvba sprl sl slu slne sau cv ltda lda srl srls
    bv nv vof ab asa oy oyj aps hf ehf uab sia se
    spzoo sro spol zrt nyrt kft bt doo dd ad ood eood kk tbk bhd sdn
"""  # English; German; French, Spanish, Portuguese, Italian; Dutch and Nordic; Eastern and Asian
LEGAL_FORMS = frozenset(_FORMS.split())
#: Several words that are one form; looked for before single ones. "S.p.A." only with its dots: a spa is a business.
_FORMS_OF_WORDS = (("sp", "z", "oo"), ("sa", "de", "cv"), ("s", "p", "a"), ("a", "s"), ("s", "a"), ("k", "k"))
_AND = re.compile(r"\s*[&+]\s*(?=\S)")
_SPA = re.compile(r"\bs\.p\.a\.?(?=\W|$)")
_SLASHED = re.compile(r"(?<=\s)(a)/(s)(?=\W|$)")
_JOINED = re.compile(r"[.'`´’‘ʼ]")
_GAPS = re.compile(r"[^\w]+|_+")


@lru_cache(maxsize=8192)  # a file names the same employers again and again
def employer_key(name: str) -> str:
    """What two spellings of one employer have in common: no case, accents, punctuation, "The" and legal form.

    "&" and "and" are the same. A name of which nothing would be left ("The Company", "???") keeps what it has.
    Empty only for an empty name. At most 200 characters.
    """
    plain = names.fold(name)
    text = _SPA.sub(" s p a ", plain)
    text = _SLASHED.sub(r"\1 \2", text)
    text = _JOINED.sub("", _AND.sub(" and ", text))
    words = _bare(_GAPS.sub(" ", text).split())
    return (" ".join(words) or plain)[:KEY_LENGTH].strip()


def _bare(words: list[str]) -> list[str]:
    while len(words) > 1 and words[0] == "the":
        words = words[1:]
    while len(words) > 1:
        if length := _form_at_end(words):
            words = words[:-length]
        elif words[-1] == "and":  # "Corvane & Co."
            words = words[:-1]
        else:
            break
    return words


def _form_at_end(words: list[str]) -> int:
    """Of how many words the legal form at the end is; 0 if there is none, or if nothing else is left."""
    for form in _FORMS_OF_WORDS:
        if len(words) > len(form) and tuple(words[-len(form) :]) == form:
            return len(form)
    return int(words[-1] in LEGAL_FORMS)


@lru_cache(maxsize=8192)
def plain_key(name: str) -> str:
    """The name without case and accents only: what tells apart two employers that `employer_key` would make one."""
    return names.fold(name)[:KEY_LENGTH].strip()


def ways(name: str) -> list[str]:
    """The keys under which an employer of that name may stand, the closest first; none for an empty name."""
    return list(dict.fromkeys(key for key in (plain_key(name), employer_key(name)) if key))


@dataclass(frozen=True, slots=True)
class EmployerKeys:
    """Key → the key of the employer that the owner means by it: their aliases, and names that they keep apart."""

    meant: Mapping[str, str] = field(default_factory=dict)

    def of(self, name: str) -> str:
        """The key of the employer that the owner means by `name`; empty for an empty name."""
        if not self.meant:
            return employer_key(name)
        return next((self.meant[key] for key in ways(name) if key in self.meant), "") or employer_key(name)

    def same(self, one: str, other: str) -> bool:
        """Whether two names mean one employer."""
        return one == other or self.of(one) == self.of(other)
