"""Names something that was said in this talk and in no other.

With notes, telling words that stand in one of them say so. Without, a sentence that recalls what the other person said
or showed has to hold telling words of its own: "your experience and insights" could go to anybody.
"""

from __future__ import annotations

import re

from apps.coach.rule import Severity
from apps.coach.text import Sentence, Span, fold, pattern
from apps.coach.thanks.note import Reading
from apps.coach.thanks.rule import Rule
from apps.coach.thanks.vocabulary import content

_SAID = (
    r"(?:said|say|told|mentioned|explained|described|showed|shown|taught|pointed|advised|recommended|suggested|shared"
    r"|cited|drew|urged|counsell?ed|gave|called|warned|reminded|made|compared|quoted|demonstrated|illustrated"
    r"|talked|spoke|wrote|read|do|did|use|used|keep|kept|have|had|put|walk|walked|handle|handled|started|built"
    r"|decided|moved|left|went|learned|brought|love|hate|outlined|stressed|emphasi[sz]ed|raised|noted|insisted"
    r"|admitted|confessed|sketched|solved|run|ran|see|think|treat|work|took|take)"
)
_ANY = r"(?: \w+)?(?: \w+)?"
#: Looks back at what was said. What is recalled follows.
_RECALLS = pattern(
    rf"\b(?:you(?:'d|'ve| had| have| also| once| all| both| so| first| even| still)* {_SAID}\b"
    r"|your (?:(?:\w+|[a-z]+-[a-z]+) ){0,3}?(?:point|advice|story|stories|example|idea|remark|comment|distinction"
    r"|comparison|explanation|account|description|rule|trick|tip|tips|suggestion|sentence|line|view|take|habit|way"
    r"|method|warning|question|metaphor|analogy|anecdote|observation|insight|insights|reminder|statistic|figure"
    r"|picture|drawing|approach|answer|list|checklist|thoughts|lesson|work|project|research|transition|move|decision"
    r"|time|years?|experience|experiences|perspective|journey|path|career|switch|passion|role|team|recommendation"
    r"|attention|emphasis)\b"
    r"|(?:learn(?:ed|t|ing)?|hear(?:d|ing)?|know|knew|knowing|known|understand|understood|realized?|realised?"
    r"|discover(?:ed)?"
    r"|surpris\w+|struck|fascinat\w+|impress\w+|intrigu\w+|amazed|astonish\w+|considered|assumed|imagined|remember"
    r"|forget|expected|guessed|seen|see|thought|think(?:ing)?|interesting|helpful|useful|inspiring|valuable"
    r"|interested|knew that|noticed)\b"
    r"|(?:stuck|stayed?|sticks|stick|resonated?|stood out|stands out|spoke|speaks|rang|hit|opened my eyes|changed"
    r"|made me|helped me|makes me|cracked|cleared|kept me|reminded|confirmed|convinced|meant|turned|explains?"
    r"|explained|taught|told|says|said|gave me|was (?:gold|worth|a treat|new)|is (?:taped|stuck|still|going))\b"
    r"|(?:thank you|thanks|thankful|grateful|appreciat\w+|enjoy\w*|loved?|liked?|gratitude)[^.!?]{0,50}? (?:for|of"
    r"|that|how|about|when|your|the|hearing|learning|and (?:for|especially)|so much|being|you|explaining|telling"
    r"|showing)\b"
    r"|(?:discussion|conversation|talk|chat|exchange|story|part|moment|way|trick|thought|example|bit|sentence"
    r"|difference|statistic|quote|lesson|detail|fact|image|anecdote|notion|rule|habit|piece|hint|point|advice|tip"
    r"|remark|line|observation|suggestion|ideas?|discussing|talking|speaking|especially|particular|particularly"
    r"|above all"
    r"|highlight|favou?rite|takeaways?|take-aways?|two things|one thing|three things|no idea|no clue|never (?:knew"
    r"|thought|realized)|little did i|wasn't aware|was not aware|unaware|news to me|new (?:to|for) me|now i|i now"
    r"|because of what|who knew|had no idea|i went in|hadn't|i did not|i didn't|i never|i'd never|i had never"
    r"|i had always|i always)\b)"
)
#: Only a topic: "our conversation about publishing", "your experience in marine biology".
_TOPIC = pattern(
    r"\b(?:(?:talk|talks|talked|talking|speak|spoke|speaking|conversation|conversations|chat|chatted|chatting|call"
    r"|meeting|met|interview|discussion|session|information|insights?|advice|thoughts|perspective|questions"
    r"|experiences?|knowledge|expertise|learn(?:ed|ing)?|hear(?:d|ing)?|telling me|sharing|more|much|lot"
    r"|understanding|interest|interested|background|career|role|work|job|passion|path|journey)(?: with (?:you"
    r"|me))?(?: more| a lot| so much)? (?:about|on|in|into|of|regarding|as|at|with|for)) (?!how|why|what|that|when"
    r"|where|who|having|never|the (?:time|day|moment|way|night|trick|trouble|difference|part))"
)
#: About the writer, or about what is wished: nothing that was said.
_OWN = pattern(
    r"\b(?:i am (?:a|an|currently|studying|looking|seeking|very|writing)|i'm (?:a|an|currently|studying|looking"
    r"|seeking|writing)|my name|i have (?:attached|enclosed)|i(?:'ve)? (?:attached|enclosed)|please (?:find|let|feel)"
    r"|attached|enclosed|i wish you|i hope you|hope you (?:are|have)|sincerely|regards|could you|would you|is there"
    r"|are there|if (?:anything|there)|i believe (?:i|that i|my)|looking forward|look forward|let me know"
    r"|i would like to|i'd like to (?:work|join|apply)|consider me)\b"
)
#: "my interest in social work": a field, and nothing that was said about it.
_FIELD = pattern(
    r"\b(?:interest(?:ed)?|desire|decision|passion(?:ate)?|goals?|dreams?|careers?|degree|major(?:ing)?|future|jobs?"
    r"|position|expertise|background|works?|working|experiences?|understanding|appreciation|importance|value)"
    r" (?:in|as|within|at|of|for|to (?:become|be|pursue|work (?:in|as)|study|enter|go into))(?: (?!and\b|how\b|that\b"
    r"|when\b|because\b|where\b|why\b|but\b|what\b|which\b|or\b)[\w'-]+){1,3}"
)
_MINE = pattern(r"\b(?:i|i'm|i've|i'd|i'll|my|me|we|our|us)\b")
_SELF = pattern(r"(?:as (?:a|an|someone|somebody)|being|coming from|having|with my|for (?:a|an|someone))\b")
_MANY, _FEW_FOR_A_TOPIC, _UNFRAMED = 2, 4, 4
_DOING = re.compile(r"[a-z]+ing [a-z]+ [a-z]+")  # "your view on balancing clinical hours"
_QUOTE = re.compile(r'"[^"\n]{6,120}"|\'[^\'\n]{12,120}\'(?=[\s.,;!?]|$)')
_GAP = re.compile(r"\[[^\]\n]{0,120}\]|\{\{?[^}\n]{0,80}\}?\}|_{3,}|<[^>\n]{0,80}>")
_FAMILY = 5  # letters that two forms of a word share


