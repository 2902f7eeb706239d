"""Short forms of first names, as people use them in English and a few neighboring languages. Folded, lower case."""

from __future__ import annotations

#: A long form, and what it is shortened to. Two short forms of one long form are alike too (Bob, Rob).
_SHORT_FORMS = """
abigail abby abbie gail
alexander alex alec xander sasha lex
alexandra alex alexa sandra sasha lexi
alfred al alf fred
amanda mandy
andrea andi
andrew andy drew
anna annie anya ania
anthony tony
antonia toni
antonio tony toni
barbara barb babs
benjamin ben benny
bernhard bernd
caroline carrie caro
catherine cathy cate kate katie cat
charles charlie chuck chas
charlotte charlie lotte lottie
christian chris
christina chris chrissy tina
christine chris chrissy tina
christopher chris kit topher
cynthia cindy
daniel dan danny
david dave davey
deborah deb debbie
dorothy dot dottie dolly
edward ed eddie ted ned
eleanor ellie nell nora
elizabeth liz lizzie beth betty eliza libby lisa betsy
emily em
francesca fran cesca
francis frank fran
francisco paco pancho
frederick fred freddie
friedrich fritz
gabriel gabe
gabriela gabi
geoffrey geoff
gerald gerry jerry
gregory greg
hannah hanna
harold harry hal
heinrich heinz heiner
helen nell
henry harry hank
isabella bella izzy
jacob jake
jacqueline jackie
james jim jimmy jamie
janet jan
jennifer jen jenny
jessica jess jessie
johannes hannes johann hans
john jack johnny jon
jonathan jon jonny
jose pepe
joseph joe joey
joshua josh
judith judy
katherine kate kathy katie kat kath kit
kathleen kathy kate katie
kenneth ken kenny
kimberly kim
lawrence larry
leonard leo len lenny
louis lou
lucia lucy
manuel manu manolo
margaret maggie meg peggy marge greta
margarethe grete greta gretchen
maria mia
matthew matt matty
maximilian max
melissa mel missy
michael mike mick mickey mikey
michelle shelly
mohammed mo
nathaniel nate nat
nathan nate
nicholas nick nico nicky
nicole nicky nikki
olivia liv livvy
pamela pam
patricia pat patty trish tricia
patrick pat paddy rick
peter pete
philip phil pip
rebecca becky becca
reginald reg reggie
richard rich rick ricky dick
robert rob robbie bob bobby bert
ronald ron ronnie
roberta bobbie
samantha sam
samuel sam sammy
sebastian seb basti
solomon sol
sofia sof sofie
stephanie steph stefanie
stephen steve steven stevie
susan sue susie suzy
susanne susi
suzanne sue suzy
sylvester sly
tamara tammy
terence terry
theodore ted teddy theo
theresa terry tess tessa
thomas tom tommy
timothy tim timmy
tobias tobi
valentina tina val
valerie val
veronica ronnie vera
victor vic
victoria vicky tori
vincent vince vinny
virginia ginny
walter walt wally
wilhelm willi
william will bill billy liam willy
zachary zach zack
"""

_FORMS = {line.split()[0]: frozenset(line.split()[1:]) for line in _SHORT_FORMS.strip().splitlines()}
_LONG: dict[str, set[str]] = {}
for _long, _shorts in _FORMS.items():
    for _short in _shorts:
        _LONG.setdefault(_short, set()).add(_long)


def are_one_name(a: str, b: str) -> bool:
    """Whether one is a short form of the other, or both are of a third."""
    if b in _FORMS.get(a, ()) or a in _FORMS.get(b, ()):
        return True
    return not _LONG.get(a, set()).isdisjoint(_LONG.get(b, set()))


def is_short_form(short: str, long: str) -> bool:
    """Whether people called `long` are called `short`."""
    return short in _FORMS.get(long, ())


def families() -> dict[str, str]:
    """Each form → one word for all the forms that it may go together with: a key to look for candidates by.

    Two names with the same word need not be the same (Alexander and Alexandra are both Alex); `are_one_name` says.
    """
    root: dict[str, str] = {}

    def find(name: str) -> str:
        while root.setdefault(name, name) != name:
            name = root[name]
        return name

    for long, shorts in _FORMS.items():
        for short in shorts:
            root[find(short)] = find(long)
    return {name: find(name) for name in list(root)}
