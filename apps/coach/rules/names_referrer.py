"""Names the person who sent the writer, or says what both share or how they were found; early."""

from __future__ import annotations

import re

from apps.coach.names import fold, may_be, name_tokens
from apps.coach.rule import NOTHING, Advice, Case, Draft, Reading, Rule, Severity, advise, praise, seen
from apps.coach.text import Span, Text, pattern, words

_TITLE = (
    r"(?:(?:Dr|Prof|Professor|Dean|Mr|Mrs|Ms|Mx|Col|Capt|Sgt|Staff Sergeant|Sergeant|Captain|Colonel|Major|Rev)\b\.? )*"
)
_PART = r"(?:[A-Z][\w'-]+|[A-Z]\b\.?)"
_NAME = rf"{_TITLE}(?P<name>{_PART}(?: (?:(?:de|la|del|van|von|der|da|di|bin|al) )*{_PART}){{0,3}})"
_VERBS = (
    r"(?:suggested|recommended|referred|told (?:me|us|our|my)|mentioned|encouraged|advised|urged|insisted|said|says"
    r"|thought"
    r"|thinks|gave me|passed|introduced|connected|pointed|directed|sent me|put (?:me|us)|spoke (?:highly|so)|speaks"
    r"|asked me|shared your|proposed|offered|recommends|suggests|believes|believed|felt|tells me|assured|raved"
    r"|knows you|worked with you|nudged)"
)
#: What must follow for the sentence to be about the reader.
_YOU = pattern(
    r"\b(?:you|your|you'd|you're|us|(?:i|me) (?:to |should |could |might )?(?:get in touch|write|reach out|contact"
    r"|call|talk"
    r"|speak|ask|turn))\b"
)
#: "Priya Raman suggested I write", "Alice Dunn mentioned that you", with a few words between the name and the verb.
_SUBJECT = pattern(
    rf"(?<![\w.'-]){_NAME}(?: \([^()\n]{{1,60}}\)|, (?:who|with whom|whom|an?|my|your|our|one)\b[^.,!?\n]{{1,60}},"
    rf"| (?:from|at|of|in) (?:the )?{_PART}(?: {_PART}){{0,3}},?)?(?: and (?:also )?{_TITLE}{_PART}(?: {_PART})?)?,?"
    rf"(?: [a-z]\w*){{0,6}}? {_VERBS}\b"
)
_BY = pattern(
    rf"\b(?:referred (?:to you )?by|suggested by|recommended by|introduced (?:to you )?by|introduction (?:from|by"
    rf"|through)"
    rf"|(?:got|have|had|received|know) your (?:name|e-?mail|number|contact|address|details)(?: \w+)? (?:from"
    rf"|through|via)"
    rf"|(?:through|via|by way of) (?:our|my) (?:mutual )?(?:\w+ )?(?:friend|colleague|professor|mentor|advisor|boss"
    rf"|uncle|aunt)s?,?"
    rf"|heard (?:about|of) you (?:from|through)|thanks to|on the (?:advice|recommendation|suggestion) of"
    rf"|at the (?:suggestion|recommendation|urging) of|recommendation of|(?:had|having) (?:lunch|coffee|dinner"
    rf"|a chat|a talk)"
    rf" with) (?:my (?:\w+ ){{0,2}}\w+, )?{_NAME}"
)
_WHOSE = pattern(
    rf"\b(?:[Aa]t|[Oo]n|[Pp]er|[Uu]pon|[Ff]ollowing) {_NAME}'s? (?:suggestion|advice|recommendation|referral|urging"
    rf"|request)\b"
)
_CAPITALS = re.compile(r"[A-Z]")
#: Capitalized, and nobody.
_NOBODY = words(
    "linkedin google facebook handshake chatgpt website page profile article the your my our he she they it you i we "
    "this that what who someone somebody everyone a an one people friends alumni as both dear hi hello thanks thank "
    "university college school summit conference center centre office institute career careers times post oregonian "
    "magazine journal since when if after before also several many regarding anyone indeed glassdoor twitter youtube "
    "association society network club please no would could may might will can do is are there to for so and but last "
    "yesterday today recently wikipedia inc llc company"
)
#: Between the name and the verb: no person at all.
_PLACE = pattern(
    r"\b(?:office|database|directory|website|site|page|club|network|center|centre|team|profile|alumni|newsletter"
    r"|panel|podcast|app|program)\b"
)
#: Verbs and prepositions without which nobody is named.
_CUES = words(
    "suggested recommended referred told mentioned encouraged advised urged insisted said says thought thinks gave "
    "passed introduced connected pointed directed sent put spoke speaks asked shared proposed offered recommends "
    "suggests believes believed felt tells assured raved knows worked nudged"
)
#: Capitalized before a name because they begin the sentence.
_LEADS = words("both as since when recently yesterday because last also and so after then")
#: Not a referrer, but a way to each other.
_SHARED = pattern(
    r"\b(?:came across|read your|saw your|heard your|watched your|listened to your|your (?:\w+ )?(?:talk|article"
    r"|post|profile"
    r"|paper|podcast|book|portfolio|lecture|interview|essay|panel|thread|series|blog|newsletter|poster|campaign"
    r"|study|site)"
    r"|we (?:both|met|share|shared|spoke|talked)|fellow|alum\w*|found (?:you|your)|when we met|(?:noticed"
    r"|saw) (?:you|that you)"
    r"|like you|same (?:school|town|company|team|program)|mutual|in common|friend of|your neighbor|stuck with me"
    r"|met (?:you )?at"
    r"|introduced us|from your (?:class|course|workshop))\b|\[what you"
)


