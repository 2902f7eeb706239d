"""Settings of one's own, and the time zone page after the first sign-in."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.accounts import places, services, sessions
from apps.accounts.access import own_session
from apps.accounts.forms import ProfileForm, TimezoneForm
from apps.accounts.models import User
from apps.core.dates import Reader
from apps.core.htmx import own_page, redirect_to, render_page, toast, wants_fragment
from apps.core.http import AuthenticatedHttpRequest, signed_in

SETTINGS = "accounts/settings.html"


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Tab "You". Every change is saved at once by htmx, or all of them by the button."""
    user, now = request.user, timezone.now()
    if request.method != "POST":
        return _settings_page(request, ProfileForm(user=user))
    form = ProfileForm(request.POST, user=user)
    if not form.is_valid():
        response = _settings_page(request, form, had_errors=True, status=422)
        response["HX-Reswap"] = "outerHTML"
        return response
    before = (user.theme, user.country, user.time_format, user.date_format)
    services.update_preferences(actor=user, now=now, **form.cleaned_data)
    if not wants_fragment(request):
        toast(request, "Saved.")
        return redirect_to(request, "accounts:settings")
    if user.theme != before[0]:  # it concerns the whole page
        return redirect_to(request, "accounts:settings")
    fresh = ProfileForm(user=user)
    response = _settings_page(request, fresh, part="saved", country_changed=user.country != before[1])
    if request.POST.get("had_errors"):  # the messages of last time have to go
        response = _settings_page(request, fresh, said="Saved")
        response["HX-Reswap"] = "outerHTML"
    return response


def _settings_page(
    request: AuthenticatedHttpRequest, form: ProfileForm, *, part: str = "form", status: int = 200, **extra: object
) -> HttpResponse:
    context = {
        "form": form,
        "there": _clock_in(request.user, request.user.timezone),
        "city": places.city_of(request.user.timezone),
        **extra,
    }
    return render_page(request, SETTINGS, context, partial=part, status=status)


def _clock_in(user: User, zone: str) -> str:
    reader = Reader.of(user)
    return Reader(user.zone if not zone else places.zone_of(zone), reader.time_format).time(timezone.now())


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_timezone(request: AuthenticatedHttpRequest) -> HttpResponse:
    """ "It's 11:28 AM in Chicago, right?" Then on to where the person wanted to go."""
    user = request.user
    target = own_page(request, request.POST.get("next") or request.GET.get("next") or "")
    form = TimezoneForm(request.POST if request.method == "POST" else None, user=user)
    if request.method == "POST" and form.is_valid():
        services.confirm_timezone(actor=user, now=timezone.now(), **form.cleaned_data)
        return redirect_to(request, target)
    context = {
        "form": form,
        "next": target,
        "there": _clock_in(user, user.timezone),
        "city": places.city_of(user.timezone),
        "is_known": user.timezone != "UTC",
    }
    return render_page(request, "accounts/timezone.html", context, status=422 if form.is_bound else 200)


@signed_in
@require_safe
def regions(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The field of regions for the country just chosen; without scripts the form itself asks again."""
    form = TimezoneForm(user=request.user)
    form.initial["country"] = request.GET.get("country", "")[:2]
    form.offer_places()
    return render_page(request, "accounts/timezone.html", {"form": form}, partial="region")


@signed_in
@require_safe
def reminders(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The page about reminders joins apps above this one, so it stands in the workspace."""
    return redirect_to(request, "workspace:reminders")


@signed_in
@require_POST
def theme(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Light or dark, and back to the page where the switch was pressed."""
    choice = request.POST.get("theme", "")
    if choice in User.Theme.values:
        services.update_preferences(actor=request.user, now=timezone.now(), theme=choice)
    return redirect_to(request, own_page(request, request.POST.get("next", "")))


@signed_in
@require_POST
def end_session(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Signs out on one device; the one in use has the ordinary button."""
    session = own_session(request.user, request.POST.get("session", ""))
    if session.is_current():
        return redirect_to(request, "account_logout")
    services.end_session(actor=request.user, session=session)
    toast(request, "Signed out there.")
    return redirect_to(request, "usersessions_list")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def session(request: AuthenticatedHttpRequest) -> JsonResponse:
    """For the warning before a sign-out: a POST stays signed in, a GET asks who is signed in again.

    The token is a new one after signing in, and the forms of a page that stood meanwhile need it.
    """
    if request.method == "POST":
        sessions.stay(request)
    left = sessions.time_left(request)
    known = {"idle": left.idle, "whole": left.whole} if left else {}
    return JsonResponse({"reader": str(request.user.pk), "token": get_token(request), **known})
