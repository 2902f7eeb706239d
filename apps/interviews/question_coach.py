"""Reads a question as the other person will hear it. Pure: text in, findings out; advice, never a block (P3)."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONG = 25  # words; more than that, and only the last part is answered


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to improve. `rewording` is set only where a better wording follows mechanically."""

    kind: str  # closed, double, leading, too_long, job_ask
    why: str
    rewording: str = ""


CLOSED_START = re.compile(
    r"^(is|are|am|was|were|do|does|did|can|could|will|would|should|shall|may|might|has|have|had)\b", re.I
)
POLITE_START = re.compile(
    r"^(can|could|would|will) you (please |maybe |perhaps )?"
    r"(tell|describe|explain|walk|talk|share|give|say|show|name|recommend|suggest|help me understand)\b",
    re.I,
)
FILLER = re.compile(r"^(so|and|well|okay|ok|also|now)[,\s]+", re.I)
SECOND_QUESTION = re.compile(
    r"[,;]?\s+(?:and|or)\s+(?:also\s+)?"
    r"(?=(?:how|what|why|who|when|where|which|whether|do you|did you|is it|is there|are there|would you|could you)\b)",
    re.I,
)
LEADING = re.compile(
    r"\b(don[’']t you|doesn[’']t (?:it|that)|isn[’']t (?:it|that|there)|aren[’']t (?:they|you)|wouldn[’']t you|surely"
    r"|obviously|of course|everyone (?:knows|says)|you(?: must| would)? agree|must be)\b|,\s*right\s*\?",
    re.I,
)
JOB_ASK = re.compile(
    r"\b((?:are|is) (?:you|your \w+|they|the \w+) (?:\w+ )?hiring|(?:job |any )openings?|vacanc(?:y|ies)"
    r"|open (?:position|role)s?|hire me|refer me|good word for me"
    r"|(?:offer|give|get|find) me (?:a|an) (?:\w+ )?(?:job|interview|internship|position|offer)"
    r"|(?:pass|hand|send|look|share)\w* (?:\w+ )?my (?:resume|résumé|cv))\b",
    re.I,
)
INSTEAD_OF_JOB = "How do people usually find their way into your team?"
NAME_SOMEONE = "Who else should I talk to?"

# Each turns one closed shape into an open one, using the words that are there. The first that fits is taken.
REWORDINGS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.I), better)
    for pattern, better in (
        (
            r"^(?:do|would|could|can) you (?:happen to )?know (?:anyone|anybody|someone|somebody|people)\b.*$",
            NAME_SOMEONE,
        ),
        (r"^is there (?:anyone|anybody|someone)(?: else)?\b.*$", NAME_SOMEONE),
        (
            r"^is there (?:anything|something)(?: else)?(?: that)? (I|you|we) (should|would|could|can|must) (.+)$",
            r"What \2 \1 \3",
        ),
        (r"^(?:are there|is there) (?:any |some |a |an |the )?(.+s(?: .+)?)$", r"What are the \1"),
        (r"^(do|did) you (?:like|enjoy|love) (.+)$", r"What \1 you like about \2, and what less"),
        (r"^did you (.+)$", r"What led you to \1"),
        (r"^(?:do you|do I|do people|does one|would I) (?:really )?need (.+)$", r"How much does \1 matter"),
        (r"^should I (.+)$", r"How would you decide, in my place, whether to \1"),
        (r"^have you ever (.+)$", r"When have you \1, if ever"),
        (r"^(do|does) (?!you (?:have|think|want|feel|know)\b)(.+)$", r"How \1 \2"),
        (r"^(can|could|will) (?!you\b)(.+)$", r"How \1 \2"),
        (r"^(is|are|was|were|has|have|had) (?!you\b|there\b)(.+)$", r"To what extent \1 \2"),
    )
)


def words(text: str) -> list[str]:
    """The words of `text`; a hyphen or an apostrophe does not end one."""
    return re.findall(r"[^\W_]+(?:[’'-][^\W_]+)*", text)


def read_question(text: str) -> list[Finding]:
    """What to improve in one question, the weightiest first; an empty list when it is fine."""
    plain = FILLER.sub("", " ".join(text.split()))
    if not plain:
        return []
    findings = [f for f in (_job_ask(plain), _leading(plain), _double(plain), _closed(plain)) if f]
    if (count := len(words(plain))) > LONG:
        findings.append(Finding("too_long", f"{count} words are hard to keep in mind. Try to ask it in 20."))
    return findings


def _job_ask(text: str) -> Finding | None:
    if not JOB_ASK.search(text):
        return None
    why = "Asks for a job. You came to learn, and they can say more if they needn’t say no."
    return Finding("job_ask", why, INSTEAD_OF_JOB)


def _leading(text: str) -> Finding | None:
    if not (match := LEADING.search(text)):
        return None
    said = match[0].strip(" ,?")
    return Finding("leading", f"“{said}” gives away the answer you expect. Ask it as if you didn’t know.")


def _double(text: str) -> Finding | None:
    if text.count("?") > 1:
        first = text.split("?", maxsplit=1)[0]
    elif match := SECOND_QUESTION.search(text):
        first = text[: match.start()]
    else:
        return None
    why = "Two questions in one: most people answer only the second."
    return Finding("double", why, _as_question(first) if len(words(first)) >= 3 else "")


def _closed(text: str) -> Finding | None:
    if not CLOSED_START.match(text) or POLITE_START.match(text) or JOB_ASK.search(text):
        return None
    return Finding("closed", "Can be answered with yes or no.", reword_closed(text))


def reword_closed(text: str) -> str:
    """The closed question opened up, or an empty string where that takes a person's judgment."""
    core = text.split("?", maxsplit=1)[0].strip()
    core = f"{core[:1].lower()}{core[1:]}"
    for pattern, better in REWORDINGS:
        if match := pattern.match(core):
            return _as_question(match.expand(better))
    return ""


def _as_question(text: str) -> str:
    text = text.strip(" ,;.?")
    return f"{text[:1].upper()}{text[1:]}?"
