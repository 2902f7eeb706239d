"""Names the person who sent the writer, or says what both share or how they were found; early."""

from __future__ import annotations

import re

from apps.coach.names import may_be, name_tokens
from apps.coach.rule import NOTHING, Advice, Case, Draft, Reading, Rule, Severity, advise, praise, seen
from apps.coach.text import Span, Text, any_of, fold, pattern, words

_TITLE = (
    r"(?:(?:Dr|Prof|Professor|Dean|Mr|Mrs|Ms|Mx|Col|Capt|Sgt|Staff Sergeant|Sergeant|Captain|Colonel|Major|Rev|Uncle"
    r"|Aunt|Reverend|Rev|Pastor|Father|Judge|Lt|Lieutenant|Chief|Officer|Detective|Deputy|Principal|Chef|Rabbi|Dra"
    r"|Eng)\b\.? )*"
)
_PART = r"(?:[A-Z][\w'-]+|[A-Z]\b\.?)"
_NAME = rf"{_TITLE}(?P<name>{_PART}(?: (?:(?:de|la|del|van|von|der|da|di|bin|al) )*{_PART}){{0,3}})"
_ANOTHER = rf"(?: and (?:also )?(?:(?:my|your|our) (?:\w+ ){{1,2}})?{_TITLE}{_PART}(?: {_PART}){{0,2}})?"
_VERB = (
    r"(?:suggest(?:ed|s)|recommend(?:ed|s)|referred|told (?:me|us|our|my)|tells me|mentioned|encouraged|advised"
    r"|to (?:mention your?|suggest you|recommend you|give me your|pass (?:on|along|me) your|put (?:me|us)|share your"
    r"|introduce)|urged|insisted"
    r"|said|says|swears|thought|thinks|believe[sd]|felt|(?:is|was|seemed) (?:sure|convinced|certain|confident"
    r"|adamant|positive)|gave (?:me|us) (?:your|the (?:name|number|address))"
    r"|giv(?:e|ing) me your|pass(?:ed|ing)? (?:on|along|me|your)|(?:introduced|connected|pointed|directed) (?:me|us"
    r"|you)|sent me|put (?:me|us)|spoke (?:\w+ )?(?:highly|so|well|warmly|of you)|speaks|raved|asked me|shar(?:ed?"
    r"|ing) your|proposed|offered|assured"
    r"|knows you|(?:worked|interned|trained|studied) (?:with|under|for) you|nudged|(?:wrote|handed|slipped|texted"
    r"|forwarded|e-?mailed|gave|lent) (?:(?:me|down|us"
    r"|along|on) )*your|pushed me|keeps (?:telling|saying)|hinted|dropped your name|brought up your name"
    r"|sends (?:me|(?:his|her|their) (?:regards|best|love))|vouched)"
)
#: Who they are, between the name and the verb.
_ASIDE = (
    r"(?: \([^()\n]{1,60}\)|, (?:who|with whom|whom|an?|my|your|our|one|also)\b[^.,!?\n]{1,60},"
    r"|,? (?:from|at|of|in|on|over at)(?: [\w&'.-]+){1,5}?,?)?"
)
#: Words between: "was kind enough to", "and I were talking, and she".
_BETWEEN = r"(?:,? [a-z]\w*){0,11}?,?"
#: "Priya Raman suggested I write", "Alice Dunn mentioned that you".
_SUBJECT = pattern(
    r"(?<![\w.'-])(?<!in[ ])(?<!on[ ])(?<!at[ ])(?<!the[ ])(?<!from[ ])(?P<as>As )?"
    rf"{_NAME}{_ANOTHER},?{_ASIDE}(?P<between>{_BETWEEN}) (?P<verb>{_VERB})\b"
)
_BY = pattern(
    r"\b(?:referred (?:to you )?by|suggested by|recommended by|introduced (?:to you )?by|introduction (?:from|by"
    r"|through)"
    r"|(?:got|have|had|received|know|given) your (?:name|e-?mail|number|contact|address|details|reference|card|info"
    r"|profile)(?: \w+)? (?:from|through|via|by)"
    r"|(?:through|via|by way of) (?:our|my) (?:mutual )?(?:\w+ )?"
    r"(?:friend|colleague|professor|mentor|advisor|boss|uncle|aunt|cousin|neighbor)s?,?"
    r"|heard (?:about|of) you (?:from|through)|thanks to|(?:on|at|with) the (?:advice|recommendation|suggestion"
    r"|urging) of|(?:suggestion|recommendation|introduction) (?:of|from|by)|according to|sent (?:to you )?by"
    r"|(?:had|having) (?:lunch|coffee|dinner|a chat|a talk) with|conversation with|talk with)"
    rf" (?:(?:my|your|our) (?:[a-z][\w'-]* ){{0,3}}[a-z][\w'-]*,? |an? (?:\w+ ){{1,3}}of (?:yours|mine),? )?{_NAME}"
)
#: "a friend in common: Lena Haddad", "our mutual friend Bo Ek", "my cousin (Dimitri, from football) tells me".
_FRIEND = pattern(
    rf"\b(?:(?:friend|acquaintance|colleague|contact|connection) in common ?[:,-] ?{_NAME}"
    rf"|(?:mutual|common) (?:friend|acquaintance|colleague|contact"
    rf"|connection),? (?P<mutual>{_TITLE}{_PART}(?: {_PART}){{0,2}})"
    rf"|(?:[Mm]y|[Oo]ur) (?:[\w']+ ){{1,3}}?\((?P<aside>{_TITLE}{_PART}(?: {_PART}){{0,2}})[^()\n]{{0,60}}\)"
    rf" {_VERB}"
    rf"|(?:[Mm]y|[Oo]ur) (?:[\w']+ ){{1,4}}?named (?P<named>{_TITLE}{_PART}(?: {_PART}){{0,2}})[^.?!\n]{{0,60}}"
    rf"\b{_VERB})\b"
)
#: "I learned about you from Fay Holloway, who encouraged me to write".
_WHO = pattern(rf"\b(?:from|to|with|by|of|through) (?:my (?:\w+ ){{0,2}}\w+, )?{_NAME}, who (?:\w+ ){{0,3}}?{_VERB}\b")
_WHOSE = pattern(
    rf"\b(?:[Aa]t|[Oo]n|[Pp]er|[Uu]pon|[Ff]ollowing) {_NAME}'s? (?:suggestion|advice|recommendation|referral|urging"
    rf"|request)\b"
)
#: What must follow for the sentence to be about the reader.
_YOU = pattern(
    r"\b(?:you|your|(?:his|her|their) name|you'd|you're|us|we connect|say (?:hi|hello)|hi from"
    r"|(?:i|me) (?:(?:to|should|could|might) )?(?:get in touch|write|reach out|contact|call|talk|speak|ask|turn))\b"
)
#: Right behind a name: no person at all.
_PLACE = pattern(
    r"(?: (?!from|at|of|in|on|with|who)[a-z]+){0,2} (?:office|database|directory|website|site|page|club|network|center"
    r"|centre|team|profile|alumni|newsletter|panel|podcast|app|program|services|department)\b"
)
_HALF_NAME = re.compile(r"[A-Z][\w'-]+ \Z")
#: A book or a lecture recommends, too.
_WORK = pattern(r" (?:your|a|the|his|her) (?:book|article|panel|paper|film|podcast)")
#: Capitalized, and nobody.
_NOBODY = words(
    "linkedin google facebook handshake chatgpt website page profile article the your my our he she they it you i "
    "we this that what who someone somebody everyone a an one people friends alumni dear hi hello thanks thank "
    "university college school summit conference center centre office institute career careers times post oregonian "
    "magazine journal review herald tribune guardian news forbes wired press bbc npr maps when if before several "
    "many regarding anyone indeed glassdoor twitter youtube association society network club services please no "
    "would could might can do is are there to for but today wikipedia inc llc company i'd i'm i've i'll you'd in on "
    "at with from by about of not both how why where whom however maybe perhaps let here once even p.s"
)
#: Names, and verbs that begin a question.
_AUXILIARIES = words("will may")
#: Capitalized before a name because they begin the sentence.
_LEADS = words("both since recently yesterday because last also and so after then when as it was monday tuesday friday")
#: Verbs without which nobody is the subject of a recommendation.
_CUES = (
    "suggest", "recommend", "referred", "tell", "told ", "mention", "encourag", "advise", "urge", "insist", "said ",
    "says ", "swears", "thought", "thinks", "believe", "felt ", "sure ", "convinced", "certain", "confident",
    "adamant", "positive", "gave ", "give ", "giving ", "pass", "introduc", "connect", "point", "direct", "sent ",
    "put ", "spoke ", "speaks ", "rave", "asked ", "wrote ", "hand", "slip", "text", "forward", "mailed ", "lent ",
    "share", "sharing", "propos", "offer", "assure", "knows ", "worked ", "interned", "trained", "studied", "nudge",
    "push", "keeps ", "hint", "dropped", "brought up", "sends ", "vouch",
)  # fmt: skip
#: The same for the other ways to say it.
_WAYS = (
    ", who ", "refer", "suggest", "recommend", "introduc", "your name", "your e", "your number", "your contact",
    "your address", "your details", "your card", "your info", "your profile", "through", "via", "way of", "heard",
    "thanks to", "mutual", "common", "(", "named", "advice", "urging", "request", "according", "sent ", "lunch",
    "coffee", "dinner", "a chat", "a talk", "conversation with", "talk with",
)  # fmt: skip
#: Not a referrer, but a way to each other.
_SHARED = any_of(
    r"(?:came across|read your|saw your|heard your|watched your|listened to your|found (?:you|your)|when we met)",
    r"your (?:\w+ )?(?:talk|article|post|profile|paper|podcast|book|portfolio|lecture|interview|essay|panel|thread"
    r"|series|blog)",
    r"your (?:\w+ )?(?:newsletter|poster|campaign|study|site)",
    r"we (?:both|met|share|shared|spoke|talked)|fellow|alum\w*|like you|mutual|in common|friend of|your neighbor",
    r"(?:noticed|saw) (?:you|that you)|same (?:school|town|company|team|program)|stuck with me|met (?:you )?at"
    r"|introduced us",
    r"from your (?:class|course|workshop)",
)
_GROUPS = ("name", "mutual", "aside", "named")
_SLOT = "[what you"
_NEAR = 300  # characters in which a sentence must come to the reader


