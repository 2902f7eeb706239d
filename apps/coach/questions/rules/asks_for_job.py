"""Asks for a job, an internship, a word to the boss. How others got in, and what employers look for, may be asked."""

from __future__ import annotations

from apps.coach.questions.question import Question, Unit
from apps.coach.questions.rule import Hit, Rule
from apps.coach.questions.shape import YES_OR_NO
from apps.coach.rule import Severity
from apps.coach.rules import job_ask
from apps.coach.text import Span, pattern

_POST = (
    r"(?:jobs?|positions?|roles?|internships?|openings?|vacanc(?:y|ies)|placements?|apprenticeships?|traineeships?"
    r"|spots?|seats?|places?|offers?|interviews?|opportunit(?:y|ies))"
)
_YOURS = (
    r"(?:you|your (?:own |current )?(?:team|company|firm|office|department|employer|lab|group|organi[sz]ation|school"
    r"|hospital|agency|place|studio|clinic|business|boss|manager|hr)|here|there)"
)
_PAPERS = r"(?:r[eé]sum[eé]|cv|application|name|details|profile|portfolio|papers|information|info)"
#: Asks wherever it stands.
_ASKS = pattern(
    r"\bwhen (?:will|do|does|are|is) (?:you|your \w+|they|the \w+) (?:\w+ )?(?:hire|hiring|recruit|recruiting"
    r"|have (?:an )?openings?)\b|"
    r"\b(?:hire|employ|recruit|take on|consider|interview) (?:me|someone (?:like me|with my|of my|in my)"
    r"|somebody like me|a person like me|people like me)\b"
    r"|\b(?:give|get|find|offer|land|help|score|secure)(?: me| us)(?: (?:to )?(?:get|find|land|with))? (?:an? |the "
    rf"|some |my first )?(?:[\w-]+ ){{0,3}}{_POST}\b"
    rf"|\b(?:can|could|may|might) i (?:please |just |also )?(?:have|get|do) (?:an? |the "
    rf"|some )?(?:[\w-]+ ){{0,2}}?{_POST}\b"
    r"|\b(?:refer|recommend|vouch for|endorse) me\b(?! to (?:a|any|some|other|another|someone|somebody|people"
    r"|your colleague|a colleague|the right person))"
    r"|\blet me know (?:if|when|as soon as|once) (?:anything|something|an?|any) (?:\w+ ){0,2}?(?:opens?|comes?|turns?"
    r"|pops?|becomes?|is|are) (?:up|available|free|open)\b"
    r"|\b(?:pass|forward|send|hand|give|show) (?:it|them|this)(?: on| along| over)? to (?:hr|human resources|(?:your"
    r"|the) (?:boss|manager|hr|recruit\w+|hiring|team|company|people team|talent))\b"
    r"|\bput in a (?:good )?word|\ba good word\b|\bword for me\b|\binternal referral"
    r"|\b(?:pass|hand|send|forward|submit|give|show|share|deliver|bring|put)(?:ing)?(?: on"
    rf"| along)? my {_PAPERS}(?: on| along)?(?: to| around|[?.,]|$)"
    rf"|\bmy {_PAPERS} (?:so (?:that )?you|to (?:hr|your|pass|forward|hand|the (?:hiring|recruit\w+)))"
    r"|\b(?:i|me|my|we) (?:\w+ ){0,6}?(?:get|land|find|have|secure|earn|win|take|snag) (?:an? |the "
    rf"|my )?(?:[\w-]+ ){{0,3}}?{_POST} (?:\w+ )?(?:at|on|in|with|from|under) {_YOURS}\b"
    rf"|\b(?:i|me) (?:\w+ ){{0,9}}?(?:get|be|become|getting) (?:hired|employed|considered|recruited)\b"
    r"|\b(?:can|could|may|might|should|if|would like to|like to|love to|want to|how do|how can) (?:i )?(?:just "
    r"|also |directly )?(?:apply (?:to|at|for|with|here|there|in your)|(?:work|intern|volunteer) (?:for|at|with"
    rf"|under|in) {_YOURS}|join {_YOURS}|start working (?:for|at|here))"
    rf"|\b(?:be|is|have|got|find|know of) (?:an? |any |some )?(?:\w+ )?(?:{_POST}|room|space|room left|opening|use"
    r"|need) (?:\w+ )?(?:for|that fits|suitable for) (?:me|someone like me|someone with my|a (?:\w+ )?(?:student"
    r"|graduate|beginner|junior|intern) like me)\b"
    r"|\b(?:connect|introduce|put) me (?:with|to|in (?:touch|contact) with) (?:the |your )?(?:hiring manager"
    r"|recruiters?|recruiting|hr|human resources|talent)"
    r"|\bchances? (?:of|for me) (?:\w+ ){0,2}(?:getting hired|a job|an internship|an offer|being hired)\b"
    r"|\bwhat would it take (?:for me )?to (?:hire me|get (?:me )?(?:hired|a job)|join your|be hired|work (?:for"
    r"|with) you)"
)
#: Asks only where yes or no is the answer.
_ASKS_YES_NO = pattern(
    r"\b(?:hiring|recruiting)\b(?! (?:manager|process|practices|decisions?|committee|standards|criteria))|\b(?:looking"
    r"|searching) (?:for|to (?:hire|recruit|add|bring on|fill)) (?:(?:an?|any|more|new|some|another"
    r"|additional) )*(?:[\w-]+ )?(?:interns?|trainees?|juniors?|graduates?|people|help|someone|staff|candidates"
    r"|hires|employees|apprentices?|assistants?|volunteers?|\w+(?:ers|ors|ists|ants))\b"
    r"|\b(?:is|are|be|have|has|any|got|know of|of|about) (?:there )?(?:any |some "
    r"|an? )?(?:[\w-]+ ){0,3}(?:openings?|vacanc(?:y|ies)|internships?|apprenticeships?|traineeships?)\b"
    r"(?! (?:\w+ )?(?:important|necessary|needed|required|common|useful|worth|paid|unpaid|competitive|essential"
    r"|helpful|enough|valued|expected|mandatory|typical|part)\b)"
    r"|\b(?:any|there|have|has|of) (?:an? |any |some )?(?:[\w-]+ )?(?:open|available|free|vacant|unfilled"
    r"|entry-level|current|upcoming) (?:jobs?|positions?|roles?|spots?|seats?)\b|\b(?:jobs?|positions?"
    r"|roles?) (?:open|available|for me)\b"
    r"|\b(?:take|takes|taking|accept|accepts|accepting|offer|offers)(?: on)? (?:any |new |more |student |summer "
    r"|paid |unpaid )*(?:interns|apprentices|trainees|applications|internships)\b"
    r"|\b(?:needs?|could use) (?:an? |any |another |more |some |extra )+(?:\w+ )?(?:assistant|intern|help|hands?"
    r"|people|staff|developers?|analysts?|designers?|engineers?|trainee|secretary|helper)\b"
)
#: About the field, about others, about the past: asked to learn.
_GENERAL = pattern(
    r"\b(?:in (?:this|the|your|that|our|my) (?:\w+ )?(?:field|industry|area|sector|profession|line of work|region"
    r"|city|country|state)|in general|(?:for|do|does|can|did|how|help) (?:most |many |young |new )?(?:people|students"
    r"|graduates|newcomers|beginners|others|someone|women|immigrants|candidates|applicants)\b(?! like me| with my)"
    r"|did you|when you|you (?:got|were|first|landed|found)|usually|typically|competitive|(?:before|after) (?:you|i"
    r"|they) (?:got|were|was))\b"
)
_OF_THEM = pattern(r"\b(?:you|your|yours|there|here|any|for me|give|offer)\b")
INSTEAD = "How do people usually find their way into your team?"


