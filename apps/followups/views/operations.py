"""The queue of reminders, for whoever runs Acquaint. Shows ids and figures; students' data are none of theirs."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from apps.core import vitals
from apps.core.dates import Reader
from apps.core.htmx import redirect_to, render_page, toast
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.core.mail_probe import mail_ok
from apps.core.vitals import Part
from apps.followups import access, failures, queue_state
from apps.followups.queue_state import QueueState
from apps.followups.services import resending

SIGNS = {
    Part.WORKER: ("Worker", "sent a heartbeat"),
    Part.BEAT: ("Beat", "asked for work"),
}
NOT_FAILED = "Nothing of that kind stands failed any more."


@require_safe
@signed_in
def queue(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The state in figures, what failed and why. Refreshes itself every half minute."""
    access.operators_only(request.user)
    now = datetime.now(UTC)
    state = queue_state.read_queue(now)
    context = {
        "now": now,
        "state": state,
        "verdict": queue_state.judge(state),
        "signs": _signs(state),
        "reasons": failures.reasons(),
        "failures": failures.latest_failures(),
    }
    return render_page(request, "followups/queue.html", context, partial="queue")


def _signs(state: QueueState) -> list[tuple[str, bool, str]]:
    """Each part that sending needs: its name, whether it is well, and why we think so."""
    rows = []
    for part, (label, did) in SIGNS.items():
        sign = vitals.read(part)
        rows.append((label, sign.is_well, _ago(did, sign.age)))
    rows.append(("Sweep", vitals.sign(state.sweep_age).is_well, _ago("ended", state.sweep_age)))
    answers = mail_ok()
    return [*rows, ("Mail server", answers, "answers" if answers else "does not answer")]


def _ago(did: str, age: float | None) -> str:
    return "no sign of it" if age is None else f"{did} {queue_state.age_words(age)} ago"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def resend(request: AuthenticatedHttpRequest, reminder_id: UUID) -> HttpResponse:
    """GET asks, POST puts one failed reminder back into the queue."""
    access.operators_only(request.user)
    reminder = access.any_reminder(reminder_id)
    if request.method == "POST":
        done = resending.resend_one(actor=request.user, reminder=reminder, now=datetime.now(UTC))
        return _back(request, 1 if done else 0)
    if reminder.status != reminder.Status.FAILED:
        return _back(request, 0)
    title, text = "Send this reminder again?", f"{reminder.pk} goes out with the next sweep, if it is still wanted."
    return _confirm(request, title, text, {})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def resend_all(request: AuthenticatedHttpRequest) -> HttpResponse:
    """GET asks, POST puts everything that failed for one reason back into the queue."""
    access.operators_only(request.user)
    words = (request.POST if request.method == "POST" else request.GET).get("reason", "")
    if request.method == "POST":
        return _back(request, resending.resend_failed(actor=request.user, reason=words, now=datetime.now(UTC)))
    reason = failures.find_reason(words)
    if reason is None:
        return _back(request, 0)
    date = Reader.of(request.user).date
    first, last = date(reason.oldest), date(reason.newest)
    promised = f"Promised on {first}" if first == last else f"Promised from {first} to {last}"
    text = f"{promised}. What is still wanted goes out with the next sweep. They failed for this: {reason.words}"
    return _confirm(request, f"Send {reason.count:,} again?", text, {"reason": reason.words})


def _confirm(request: AuthenticatedHttpRequest, title: str, text: str, fields: dict[str, str]) -> HttpResponse:
    context = {
        "title": title,
        "text": text,
        "fields": fields,
        "action": request.path,
        "label": "Send again",
        "back_url": reverse("operations:reminders"),
    }
    return render(request, "components/confirm.html", context)


def _back(request: AuthenticatedHttpRequest, count: int) -> HttpResponse:
    if count:
        toast(request, f"{count:,} {'goes' if count == 1 else 'go'} out with the next sweep.")
    else:
        toast(request, NOT_FAILED, level=messages.WARNING)
    return redirect_to(request, "operations:reminders")
