"""A text as the rules read it: the sender's own words, in lower case with plain quotes, cut into sentences.

Every view has the length of the original, so a position found in one is a position in the text as it was typed.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, cast

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ´`", "'"),
        **dict.fromkeys("“”„‟", '"'),
        **dict.fromkeys("‐‑‒–—−", "-"),
        **dict.fromkeys("\u00a0\u2007\u2009\u202f\t\v\f\u200b\ufeff", " "),
        "\r": " ",
    }
)
#: Letters that Unicode takes apart no further.
_LETTERS_WITH_A_STROKE = str.maketrans("øØłŁđĐðÐı", "oOlLdDdDi")
_HTML = re.compile(
    r"</?(?:p|br|div|span|b|i|u|em|strong|a|ul|ol|li|font|html|body|table|tr|td)\b[^<>\n]{0,300}/?>", re.I
)
#: &nbsp; and its kin, with the rest of the word, so that the word can move up and the length stays.
_ENTITY = re.compile(
    r"&(?:(nbsp|#160)|(amp|#38)|(apos|rsquo|lsquo|#0?39|#8217)|(quot|ldquo|rdquo|#34));(\w{0,40})", re.I
)
_ENTITY_SIGNS = (" ", "&", "'", '"')
#: What an earlier mail looks like below a reply.
_REPLY = re.compile(
    r"^[ \t]*(?:-{2,} ?(?:original message|forwarded message|urspr|message d'origine).*"
    r"|on [^\n]{6,200}\n?[^\n]{0,80}wrote:[ \t]*$"
    r"|from: [^\n]{2,200}\n[ \t]*(?:sent|date|to): )",
    re.I | re.M,
)
_QUOTED_LINE = re.compile(r"^[ \t]*>[^\n]*$", re.M)
_SIGNATURE = re.compile(r"^--[ ]?$", re.M)
_BULLET = re.compile(r"[ ]*(?:[-*•·–]|\d{1,2}[.)])[ ]")
_END = re.compile(r"\n|[.!?]+(?=[\"')\]]*(?:\s|$))")
_ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|mx|dr|prof|st|sgt|col|lt|capt|gen|rev|hon|sr|vs|ph|approx|no|e\.g|i\.e|u\.s|u\.k|[a-z]))\Z"
)
_WORDS = re.compile(r"\w+")
_WORD_CHARACTER = re.compile(r"\w")
_LETTERS = re.compile(r"[a-z']+")
_SHORT_LINE = 45  # a line as short as this was broken on purpose when the next begins with a capital


_CLASS_OR_SPACE = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]| \??")


class _LazyPattern:
    """A pattern that is compiled when it is first asked. All of them take a second, and most processes ask none."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        """Asked once for each method; from then on it is the compiled pattern's own."""
        spaces = {" ": " +", " ?": " *"}
        compiled = re.compile(_CLASS_OR_SPACE.sub(lambda m: spaces.get(m[0], m[0]), self._source), self._flags)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "pattern"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern in which a space stands for one or more spaces, and ` ?` for any number; compiled when first used."""
    return cast("re.Pattern[str]", _LazyPattern(source, flags))


def any_of(*sources: str) -> re.Pattern[str]:
    """A pattern that finds any of these, as whole words."""
    return pattern(rf"\b(?:{'|'.join(sources)})(?!\w)")


def words(text: str) -> frozenset[str]:
    """The words of a list written as one text."""
    return frozenset(text.split())


def fold(text: str) -> str:
    """`text` without accents and case, for comparing."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS_WITH_A_STROKE))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def lower(text: str) -> str:
    """`text` in lower case, letter for letter: never longer, never shorter."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


@dataclass(frozen=True, slots=True)
class Span:
    """Words of the message: characters `start` to `end` of the body or the subject."""

    start: int
    end: int
    where: str = "body"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: where it stands, its words in lower case, and whether it asks."""

    start: int
    end: int
    low: str
    is_question: bool

    def span(self, where: str = "body") -> Span:
        """The whole sentence."""
        return Span(self.start, self.end, where)


def _blank(text: str, start: int, end: int) -> str:
    """`text` with spaces from `start` to `end`; line ends stay."""
    return text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]


def _decoded(entity: re.Match[str]) -> str:
    """The sign an entity stands for and the rest of its word, then spaces: "&#39;m" → "'m    "."""
    sign = next(sign for group, sign in enumerate(_ENTITY_SIGNS, 1) if entity[group])
    length, rest = len(entity[0]), entity[5]
    return rest.rjust(length) if sign == " " else (sign + rest).ljust(length)


