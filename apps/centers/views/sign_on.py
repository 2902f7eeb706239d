"""Setting up a center's campus sign-on: read by its directors and admins, changed by its admins (rows 49 and 50)."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from apps.centers.access import Right, managed_domain, may, sign_on_center
from apps.centers.errors import CenterError
from apps.centers.http import has_to_say_who, require_recent_sign_in, staff_only
from apps.centers.models import Center, SignOn
from apps.centers.selectors import sign_on as selectors
from apps.centers.services import sign_on as services
from apps.centers.sign_on.identity import own_address
from apps.centers.sign_on_forms import DomainForm, OidcForm, SamlForm
from apps.centers.views.campus import ask_campus
from apps.centers.views.manage import refuse
from apps.core.htmx import redirect_to, render_page, toast
from apps.core.http import AuthenticatedHttpRequest

ASK_AGAIN = "Say once more who you are, then do it again. What you typed was not kept."


def _page(request: AuthenticatedHttpRequest, center: Center, *, status: int = 200, **forms: object) -> HttpResponse:
    kept = selectors.sign_on_of(center)
    given = forms.get("form")
    asked = SignOn.Kind.SAML if isinstance(given, SamlForm) else SignOn.Kind.OIDC if given else request.GET.get("kind")
    kind = asked if asked in SignOn.Kind.values else kept.kind if kept else SignOn.Kind.OIDC
    context: dict[str, object] = {
        "center": center,
        "kept": kept,
        "kind": kind,
        "form": (SamlForm if kind == SignOn.Kind.SAML else OidcForm)(kept=kept),
        "domain_form": DomainForm(),
        "domains": selectors.domains_of(center),
        "may_change": may(request.user, Right.CHANGE_SIGN_ON, center.pk),
        "callback": own_address("centers:campus_callback", center.pk),
        "acs": own_address("centers:campus_acs", center.pk),
        "metadata": own_address("centers:campus_metadata", center.pk),
        "site": settings.SITE_URL,
    }
    return render_page(request, "centers/sign_on.html", context | forms, status=status)


def _changes(request: AuthenticatedHttpRequest, center: Center) -> HttpResponse | None:
    """The way back for a change whose author has not said who they are of late.

    allauth would keep the whole POST in the session until then, and there is a client secret in this one.
    """
    if not has_to_say_who(request):
        return None
    toast(request, ASK_AGAIN, level=messages.WARNING)
    return redirect_to(request, "centers:sign_on", center.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def sign_on(request: AuthenticatedHttpRequest, center_id: UUID) -> HttpResponse:
    """The provider, the domains, what to tell the campus's IT; saving a provider."""
    center = sign_on_center(request.user, center_id, change=request.method == "POST")
    if request.method != "POST":
        if may(request.user, Right.CHANGE_SIGN_ON, center_id):
            require_recent_sign_in(request)
        return _page(request, center)
    if back := _changes(request, center):
        return back
    kept = selectors.sign_on_of(center)
    form: OidcForm | SamlForm = OidcForm(request.POST, kept=kept)
    if request.POST.get("kind") == SignOn.Kind.SAML:
        form = SamlForm(request.POST, kept=kept)
    if not form.is_valid():
        return _page(request, center, status=422, form=form)
    connection = form.connection()
    if services.connect_provider(actor=request.user, center=center, connection=connection, now=timezone.now()):
        toast(request, "Saved. Try it with your own campus account before you switch it on.")
    else:
        toast(request, "That’s what it was. Nothing changed.")
    return redirect_to(request, "centers:sign_on", center_id)


@require_POST
@staff_only
def sign_on_domain(request: AuthenticatedHttpRequest, center_id: UUID) -> HttpResponse:
    """One more address domain to prove."""
    center = sign_on_center(request.user, center_id, change=True)
    if back := _changes(request, center):
        return back
    form = DomainForm(request.POST)
    if form.is_valid():
        name = form.cleaned_data["name"]
        try:
            services.add_domain(actor=request.user, center=center, name=name, now=timezone.now())
        except CenterError as error:
            form.add_error("name", str(error))
        else:
            toast(request, f"Now show that {name} is yours, with the line below.")
            return redirect_to(request, "centers:sign_on", center_id)
    return _page(request, center, status=422, domain_form=form)


@require_POST
@staff_only
def domain_check(request: AuthenticatedHttpRequest, domain_id: UUID) -> HttpResponse:
    """Looks into DNS for the line."""
    domain = managed_domain(request.user, domain_id)
    if back := _changes(request, domain.center):
        return back
    try:
        proved = services.check_domain(actor=request.user, domain=domain, now=timezone.now())
    except CenterError as error:
        return refuse(request, error, "centers:sign_on", domain.center_id)
    if proved:
        toast(request, f"{domain.name} is yours.")
    else:
        text = f"The line for {domain.name} isn’t there yet. DNS may take an hour to show it."
        toast(request, text, level=messages.WARNING)
    return redirect_to(request, "centers:sign_on", domain.center_id)


@require_POST
@staff_only
def domain_remove(request: AuthenticatedHttpRequest, domain_id: UUID) -> HttpResponse:
    """Gives a domain up: from then on nobody with such an address signs in by this center."""
    domain = managed_domain(request.user, domain_id)
    if back := _changes(request, domain.center):
        return back
    services.remove_domain(actor=request.user, domain=domain)
    toast(request, f"{domain.name} is off the list.")
    return redirect_to(request, "centers:sign_on", domain.center_id)


@require_POST
@staff_only
def sign_on_switch(request: AuthenticatedHttpRequest, center_id: UUID) -> HttpResponse:
    """On or off."""
    center = sign_on_center(request.user, center_id, change=True)
    if back := _changes(request, center):
        return back
    on = request.POST.get("on") == "yes"
    try:
        services.switch(actor=request.user, center=center, on=on, now=timezone.now())
    except CenterError as error:
        return refuse(request, error, "centers:sign_on", center_id)
    toast(request, "People sign in with your campus now." if on else "Off. Whoever was signed in by it is out.")
    return redirect_to(request, "centers:sign_on", center_id)


@require_POST
@staff_only
def sign_on_test(request: AuthenticatedHttpRequest, center_id: UUID) -> HttpResponse:
    """To the campus and back, to see whether it works; signs nobody in."""
    center = sign_on_center(request.user, center_id, change=True)
    if back := _changes(request, center):
        return back
    kept = selectors.sign_on_of(center)
    if kept is None:
        return redirect_to(request, "centers:sign_on", center_id)
    return ask_campus(request, kept, "test", reverse("centers:sign_on", args=[center_id]), tried=kept.updated_at)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def sign_on_remove(request: AuthenticatedHttpRequest, center_id: UUID) -> HttpResponse:
    """Asks once, then forgets the provider and its secret."""
    center = sign_on_center(request.user, center_id, change=True)
    if request.method != "POST":
        context = {
            "title": "Forget this provider?",
            "text": "Whoever is signed in by it is signed out. Accounts stay, and your domains stay proved.",
            "action": request.path,
            "label": "Forget it",
            "danger": True,
            "back_url": reverse("centers:sign_on", args=[center_id]),
        }
        return render_page(request, "components/confirm.html", context)
    if back := _changes(request, center):
        return back
    services.remove_sign_on(actor=request.user, center=center)
    toast(request, "Forgotten.")
    return redirect_to(request, "centers:sign_on", center_id)
