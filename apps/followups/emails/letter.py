"""What a mail says, for both of its bodies: facts in the reader's zone and formats, and the addresses."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from operator import itemgetter
from uuid import UUID

from django.urls import reverse

from apps.core.dates import Reader
from apps.followups import links
from apps.followups.emails import phrases
from apps.followups.models import FollowUp, Mode
from apps.followups.order import place
from apps.followups.parcels import OtherStep, Parcel, Told
from apps.followups.wording import nameless_words, words_of

LISTED = 12  # told steps that a mail shows; what is beyond stands on Today
NO_ID = "00000000-0000-7000-8000-000000000000"
_KIND_LABELS = dict(FollowUp.Kind.choices)


class Named:
    """Answers `[name]` like `.name`: what a template tries first, and three times faster than failing at it."""

    __slots__ = ()

    def __getitem__(self, name: str) -> object:
        return getattr(self, name)


@dataclass(frozen=True, slots=True)
class Line(Named):
    """One step: what, why, until when, and where its links lead."""

    title: str
    reason: str
    open_url: str
    until: str = ""  # "Until 4:30 PM today"; empty when nothing runs out
    is_urgent: bool = False
    open_label: str = "Open"
    done_label: str = ""
    done_url: str = ""  # empty for a step that the mail does not remind of


@dataclass(frozen=True, slots=True)
class Letter(Named):
    """Everything that the two templates say."""

    subject: str
    preview: str
    today: str
    greeting: str
    lead: str
    first: Line
    snooze_label: str
    snooze_url: str
    why: str
    settings_url: str
    stop_url: str
    home_url: str
    rows: list[Line] = field(default_factory=list)  # told as well
    others: list[Line] = field(default_factory=list)
    more: str = ""  # "And 14 more on Today"


def write_letter(parcel: Parcel, now: datetime) -> Letter:
    """The facts of the mail. Reads no rows."""
    owner, reader = parcel.owner, Reader.of(parcel.owner)
    is_discreet = owner.discreet_mails
    told = parcel.told[:LISTED]
    left_out = len(parcel.told) - len(told)
    others = [] if left_out else parcel.others  # never a step that can wait in the place of one that is told
    more = parcel.more + left_out + len(parcel.others) - len(others)
    lines = [_told_line(one, reader, now, is_discreet=is_discreet) for one in told]
    beside = [_other_line(other, is_discreet=is_discreet) for other in others]
    rows = lines[1:]
    if parcel.digest:  # the rows of Today, in its order
        places = [place(one.follow_up, now) for one in told[1:]] + [other.place for other in others]
        rows = [line for _, line in sorted(zip(places, rows + beside, strict=True), key=itemgetter(0))]
        beside = []
    lead = phrases.lead(parcel, now)
    short = phrases.runs_out_before_tomorrow(parcel.lead, reader, now)
    snooze = links.MailAction("snooze", parcel.lead.pk, parcel.told[0].reminder_id)
    kinds = tuple(dict.fromkeys(one.follow_up.kind for one in parcel.told))
    return Letter(
        subject=phrases.subject(parcel, reader, now),
        preview=_preview(lines, lead, is_discreet=is_discreet),
        today=reader.weekday(now, now),
        greeting=phrases.greeting(parcel, reader, now),
        lead=lead,
        first=lines[0],
        snooze_label="Remind me in two hours" if short else "Remind me tomorrow",
        snooze_url=links.action_url(snooze, now),
        why=_why(parcel, kinds),
        settings_url=links.absolute(_settings_path()),
        stop_url=links.stop_url(links.StopLink(owner.pk, kinds)),
        home_url=links.absolute("/"),
        rows=rows,
        others=beside,
        more=f"And {more} more on Today" if more else "",
    )


def open_url(follow_up_id: UUID) -> str:
    """Where the step is worked on; asks for a sign-in, changes nothing."""
    return links.address("workspace:open_step", str(follow_up_id), sample=NO_ID)


def _told_line(told: Told, reader: Reader, now: datetime, *, is_discreet: bool) -> Line:
    follow_up = told.follow_up
    words = nameless_words(follow_up.kind) if is_discreet else words_of(follow_up)
    return Line(
        title=words.thing if is_discreet else phrases.one_line(follow_up.title),
        reason=phrases.reason(follow_up, now, is_discreet=is_discreet),
        open_url=open_url(follow_up.pk),
        until=phrases.until(follow_up, reader, now),
        is_urgent=phrases.is_urgent(follow_up, now),
        open_label=phrases.cut(words.primary, phrases.NAME_LENGTH),
        done_label=words.done,
        done_url=links.action_url(links.MailAction("done", follow_up.pk, told.reminder_id), now),
    )


def _other_line(other: OtherStep, *, is_discreet: bool) -> Line:
    if is_discreet:
        return Line(nameless_words(other.kind).thing, "", open_url(other.follow_up_id))
    return Line(phrases.one_line(other.title), phrases.one_line(other.reason), open_url(other.follow_up_id))


def _preview(lines: list[Line], lead: str, *, is_discreet: bool) -> str:
    """What a list of mails shows behind the subject, which the subject does not say."""
    if is_discreet:
        return lead
    first = lines[0]
    says = first.reason or first.title
    if len(lines) > 1:
        says = f"{says} Then: {', '.join(line.title for line in lines[1:4])}."
    return phrases.cut(says if len(lines) > 1 else f"{says} {lead}", 160)


def _why(parcel: Parcel, kinds: tuple[str, ...]) -> str:
    labels = ", ".join(f"“{_KIND_LABELS[kind]}”" for kind in kinds)
    reminders = f"reminders of the kind{'s' if len(kinds) > 1 else ''} {labels}"
    if parcel.digest:
        return f"You get this once a {'day' if parcel.digest == Mode.DAILY else 'week'}, for {reminders}."
    return f"You get this because {reminders} are on."


@lru_cache(maxsize=1)
def _settings_path() -> str:
    return reverse("workspace:reminders")
