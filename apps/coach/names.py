"""Names of people and employers: when two of them mean the same. Pure."""

from __future__ import annotations

import re

from apps.coach.text import fold, words

#: Short forms in use: a name, then what it is shortened to.
_SHORT_FORMS = """
abigail abby gail|abraham abe|albert al bert|aleksandr sasha|alexander alex al sasha xander
alexandra alex sandra sasha|alfred al fred|alice ali|amanda mandy|anastasia nastya stacy|andrew andy drew|angela angie
anthony tony ant|antonio tony toni|arthur art|barbara barb barbie|benjamin ben|bernadette bernie|bernard bernie
billy willy liam|bradley brad|bridget biddy|calvin cal|cameron cam|caroline carrie caro|cassandra cass cassie
catherine kate katie cathy cat|charles charlie chuck|charlotte charlie lottie|christina chris tina chrissy
christine chris tina|christopher chris kit|clifford cliff|constance connie|cynthia cindy|daniel dan danny
danielle dani|david dave davy|deborah deb debbie|dennis denny|dmitri dima|dolores lola dolly|dominic dom|donald don
dorothy dot dottie|douglas doug|dwight ike|edmund ed eddie|eduardo eddie lalo|edward ed eddie ted ned|edwin ed eddie
ekaterina katya|eleanor ellie nell|elizabeth liz lizzie beth eliza betty betsy|emily em|emma em|enrique quique
ernest ernie|eugene gene|evelyn eve evie|florence flo|frances fran|francesca fran|francis frank fran
francisco paco pancho cisco|franklin frank|frederick fred|gabriel gabe|gabriela gabi gabby|gabriella gabby
geoffrey geoff|georgina georgie gina|gerald gerry jerry|gregory greg|guadalupe lupe|guillermo memo|gwendolyn gwen
harold harry hal|harriet hattie|helen nell|henry hank harry|herbert herb bert|howard howie|ignacio nacho
isabel izzy bel|isabella bella izzy|ivan vanya|jacob jake|jacqueline jackie|james jim jimmy|jamie|janet jan
jasmine jas|jason jay|jeffrey jeff|jennifer jen jenny|jeremy jerry|jerome jerry|jessica jess jessie|joanna jo
johann hans|johannes hannes|john johnny jack jon|jonathan jon jonny|jose pepe|josef sepp joe|joseph joe joey
josephine jo josie|joshua josh|judith judy|julia jules|julian jules|katarzyna kasia|katherine kate katie kathy kat
kathleen kathy kate katie kat|kathryn kathy kate katie kat|kenneth ken kenny|kimberly kim|konstantin kostya
laura laurie|lawrence larry|leonard leo len|leonardo leo|lillian lily|louis lou|louise lou|lucille lucy
lucinda lucy cindy|madeline maddie|magdalena lena magda|manuel manny|marcus marc mark
margaret maggie meg peggy marge greta|marjorie marge|martin marty|matthew matt|maureen mo|maurice mo moe
maximilian max|maxwell max|melissa mel|michael mike mick mickey|michelle shelly|mikhail misha|millicent millie
miriam mimi|mitchell mitch|mohamed mo|mohammad mo|mohammed mo|muhammad mo|nadezhda nadia|natalie nat|nathan nate
nathaniel nate nat|nicholas nick nicky|nicole nikki|norman norm|oliver ollie|olivia liv|pamela pam
patricia pat patty trish|patrick pat paddy|penelope penny pen nell|peter pete|philip phil|phillip phil|priscilla cilla
priyanka priya|prudence pru|rachel rach|rafael rafa raf|rajesh raj|randall randy|raymond ray|rebecca becky becca
reginald reg|richard rick rich dick ricky|robert bob rob bobby robbie|roberto beto|roderick rod|rodney rod
ronald ron ronnie|rosalind roz|rosemary rose rosie|rudolph rudy|russell russ|salvatore sal|samantha sam|samuel sam
santiago santi|sarah sally|sebastian seb|sidney sid|solomon sol|stanley stan|stephanie steph
stephen steve|steven steve|stuart stu|susan sue susie|suzanne sue suzie|svetlana sveta lana|sylvester sly
tabitha tabby|tamara tammy|tatiana tanya|terence terry|teresa terry tess|terrence terry|thaddeus thad
theodore theo ted|theresa terry tess|thomas tom tommy|timothy tim|tobias toby|valerie val|vanessa nessa
veronica ronnie|victor vic|victoria vicky tori|vincent vince|virginia ginny|vivian viv|vladimir vlad volodya
wallace wally|walter walt|wesley wes|wilhelmina mina billie|william will bill|winifred winnie|zachary zach zack
"""
_LONG_FORMS: dict[str, set[str]] = {}
_GIVEN: set[str] = set()
for _group in re.split(r"[|\n]", _SHORT_FORMS.strip()):
    _long, *_shorts = _group.split()
    _GIVEN.add(_long)
    for _short in _shorts:
        _LONG_FORMS.setdefault(_short, set()).add(_long)