def read(draft: Draft) -> Reading:
    """Seen when a person is named; the values are the names in order, the first is the one who opens the door."""
    found: dict[str, Span] = {}
    for text in (draft.subject, draft.body):
        for name, span in _named(text):
            if _could_be(name, draft) and name not in found:
                found[name] = span
    return seen(tuple(found.values()), tuple(_whole(name, draft) for name in found)) if found else NOTHING


def _whole(name: str, draft: Draft) -> str:
    """The first name of the subject with the family name that the body gives, where it does."""
    if " " in name:
        return name
    full = re.search(rf"(?<![\w.'-]){re.escape(name)} {_PART}(?: {_PART})?(?=[ ,.;:!?)\n])", draft.body.plain)
    return full[0] if full and not full[0].endswith(".") and _could_be(full[0], draft) else name


def _named(text: Text) -> list[tuple[str, Span]]:
    plain, hits = text.plain, []
    for at in text.sentences_holding(_CUES):
        found = _SUBJECT.finditer(plain, at.start, at.end)
        hits += [match for match in found if _sends_to_you(text, match)]
    for at in text.sentences_holding(_WAYS):
        for words_of in (_WHO, _BY, _WHOSE, _FRIEND):
            hits += words_of.finditer(plain, at.start, at.end)
    spans = sorted(match.span(next(group for group in _GROUPS if match.groupdict().get(group))) for match in hits)
    return [(_clean(plain[start:end]), text.span(start, end)) for start, end in spans]


