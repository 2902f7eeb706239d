"""Settings that join the account with what waits in the other apps."""

from __future__ import annotations

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts.forms import TimesForm, clock_words
from apps.accounts.services import send_test_mail
from apps.core.clock import MIDNIGHT
from apps.core.dates import Reader
from apps.core.htmx import redirect_to, render_page, toast, wants_fragment
from apps.core.http import AuthenticatedHttpRequest, signed_in
from apps.followups.models import FollowUp, Mode
from apps.followups.selectors import delivery_log
from apps.workspace.selectors.settings import day_plot, kind_switches
from apps.workspace.services.settings import save_reminder_settings

PAGE = "workspace/settings_reminders.html"
LOG_LENGTH = 50


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Hours, quiet hours, switches by kind, and the log of what was sent. Saved on change, or by the button."""
    if request.method != "POST":
        return _page(request, TimesForm(user=request.user))
    form = TimesForm(request.POST, user=request.user)
    if not form.is_valid():
        return _page(request, form, status=422)
    on = set(request.POST.getlist("kinds"))
    modes = {kind: Mode.EACH if kind in on else Mode.OFF for kind in FollowUp.Kind.values}
    save_reminder_settings(actor=request.user, now=timezone.now(), modes=modes, **form.cleaned_data)
    if not wants_fragment(request):
        toast(request, "Saved.")
        return redirect_to(request, "workspace:reminders")
    return _page(request, TimesForm(user=request.user), part="saved")


def _page(request: AuthenticatedHttpRequest, form: TimesForm, *, part: str = "form", status: int = 200) -> HttpResponse:
    user = request.user
    reader = Reader.of(user)
    context = {
        "form": form,
        "kinds": kind_switches(user),
        "plot": day_plot(user.quiet_from, user.quiet_until, user.reminder_hour),
        "quiet_words": (clock_words(user.quiet_from, reader), clock_words(user.quiet_until, reader)),
        "is_quiet": user.quiet_from != user.quiet_until,
        "midnight_words": clock_words(MIDNIGHT, reader),
        "hour_words": clock_words(user.reminder_hour, reader),
        "log": [] if wants_fragment(request) else delivery_log(user, timezone.now(), LOG_LENGTH),
    }
    response = render_page(request, PAGE, context, partial=part, status=status)
    if status == 422:
        response["HX-Reswap"] = "outerHTML"
    return response


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
