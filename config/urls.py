"""Which app answers where."""

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from apps.followups.urls import operator_patterns
from config.metrics import metrics

# Operators sign in like everybody, second factor included.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

handler400 = "apps.core.errors.bad_request"
handler403 = "apps.core.errors.permission_denied"
handler404 = "apps.core.errors.page_not_found"
handler429 = "apps.core.errors.too_many_requests"
handler500 = "apps.core.errors.server_error"

urlpatterns = [
    # allauth's own pages, one by one: those of accounts elsewhere are ours (apps/centers/views/campus.py).
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/sessions/", include("allauth.usersessions.urls")),
    path("admin/", admin.site.urls),
    path("health/", include("config.health")),
    path("metrics", metrics, name="metrics"),
    path("operations/", include(operator_patterns)),
    path("people/", include("apps.contacts.urls")),
    path("goals/", include("apps.goals.urls")),
    path("asks/", include("apps.outreach.urls")),
    path("talks/", include("apps.interviews.urls")),
    path("network/", include("apps.insights.urls")),
    path("follow-ups/", include("apps.followups.urls")),
    path("settings/", include("apps.accounts.urls")),
    path("centers/", include("apps.centers.urls")),
    path("desk/", include("apps.advising.urls")),
    path("", include("apps.workspace.urls")),
]

if settings.ANYMAIL.get("WEBHOOK_SECRET"):  # what the mail provider reports: bounces and complaints
    urlpatterns.append(path("mail-events/", include("anymail.urls")))