#: Endings that make a short form a fonder one: Rob, Robbie; Kate, Katie; Tom, Tommy.
_FOND = re.compile(r"(?:ie|y|i|e)$")
_HER_ENDINGS = words("ine ina ette ella etta ica elle illa")
_TITLE_WORDS = (
    "mr mrs ms mx miss mister dr prof professor doctor sir madam dame herr frau rev hon judge sgt sergeant staff "
    "captain capt col colonel lt lieutenant gen general major dean sensei san"
)
TITLES = frozenset(_TITLE_WORDS.split())
#: What people are called for their work, before a name: "Chef Roy". Some are names, too, so they count only there.
CALLINGS = words(
    "chef coach principal superintendent chaplain pastor father sister brother mother bishop deacon elder rabbi "
    "imam minister officer chief commander admiral corporal private specialist detective agent sheriff marshal "
    "president chancellor provost director chair chairman chairwoman chairperson councilman councilwoman "
    "councilmember mayor senator governor ambassador secretary representative attorney barr barrister solicitor "
    "counselor counsellor nurse engineer eng engr ing arch architect atty adv advocate teacher master mastersgt "
    "ssgt msgt cpt ltc maj cmdr cdr adm petty skipper uncle aunt auntie mme monsieur madame mademoiselle m sra srta "
    "sr senor senora senorita dra signor signora dott fraulein frau herr hr fru pan pani ustad ustadh sheikh haji "
    "lord lady"
)
_SUFFIXES = words("jr sr ii iii iv phd md mba esq cpa")
_PARTICLES = words("de la le von van der den del da di du al el bin ibn")
_LEGAL = words(
    "inc incorporated llc llp ltd limited co company corp corporation plc gmbh ag sa sas srl bv nv kg group holding "
    "holdings the and of"
)
#: Too common to say which employer is meant, unless written as a name.
COMMON = words(
    "museum university city bank center centre hospital school department institute national american united "
    "general north south east west public health first state county new community medical college office young "
    "royal central regional st saint san banco banque old big great white black red blue green golden silver"
)
#: Words that tell two employers of one name apart: Polaris Robotics, Polaris Dynamics.
_TRADES = words(
    "bank banking foods health robotics dynamics analytics insurance logistics media studios games energy capital "
    "partners consulting systems software airlines hotels pharma clinic hospital law press publishing construction "
    "architects shipping water transit brewing cement fitness realty dental solar travel textiles optics audit labs "
    "technologies motors aerospace genomics bio biotech security cloud radio"
)
_TOKEN = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]\b)*\.?")
_COMPANY_TOKEN = re.compile(r"\w+")


def name_tokens(name: str) -> list[str]:
    """The parts of a name, folded, without titles and suffixes: "Dr. Anne-Marie St. John" → anne marie st john."""
    tokens = [token.replace(".", "") for token in _TOKEN.findall(fold(name).replace("'", "").replace("’", ""))]
    return [token for token in tokens if token and token not in TITLES and token not in _SUFFIXES]


