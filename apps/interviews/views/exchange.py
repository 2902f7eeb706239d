"""An exchange by e-mail: choosing questions, the letter, the wait, the answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST

from apps.contacts.access import editable_contact
from apps.core.htmx import redirect_to, render_page, toast, wants_fragment
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.core.sendlinks import message_file
from apps.interviews import selectors, services
from apps.interviews.access import editable_interview
from apps.interviews.errors import EndNotPossible, ExchangeNotOpen
from apps.interviews.exchange_page import exchange_context
from apps.interviews.forms import AnswersForm, ChosenForm, ExchangeLetterForm, QuestionForm
from apps.interviews.models import Interview

PAGE = "interviews/exchange.html"
ANSWERS = "interviews/exchange_answers.html"


@signed_in
@require_POST
def exchange_begin(request: AuthenticatedHttpRequest, contact_id: UUID) -> HttpResponse:
    """They'd rather answer by e-mail. One that is open with this person already is gone on with."""
    contact = editable_contact(request.user, contact_id)
    interview = selectors.open_exchange_with(contact)
    if interview is None:
        interview = services.begin_exchange(actor=request.user, contact=contact, now=timezone.now())
    return redirect_to(request, "interviews:exchange", interview.pk)


@signed_in
@require_POST
def exchange_turn(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """A planned talk becomes an exchange by e-mail."""
    interview = editable_interview(request.user, interview_id)
    if not services.turn_into_exchange(actor=request.user, interview=interview, now=timezone.now()):
        toast(request, "Nothing changed: this talk has begun, or isn’t open any more.")
        return redirect_to(request, "interviews:prepare", interview.pk)
    toast(request, "It’s by e-mail now. Your questions came along.")
    return redirect_to(request, "interviews:exchange", interview.pk)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def exchange(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """Everything of one exchange on a page; POST keeps the letter and does what the button says."""
    interview = editable_interview(request.user, interview_id)
    if not interview.is_exchange:
        return redirect_to(request, "interviews:prepare", interview.pk)
    if request.method != "POST":
        return _page(request, interview)
    act = _ACTS.get(request.POST.get("do", "save"), _save)
    try:
        return act(request, interview, timezone.now())
    except ExchangeNotOpen as error:
        toast(request, str(error))
        return redirect_to(request, "interviews:exchange", interview.pk)


def _page(request: AuthenticatedHttpRequest, interview: Interview, status: int = 200, **forms: Any) -> HttpResponse:
    context = exchange_context(interview, timezone.now(), **forms)
    return render_page(request, PAGE, context, partial="links", status=status)  # only the letter is kept by a script


def _keep(request: AuthenticatedHttpRequest, interview: Interview, now: datetime) -> HttpResponse | None:
    """A button beside the letter brings the letter along; the page with what is wrong if it cannot be kept."""
    if "body" not in request.POST:
        return None
    form = ExchangeLetterForm(request.POST)
    if not form.is_valid():
        return _page(request, interview, status=422, letter_form=form)
    services.save_exchange_letter(actor=request.user, interview=interview, now=now, **form.cleaned_data)
    return None


def _save(request: AuthenticatedHttpRequest, interview: Interview, now: datetime) -> HttpResponse:
    if (wrong := _keep(request, interview, now)) is not None:
        return wrong
    if wants_fragment(request):
        return render_page(request, PAGE, exchange_context(interview, now), partial="links")
    toast(request, "Your letter is kept.")
    return redirect_to(request, "interviews:exchange", interview.pk)


def _choose(request: AuthenticatedHttpRequest, interview: Interview, now: datetime) -> HttpResponse:
    if (wrong := _keep(request, interview, now)) is not None:
        return wrong
    form = ChosenForm(request.POST, plan=selectors.questions_of(interview))
    if not form.is_valid():
        return _page(request, interview, status=422, chosen_form=form)
    chosen = form.cleaned_data["question"]
    if services.choose_questions(actor=request.user, interview=interview, chosen=chosen, now=now):
        toast(request, f"{len(chosen)} questions stand in the letter.")
    else:
        toast(request, "Your letter words its questions itself, so it was left alone. “Begin again” writes it anew.")
    return redirect_to(request, f"{reverse('interviews:exchange', args=[interview.pk])}#letter")


def _add(request: AuthenticatedHttpRequest, interview: Interview, now: datetime) -> HttpResponse:
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return _page(request, interview, status=422, question_form=form)
    services.add_question(actor=request.user, interview=interview, text=form.cleaned_data["text"], now=now)
    toast(request, "Added. Tick it to ask it.")
    return redirect_to(request, f"{reverse('interviews:exchange', args=[interview.pk])}#questions")


def _again(request: AuthenticatedHttpRequest, interview: Interview, now: datetime) -> HttpResponse:
    services.begin_letter_again(actor=request.user, interview=interview, now=now)
    return redirect_to(request, f"{reverse('interviews:exchange', args=[interview.pk])}#letter")


def _download(request: AuthenticatedHttpRequest, interview: Interview, now: datetime) -> HttpResponse:
    if (wrong := _keep(request, interview, now)) is not None:
        return wrong
    letter, contact = selectors.letter_of(interview, selectors.exchange_of(interview)), interview.contact
    content = message_file(
        sender_name=request.user.name,
        sender=request.user.email,
        recipient_name=contact.name,
        address=contact.email,
        subject=letter.subject,
        body=letter.body,
    )
    response = HttpResponse(content, content_type="message/rfc822")
    name = slugify(f"questions for {contact.name}") or "questions"
    response["Content-Disposition"] = f'attachment; filename="{name}.eml"'
    return response


def _sent(request: AuthenticatedHttpRequest, interview: Interview, now: datetime) -> HttpResponse:
    if (wrong := _keep(request, interview, now)) is not None:
        return wrong
    touch = services.send_exchange(actor=request.user, interview=interview, now=now)
    if touch is None:
        raise ExchangeNotOpen
    undo = reverse("interviews:exchange_undo", args=[interview.pk])
    toast(request, "Marked as sent. In a week you’re asked how it stands.", undo, {"touch": touch.pk})
    return redirect_to(request, "interviews:exchange", interview.pk)


def _wrote(request: AuthenticatedHttpRequest, interview: Interview, now: datetime) -> HttpResponse:
    if services.ask_again(actor=request.user, interview=interview, now=now) is None:
        raise ExchangeNotOpen
    toast(request, "Noted. You’re reminded in a week.")
    return redirect_to(request, "interviews:exchange", interview.pk)


_ACTS: dict[str, Callable[[AuthenticatedHttpRequest, Interview, datetime], HttpResponse]] = {
    "save": _save,
    "choose": _choose,
    "add": _add,
    "again": _again,
    "eml": _download,
    "sent": _sent,
    "wrote": _wrote,
}


@signed_in
@require_POST
def exchange_undo(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """It was not sent after all."""
    interview = editable_interview(request.user, interview_id)
    try:
        touch_id = UUID(request.POST.get("touch", ""))
    except ValueError:
        touch_id = None
    if services.unsend_exchange(actor=request.user, interview=interview, touch_id=touch_id, now=timezone.now()):
        toast(request, "Not sent yet. The letter is as it was.")
    return redirect_to(request, "interviews:exchange", interview.pk)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def exchange_answers(request: AuthenticatedHttpRequest, interview_id: UUID) -> HttpResponse:
    """Their answer came: written down per question; then the debrief and the thank-you follow."""
    interview = editable_interview(request.user, interview_id)
    row, now = selectors.exchange_of(interview), timezone.now()
    if row is None or row.sent_at is None or interview.state == Interview.State.CANCELLED:
        return redirect_to(request, "interviews:exchange", interview.pk)
    form_of = partial(
        AnswersForm,
        owner=request.user,
        questions=list(interview.exchange_questions.all()),
        sent_at=row.sent_at,
        arrived_at=interview.ended_at or now,
        now=now,
    )
    form = form_of(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if request.POST.get("do") == "sort":
            return _answers_page(request, interview, form_of(initial=form.sorted_by_question()), is_sorted=True)
        if form.is_valid() and (done := _record(request, interview, form, now)) is not None:
            return done
    return _answers_page(request, interview, form, status=422 if form.errors else 200)


def _record(
    request: AuthenticatedHttpRequest, interview: Interview, form: AnswersForm, now: datetime
) -> HttpResponse | None:
    arrived_at = form.arrived_at or now
    was_held = interview.state == Interview.State.HELD
    try:
        services.record_answers(
            actor=request.user, interview=interview, answers=form.answers(), arrived_at=arrived_at, now=now
        )
        if was_held and arrived_at != interview.ended_at:
            services.correct_end(actor=request.user, interview=interview, ended_at=arrived_at, now=now)
    except (EndNotPossible, ExchangeNotOpen) as error:
        form.add_error("date", str(error))
        return None
    toast(request, "Kept. What stays with you goes below; the thank-you is due within 24 hours of the answer.")
    return redirect_to(request, "interviews:debrief", interview.pk)


def _answers_page(
    request: AuthenticatedHttpRequest,
    interview: Interview,
    form: AnswersForm,
    *,
    is_sorted: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {"interview": interview, "contact": interview.contact, "form": form, "is_sorted": is_sorted}
    return render_page(request, ANSWERS, context, status=status)