def read(question: Question) -> Hit | None:
    for unit in question.units:
        if found := _asks(question, unit):
            why = "Asks for a job. You came to learn, and they can say more if they needn’t say no."
            return Hit((found,), why, INSTEAD)
    return None


def _asks(question: Question, unit: Unit) -> Span | None:
    core = unit.core
    asked = unit.low[core.start :] if not core.is_custom else unit.low
    at = unit.end - len(asked) if not core.is_custom else unit.start
    if match := _ASKS.search(unit.low):
        return Span(unit.start + match.start(), unit.start + match.end())
    is_general = bool(_GENERAL.search(asked))
    if core.shape in YES_OR_NO and not is_general and (match := _ASKS_YES_NO.search(asked)):
        return Span(at + match.start(), at + match.end())
    if is_general or core.is_custom or core.shape not in YES_OR_NO or not _OF_THEM.search(asked):
        return None
    spans = question.draft.reading(job_ask.RULE).spans
    return next((span for span in spans if at <= span.start and span.end <= unit.end), None)


RULE = Rule(
    id="asks_for_job",
    looks_for="A request for a job, an internship, or a word to the boss.",
    why="Whoever is asked for a job can only say no. Whoever is asked for a story can say yes.",
    source="Simon Fraser University: no mention of jobs anywhere. Kansas State: mention that you are not seeking a job",
    severity=Severity.HIGH,
    read=read,
)
