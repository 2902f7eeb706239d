"""Writing a message. One form, and its buttons say what to do with it (`do`); what is typed is kept first, always."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.contrib import messages as levels
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST

from apps.centers.selectors import business_calendar
from apps.contacts.access import editable_contact
from apps.contacts.models import Contact
from apps.core.htmx import redirect_to, render_page, toast, wants_fragment
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.outreach import access, desk, links, selectors, services, wording
from apps.outreach.errors import AlreadySent, DoNotContact
from apps.outreach.forms import DraftForm
from apps.outreach.models import Channel, Message, Outreach

COMPOSE = "outreach/compose.html"
WAITING = "outreach/waiting.html"


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def ask_compose(request: AuthenticatedHttpRequest, contact_id: UUID) -> HttpResponse:
    """Writes to a person: the open approach goes on; a new one begins with the first thing that is kept."""
    contact = editable_contact(request.user, contact_id)
    outreach = selectors.open_outreach_for(contact)
    if request.method != "POST":
        if outreach is not None:
            return redirect_to(request, "outreach:edit", outreach.pk)
        return _new_page(request, contact)
    now = timezone.now()
    if request.POST.get("do") == "coach":
        return _coach(request, _message_of(outreach) or services.first_draft(actor=request.user, contact=contact), now)
    try:
        outreach = services.start_outreach(actor=request.user, contact=contact, now=now)
    except DoNotContact as error:
        return _refused(request, contact, error)
    return _act(request, access.own_outreach(request.user, outreach.pk), now)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def ask_edit(request: AuthenticatedHttpRequest, outreach_id: UUID) -> HttpResponse:
    """The composer while something is to be written; afterwards what was sent, and what came back."""
    outreach = access.own_outreach(request.user, outreach_id)
    now = timezone.now()
    if request.method == "POST":
        return _act(request, outreach, now)
    message = selectors.draft_of(outreach)
    if message is None or not _is_time_to_write(request, outreach, now):
        return render_page(request, WAITING, desk.waiting(request.user, outreach, now))
    if outreach.contact.do_not_contact:
        return _refused_page(request, outreach.contact)
    return render_page(request, COMPOSE, desk.composer(request.user, message, now))


@signed_in
@require_POST
def ask_mark_sent(request: AuthenticatedHttpRequest, outreach_id: UUID) -> HttpResponse:
    """The message went out. Saves the text first if it comes along, so that what is kept is what was sent."""
    outreach = access.own_outreach(request.user, outreach_id)
    now = timezone.now()
    message = selectors.draft_of(outreach)
    if "body" in request.POST:
        return _act(request, outreach, now, do="send")
    if message is None:
        return _too_late(request, outreach)
    return _send(request, message, now)


@signed_in
@require_POST
def ask_undo(request: AuthenticatedHttpRequest, outreach_id: UUID) -> HttpResponse:
    """Takes back the last sending or reply."""
    outreach = access.own_outreach(request.user, outreach_id)
    touch_id = request.POST.get("touch", "")
    if services.undo_last(actor=request.user, outreach=outreach, touch_id=touch_id, now=timezone.now()):
        toast(request, "Taken back. Everything is as it was.")
    else:
        toast(request, "That can’t be taken back any more: something newer has happened.", level=levels.ERROR)
    return redirect_to(request, _page_of(outreach))


@signed_in
@require_POST
def ask_restore_draft(request: AuthenticatedHttpRequest, outreach_id: UUID) -> HttpResponse:
    """Brings back the text that a template replaced."""
    outreach = access.own_outreach(request.user, outreach_id)
    message = selectors.draft_of(outreach)
    if message is not None:
        services.restore_draft(actor=request.user, message=message, now=timezone.now())
    return redirect_to(request, _page_of(outreach, write=True))


def _act(request: AuthenticatedHttpRequest, outreach: Outreach, now: datetime, *, do: str = "") -> HttpResponse:
    """Keeps what is typed, then does what the button says."""
    do, _, argument = (do or request.POST.get("do", "save")).partition(":")
    if do == "cadence" and "body" not in request.POST:
        return _change_cadence(request, outreach, argument, now)
    message = _message_of(outreach)
    if message is None:
        return _too_late(request, outreach)
    if do == "coach":
        return _coach(request, message, now)
    form = DraftForm(request.POST, owner=request.user)
    if not form.is_valid():
        return _unfit(request, message, form, now)
    if form.cleaned_data["step"] != message.step:
        return _too_late(request, outreach)
    try:
        services.save_draft(actor=request.user, message=message, now=now, **form.text())
        return _ACTIONS.get(do, _saved)(request, message, argument, now)
    except AlreadySent:
        return _too_late(request, outreach)
    except DoNotContact as error:
        return _refused(request, outreach.contact, error)


def _saved(request: AuthenticatedHttpRequest, message: Message, argument: str, now: datetime) -> HttpResponse:
    if not wants_fragment(request):
        toast(request, "Saved.")
        return redirect_to(request, _page_of(message.outreach, write=True))
    context = {"now": now, "saved_at": now, "is_oob": True, **desk.send_context(request.user, message)}
    response = render_page(request, COMPOSE, context, partial="saved")
    return _at_home(response, message)


def _switch(request: AuthenticatedHttpRequest, message: Message, argument: str, now: datetime) -> HttpResponse:
    if argument in Channel.values:
        services.switch_channel(actor=request.user, message=message, channel=argument, now=now)
    return _again(request, message, now)


def _use_template(request: AuthenticatedHttpRequest, message: Message, argument: str, now: datetime) -> HttpResponse:
    contact, goal = message.outreach.contact, message.outreach.goal
    values = wording.merge_values(request.user, contact, goal)
    key = request.POST.get("template", "")
    text = selectors.chosen_text(key, owner=request.user, channel=message.channel, values=values)
    if text is not None:
        services.use_template(actor=request.user, message=message, text=text, now=now)
        undo = reverse("outreach:restore_draft", args=[message.outreach_id])
        toast(request, "Began again from the template.", undo)
    return _again(request, message, now)


def _change_plan(request: AuthenticatedHttpRequest, message: Message, argument: str, now: datetime) -> HttpResponse:
    return _change_cadence(request, message.outreach, argument, now)


def _change_cadence(request: AuthenticatedHttpRequest, outreach: Outreach, chosen: str, now: datetime) -> HttpResponse:
    if chosen in Outreach.Cadence.values:
        services.change_cadence(actor=request.user, outreach=outreach, cadence_key=chosen, now=now)
    if not wants_fragment(request):
        return redirect_to(request, _page_of(outreach, write=outreach.state != Outreach.State.SENT))
    context = {
        "now": now,
        "outreach": outreach,
        "person": outreach.contact,
        "plan": desk.plan_panel(request.user, outreach, business_calendar(request.user, now), now),
        "post_url": reverse("outreach:edit", args=[outreach.pk]),
        "form_id": "composer" if "body" in request.POST else "cadence-form",
    }
    return render_page(request, COMPOSE, context, partial="cadence")


def _send(request: AuthenticatedHttpRequest, message: Message, now: datetime) -> HttpResponse:
    outreach, first_name = message.outreach, message.outreach.contact.given_name
    try:
        sent = services.mark_sent(actor=request.user, message=message, now=now)
    except DoNotContact as error:
        return _refused(request, outreach.contact, error)
    if sent is None:
        return _too_late(request, outreach)
    words = desk.sent_words(request.user, sent.next_step.due_at if sent.next_step else None, first_name, now)
    toast(request, words, reverse("outreach:undo", args=[outreach.pk]), {"touch": sent.touch.pk})
    return redirect_to(request, _page_of(outreach))


def _send_action(request: AuthenticatedHttpRequest, message: Message, argument: str, now: datetime) -> HttpResponse:
    return _send(request, message, now)


def _download(request: AuthenticatedHttpRequest, message: Message, argument: str, now: datetime) -> HttpResponse:
    content = links.message_file(
        sender_name=request.user.name,
        sender=request.user.email,
        address=message.address,
        subject=message.subject,
        body=message.body,
    )
    name = slugify(message.outreach.contact.name) or "message"
    response = HttpResponse(content, content_type="message/rfc822")
    response["Content-Disposition"] = f'attachment; filename="{name}.eml"'
    return response


_Action = Callable[[AuthenticatedHttpRequest, Message, str, datetime], HttpResponse]
_ACTIONS: dict[str, _Action] = {
    "save": _saved,
    "channel": _switch,
    "template": _use_template,
    "cadence": _change_plan,
    "send": _send_action,
    "eml": _download,
}


def _coach(request: AuthenticatedHttpRequest, message: Message, now: datetime) -> HttpResponse:
    """What the coach says about the text as it stands in the browser. Nothing is kept."""
    form = DraftForm(request.POST, owner=request.user)
    if form.is_valid():
        message.subject, message.body = form.cleaned_data["subject"], form.cleaned_data["body"]
    context = {"now": now, "is_oob": True, "person": message.outreach.contact}
    return render_page(request, COMPOSE, {**context, **desk.coach_context(request.user, message)}, partial="coach")


def _again(request: AuthenticatedHttpRequest, message: Message, now: datetime) -> HttpResponse:
    """The composer with another text in it."""
    if not wants_fragment(request):
        return redirect_to(request, _page_of(message.outreach, write=True))
    response = render_page(request, COMPOSE, desk.composer(request.user, message, now), partial="work")
    return _at_home(response, message)


def _unfit(request: AuthenticatedHttpRequest, message: Message, form: DraftForm, now: datetime) -> HttpResponse:
    """What cannot be kept stays on the page, with the reason under the field."""
    message.subject = request.POST.get("subject", message.subject)
    message.body = request.POST.get("body", message.body)
    context = {**desk.composer(request.user, message, now), "form": form}
    return render_page(request, COMPOSE, context, partial="work", status=422)


def _too_late(request: AuthenticatedHttpRequest, outreach: Outreach) -> HttpResponse:
    toast(request, str(AlreadySent()))
    return redirect_to(request, _page_of(outreach))


def _refused(request: AuthenticatedHttpRequest, contact: Contact, error: DoNotContact) -> HttpResponse:
    toast(request, str(error), level=levels.ERROR)
    return redirect_to(request, "workspace:person", contact.pk)


def _refused_page(request: AuthenticatedHttpRequest, contact: Contact) -> HttpResponse:
    context = {"person": contact, "refusal": str(DoNotContact(contact.given_name))}
    return render_page(request, "outreach/refused.html", context)


def _new_page(request: AuthenticatedHttpRequest, contact: Contact) -> HttpResponse:
    if contact.do_not_contact:
        return _refused_page(request, contact)
    message = services.first_draft(actor=request.user, contact=contact)
    return render_page(request, COMPOSE, desk.composer(request.user, message, timezone.now(), is_new=True))


def _message_of(outreach: Outreach | None) -> Message | None:
    return selectors.draft_of(outreach) if outreach is not None else None


def _is_time_to_write(request: AuthenticatedHttpRequest, outreach: Outreach, now: datetime) -> bool:
    if outreach.state == Outreach.State.DRAFT or "write" in request.GET:
        return True
    nudge = outreach.nudge
    is_due = nudge is not None and nudge.state == nudge.State.OPEN and nudge.due_at <= now
    return is_due and "reply" not in request.GET


def _page_of(outreach: Outreach, *, write: bool = False) -> str:
    url = reverse("outreach:edit", args=[outreach.pk])
    return f"{url}?write=1" if write and outreach.state != Outreach.State.DRAFT else url


def _at_home(response: HttpResponse, message: Message) -> HttpResponse:
    """The address of the page becomes the approach's own, once there is one."""
    response["HX-Replace-Url"] = _page_of(message.outreach, write=True)
    return response
