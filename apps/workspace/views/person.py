"""One person: who they are, what comes next, and everything that passed between you."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.accounts.models import User
from apps.contacts.access import editable_touch, loggable_contact, shown_contact
from apps.contacts.forms import NOTE_LENGTH, PartForm
from apps.contacts.forms.parts import Part
from apps.contacts.models import Contact, Touch
from apps.contacts.selectors import Cursor, introducer_chain, picker_options
from apps.contacts.selectors.chain import MAX_INTRODUCED
from apps.contacts.services import save_private_note
from apps.core import clock
from apps.core.addresses import address_of, addresses_of
from apps.core.dates import Reader
from apps.core.htmx import redirect_to, render_page, toast, wants_fragment
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.followups.models import FollowUp
from apps.followups.rules import Rule
from apps.followups.services import is_cooling
from apps.workspace import services
from apps.workspace.facts import Linked, facts_of
from apps.workspace.forms import RHYTHMS, LogForm, LogWithForm, NoteForm, UndoLogForm
from apps.workspace.nextstep import step_cards
from apps.workspace.selectors.person import (
    MORE,
    SHOWS,
    STEPS_SHOWN,
    Facts,
    Planned,
    open_steps,
    person_facts,
    side_lists,
    timeline,
)
from apps.workspace.timeline import timeline_item

PAGE = "workspace/person.html"
WORK = ("work", "log", "note")  # partials that show nothing of what stands beside them


@signed_in
@require_safe
def person(request: AuthenticatedHttpRequest, contact_id: UUID) -> HttpResponse:
    """The page; for htmx a page of the history, whole or what is older."""
    contact = shown_contact(request.user, contact_id)
    if wants_fragment(request):
        context = _history(request, contact, timezone.now())
        return render_page(request, PAGE, context, partial="older" if context["after"] else "history")
    return person_page(request, contact)


@signed_in
@require_POST
def log_touch(request: AuthenticatedHttpRequest, contact_id: UUID) -> HttpResponse:
    """Writes one line into the history; stage, rhythm and next step follow."""
    contact = loggable_contact(request.user, contact_id)
    now = timezone.now()
    form = LogForm(request.POST, zone=request.user.zone, now=now)
    if not form.is_valid():
        return person_page(request, contact, log=form, partial="log", status=422)
    _log(request, contact, form, now)
    if not wants_fragment(request):
        return redirect_to(request, "workspace:person", contact.pk)
    return person_page(request, contact, was_logged=True, partial="work")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def log(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Logs a touch from anywhere: who, what and when; leads to the person."""
    user, now = request.user, timezone.now()
    form = LogWithForm(request.POST or None, owner=user, zone=user.zone, now=now, initial={"kind": Touch.Kind.CALL})
    if request.method != "POST" or not form.is_valid():
        context = {
            "log": form,
            "kinds": form.kinds,
            "options": picker_options(user),
            "today": clock.local_day(now, user.zone),
        }
        return render_page(request, "workspace/log.html", context, status=422 if form.errors else 200)
    contact: Contact = form.cleaned_data["who"]
    _log(request, contact, form, now)
    return redirect_to(request, "workspace:person", contact.pk)


def _log(request: AuthenticatedHttpRequest, contact: Contact, form: LogForm, now: datetime) -> None:
    before, kind = contact.stage, form.cleaned_data["kind"]
    logged = services.log_touch(
        actor=request.user,
        contact=contact,
        kind=kind,
        summary=form.cleaned_data["summary"],
        occurred_at=form.occurred_at(),
        now=now,
    )
    said = "Noted." if kind == Touch.Kind.NOTE else f"Logged. You were in touch with {contact.given_name}."
    if logged.can_undo:
        undo = addresses_of("workspace:undo_log")(logged.touch.pk)
        toast(request, said, undo, {"stage": before}, undo_target="#person-work")
    else:
        toast(request, said)


@signed_in
@require_POST
def undo_log(request: AuthenticatedHttpRequest, touch_id: UUID) -> HttpResponse:
    """Takes back what was just logged, with all that followed from it."""
    touch = editable_touch(request.user, touch_id)
    form = UndoLogForm(request.POST)
    stage = form.cleaned_data["stage"] if form.is_valid() else touch.contact.stage
    services.undo_log(actor=request.user, touch=touch, stage=stage, now=timezone.now())
    if not wants_fragment(request):
        return redirect_to(request, "workspace:person", touch.contact_id)
    return person_page(request, shown_contact(request.user, touch.contact_id), was_logged=True, partial="work")


@signed_in
@require_POST
def note(request: AuthenticatedHttpRequest, contact_id: UUID) -> HttpResponse:
    """Keeps the private note; nobody but the owner has a path to it."""
    contact = loggable_contact(request.user, contact_id)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return person_page(request, contact, note_form=form, partial="note", status=422)
    save_private_note(actor=request.user, contact=contact, body=form.cleaned_data["body"])
    if not wants_fragment(request):
        return redirect_to(request, "workspace:person", contact.pk)
    toast(request, "Saved. Only you see this.")
    return person_page(request, contact, partial="note")