def _clean(name: str) -> str:
    """The name without what stands around it: "Both Priya Raman" → Priya Raman."""
    parts = re.sub(r"'s$", "", name.strip().rstrip(".'")).split()
    while parts and fold(parts[0]).rstrip(".") in _LEADS:
        parts.pop(0)
    return " ".join(parts)


def _sends_to_you(text: Text, match: re.Match[str]) -> bool:
    """The named person, and nobody else, says something that is about the reader."""
    if _HALF_NAME.search(text.plain, max(0, match.start() - 30), match.start()):
        return False
    if match["name"].endswith("'s") or _PLACE.match(text.low, match.end("name")):
        return False
    if fold(match["name"]) in _AUXILIARIES and match["between"].strip():
        return False  # "Will you ask what she said"
    if match["as"] and match["verb"] in {"said", "says", "thought", "thinks", "mentioned"}:
        return False  # a quotation
    if re.search(r"\b(?:you|i|we|your \w+)$", match["between"]):
        return False  # somebody else says it
    if _WORK.match(text.low, match.end()):
        return False
    end = min(text.sentence_at(match.start("name")).end, match.end("name") + _NEAR)
    return bool(_YOU.search(text.low, match.end("name"), end))


def _could_be(name: str, draft: Draft) -> bool:
    """A person, and neither the reader nor the writer."""
    parts = [part.strip(".'") for part in fold(name).split()]
    if not parts or any(part in _NOBODY for part in parts):
        return False
    contact, sender = draft.message.contact, name_tokens(draft.message.sender)
    known = {*name_tokens(contact.given), *name_tokens(contact.family)}
    if known & set(name_tokens(name)) and may_be(name, contact.given, contact.family):
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
    body, fine = case.draft.body, f"Says who suggested {first}"
    if word.search(fold(case.draft.subject.plain)):
        return praise(fine)
    folded = fold(body.plain)
    match = word.search(folded)
    if match is None:
        return advise(f"Say who suggested {first}", f"{known} did: name them in the first lines.")
    if len(folded) != len(body.plain):
        return praise(fine)
    return _early(who, (body.of(match),), case, fine)


def _early(who: str, spans: tuple[Span, ...], case: Case, fine: str) -> Advice:
    """In the subject, the first half, or the first 300 characters."""
    end = case.draft.body.own_end
    if spans[0].where == "subject" or spans[0].start <= max(min(300, end), end // 2):
        return praise(fine, spans=spans)
    why = f"{who}’s name opens the door. Put it into the first lines or the subject."
    return advise(f"Name {who} earlier", why, spans)


def _shared(first: str, case: Case) -> Advice:
    ground, body = case.background.common_ground, case.draft.body
    match = _SHARED.search(body.low)
    is_shared = bool(match) or _SLOT in body.low or bool(_SHARED.search(case.draft.subject.low))
    spans = (body.of(match),) if match else ()
    if ground:
        telling = [word for word in re.findall(r"\w+", ground.lower()) if len(word) >= 4]
        low = f"{body.low}\n{case.draft.subject.low}"
        if is_shared or any(re.search(rf"\b{re.escape(word)}\b", low) for word in telling):
            return praise(f"Says what you share with {first}", spans)
        return advise(f"Say what you share with {first}", f"You noted: {ground}")
    if is_shared:
        return praise(f"Says how you found {first}", spans)
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
