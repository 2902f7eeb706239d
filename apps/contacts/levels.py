"""How far along somebody is, read from their role; and what their employer does, read from its name.

One table each, from top to bottom: the first line that fits counts. The same words serve Python and PostgreSQL
(`python_pattern`, `sql_pattern`), and a test holds the two together. A guess can always be corrected: by the role on a
person's page, by the industry on an employer's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from django.db.models import TextChoices


class Level(TextChoices):
    """From the widest view to the first job. Unknown is a role that nobody has written down."""

    EXECUTIVE = "executive", "Executive"
    LEAD = "lead", "Lead or manager"
    SENIOR = "senior", "Senior"
    REGULAR = "regular", "In the role"
    JUNIOR = "junior", "Starting out"
    UNKNOWN = "unknown", "Role not known"


_OBJECTS = (
    "product|project|program|programme|account|case|community|content|brand|office|property|relationship|social media"
)
#: (words, level). Words stand between word boundaries; a dot after an abbreviation does not matter.
LEVEL_RULES: tuple[tuple[str, Level], ...] = (
    ("(?:executive|personal|administrative|management|team) assistant|assistant to|secretary", Level.REGULAR),
    ("student (?:affairs|services|success|advisor|adviser|counselor|life)", Level.REGULAR),
    ("(?:product|service|process|data|system|content|risk) owner|business partner|hr partner", Level.REGULAR),
    ("chief|ceo|cto|cfo|coo|cio|cmo|cpo|chro|founder|co-?founder|cofounder|owner|proprietor", Level.EXECUTIVE),
    ("vp|svp|evp|avp|vice[ -]president|president|managing (?:director|partner)|general partner", Level.EXECUTIVE),
    (
        "executive director|partner|chair(?:man|woman|person)?|provost|rector|dean|geschäftsführer(?:in)?",
        Level.EXECUTIVE,
    ),
    (f"(?:senior|sr|lead|principal|staff|group) (?:[a-z]+ )?(?:{_OBJECTS}) manager", Level.SENIOR),
    (f"(?:junior|jr|associate|assistant) (?:[a-z]+ )?(?:{_OBJECTS}) manager", Level.JUNIOR),
    (f"(?:{_OBJECTS}) manager", Level.REGULAR),
    (
        "director|head|lead|leader|manager|supervisor|superintendent|matron|(?:charge|head) nurse|leiter(?:in)?",
        Level.LEAD,
    ),
    ("(?:school|vice|deputy|assistant) principal|directora?|directrice|responsable|gerente", Level.LEAD),
    ("(?:assistant|adjunct|visiting) professor", Level.REGULAR),
    (
        "senior|sr|principal|staff|expert|professor|distinguished|attending|consultant (?:physician|surgeon)",
        Level.SENIOR,
    ),
    ("junior|jr|intern|internship|trainee|apprentice|graduate|entry[ -]level|student|candidate|postdoc", Level.JUNIOR),
    (
        "associate|assistant|resident|fellow|working student|volunteer|werkstudent(?:in)?|praktikant(?:in)?",
        Level.JUNIOR,
    ),
)
#: (what it is called, words of an employer's name).
INDUSTRY_RULES: tuple[tuple[str, str], ...] = (
    (
        "Public sector",
        "county|city of|town of|state of|ministry|department of|government|federal|municipal"
        "|council|public health|police|army|navy",
    ),
    (
        "Schools and universities",
        "university|college|school|academy|institute of technology|universit[aäéy][a-z]*|universidad|hochschule",
    ),
    (
        "Hospitals and clinics",
        "hospitals?|clinics?|medical cent(?:er|re)|health system|rehab|hospice|nursing|surgery"
        "|klinik[a-z]*|dental|care",
    ),
    (
        "Insurance and finance",
        "bank|capital|insurance|mutual|credit|ventures|fund|benefits|financial|equity|investments?"
        "|securities|accounting",
    ),
    ("Medical devices", "devices|imaging|diagnostics|medtech|prosthetics"),
    ("Pharma and biotech", "pharma[a-z]*|bio[a-z]*|therapeutics|genomics|sciences|life science"),
    ("Health", "health|healthcare|wellness"),
    ("Technology", "software|tech|technolog(?:y|ies)|labs?|systems|robotics|digital|data|cloud|ai|computing|networks?"),
    ("Advice and law", "consulting|consultants|advisors|advisory|partners|legal|law|llp|audit|strategy"),
    ("Design and media", "studios?|media|press|publishing|design|news|films?|agency|magazine|radio|tv"),
    ("Nonprofit", "foundation|charity|trust|association|society|museum|library|church|ngo|volunteers?|community"),
    (
        "Energy, building, transport",
        "energy|power|solar|construction|architects|engineering|logistics|airlines|railway|motors|automotive",
    ),
    ("Shops, food and travel", "retail|stores?|foods?|restaurants?|hotels?|travel|coffee|bakery|supermarkets?"),
    ("On their own", "freelance|freelancer|self-employed|self employed|independent"),
)


#: What the sector of an employer says about it (contacts.models.Employer.Sector); "business" says nothing.
SECTORS = {"public": "Public sector", "education": "Schools and universities", "nonprofit": "Nonprofit"}


def any_of(rules: Iterable[str]) -> str:
    """What fits when one of the rules does: most titles fit none, and are told at once."""
    return "|".join(f"(?:{words})" for words in rules)


#: One look for all of a table.
ANY_RANK = any_of(words for words, _ in LEVEL_RULES)
ANY_INDUSTRY = any_of(words for _, words in INDUSTRY_RULES)


def python_pattern(words: str) -> str:
    """For `re`, with whole words only."""
    return rf"\b(?:{words})\b"


def sql_pattern(words: str) -> str:
    """For PostgreSQL's `~*`, with whole words only."""
    return rf"\m(?:{words})\M"


@cache
def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(python_pattern(words), re.IGNORECASE)


@lru_cache(maxsize=20_000)
def level_of(title: str) -> Level:
    """The level that a role tells; what names no rank is in the role."""
    if not title.strip():
        return Level.UNKNOWN
    if not _compiled(ANY_RANK).search(title):
        return Level.REGULAR
    return next((level for words, level in LEVEL_RULES if _compiled(words).search(title)), Level.REGULAR)


@lru_cache(maxsize=20_000)
def industry_of(name: str, industry: str = "", sector: str = "") -> str:
    """What an employer does: what its owner wrote, else what its sector says, else what its name tells, else empty."""
    if told := industry or SECTORS.get(sector, ""):
        return told
    if not _compiled(ANY_INDUSTRY).search(name):
        return ""
    return next((label for label, words in INDUSTRY_RULES if _compiled(words).search(name)), "")
