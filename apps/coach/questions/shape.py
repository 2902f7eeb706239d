"""What one sentence asks for: where the question in it begins once context and politeness are off, and its shape."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from apps.coach.questions.conventions import asks_for_more, is_custom
from apps.coach.questions.direct import direct, inverted
from apps.coach.questions.shells import NO_SHELL, SHELL
from apps.coach.questions.words import AUX, NOT_AUX, PRONOUN, SUBJECT, WH, WH_START, slip_of
from apps.coach.text import pattern


class Shape(StrEnum):
    """The answer that is invited."""

    WH = "wh"  # a story, a reason, a list
    FACT = "fact"  # a number, a date, a name
    REQUEST = "request"  # "tell me about …"
    INVITES = "invites"  # "do you have any advice …": a yes alone would be odd
    POLAR = "polar"  # yes or no
    CHOICE = "choice"  # one of those named
    TAG = "tag"  # "…, right?"
    STATEMENT = "statement"  # "You studied law?"
    FRAGMENT = "fragment"  # "Your favorite part?"


CLOSED = frozenset({Shape.FACT, Shape.POLAR, Shape.CHOICE, Shape.TAG, Shape.STATEMENT})
YES_OR_NO = CLOSED - {Shape.FACT}
_MAY_HAVE_TAG = frozenset({Shape.POLAR, Shape.CHOICE, Shape.STATEMENT, Shape.FRAGMENT})


@dataclass(frozen=True, slots=True)
class Core:
    """What is asked: its shape, its words in lower case, and where they begin in the sentence."""

    shape: Shape
    low: str
    start: int
    has_shell: bool = False
    is_custom: bool = False
    direct: str = ""  # `low` in the order of a direct question


_FILLER = pattern(
    r"(?:(?:so|and|but|well|okay|ok|also|now|then|hi|hello|hey|um+|uh+|er|hmm+|oh|just|maybe|perhaps|first(?:ly"
    r"| of all)?"
    r"|second(?:ly)?|third(?:ly)?|next|finally|lastly|last but not least|again|actually|honestly|basically"
    r"|out of curiosity|by the way|btw"
    r"|one (?:more|last) (?:thing|question)|(?:a )?quick question|if (?:you don't mind(?: my asking| me asking)?"
    r"|i may(?: ask)?|it's ok(?:ay)?"
    r"|possible|i might ask|that's ok(?:ay)?|you're comfortable[\w ]{0,20})"
    r"|thanks|thank you(?: for that)?|in (?:general|your (?:own |professional |personal )?(?:view|opinion|experience"
    r"|case|role|field|job|work"
    r"|time|career|eyes|profession|industry|position)|hindsight|retrospect|practice|the end|short)"
    r"|from (?:your|where you) (?:perspective|experience|point of view|sit|vantage point|side)|looking (?:back|ahead"
    r"|forward)"
    r"|to (?:start|begin|close|finish|end|wrap up|sum up)(?: with| off)?|for (?:example|instance|you(?: personally)?)"
    r"|at (?:work|your company)|generally|typically|usually"
    r"|personally|overall|today|these days|nowadays|currently|right now|sorry|please|ultimately|before (?:we"
    r"|i) (?:stop|end|go|finish|close|leave|start|begin)"
    r"|as (?:a|an) [\w ]{2,40}(?=,))(?:[,:;.!-]+ ?| |$))"
)
#: Clauses that come before what is asked.
_BEFORE = re.compile(
    r"(?:if|as|since|because|given|given that|after|before|although|though|having|knowing|taking|considering|once"
    r"|until|unless"
    r"|assuming|suppose|supposing|imagine|while|whenever|despite|with|for|during|between|among|on|at|in|over|from"
    r"|through|based on"
    r"|thinking|speaking|compared)\b"
)
_SUBORDINATE_WHEN = pattern(r"when (?:i|you|we|they|he|she|it|your|my|the|people|someone|somebody) ")
_SEGMENT = re.compile(r"[,;:] ?|\s-+ | \(| (?=so )| (?=but )")
_WH_OPENS = pattern(rf"(?:(?:in|to|at|from|for|on|with|by|about|of|under|through|into) )?(?:{WH_START}|how come)")
_AUX_OPENS = pattern(rf"(?:(?:{AUX}|{NOT_AUX})(?:n't)?) (?!(?:you )?not\b.{{0,3}}$)")
_AUX_SUBJECT = pattern(rf"(?:{AUX}|{NOT_AUX}) (?:not )?{SUBJECT}\b")
#: After a comma "which is small" belongs to the noun before it.
_RELATIVE = pattern(
    r"(?:which|who|where|when|whose|whom) (?!(?:do|does|did|would|could|can|should|will)\b|(?:are|is|were"
    r"|was) (?:you|the|your|it|they|there)\b)"
)
_WH_INSIDE = pattern(
    r"\b(?:what|how|why|where|which|who) (?:[\w'-]+ ){0,3}?(?:do|does|did|is|are|was|were|would|could|can|should"
    r"|will|has|have|had|might)\b"
    r"|\b(?:what|how|why|who|where)'s\b"
)
_POLAR_INSIDE = pattern(
    r"\b(?:do|does|did|would|could|can|should|will|are|is|was|were|have|has) (?:you|it|they|there)\b"
)
_WH_SOON = pattern(rf"you (?:think|believe|say|mean|find) {WH}\b")  # "You think what is important?"
_FROM_WHAT = pattern(
    r"(?:from|with|given|based on|for|in|by|beyond|besides|considering) what (?:you|i|they|we|people)\b|what (?:you"
    r"|i) \w+ (?:is|was)\b"
)
_TAG = pattern(
    rf"(?:, ?|\s)(?:(?:{NOT_AUX}) (?:{PRONOUN}|people)|(?<=,[ ])(?:{AUX}) (?:{PRONOUN}|people))[ ?!.]*$"
    r"|, ?(?:right|correct|no|yes|yeah|huh|eh|true|or not|or no|isn't that so|isn't that right|am i right|agreed|okay"
    r"|ok|you know|innit)[ ?!.]*$"
)
_CONTENT = (
    r"(?:(?:piece|bit|word|nugget)s? of \w+|advice|advise|tips?|recommendations?|suggestions?|pointers?"
    r"|words? of (?:wisdom|advice|caution|warning)"
    r"|thoughts|insights?|ideas"
    r"|wisdom|guidance|feedback|anecdotes?|stories|story|examples?|lessons?|warnings?|favou?rites?|favou?rite [\w ]+"
    r"|(?:book|podcast|article|blog|newsletter|course|resource|website|magazine|journal|video)s?(?: \w+){0,6}?(?: you"
    r"| that| for| worth| i)"
    r"|(?:\w+ ){0,3}(?:associations?|organi[sz]ations?|groups?|conferences?|communities|events?|programs?|classes"
    r"|people|places|ways|steps"
    r"|things|questions|skills|habits|mistakes|moments?|books?|podcasts?|courses?|resources?|blogs?) (?:that |which "
    r"|where )?"
    r"(?:you(?:'d|'ve| would| have| see| think| find| found| wish| recommend| suggest| often| still| can| could| know"
    r"| use| keep| want)"
    r"|worth |i (?:should|could|can|might)))"
)
_INVITES = pattern(
    r"(?:(?:do|did|would|might|could) you (?:happen to )?(?:have|know(?: of)?)|have you(?: got| had)?|(?:is|are|was"
    r"|were|would|might|could|will) there(?: be| been)?|got|any)"
    r"(?: (?:any|some|an?|one|other|more|good|general|specific|particular|final|last|parting|further|additional|else"
    r"|concrete|practical|useful|helpful|great|such))*"
    rf" (?:{_CONTENT}\b|(?:anything|something|(?:one|a|any|some) (?:thing|things|moment|part|aspect|skill|book|habit"
    r"|person|event|question|lesson|piece))\b"
    r"(?: in particular| else| about [\w' ]{2,40}?)?,? (?:that )?"
    r"(?:you|people|students|newcomers|beginners|others|i (?:should|could|can|might|need|ought)|someone|we))"
)
_NAMES_ONE = pattern(
    r"(?:is|are|was|were|has|have) there (?:been )?(?:any|an?|some|one) (?!lot)(?:[\w-]+ ){1,3}?(?:(?:that "
    r"|which )?you(?:'re|'ve|'d)?\b|(?:that|which|who) "
    r"(?:(?:really|truly|first|especially) )?(?:made|got|led|stood|taught|kept|gave|drew|brought|set|\w+ed)\b)"
)
_FACT = pattern(
    r"(?:how (?:many (?!of\b)|old\b|tall\b|far (?:is|do you (?:live|commute|drive))\b|big (?:is|are|was|were)"
    r"|large (?:is|are|was|were)|long (?:have|has"
    r"|had|is the (?:commute|program|training|shift)))"
    r"|how much (?:do|does|did|are|is|was|were) (?:(?:you|they|your (?:company|employer|boss|firm)|people|a \w+|it"
    r"|the (?:rent|commute|salary))"
    r" (?:\w+ )?(?:earn|make|paid|get paid|cost|pay|getting)|(?:you|your) )"
    r"|how much (?:money|vacation|tuition)\b"
    r"|(?:at |in |on |by )?(?:what|which) (?:time|year|date|day of the week|month|age|city"
    r"|country|university|college|school)\b(?! of (?:day|year) (?:is|are))"
    r"|when (?:did (?:you (?:start|join|graduate|begin|finish|leave|retire|move|arrive)|the \w+|your \w+)|(?:was"
    r"|were) (?:you born|the|your|it|\w+ (?:founded|established|started|created|built|incorporated))"
    r"|do you (?:start|finish|get (?:up|off|home|in)|leave|arrive|go home))"
    r"|where (?:(?:are|were) you (?:from|born|really|based|originally)|(?:is|are) (?:your"
    r"|the) (?:\w+ )?(?:headquarters?|offices?|company|firm|hq|building|campus)"
    r"|do you (?:live|come from)|did you (?:go to|study|attend|grow up))"
    r"|who (?:is|was|are|'s) (?:your|the) (?:\w+ )?(?:ceo|boss|founder|owner|president|manager|supervisor|director"
    r"|chair\w*|competitors?|head)|who (?:founded|owns|runs|started|leads|established|heads) (?:your|the|this|it"
    r"|[a-z]+$)"
    r"|who (?:did you vote|do you (?:report to|vote|work for))"
    r"|(?:what(?:'s| is|s| was| are)|whats) (?:your|the) (?:(?:current|annual|starting|yearly|base|exact|own|official"
    r"|full|first|last|monthly|total|personal|home) )*"
    r"(?:salary|name|title|age|job title|income|major|degree|wage|bonus|religion|weight|birthday|address|phone number"
    r"|email|e-mail|nationality|website|address|headcount|revenue|stock price)"
    r"(?= ?(?:$|,|of\b|at\b|in\b|for (?:this|the)|when\b|if\b|there\b|here\b|now\b|and\b|again\b|before\b|right now"
    r"|exactly|with|from))"
    r"|what (?:religion|race|nationality|ethnicity|party|denomination) "
    r"|what was your (?:major|degree|gpa|salary))"
)
_ONE_OF = pattern(r"(?:which|what|who) [^?]{3,80}?, ?(?:the |an? )?(?:[\w'-]+ ){1,3}or(?: [\w'-]+){1,3}$")
_STATES = pattern(
    rf"(?:{PRONOUN}(?:'s|'re|'ve|'d|'ll|'m)?|everyone|everybody|nobody|people|most people)\b"
    r"|(?:your|the|my|our|their|a|an|this|that) (?:[\w-]+ ){1,4}?(?:is|are|was|were|has|have|had|will|would|can|do"
    r"|does|did|must|should|needs?|pays?|seems?)\b"
)
#: "your thoughts on whether": a view is asked for, not a yes.
_VIEWS = pattern(
    r"\b(?:thoughts?|views?|opinions?|take|perspective|ideas?|advice|insights?|think)(?: (?:on|about|of|regarding"
    r"|as to))? ?$"
)
_WHETHER = pattern(r"(?:if|whether|weather)(?: or not)? ")
_ELLIPTIC_YES_NO = pattern(
    r"(?:exists?|ever|still|always|already|enough|worth|happy|glad|sorry|really|seriously|any|anyone|no|never|necessary"
    r"|possible|required"
    r"|true|stressful|hard|difficult|easy|good|fun|boring|married|hiring|think|like|enjoy|need|want|care|know)\b"
)
#: "Can I ask you something?": the question comes after it.
PREAMBLE = pattern(
    r"(?:(?:can|could|may|might) i (?:just )?(?:ask|trouble)(?: you)?(?: for)?(?: (?:something|anything|a \w+"
    r"|one (?:more |last )?(?:thing|question)|(?:a (?:few|couple of)|some|two|three) (?:\w+ )?(?:questions|things)))?"
    r"(?: (?:personal|about that|else|quickly|first|about [\w ]{2,30}))?|(?:a |one )?(?:quick |last |more "
    r"|final )*question|you know what|guess what|may i|do you mind a (?:personal )?question)$"
)


def read_core(low: str) -> Core:
    """The question in a sentence that stands in lower case without its end marks."""
    start = _start(low)
    has_shell = custom = False
    for _ in range(6):
        start += _skip(low[start:])
        rest = _mended(low[start:])
        custom = custom or is_custom(rest)
        if NO_SHELL.match(rest) or not (shell := SHELL.match(rest)):
            break
        has_shell = True
        start = len(low) - len(rest[shell.end() :].lstrip(" ,:"))
    rest = _mended(low[start:])
    has_shell = has_shell and not _AUX_SUBJECT.match(rest)  # "Tell me, do you like it?"
    if has_shell and (whether := _WHETHER.match(rest)):
        inner = read_core(inverted(rest[whether.end() :]))
        if _VIEWS.search(low[:start]):
            return Core(Shape.REQUEST, rest, start, has_shell, custom, rest)
        shape = inner.shape if inner.has_shell or inner.shape is Shape.INVITES else Shape.POLAR
        return Core(shape, rest, start, has_shell, custom or inner.is_custom, inner.direct)
    shape = _shape(rest, has_shell=has_shell)
    if shape in _MAY_HAVE_TAG and _TAG.search(low):
        shape = Shape.TAG
    return Core(shape, rest, start, has_shell, custom, direct(rest) if has_shell else rest)


def _mended(rest: str) -> str:
    """`rest` with a slip in its first word mended."""
    first, space, more = rest.partition(" ")
    return slip_of(first) + space + more


def _skip(low: str) -> int:
    """How many characters of fillers stand at the start."""
    at = 0
    while filler := _FILLER.match(low, at):
        at = filler.end()
    return at


def opens_a_question(low: str, *, first: bool) -> bool:
    """True when a question begins right here."""
    low = _mended(low[_skip(low) :] if first else low)
    if NO_SHELL.match(low) or SHELL.match(low):
        return True
    if _WH_OPENS.match(low):
        return not (_SUBORDINATE_WHEN.match(low) or _FROM_WHAT.match(low) or (not first and _RELATIVE.match(low)))
    return bool(_AUX_OPENS.match(low) if first else _AUX_SUBJECT.match(low))


def requests(low: str) -> bool:
    """True for "Tell me about …": a sentence that asks without a question mark, beside others that have one."""
    low = low[_skip(low) :]
    return not low.startswith(("i ", "i'")) and not NO_SHELL.match(low) and bool(SHELL.match(low))


def _start(low: str) -> int:
    """Where the question begins: at once, after a comma, or at the first question word inside."""
    skipped = _skip(low)
    if opens_a_question(low[skipped:], first=True):
        return skipped
    for cut in _SEGMENT.finditer(low, skipped):
        at = cut.end() + _skip(low[cut.end() :])
        if at < len(low) and opens_a_question(low[at:], first=False):
            return at
    if (_BEFORE.match(low, skipped) or _SUBORDINATE_WHEN.match(low, skipped)) and (
        inside := _WH_INSIDE.search(low, skipped) or _POLAR_INSIDE.search(low, skipped)
    ):
        return inside.start()
    if inside := _WH_INSIDE.search(low, skipped):
        before = low[skipped : inside.start()]
        if len(before.split()) <= 5 and not _STATES.match(before):
            return inside.start()
    return skipped


def _shape(rest: str, *, has_shell: bool) -> Shape:
    if _INVITES.match(rest) or _NAMES_ONE.match(rest) or asks_for_more(rest):
        return Shape.INVITES
    if _FACT.match(rest):
        return Shape.FACT
    if _WH_OPENS.match(rest):
        return Shape.CHOICE if _ONE_OF.match(rest) else Shape.WH
    if has_shell:
        return Shape.REQUEST
    if _AUX_OPENS.match(f"{rest} "):
        return Shape.CHOICE if " or " in rest else Shape.POLAR
    if " or " in rest and len(rest.split()) <= 8:
        return Shape.CHOICE
    if _STATES.match(rest):
        return Shape.WH if _WH_SOON.match(rest) else Shape.STATEMENT
    return Shape.POLAR if _ELLIPTIC_YES_NO.match(rest) else Shape.FRAGMENT