class Text:
    """One text, read once and looked at by every rule."""

    def __init__(self, raw: str, where: str = "body") -> None:
        self.raw = raw
        self.where = where
        text = raw.translate(_PLAIN)
        #: What the other person wrote before, in lower case; empty when nothing is quoted.
        self.quoted = ""
        if ">" in text or "wrote:" in text or "-Original" in text or "rom: " in text:
            text = self._without_quotes(text)
        if match := _SIGNATURE.search(text):
            text = _blank(text, match.start(), len(text))
        if "<" in text:
            text = _HTML.sub(lambda m: " " * len(m[0]), text)
        if "&" in text:
            text = _ENTITY.sub(_decoded, text)
        #: The sender's own words with plain quotes, dashes and spaces; line ends only where a line was meant to end.
        self.plain = self._unwrapped(text)
        self.low = lower(self.plain)

    def _without_quotes(self, text: str) -> str:
        quoted = []
        if match := _REPLY.search(text):
            quoted.append(text[match.start() :])
            text = _blank(text, match.start(), len(text))
        for match in list(_QUOTED_LINE.finditer(text)):
            quoted.append(match[0])
            text = _blank(text, *match.span())
        self.quoted = "\n".join(quoted).lower()
        return text

    @cached_property
    def word_count(self) -> int:
        """Words as a reader counts them: what stands between spaces and holds a letter or a digit."""
        return sum(1 for word in self.plain.split() if word[0].isalnum() or _WORD_CHARACTER.search(word))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word in lower case, once."""
        return frozenset(_LETTERS.findall(self.low))

    @cached_property
    def folded_words(self) -> frozenset[str]:
        """Every word without accents and apostrophes, for looking up names."""
        return frozenset(_WORDS.findall(fold(self.plain).replace("'", "")))

    @cached_property
    def characters(self) -> int:
        """The length as a form in a browser counts it, LinkedIn's too: an emoji is two."""
        return len(self.raw.encode("utf-16-le", "surrogatepass")) // 2

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in order."""
        found = []
        start = 0
        for end in [*self._ends(), len(self.low)]:
            words = self.low[start:end]
            stripped = words.strip()
            if stripped:
                first = start + len(words) - len(words.lstrip())
                last = first + len(stripped)
                found.append(Sentence(first, last, self.low[first:last], "?" in stripped[-4:]))
            start = end
        return tuple(found)

    def _ends(self) -> list[int]:
        low, ends = self.low, []
        for match in _END.finditer(low):
            if match[0] == "\n":
                ends.append(match.end())
            elif match[0] != "." or not self._continues(match.start(), match.end()):
                end = match.end()
                while end < len(low) and low[end] in "\"')]":
                    end += 1
                is_aside = end > match.end() and self.plain[end : end + 2].strip().islower()  # "(really!) and so on"
                if not is_aside:
                    ends.append(end)
        return ends

    @staticmethod
    def _unwrapped(text: str) -> str:
        """`text` with a space for each line end that only wraps a long line."""
        if "\n" not in text:
            return text
        lines = text.split("\n")
        pieces = [lines[0]]
        for before, line in pairwise(lines):
            first = line.lstrip(" ")[:1]
            wraps = first and before.strip() and not _BULLET.match(line)
            pieces.append(" " if wraps and (len(before) >= _SHORT_LINE or first.islower()) else "\n")
            pieces.append(line)
        return "".join(pieces)

    def _continues(self, at: int, end: int) -> bool:
        """True when the full stop at `at` belongs to an abbreviation or stands before a small letter."""
        after = self.plain[end : end + 3].lstrip(" \"')")
        if after[:1].islower():
            return True
        return bool(_ABBREVIATION.search(self.low[max(0, at - 8) : at])) and "\n" not in self.plain[end : end + 2]

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_at(self, position: int) -> Sentence:
        """The sentence in which `position` lies."""
        index = max(0, bisect_right(self._starts, position) - 1)
        return self.sentences[index]

    def sentences_with(self, cue: re.Pattern[str]) -> list[Sentence]:
        """The sentences in which `cue` is found; a cheap look that spares the dear one."""
        return self.sentences_of(match.start() for match in cue.finditer(self.low))

    def sentences_of(self, positions: Iterable[int]) -> list[Sentence]:
        """The sentences in which these lie, each once, in order."""
        indices = {max(0, bisect_right(self._starts, position) - 1) for position in positions}
        return [self.sentences[index] for index in sorted(indices)]

    def sentences_holding(self, cues: tuple[str, ...]) -> list[Sentence]:
        """The sentences that hold one of these strings: many times cheaper than a pattern that names them all."""
        low, found = self.low, set()
        for cue in cues:
            at = low.find(cue)
            while at >= 0:
                index = max(0, bisect_right(self._starts, at) - 1)
                found.add(index)
                at = low.find(cue, max(at + 1, self.sentences[index].end))
        return [self.sentences[index] for index in sorted(found)]

    def span(self, start: int, end: int) -> Span:
        """A span of this text."""
        return Span(start, end, self.where)

    def of(self, match: re.Match[str], group: int = 0) -> Span:
        """The span of a match in one of the views."""
        return Span(match.start(group), match.end(group), self.where)

    @cached_property
    def own_end(self) -> int:
        """Where the sender's own words end."""
        return len(self.plain.rstrip())
