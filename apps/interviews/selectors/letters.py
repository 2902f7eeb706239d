"""The thank-you of one talk as it stands: what was written, or the draft that the take-aways make."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from apps.coach.message import Person
from apps.contacts.models import Contact, Referral
from apps.core.dates import Reader
from apps.core.sendlinks import SendLinks, mailto, send_links
from apps.followups.models import FollowUp
from apps.followups.timing import THANK_WITHIN
from apps.interviews import letter
from apps.interviews.models import Interview, Takeaway, TakeawayKind, ThankYou
from apps.interviews.selectors.record import MADE_OF, Record

BEST_FOR_A_LETTER = (TakeawayKind.QUOTE, TakeawayKind.INSIGHT, TakeawayKind.ADVICE, TakeawayKind.RESOURCE)
ACTIONS_IN_A_DRAFT = 2


@dataclass(frozen=True, slots=True)
class LetterPage:
    """Everything a page shows of the letter."""

    subject: str
    body: str
    reading: letter.Reading
    is_touched: bool  # False while it is still the draft
    medium: str
    sent_at: datetime | None
    due_by: datetime
    send: SendLinks

    @property
    def used(self) -> frozenset[str]:
        """Ids of the take-aways whose words stand in the letter."""
        return self.reading.used

    @property
    def lacks_touch(self) -> bool:
        """Whether the offer to stay in touch is still missing."""
        return letter.TOUCH not in self.reading.present


def thank_you_of(interview: Interview) -> ThankYou | None:
    """The letter, if somebody has touched it."""
    return ThankYou.objects.filter(interview=interview).first()


def letter_page(interview: Interview, record: Record, now: datetime) -> LetterPage:
    """The letter of a held talk, read against its take-aways."""
    return letter_page_of(interview, thank_you_of(interview), record, now)


def letter_page_of(interview: Interview, row: ThankYou | None, record: Record, now: datetime) -> LetterPage:
    """The same for a talk whose thank-you is known already."""
    draft = letter.build(draft_facts(interview, record, now))
    touched = row is not None and bool(row.body.strip())
    subject = row.subject if row is not None and row.subject else draft.subject
    body = row.body if row is not None and touched else draft.body
    ended_at = interview.ended_at or interview.planned_end
    sent_at = row.sent_at if row else None
    late = sent_at is None and now > ended_at + THANK_WITHIN
    return LetterPage(
        subject=subject,
        body=body,
        reading=letter.read(body, sources(interview, record, now), late=late, to=_reader(interview)),
        is_touched=touched,
        medium=row.medium if row else ThankYou.Medium.EMAIL,
        sent_at=sent_at,
        due_by=ended_at + THANK_WITHIN,
        send=send_links(interview.contact.email, subject, body),
    )


def _reader(interview: Interview) -> Person:
    contact = interview.contact
    return Person(contact.given_name, contact.family_name)


def mail_link(address: str, subject: str, body: str) -> str:
    """A mailto: link that opens the owner's own mail program with everything filled in (RFC 6068)."""
    return mailto(address, subject, body)


def sources(interview: Interview, record: Record, now: datetime) -> list[letter.Source]:
    """The words of this talk that a letter may be made of."""
    points = [point_source(t) for t in record.kept]
    return [*points, *(action_source(interview, t, now) for t in record.actions if _is_mine(t))]


def point_source(takeaway: Takeaway) -> letter.Source:
    """A take-away as a point of the letter."""
    is_quote = takeaway.kind == TakeawayKind.QUOTE
    return letter.Source(str(takeaway.pk), takeaway.text, letter.POINT, is_quote=is_quote)


def action_source(interview: Interview, takeaway: Takeaway, now: datetime) -> letter.Source:
    """A promise of the owner, with the day it was promised for."""
    follow_up = takeaway.follow_up
    when = ""
    if follow_up and follow_up.state == FollowUp.State.OPEN and follow_up.due_at > now:
        when = Reader.of(interview.owner).date(follow_up.due_at, now)
    return letter.Source(str(takeaway.pk), takeaway.text, letter.ACTION, when=when)


def draft_facts(interview: Interview, record: Record, now: datetime) -> letter.Facts:
    """What stands in the draft: the take-aways that were chosen for it, or else the most quotable one."""
    chosen = [t for t in record.kept if t.in_letter] or _most_quotable(record)
    actions = [t for t in record.actions if _is_mine(t) and not _is_done(t)][:ACTIONS_IN_A_DRAFT]
    named = [t.referral.contact.given_name for t in record.people if t.referral and _will_write(t.referral)]
    return letter.Facts(
        to=interview.contact.given_name,
        sender=interview.owner.given_name or interview.owner.name,
        when=_when(interview, now),
        minutes=0 if interview.mode == Interview.Mode.EMAIL else minutes_held(interview),
        is_late=now > (interview.ended_at or interview.planned_end) + THANK_WITHIN,
        points=[point_source(t) for t in chosen],
        actions=[action_source(interview, t, now) for t in actions],
        named=named,
    )


def minutes_held(interview: Interview) -> int:
    """How long the talk was, to the nearest five minutes when it ran live, else as agreed."""
    if not interview.started_at or not interview.ended_at:
        return interview.minutes
    minutes = round((interview.ended_at - interview.started_at) / timedelta(minutes=5)) * 5
    return minutes if 5 <= minutes <= 4 * 60 else interview.minutes


def check_in_planned(contact: Contact) -> datetime | None:
    """When one would write to this person next, if that is planned."""
    steps = FollowUp.objects.open().filter(contact=contact, kind=FollowUp.Kind.CHECK_IN)
    return steps.order_by("due_at").values_list("due_at", flat=True).first()


def _most_quotable(record: Record) -> list[Takeaway]:
    good = [t for t in record.kept if t.kind in BEST_FOR_A_LETTER and t.kind in MADE_OF]
    return sorted(good, key=lambda t: BEST_FOR_A_LETTER.index(TakeawayKind(t.kind)))[:1]


def _will_write(referral: Referral) -> bool:
    return referral.state in (Referral.State.OFFERED, Referral.State.INTRODUCED) and not referral.contact.do_not_contact


def _is_mine(takeaway: Takeaway) -> bool:
    follow_up = takeaway.follow_up
    return follow_up is None or (not follow_up.owed_by_them and follow_up.state != FollowUp.State.DROPPED)


def _is_done(takeaway: Takeaway) -> bool:
    return takeaway.follow_up is not None and takeaway.follow_up.state == FollowUp.State.DONE


def _when(interview: Interview, now: datetime) -> str:
    reader = Reader.of(interview.owner)
    day = reader.day_of(interview.ended_at or now)
    ago = (reader.day_of(now) - day).days
    if ago <= 0:
        return "today"
    if ago == 1:
        return "yesterday"
    return f"on {day:%A}" if ago < 7 else f"on {reader.date(day, now)}"