def read(reading: Reading) -> tuple[Span, ...]:
    names = _names(reading)
    noted = [set(content(note)) - names for note in reading.note.notes]
    return tuple(
        sentence.span()
        for sentence in reading.sentences
        if _is_noted(sentence, noted, names) or _recalls(sentence, reading, names)
    )


def _names(reading: Reading) -> set[str]:
    message = reading.note.message
    people = f"{message.contact.given} {message.contact.family} {message.sender} {message.contact.company}"
    return set(content(people)) | set(content(people.replace("'", "")))


def _is_noted(sentence: Sentence, noted: list[set[str]], names: set[str]) -> bool:
    """True when a sentence and one note share two telling words, or all of a short note."""
    if not noted:
        return False
    said = set(content(_GAP.sub(" ", sentence.low))) - names
    return any(_shared(note, said) >= min(2, len(note)) > 0 for note in noted)


def _shared(note: set[str], said: set[str]) -> int:
    return sum(1 for word in note if word in said or any(_kin(word, other) for other in said))


def _kin(one: str, other: str) -> bool:
    return len(one) > _FAMILY and len(other) > _FAMILY and one[:_FAMILY] == other[:_FAMILY]


def _recalls(sentence: Sentence, reading: Reading, names: set[str]) -> bool:
    low = _GAP.sub(lambda match: " " * len(match[0]), sentence.low)
    if _OWN.search(low) and not re.search(r"\byou (?:said|told|mentioned|described|showed|explained)\b", low):
        return False
    low = _FIELD.sub(lambda match: " " * len(match[0]), low)
    match = _RECALLS.search(low)
    mine = _MINE.search(low)
    head = low[: mine.start()] if mine else low
    if len(set(content(head)) - names) >= _UNFRAMED and not _SELF.match(low):
        return True
    if not match:
        return False
    before = low[: match.start()]
    recalled = low if not (_MINE.search(before) or _SELF.match(before)) else low[match.start() :]
    telling = set(content(recalled)) - names
    plain = reading.text.plain[sentence.end - len(recalled) : sentence.end]
    if _QUOTE.search(recalled) and telling:
        return True
    topic = _TOPIC.search(recalled)
    needed = _MANY
    if topic and not set(content(recalled[: topic.start()])) - names:
        needed = _FEW_FOR_A_TOPIC - bool(_DOING.match(recalled, topic.end()))
    return len(telling) + _named(plain, names) >= needed


def _named(plain: str, names: set[str]) -> int:
    """1 when a name or a number stands inside: "at Corvane", "four hundred", "the 1987 tables"."""
    inside = re.findall(r"(?<=[a-z,] )[A-Z][a-z]{2,}|\b\d[\d,.]*\b", plain)
    return int(any(word.isdigit() or (fold(word) not in names and content(word.lower())) for word in inside))


RULE = Rule(
    id="specific_point",
    looks_for="Something that was said in this talk and in no other.",
    why="It proves that you listened, and only you can write it.",
    source="Open textbook on informational interviews (DITA, 36247): four elements of a thank-you",
    severity=Severity.HIGH,
    read=read,
    message="This could go to anybody. Name one thing they said.",
    is_wanted=True,
)