def has_title(name: str) -> bool:
    """True when the name is written with Mr., Ms., Dr. and the like."""
    return any(token.replace(".", "") in TITLES for token in _TOKEN.findall(fold(name)))


def is_given_name(token: str) -> bool:
    """True for a folded first name that we know, long or short."""
    return token in _LONG_FORMS or token in _GIVEN


def near(one: str, other: str) -> bool:
    """True when two folded words of four letters or more differ by a slip: a letter more, less, other, or swapped."""
    if one == other or min(len(one), len(other)) < 4 or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and len(a) > 1 and a[2:] == b[2:])


def same_given(one: str, other: str) -> bool:
    """True when two folded first names are the same, or one is a short form of the other. Bob is not Rob."""
    ones, others = _LONG_FORMS.get(one, set()), _LONG_FORMS.get(other, set())
    if one == other or one in others or other in ones:
        return True
    if _is_start(one, other) or _is_start(other, one):
        return True
    short, long = sorted((_FOND.sub("", one), _FOND.sub("", other)), key=len)
    return bool(ones & others) and long.startswith(short) and set(long[len(short) :]) <= {short[-1]}


def _is_start(short: str, long: str) -> bool:
    """True for "priya" and "priyanka", not for "paul" and "pauline", which are two names."""
    rest = long.removeprefix(short)
    return len(short) >= 3 and rest != long and len(rest) >= 3 and rest not in _HER_ENDINGS


def may_be(greeted: str, given: str, family: str, title: str = "") -> bool:
    """True unless `greeted` cannot be the person `given` `family`, who is a `title`.

    What is not known is not held against anyone.
    """
    said = name_tokens(greeted)
    first, last = name_tokens(given), name_tokens(family)
    known = [*first, *last]
    callings = CALLINGS | set(name_tokens(title))
    while said and said[0] in callings and said[0] not in known:
        said.pop(0)
    if not said:
        return True
    if _are_initials(greeted, first):
        return True
    whole = "".join(said)
    if whole in {"".join(first), "".join(last), "".join(known), "".join([*last, *first])}:
        return True
    if not last and (has_title(greeted) or len(said) > 1):
        # Only the first name is known: a family name cannot be judged.
        return has_title(greeted) or any(same_given(token, name) for token in said for name in first) or not first
    if not first and len(said) == 1:
        return True
    return all(
        token in known
        or token in _PARTICLES
        or (len(token) == 1 and any(name.startswith(token) for name in known))
        or any(same_given(token, name) for name in first)
        for token in said
    )


def _are_initials(greeted: str, first: list[str]) -> bool:
    """True for "AJ", which stands for a first name and another that we may not know."""
    bare = greeted.strip().replace(".", "")
    return bare.isupper() and bare.isalpha() and len(bare) in {2, 3} and bool(first) and first[0][0] == bare[0].lower()


def company_tokens(name: str) -> list[str]:
    """The parts that tell an employer: "Lumen Mutual Insurance Co., Inc." → lumen mutual insurance."""
    tokens = _COMPANY_TOKEN.findall(fold(name).replace("'", "").replace("’", "").replace(".", ""))
    telling = [token for token in tokens if token not in _LEGAL]
    return telling or tokens


def same_company(one: str, other: str) -> bool:
    """True when both may be the same employer: part of the name, initials, or letters run together."""
    first, second = company_tokens(one), company_tokens(other)
    if not first or not second:
        return True
    if set(first) <= set(second) or set(second) <= set(first):
        return True
    if first[0] == second[0] and first[0] not in COMMON:
        return not (first[-1] in _TRADES and second[-1] in _TRADES and first[-1] != second[-1])
    if "".join(first) == "".join(second):
        return True
    return _initials_fit(first, second) or _initials_fit(second, first)


def _initials_fit(short: list[str], long: list[str]) -> bool:
    """True for "bcg" and "boston consulting group", with or without the words that we left out."""
    if len(short) != 1 or len(long) < 2:
        return False
    initials = "".join(token[0] for token in long)
    return short[0] == initials or (
        len(initials) > 1 and short[0].startswith(initials) and len(short[0]) <= len(initials) + 2
    )
