"""Settings that join the account with what waits in the other apps."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts.forms import TimesForm, clock_words
from apps.accounts.services import send_test_mail
from apps.contacts.selectors import Cursor
from apps.core.clock import MIDNIGHT
from apps.core.dates import Reader
from apps.core.htmx import own_page, redirect_to, render_page, toast, wants_fragment
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.followups.forms import ModesForm
from apps.followups.services import resume_mail
from apps.followups.services.retrying import retry_failed, retry_reminder
from apps.workspace.access import own_reminder
from apps.workspace.kindrows import kind_rows
from apps.workspace.selectors.deliveries import line_of, mail_log
from apps.workspace.selectors.mail_pause import pause_note
from apps.workspace.selectors.settings import day_plot, modes_of
from apps.workspace.services.settings import save_reminder_settings

PAGE = "workspace/settings_reminders.html"


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: AuthenticatedHttpRequest) -> HttpResponse:
    """How and when to be told, and the log of mail. Saved on change, or by the button; `after` gives what is older."""
    user = request.user
    stood = modes_of(user)
    if request.method != "POST":
        part = "older" if "after" in request.GET else "form"
        return _page(request, TimesForm(user=user), ModesForm(modes=stood), part=part)
    times, kinds = TimesForm(request.POST, user=user), ModesForm(request.POST, modes=stood)
    if not (times.is_valid() and kinds.is_valid()):
        return _page(request, times, kinds, status=422)
    modes = kinds.modes()
    save_reminder_settings(actor=user, now=timezone.now(), modes=modes, **times.cleaned_data)
    if not wants_fragment(request):
        toast(request, "Saved.")
        return redirect_to(request, "workspace:reminders")
    fresh = TimesForm(user=user), ModesForm(modes=modes)
    if not request.POST.get("had_errors"):
        return _page(request, *fresh, part="saved")
    response = _page(request, *fresh, part="mended")  # the messages of last time have to go
    response["HX-Reswap"] = "outerHTML"
    return response


def _page(
    request: AuthenticatedHttpRequest, form: TimesForm, modes: ModesForm, *, part: str = "form", status: int = 200
) -> HttpResponse:
    user, now = request.user, timezone.now()
    reader, after = Reader.of(user), _cursor(request.GET.get("after", ""))
    pause = pause_note(user)
    log = mail_log(user, now, after, is_paused=pause is not None and not pause.is_over)
    context = {
        "form": form,
        "kinds": kind_rows(user, modes, now),
        "kinds_have_errors": bool(modes.errors),
        "plot": day_plot(user.quiet_from, user.quiet_until, user.reminder_hour),
        "quiet_words": (clock_words(user.quiet_from, reader), clock_words(user.quiet_until, reader)),
        "is_quiet": user.quiet_from != user.quiet_until,
        "midnight_words": clock_words(MIDNIGHT, reader),
        "hour_words": clock_words(user.reminder_hour, reader),
        "pause": pause,
        "log": log,
        "older_url": f"{reverse('workspace:reminders')}?after={log.older.encode()}" if log.older else "",
        "is_later_page": after is not None,
        "now": now,
    }
    response = render_page(request, PAGE, context, partial=part, status=status)
    if status == 422:
        response["HX-Reswap"] = "outerHTML"
    return response


def _cursor(text: str) -> Cursor | None:
    """A place in the log; None for the newest, and for anything that is no place."""
    try:
        cursor = Cursor.decode(text, "touch", backwards=False) if text else None
    except ValueError:
        return None
    return None if cursor is None or cursor.value is None else cursor


@signed_in
@require_POST
def retry(request: AuthenticatedHttpRequest, reminder_id: UUID) -> HttpResponse:
    """Sends one mail again that could not be delivered."""
    reminder, now = own_reminder(request.user, reminder_id), timezone.now()
    won = retry_reminder(actor=request.user, reminder=reminder, now=now)
    toast(request, "It goes out in a moment." if won else "That one needs no second try.")
    if not wants_fragment(request):
        return redirect_to(request, "workspace:reminders")
    reminder.refresh_from_db()
    return render_page(request, PAGE, {"line": line_of(request.user, reminder, now)}, partial="delivery")


@signed_in
@require_POST
def retry_all(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Sends everything again that could not be delivered and still matters."""
    count = retry_failed(actor=request.user, now=timezone.now())
    toast(request, f"{_reminders(count)} out in a moment." if count else "Nothing is left to send again.")
    return _back(request)


@signed_in
@require_POST
def resume(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Mail may go to the person's address again, with what was held."""
    count = resume_mail(actor=request.user, now=timezone.now())
    held = f" {_reminders(count)} out in one mail." if count else ""
    toast(request, f"Mail goes to {request.user.email} again.{held}")
    return _back(request)


def _reminders(count: int) -> str:
    return "One reminder goes" if count == 1 else f"{count} reminders go"


def _back(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The page that the person came from, if it is ours."""
    return redirect_to(request, own_page(request, request.POST.get("back", ""), reverse("workspace:today")))


@signed_in
@require_POST
def test_mail(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Sends a mail to oneself, at most one a minute."""
    user = request.user
    if not cache.add(f"test-mail:{user.pk}", 1, timeout=60):
        toast(request, "A test mail is on its way already. Give it a minute.")
        return redirect_to(request, "workspace:reminders")
    try:
        send_test_mail(actor=user, now=timezone.now())
    except OSError:
        cache.delete(f"test-mail:{user.pk}")
        toast(request, "The mail server did not take it. Try again in a few minutes.", level=messages.ERROR)
    else:
        toast(request, f"Sent to {user.email}.")
    return redirect_to(request, "workspace:reminders")
