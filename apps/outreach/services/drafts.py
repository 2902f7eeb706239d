"""Beginning an approach and writing its messages. Text is kept while it is typed, and nothing typed is lost."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from apps.accounts.models import User
from apps.contacts.models import Contact
from apps.goals.models import Goal
from apps.outreach import wording
from apps.outreach.errors import AlreadySent, DoNotContact
from apps.outreach.models import Channel, DraftVersion, Message, Outreach
from apps.outreach.services.versions import TEXT, Kept, keep_version

BEFORE = "before"
Reason = DraftVersion.Reason
_MADE = (
    "owner", "channel", "address", "via", "limit", "subject", "body", "forward", "template_key", "created_at",
)  # fmt: skip


def start_outreach(*, actor: User, contact: Contact, now: datetime) -> Outreach:
    """The one open approach to this person: the one that is under way, or a new one with a first draft.

    Raises DoNotContact. Two tabs at the same moment get the same approach.
    """
    refuse_unwanted(contact)
    open_one = Outreach.objects.visible_to(actor).exclude(state=Outreach.State.ENDED).filter(contact=contact)
    if (found := open_one.first()) is not None:
        return found
    try:
        with transaction.atomic():
            message = first_draft(actor=actor, contact=contact)
            outreach = message.outreach
            outreach.created_at = message.created_at = now
            outreach.save(force_insert=True)
            message.save(force_insert=True)
    except IntegrityError:
        return open_one.get()
    return outreach


def first_draft(*, actor: User, contact: Contact) -> Message:
    """The first message to a person, not saved: what the page shows before anything is typed.

    A single goal is taken to be what the message is about.
    """
    goals = list(Goal.objects.visible_to(actor).active()[:2])
    goal = goals[0] if len(goals) == 1 else None
    return draft_of(actor, Outreach(owner=actor, contact=contact, goal=goal), 1)


def new_draft(*, actor: User, outreach: Outreach, step: int, now: datetime, previous: Message | None = None) -> Message:
    """The draft of message number `step`, made from the template that fits; the one that exists if there is one.

    It goes the way of the `previous` message, to the same people and under the same subject.
    """
    via = previous.via if previous else None
    message = draft_of(actor, outreach, step, previous.channel if previous else "", via)
    message.created_at = now
    if previous:
        message.limit = previous.limit
    if previous and previous.channel in (Channel.EMAIL, Channel.INTRODUCTION):
        message.subject = wording.nudge_subject(previous.subject, message.subject)
        message.address = previous.address
    kept, _ = Message.objects.get_or_create(
        outreach=outreach, step=step, defaults={name: getattr(message, name) for name in _MADE}
    )
    return kept


def draft_of(actor: User, outreach: Outreach, step: int, channel: str = "", via: Contact | None = None) -> Message:
    """The same, not saved: what the page shows before anything is typed."""
    contact = outreach.contact
    channel = channel or wording.default_channel(contact)
    via = via or contact.introducer
    kind = wording.kind_of(outreach.state, outreach.cadence, step)
    text = wording.fresh_text(actor, contact, outreach.goal, kind=kind, channel=channel, via=via)
    message = Message(
        owner=actor,
        outreach=outreach,
        step=step,
        channel=channel,
        via=via,
        subject=text.subject,
        body=text.body,
        forward=text.forward,
        template_key=text.template_key,
    )
    message.address = address_of(message)
    return message


def address_of(message: Message) -> str:
    """Where a message goes, as far as is known."""
    recipient = wording.recipient(message)
    return recipient.email if recipient else ""


def save_draft(
    *,
    actor: User,
    message: Message,
    now: datetime,
    subject: str,
    body: str,
    address: str | None = None,
    forward: str | None = None,
    goal: Goal | None = None,
    keep_goal: bool = True,
    tab: str = "",
    revision: int | None = None,
) -> Kept:
    """Keeps what is typed. Raises AlreadySent once the message was sent, and DoNotContact.

    `tab` is the window it was typed in, and `revision` what that window had seen.
    """
    refuse_unwanted(message.outreach.contact)
    message.subject = subject[:200]
    message.body = body.replace("\r\n", "\n")
    if forward is not None:
        message.forward = forward.replace("\r\n", "\n")
    if address is not None:
        message.address = address[:254]
    kept = _store(actor, message, now, Reason.TYPED, tab, revision)
    if not keep_goal and message.outreach.goal_id != (goal.pk if goal else None):
        Outreach.objects.visible_to(actor).filter(pk=message.outreach_id).update(goal=goal, updated_at=now)
        message.outreach.goal = goal
    return kept


def switch_channel(*, actor: User, message: Message, channel: str, now: datetime, tab: str = "") -> Message:
    """Puts the text aside and takes up the one of the other channel, a fresh one at first."""
    if channel == message.channel:
        return message
    message.set_aside = {**message.set_aside, message.channel: _text(message) | {"address": message.address}}
    message.channel = channel
    kept = dict(message.set_aside.get(channel) or {})
    address = kept.pop("address", None)
    text = wording.Text(**kept) if kept else _fresh(actor, message)
    message.address = address_of(message) if address is None else address
    return _take(actor, message, text, now, Reason.CHANNEL, tab)


def choose_connector(*, actor: User, message: Message, via: Contact | None, now: datetime, tab: str = "") -> Message:
    """Says who could make the introduction. A text that nobody has changed is written anew, with their name."""
    if via == message.via:
        return message
    before = _fresh(actor, message)
    is_fresh = (message.body, message.forward) == (before.body, before.forward)
    message.via, message.address = via, via.email if via else ""
    text = _fresh(actor, message) if is_fresh else wording.with_connector(message, via)
    Message.objects.filter(owner=actor, pk=message.pk, sent_at=None).update(via=via)
    return _take(actor, message, text, now, Reason.TYPED, tab)


def set_limit(*, actor: User, message: Message, limit: int, now: datetime) -> None:
    """Says how many characters LinkedIn gives the owner; later notes of this approach have the same."""
    if Message.objects.filter(owner=actor, pk=message.pk, sent_at=None).update(limit=limit, updated_at=now):
        message.limit = limit


def use_template(*, actor: User, message: Message, text: wording.Text, now: datetime, tab: str = "") -> Message:
    """Begins again from a template; the text that it replaces can be brought back."""
    message.set_aside = {**message.set_aside, BEFORE: _text(message)}
    return _take(actor, message, text, now, Reason.TEMPLATE, tab)


def restore_draft(*, actor: User, message: Message, now: datetime) -> bool:
    """Brings back what a template replaced; True if there was something."""
    kept = message.set_aside.get(BEFORE)
    if kept is None:
        return False
    message.set_aside = {k: v for k, v in message.set_aside.items() if k != BEFORE}
    _take(actor, message, wording.Text(**kept), now, Reason.RESTORED)
    return True


def restore_version(*, actor: User, message: Message, number: int, now: datetime) -> bool:
    """Brings back what a draft said before, as a new version; True if there is such a version. Raises AlreadySent."""
    version = DraftVersion.objects.filter(owner=actor, message=message, number=number).first()
    if version is None:
        return False
    if version.channel != message.channel:
        message.set_aside = {**message.set_aside, message.channel: _text(message) | {"address": message.address}}
        message.channel = version.channel
        message.address = address_of(message)
    text = wording.Text(version.subject, version.body, version.template_key, version.forward)
    _take(actor, message, text, now, Reason.RESTORED)
    return True


def refuse_unwanted(contact: Contact) -> None:
    """Raises DoNotContact for a person whom the owner does not want to write to."""
    if contact.do_not_contact:
        raise DoNotContact(contact.given_name)


def _fresh(actor: User, message: Message) -> wording.Text:
    outreach = message.outreach
    kind = wording.kind_of(outreach.state, outreach.cadence, message.step)
    return wording.fresh_text(
        actor, outreach.contact, outreach.goal, kind=kind, channel=message.channel, via=message.via
    )


def _text(message: Message) -> dict[str, str]:
    return {name: getattr(message, name) for name in ("subject", "body", "forward", "template_key")}


def _take(actor: User, message: Message, text: wording.Text, now: datetime, reason: str, tab: str = "") -> Message:
    message.subject, message.body, message.template_key = text.subject, text.body, text.template_key
    message.forward = text.forward
    return _store(actor, message, now, reason, tab).message


def _store(
    actor: User, message: Message, now: datetime, reason: str, tab: str = "", revision: int | None = None
) -> Kept:
    """One window after the other; the later one learns what the earlier one wrote that it has not seen."""
    with transaction.atomic():
        row = Message.objects.select_for_update().filter(owner=actor, pk=message.pk, sent_at=None)
        now_there = row.values("revision", "tab", *TEXT).first()
        if now_there is None:
            raise AlreadySent
        was_revision, was_tab = now_there.pop("revision"), now_there.pop("tab")
        is_changed = any(now_there[name] != getattr(message, name) for name in TEXT)
        is_unseen = revision is not None and revision < was_revision and was_tab != tab
        other = message.versions.order_by("-number").first() if is_changed and is_unseen else None
        message.revision = was_revision + is_changed
        message.tab = tab if is_changed else was_tab
        fields = ("address", "set_aside", "revision", "tab", *TEXT)
        row.update(**{name: getattr(message, name) for name in fields}, updated_at=now)
        if is_changed:
            keep_version(actor=actor, message=message, before=now_there, reason=reason, tab=tab, now=now)
    message.updated_at = now
    return Kept(message, other)
