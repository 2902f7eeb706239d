"""Sentences of a mail that are put together: what runs out when, what the subject names, how many wait. Pure."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from apps.core.dates import Reader
from apps.followups.models import FollowUp, Mode
from apps.followups.order import URGENT
from apps.followups.parcels import Parcel
from apps.followups.wording import nameless_words

BEFORE_A_TALK = frozenset({FollowUp.Kind.PREPARATION, FollowUp.Kind.CONFIRMATION})
LATE_THANK_YOU = "A late thank-you is welcome too, and two lines are enough."
NAME_LENGTH = 40
SUBJECT_LENGTH = 90
#: What our own titles begin with: a word that may follow "Today:" in small letters, which a name may not.
_OPENINGS = frozenset({"Agree", "Ask", "Check", "Confirm", "Find", "Prepare", "Tell", "Thank", "Write"})
_DIGESTS = {Mode.DAILY: "Today: ", Mode.WEEKLY: "Your week: "}
#: Control characters become blanks; what turns the direction of all text behind it is left out.
_HARMFUL = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029), " ") | dict.fromkeys(
    (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
)


def one_line(text: str) -> str:
    """Free text as one line that is safe in a header and cannot reorder the words behind it."""
    if text.isprintable() and "  " not in text:
        return text
    return " ".join(text.translate(_HARMFUL).split())


def cut(text: str, length: int) -> str:
    """`text` in one line of at most `length` characters, at the end of a word if there is one."""
    text = one_line(text)
    if len(text) <= length:
        return text
    head = text[: length - 1]
    if " " in head[length // 2 :]:
        return f"{head.rsplit(' ', 1)[0].rstrip(' ,.;:')}…"
    while head and (_belongs_to_the_last(text[len(head)]) or head[-1] == "\u200d"):
        head = head[:-1]
    return f"{head}…"


def _belongs_to_the_last(sign: str) -> bool:
    """An accent of its own, or what joins emoji into one."""
    return sign in "\u200d\ufe0f" or unicodedata.combining(sign) != 0


def is_urgent(follow_up: FollowUp, now: datetime) -> bool:
    """Whether a promise breaks within a day, as on Today."""
    return follow_up.late_at is not None and now < follow_up.late_at <= now + URGENT


def runs_out_before_tomorrow(follow_up: FollowUp, reader: Reader, now: datetime) -> bool:
    """Whether putting it off until tomorrow would break the promise."""
    late_at = follow_up.late_at
    return (
        late_at is not None
        and (late_at - now).total_seconds() < 24 * 3600
        and reader.day_of(late_at) >= reader.day_of(now)
    )


def until(follow_up: FollowUp, reader: Reader, now: datetime) -> str:
    """ "Until 4:30 PM today"; of a talk its hour; of a rhythm the last good day; empty if nothing runs out."""
    late_at, latest_at = follow_up.late_at, follow_up.latest_at
    if late_at is not None and late_at > now:
        if follow_up.kind in BEFORE_A_TALK:
            return _sentence(reader.moment(late_at, now))
        return f"Until {reader.time(late_at)} {reader.day(late_at, now)}"
    if latest_at is not None and latest_at > now:
        return f"Any day until {reader.day(latest_at, now)} is fine"
    return ""


def reason(follow_up: FollowUp, now: datetime, *, is_discreet: bool) -> str:
    """Why it is here, for it may name somebody not if `is_discreet`; kind about a late thank-you."""
    if follow_up.kind == FollowUp.Kind.THANK_YOU and follow_up.late_at is not None and follow_up.late_at <= now:
        return LATE_THANK_YOU
    return "" if is_discreet else one_line(follow_up.reason)


def subject(parcel: Parcel, reader: Reader, now: datetime) -> str:
    """Names the one thing, and how many come with it. One line, never long."""
    more = len(parcel.told) - 1
    opening = _DIGESTS.get(Mode(parcel.digest), "") if parcel.digest else ""
    tail = f", and {more} more" if more else ""
    room = SUBJECT_LENGTH - len(opening) - len(tail)
    if parcel.owner.discreet_mails:
        thing = _nameless_thing(parcel.lead, reader, now, with_hour=not opening)
    elif parcel.lead.kind == FollowUp.Kind.THANK_YOU:
        thing = _thank_you(parcel.lead, reader, now, with_hour=not opening)
    else:
        thing = cut(parcel.lead.title, room)
    return f"{opening}{_inside(thing) if opening else thing}{tail}"


def _thank_you(follow_up: FollowUp, reader: Reader, now: datetime, *, with_hour: bool) -> str:
    name = cut(follow_up.contact.given_name, NAME_LENGTH)
    if not with_hour:
        return f"Thank {name}"
    if hour := _hour(follow_up, reader, now):
        return f"Thank {name} before {hour}"
    return f"A thank-you to {name} is still welcome"


def _nameless_thing(follow_up: FollowUp, reader: Reader, now: datetime, *, with_hour: bool) -> str:
    thing = nameless_words(follow_up.kind).thing
    hour = _hour(follow_up, reader, now) if with_hour else ""
    if not hour:
        return thing
    return f"{thing}, {hour}" if follow_up.kind in BEFORE_A_TALK else f"{thing}, until {hour}"


def _hour(follow_up: FollowUp, reader: Reader, now: datetime) -> str:
    """ "4:30 PM", with the day unless it is today; empty when nothing runs out any more."""
    if follow_up.late_at is None or follow_up.late_at <= now:
        return ""
    day = reader.day(follow_up.late_at, now)
    return f"{reader.time(follow_up.late_at)}{'' if day == 'today' else f' {day}'}"


def _inside(thing: str) -> str:
    """`thing` behind a colon."""
    word = thing.split(" ", 1)[0]
    return thing[0].lower() + thing[1:] if word in _OPENINGS or word in ("A", "Something", "Someone") else thing


def greeting(parcel: Parcel, reader: Reader, now: datetime) -> str:
    """By the reader's hour; without a name in mail that names nobody."""
    local = reader.local(now)
    hour = local.hour if isinstance(local, datetime) else 9
    part = "Good morning" if hour < 12 else "Good afternoon" if hour < 18 else "Good evening"
    name = cut(parcel.owner.given_name, NAME_LENGTH)
    return part if parcel.owner.discreet_mails or not name else f"{part}, {name}"


def lead(parcel: Parcel, now: datetime) -> str:
    """How much it is: what cannot wait, and what fits around it."""
    told, rest = len(parcel.told), len(parcel.others) + parcel.more
    urgent = sum(is_urgent(one.follow_up, now) for one in parcel.told)
    if parcel.digest:
        mail = "daily" if parcel.digest == Mode.DAILY else "weekly"
        cannot_wait = f" {'It' if told == 1 else 'One' if urgent == 1 else urgent} can’t wait." if urgent else ""
        return f"This is your {mail} e-mail, with {_things(told)}.{cannot_wait}" + _fits(rest, around=told)
    if urgent:
        return _sentence(f"{_things(urgent)} can’t wait.") + _fits(told - urgent + rest, around=urgent)
    return _sentence(f"{_things(told)} for today.") + _fits(rest, around=told)


def _things(count: int) -> str:
    return "one thing" if count == 1 else f"{count} things"


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]


def _fits(count: int, *, around: int) -> str:
    if not count:
        return ""
    them = "it" if around == 1 else "them"
    return f" One other fits around {them}." if count == 1 else f" {count} others fit around {them}."
