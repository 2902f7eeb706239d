"""The words that tell a role from an employer and both from a name."""

from __future__ import annotations

import re

from apps.contacts.names import fold


def word_set(words: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(words.split())


ROLES = word_set(
    """
    accountant acquisition actor administrator adviser advisor agent ambassador analyst anesthetist apprentice architect
    artist assistant associate attorney auditor author barista biologist board broker buyer captain caregiver carpenter
    ceo cfo chair chairman chairwoman chaplain chef chemist chief cio clerk clinician cmo co-founder coach cofounder
    consultant controller coo coordinator copywriter counsel counselor cto curator data-scientist dean dentist designer
    developer dietitian director doctor dramaturg economist editor educator electrician employee engineer entrepreneur
    ergonomist evangelist executive expert fellow firefighter founder freelancer geologist geschaftsfuhrer
    geschaftsfuhrerin gp head historian hygienist illustrator inspector instructor intern investigator investor
    journalist judge lawyer lead leader lecturer leiter leiterin librarian machinist maintainer manager managing
    marketer matron mechanic mentor midwife minister musician neurologist nurse officer operator organizer owner
    paralegal paramedic partner pastor pathologist pediatrician pharmacist photographer physician physicist
    physiotherapist pilot planner plumber podcaster policeman postdoc practitioner president principal producer
    professor programmer promoter provost psychiatrist psychologist publisher radiographer radiologist realtor
    receptionist recruiter rector referent referentin registrar reporter representative researcher resident scholar
    scientist secretary sergeant server shareholder social-worker specialist staff statistician steward strategist
    student superintendent supervisor surgeon surveyor teacher technician technologist therapist trader trainee trainer
    translator treasurer trustee tutor underwriter veterinarian vice-president videographer vp warden writer
    directeur directrice responsable ingenieur gerente directora profesora profesor directora responsabile
    """
)
EMPLOYERS = word_set(
    """
    ab ag agency airlines analytics aps architects as associates association bank bbva biotech bros brothers bureau bv
    capital care center centre charity church city clinic clinique co college community company consulting cooperative
    corp corporation council county credit dental department digital energy enterprises federation finance firm
    foundation fund gmbh government group gym harvest health healthcare holding holdings hospice hospital hotel imaging
    inc incorporated industries institut institute insurance international kg klinik kliniken lab laboratories labs
    library limited llc llp ltd media medical ministry museum mutual network nv observatory oy partners pharma
    pharmaceuticals plc practice press productions robotics sa sarl school schools sciences se services sl societe
    society software solutions spa srl station store studio studios surgery systems tech technologies technology theater
    theatre trust union universidad universita universitat universite university ventures verein
    """
)
DEPARTMENTS = re.compile(
    r"^(?:department|dept\.?|faculty|division|school|college|office|institute|chair) (?:of|for)\b", re.I
)
DEGREES = word_set(
    """
    ba bs bsc bsn ma ms msc mba mph mpp mphil phd ph.d ph.d. dphil edd jd md do rn np pa pa-c dds dvm esq cpa cfa pmp
    pe pt dpt lcsw lmft otr otr/l ccc-slp facs frcs mbe obe jr sr ii iii dr dr. bcba aia shrm-cp csm mfa llm b.a. m.a.
    m.d. b.sc. m.sc. ing. dipl.-ing. pharmd
    """
)
PREFIXES = word_set("dr dr. prof prof. mr mr. mrs mrs. ms ms. mx mx. herr frau sir dame rev. rev")
PARTICLES = word_set(
    "de da do dos del della der den di du la le van von ter ten bin al el y e zu zur vom of san st. st mac ben ibn"
)
ARTICLES = word_set("the our my a an your we i")
_WORD = re.compile(r"[^\s,;/&()]+")


def words_of(text: str) -> list[str]:
    """Folded words, without the signs around them."""
    return [w for w in (fold(word).strip(".:'’\"“”!?") for word in _WORD.findall(text)) if w]


def names_role(text: str) -> bool:
    """Whether one of the words is what somebody does."""
    found = words_of(text)
    return any(w in ROLES or w.rstrip("s") in ROLES for w in found) or any(
        part in ROLES for w in found if "-" in w for part in w.split("-")
    )


def names_employer(text: str) -> bool:
    """Whether one of the words is what organisations call themselves."""
    return any(word in EMPLOYERS for word in words_of(text))


def is_like_name(text: str, *, single: bool = False) -> bool:
    """Two to five capitalised words (one, where `single`), none of which is a role or an employer."""
    found = text.split()
    if not (1 if single else 2) <= len(found) <= 5 or len(text) > 60 or not any(c.isalpha() for c in text):
        return False
    if any(c.isdigit() or c in '@:;!?|<>[]{}=/\\#+*_%&"(),' for c in text):
        return False
    if names_role(text) or names_employer(text) or fold(found[0]) in ARTICLES:
        return False
    capital = [w for w in found if fold(w) not in PARTICLES]
    return bool(capital) and all(_is_capital(word) for word in capital)


def is_proper(text: str) -> bool:
    """A few words as the name of something is written: each with a capital, but for particles."""
    found = text.split()
    main = [word for word in found if fold(word) not in PARTICLES and any(c.isalpha() for c in word)]
    return 1 <= len(found) <= 5 and bool(main) and all(map(_is_capital, main)) and text[-1:] not in "!?;:"


def _is_capital(word: str) -> bool:
    """ "Ana", "O’Brien", "J.", and any word of a script without case."""
    first = next((c for c in word if c.isalpha()), "")
    return bool(first) and (first.isupper() or first.istitle() or first.lower() == first.upper())