def read(draft: Draft) -> Reading:
    """Seen when a person is named; the values are the names in order, the first is the one who opens the door."""
    found: dict[str, Span] = {}
    for text in (draft.subject, draft.body):
        for name, span in _named(text):
            if _could_be(name, draft) and name not in found:
                found[name] = span
    return seen(tuple(found.values()), tuple(found)) if found else NOTHING


def _named(text: Text) -> list[tuple[str, Span]]:
    plain = text.plain
    if not _CAPITALS.search(plain):
        return []
    hits = []
    if not text.vocabulary.isdisjoint(_CUES):
        hits += [match for match in _SUBJECT.finditer(plain) if _is_about_you(text, match)]
    hits += [*_BY.finditer(plain), *_WHOSE.finditer(plain)]
    hits.sort(key=lambda match: match.start("name"))
    return [(_clean(match["name"]), text.span(*match.span("name"))) for match in hits]


def _clean(name: str) -> str:
    """The name without what stands around it: "Both Priya Raman" → Priya Raman."""
    words = re.sub(r"'s$", "", name.strip().rstrip(".'")).split()
    while words and fold(words[0]) in _LEADS:
        words.pop(0)
    return " ".join(words)


def _is_about_you(text: Text, match: re.Match[str]) -> bool:
    """The sentence goes on about the reader, and the named person is no author of an article in it."""
    if _PLACE.search(text.low, match.end("name"), match.end()):
        return False
    rest = text.low[match.end("name") : text.sentence_at(match.start()).end] if text.sentences else ""
    after = text.low[match.end() : match.end() + 60]
    if (
        re.match(r" (?:recommended|suggested|mentioned) (?:your|a) (?:book|article|panel)", rest)
        or " book" in after[:12]
    ):
        return False
    return bool(_YOU.search(rest))


def _could_be(name: str, draft: Draft) -> bool:
    """A person, and neither the reader nor the writer."""
    words = fold(name).split()
    if not words or any(word.strip(".'") in _NOBODY for word in words):
        return False
    contact, sender = draft.message.contact, name_tokens(draft.message.sender)
    if (contact.given or contact.family) and may_be(name, contact.given, contact.family) and len(name_tokens(name)) > 0:
        known = {*name_tokens(contact.given), *name_tokens(contact.family)}
        if known & set(name_tokens(name)):
            return False
    return not (sender and set(name_tokens(name)) <= set(sender))


def judge(reading: Reading, case: Case) -> Advice:
    known, first = case.background.introducer, case.who
    if known:
        return _introduced(known, first, case)
    if reading.seen:
        return _early(str(reading.values[0]), reading.spans[:1], case, f"Says who suggested {first}")
    return _shared(first, case)


def _introduced(known: str, first: str, case: Case) -> Advice:
    who = known.split()[0]
    word = re.compile(rf"\b{re.escape(fold(who))}\b")
    body = case.draft.body
    if word.search(fold(case.draft.subject.plain)):
        return praise(f"Says who suggested {first}")
    folded = fold(body.plain)
    if (match := word.search(folded)) and len(folded) == len(body.plain):
        return _early(who, (body.of(match),), case, f"Says who suggested {first}")
    if match:
        return praise(f"Says who suggested {first}")
    return advise(f"Say who suggested {first}", f"{known} did: name them in the first lines.")


def _early(who: str, spans: tuple[Span, ...], case: Case, fine: str) -> Advice:
    """In the subject, the first half, or the first 300 characters."""
    end = case.draft.body.own_end
    if spans[0].where == "subject" or spans[0].start <= max(min(300, end), end // 2):
        return praise(fine, spans=spans)
    why = f"{who}’s name opens the door. Put it into the first lines or the subject."
    return advise(f"Name {who} earlier", why, spans)


def _shared(first: str, case: Case) -> Advice:
    ground, body = case.background.common_ground, case.draft.body
    low = f"{body.low}\n{case.draft.subject.low}"
    if ground:
        telling = [word for word in re.findall(r"\w+", ground.lower()) if len(word) >= 4]
        if _SHARED.search(low) or any(re.search(rf"\b{re.escape(word)}\b", low) for word in telling):
            return praise(f"Says what you share with {first}")
        return advise(f"Say what you share with {first}", f"You noted: {ground}")
    if match := _SHARED.search(body.low):
        return praise(f"Says how you found {first}", spans=(body.of(match),))
    if _SHARED.search(low):
        return praise(f"Says how you found {first}")
    return advise(f"Say how you found {first}", "Why them, of all people: a talk, an article, their path.")


RULE = Rule(
    id="names-referrer",
    looks_for="Who sent you, or what you share, in the first lines.",
    why="A name both know is the best reason to answer a stranger.",
    source="Simon Fraser University: connection goes first. Kansas State: name the person who referred you",
    severity=Severity.MEDIUM,
    read=read,
    judge=judge,
)