def person_page(
    request: AuthenticatedHttpRequest,
    contact: Contact,
    *,
    log: LogForm | None = None,
    note_form: NoteForm | None = None,
    part_form: PartForm | None = None,
    changed: Part | None = None,
    was_logged: bool = False,
    partial: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page as it stands, with the forms as they were typed."""
    user, now = request.user, timezone.now()
    facts = person_facts(user, contact)
    steps = open_steps(user, contact)
    context = {
        **_history(request, contact, now, facts.counts),
        "facts": facts,
        "steps": step_cards(steps[:STEPS_SHOWN], contact),
        "log": log,
        "kinds": LogForm.kinds,
        "note_form": note_form,
        "note_length": NOTE_LENGTH,
        "rhythms": tuple((days, label, str(contact.rhythm_days or "") == days) for days, label in _rhythms(contact)),
        "today": clock.local_day(now, user.zone),
        "was_logged": was_logged,
        "changed": changed,
        "form_id": uuid4(),
        "is_fragment": wants_fragment(request),
    }
    if partial not in WORK or not wants_fragment(request):
        context |= _beside(user, contact, facts, now, part_form=part_form, changed=changed)
        context |= _check_in(steps)
    return render_page(request, PAGE, context, partial=partial or None, status=status)


def _beside(
    user: User, contact: Contact, facts: Facts, now: datetime, *, part_form: PartForm | None, changed: Part | None
) -> dict[str, Any]:
    """What stands above and beside the work: how you know them, what you know, what passed in short."""
    reader, chain = Reader.of(user), introducer_chain(user, contact.pk)
    introduced = [link for link in chain if link.depth < 0]
    introducer = next((link for link in chain if link.depth == 1), None)
    linked = Linked(facts.employer, introducer.name if introducer else "", facts.tags)
    details = facts_of(contact, linked, facts.own, reader, part_form)
    return {
        "details": [fact for fact in details if fact.is_known],
        "unknown": [fact for fact in details if not fact.is_known],
        "fact": next((fact for fact in details if changed and fact.part.key == changed.key), None),
        "is_focused": changed is not None,
        "side": side_lists(user, contact),
        "chain": [link for link in chain if link.depth >= 0],
        "introduced": introduced[:MAX_INTRODUCED],
        "introduced_url": _list_url(via=contact.pk) if len(introduced) > MAX_INTRODUCED else "",
        "employer_url": addresses_of("workspace:employer")(contact.employer_id) if contact.employer_id else "",
        "there": _clock_there(contact, user.zone.key, reader, now),
        "was_edited": reader.day_of(contact.updated_at) != reader.day_of(contact.created_at),
        "off_months": tuple(str(month) for month in contact.rhythm_off_months),
    }


def _check_in(steps: list[Planned]) -> dict[str, Any]:
    """The step that the rhythm planned, and whether it rests after two unanswered."""
    planned = next((step for step in steps if step.kind == FollowUp.Kind.CHECK_IN and step.rule == Rule.RHYTHM), None)
    return {"check_in": planned, "is_cooling": planned is not None and is_cooling(planned.rule, planned.reason)}


def _history(
    request: AuthenticatedHttpRequest, contact: Contact, now: datetime, counts: dict[str, int] | None = None
) -> dict[str, Any]:
    show = request.GET.get("show", "all")
    show = show if show in SHOWS else "all"
    after, is_odd = None, False
    if text := request.GET.get("after"):
        try:
            after = Cursor.decode(text, "touch", backwards=False)
            is_odd = after.value is None
        except ValueError:
            is_odd = True
    after = None if is_odd else after
    found = timeline(request.user, contact, show, after)
    counts = counts if counts is not None else (person_facts(request.user, contact).counts if not after else {})
    reader, here = Reader.of(request.user), addresses_of("workspace:person")(contact.pk)
    older = found.older.encode() if found.older else ""
    left = counts.get(show, 0) - len(found.touches) if not after else _number(request.GET.get("left")) - MORE
    return {
        "person": contact,
        "now": now,
        "items": [timeline_item(touch, contact, reader, now) for touch in found.touches],
        "after": after,
        "history_note": "That page of the history isn’t known here; this is the newest." if is_odd else "",
        "older_url": f"{here}?{urlencode({'show': show, 'after': older, 'left': max(0, left)})}" if older else "",
        "older_label": f"{min(left, MORE) if left > 0 else MORE} more",
        "shows": [
            {"key": k, "label": label, "count": counts.get(k, 0), "url": f"{here}?show={k}", "is_current": k == show}
            for k, (label, _) in SHOWS.items()
        ],
    }  # fmt: skip


def _number(text: str | None) -> int:
    return int(text) if text and len(text) < 10 and text.isascii() and text.isdecimal() else 0


def _rhythms(contact: Contact) -> list[tuple[str, str]]:
    """The choices, and the person's own rhythm if it came from elsewhere."""
    days = str(contact.rhythm_days or "")
    own = [] if days in dict(RHYTHMS) else [(days, f"Every {days} days")]
    return [*RHYTHMS, *own]


def _list_url(**params: object) -> str:
    return f"{address_of('contacts:list')}?{urlencode(params)}"


def _clock_there(contact: Contact, here: str, reader: Reader, now: datetime) -> str:
    """ "11:28 AM for them too", or the time on their wall; empty while their zone is not known."""
    if not contact.timezone:
        return ""
    there = clock.zone_or_utc(contact.timezone)
    if there.key == here or now.astimezone(there).utcoffset() == now.astimezone(reader.zone).utcoffset():
        return f"{reader.time(now)} for them too"
    other = Reader(there, reader.time_format, reader.date_format)
    day = "" if other.day_of(now) == reader.day_of(now) else f" {other.day_of(now):%A}"
    return f"{other.time(now)}{day} for them"
