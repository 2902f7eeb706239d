"""What the buttons of the composer do, each after what is typed was kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib import messages as levels
from django.http import HttpResponse
from django.urls import reverse
from django.utils.text import slugify

from apps.centers.selectors import business_calendar
from apps.contacts.models import Contact
from apps.core import clock, sendlinks
from apps.core.htmx import redirect_to, render_page, toast, wants_fragment
from apps.core.http import AuthenticatedHttpRequest
from apps.outreach import coaching, composer, desk, selectors, services, wording
from apps.outreach.errors import AlreadySent, DoNotContact
from apps.outreach.forms import DraftForm
from apps.outreach.models import Channel, DraftVersion, Message, Outreach
from apps.outreach.views import beside

COMPOSE = "outreach/compose.html"


@dataclass(frozen=True, slots=True)
class Act:
    """One press of a button: the draft as it was kept, what stood in the form, and what the button says."""

    message: Message
    form: DraftForm
    do: str
    argument: str  # what follows the colon
    now: datetime
    other: DraftVersion | None = None  # what another window had written

    @property
    def tab(self) -> str:
        """The window in which the button was pressed."""
        return str(self.form.cleaned_data["tab"])


def act(request: AuthenticatedHttpRequest, outreach: Outreach, now: datetime, *, do: str = "") -> HttpResponse:
    """Keeps what is typed, then does what the button says."""
    do, _, argument = (do or request.POST.get("do", "save")).partition(":")
    if do == "cadence" and "body" not in request.POST:
        return _change_cadence(request, outreach, argument, now)
    message = selectors.draft_of(outreach)
    if message is None:
        return too_late(request, outreach)
    if do == "coach" and wants_fragment(request):
        return coach(request, message, now)
    form = _form(request, now, is_autosave=do in ("save", "coach") and wants_fragment(request))
    if not form.is_valid():
        return _unfit(request, message, form, now)
    if form.cleaned_data["step"] != message.step:
        return too_late(request, outreach)
    try:
        kept = services.save_draft(actor=request.user, message=message, now=now, **form.text())
        return _ACTIONS.get(do, _saved)(request, Act(message, form, do, argument, now, kept.other))
    except AlreadySent:
        return too_late(request, outreach)
    except DoNotContact as error:
        return refused(request, outreach.contact, error)


def _form(request: AuthenticatedHttpRequest, now: datetime, *, is_autosave: bool = False) -> DraftForm:
    today = clock.local_day(now, request.user.zone)
    return DraftForm(request.POST, owner=request.user, today=today, is_autosave=is_autosave)


def _saved(request: AuthenticatedHttpRequest, act: Act) -> HttpResponse:
    message = act.message
    if not wants_fragment(request):
        _choose_typed_connector(request, act)
        if act.other is not None:
            toast(request, f"Saved. Another window had changed this draft; its text is version {act.other.number}.")
        else:
            toast(request, "Saved.")
        return redirect_to(request, page_of(message.outreach, write=True) + ("#coach" if act.do == "coach" else ""))
    context = {
        "now": act.now,
        "saved_at": act.now,
        "is_oob": True,
        "outreach": message.outreach,
        "other_version": act.other,
        **composer.send_context(request.user, message),
        **(composer.script_context(message) if message.channel == Channel.PHONE else {}),
    }
    return _at_home(render_page(request, COMPOSE, context, partial="saved"), message)


def _switch(request: AuthenticatedHttpRequest, act: Act) -> HttpResponse:
    if act.argument in Channel.values:
        services.switch_channel(actor=request.user, message=act.message, channel=act.argument, now=act.now, tab=act.tab)
    return _again(request, act)


def _use_template(request: AuthenticatedHttpRequest, act: Act) -> HttpResponse:
    message = act.message
    values = wording.merge_values(request.user, message.outreach.contact, message.outreach.goal, message.via)
    key = request.POST.get("template", "")
    text = selectors.chosen_text(key, owner=request.user, channel=message.channel, values=values)
    if text is not None:
        services.use_template(actor=request.user, message=message, text=text, now=act.now, tab=act.tab)
        undo = reverse("outreach:restore_draft", args=[message.outreach_id])
        toast(request, "Began again from the template.", undo)
    return _again(request, act)


def _choose_connector(request: AuthenticatedHttpRequest, act: Act) -> HttpResponse:
    _choose_typed_connector(request, act)
    return _again(request, act)


def _choose_typed_connector(request: AuthenticatedHttpRequest, act: Act) -> None:
    if "who" in request.POST and "who" in act.form.cleaned_data:
        via = act.form.cleaned_data["who"]
        services.choose_connector(actor=request.user, message=act.message, via=via, now=act.now, tab=act.tab)


def _limit(request: AuthenticatedHttpRequest, act: Act) -> HttpResponse:
    if act.argument in {str(limit) for limit in coaching.LIMITS}:
        services.set_limit(actor=request.user, message=act.message, limit=int(act.argument), now=act.now)
    return _again(request, act)


def _change_plan(request: AuthenticatedHttpRequest, act: Act) -> HttpResponse:
    return _change_cadence(request, act.message.outreach, act.argument, act.now, act.message)


def _change_cadence(
    request: AuthenticatedHttpRequest, outreach: Outreach, chosen: str, now: datetime, message: Message | None = None
) -> HttpResponse:
    if chosen in Outreach.Cadence.values:
        services.change_cadence(actor=request.user, outreach=outreach, cadence_key=chosen, now=now)
    if not wants_fragment(request):
        return redirect_to(request, page_of(outreach, write=outreach.state != Outreach.State.SENT))
    context = {
        "now": now,
        "outreach": outreach,
        "message": message,
        "person": outreach.contact,
        "plan": desk.plan_panel(request.user, outreach, business_calendar(request.user, now), now),
        "post_url": reverse("outreach:edit", args=[outreach.pk]),
        "form_id": "composer" if "body" in request.POST else "cadence-form",
    }
    return render_page(request, COMPOSE, context, partial="cadence")


def _send_typed(request: AuthenticatedHttpRequest, act: Act) -> HttpResponse:
    """Sends what was just kept. An introduction goes through somebody, and a call has gone one way or the other."""
    message, form = act.message, act.form
    if message.channel == Channel.INTRODUCTION:
        _choose_typed_connector(request, act)
        if message.via is None:
            form.add_error("who", "Choose who could introduce you.")
            return _unfit(request, message, form, act.now)
    is_call = message.channel == Channel.PHONE
    return send(
        request,
        message,
        act.now,
        call=act.argument if is_call and act.argument in Message.Call.values else "",
        call_note=form.cleaned_data["call_note"] if is_call else "",
        posted_on=form.cleaned_data["posted_on"] if message.channel == Channel.LETTER else None,
    )


def send(
    request: AuthenticatedHttpRequest,
    message: Message,
    now: datetime,
    *,
    call: str = "",
    call_note: str = "",
    posted_on: date | None = None,
) -> HttpResponse:
    """Marks a message as sent, and opens the page on which an answer is noted."""
    outreach, first_name = message.outreach, message.outreach.contact.given_name
    try:
        sent = services.mark_sent(
            actor=request.user, message=message, now=now, call=call, call_note=call_note, posted_on=posted_on
        )
    except DoNotContact as error:
        return refused(request, outreach.contact, error)
    if sent is None:
        return too_late(request, outreach)
    waits_for = message.via.given_name if message.channel == Channel.INTRODUCTION and message.via else first_name
    words = desk.sent_words(request.user, sent.next_step.due_at if sent.next_step else None, waits_for, now)
    if message.call == Message.Call.ANSWERED:
        words = f"Noted. What did {first_name} say?"
    toast(request, words, reverse("outreach:undo", args=[outreach.pk]), {"touch": sent.touch.pk})
    return redirect_to(request, page_of(outreach) + ("?reply=1#reply" if message.call == Message.Call.ANSWERED else ""))


def _download(request: AuthenticatedHttpRequest, act: Act) -> HttpResponse:
    message = act.message
    recipient = wording.recipient(message)
    content = sendlinks.message_file(
        sender_name=request.user.name,
        sender=request.user.email,
        recipient_name=recipient.name if recipient else "",
        address=message.address,
        subject=message.subject,
        body=wording.whole_text(message),
    )
    name = slugify(recipient.name if recipient else "") or "message"
    response = HttpResponse(content, content_type="message/rfc822")
    response["Content-Disposition"] = f'attachment; filename="{name}.eml"'
    return response


def _print(request: AuthenticatedHttpRequest, act: Act) -> HttpResponse:
    return redirect_to(request, "outreach:letter", act.message.outreach_id)


_ACTIONS: dict[str, Callable[[AuthenticatedHttpRequest, Act], HttpResponse]] = {
    "save": _saved,
    "channel": _switch,
    "template": _use_template,
    "via": _choose_connector,
    "limit": _limit,
    "cadence": _change_plan,
    "send": _send_typed,
    "eml": _download,
    "print": _print,
    "times": lambda request, act: beside.to_times(request, act.message.outreach),
    "overrule": lambda request, act: beside.overrule(request, act.message.outreach, act.argument, act.now),
}


def coach(request: AuthenticatedHttpRequest, message: Message, now: datetime) -> HttpResponse:
    """What the coach says about the text as it stands in the browser. Nothing is kept."""
    form = _form(request, now, is_autosave=True)
    if form.is_valid():
        message.subject, message.body = form.cleaned_data["subject"], form.cleaned_data["body"]
        message.forward = form.cleaned_data["forward"]
    context = {"now": now, "is_oob": True, "person": message.outreach.contact}
    return render_page(request, COMPOSE, {**context, **composer.coach_context(request.user, message)}, partial="coach")


def _again(request: AuthenticatedHttpRequest, act: Act) -> HttpResponse:
    """The composer with another text in it."""
    message = act.message
    if not wants_fragment(request):
        return redirect_to(request, page_of(message.outreach, write=True))
    context = composer.composer(request.user, message, act.now, tab=act.tab, other=act.other)
    return _at_home(render_page(request, COMPOSE, context, partial="work"), message)


def _unfit(request: AuthenticatedHttpRequest, message: Message, form: DraftForm, now: datetime) -> HttpResponse:
    """What cannot be kept stays on the page, with the reason under the field."""
    for name in ("subject", "body", "forward"):
        setattr(message, name, request.POST.get(name, getattr(message, name)))
    tab = str(form.cleaned_data.get("tab", ""))
    context = {**composer.composer(request.user, message, now, tab=tab), "form": form}
    return render_page(request, COMPOSE, context, partial="work", status=422)


def too_late(request: AuthenticatedHttpRequest, outreach: Outreach) -> HttpResponse:
    """The message was sent before."""
    toast(request, str(AlreadySent()))
    return redirect_to(request, page_of(outreach))


def refused(request: AuthenticatedHttpRequest, contact: Contact, error: DoNotContact) -> HttpResponse:
    """The owner chose not to write to this person."""
    toast(request, str(error), level=levels.ERROR)
    return redirect_to(request, "workspace:person", contact.pk)


def page_of(outreach: Outreach, *, write: bool = False) -> str:
    """The page of an approach; with `write` the composer, whatever its state."""
    url = reverse("outreach:edit", args=[outreach.pk])
    return f"{url}?write=1" if write and outreach.state != Outreach.State.DRAFT else url


def _at_home(response: HttpResponse, message: Message) -> HttpResponse:
    """The address of the page becomes the approach's own, once there is one."""
    response["HX-Replace-Url"] = page_of(message.outreach, write=True)
    return response
