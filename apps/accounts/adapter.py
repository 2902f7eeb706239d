"""What allauth asks us: names at sign-up, and where people land after signing in."""

from __future__ import annotations

from typing import Any, cast
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from apps.accounts.models import User
from apps.core.shell import Shell


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no type information
    """Acquaint's answers to allauth."""

    def save_user(self, request: HttpRequest, user: User, form: Form, commit: bool = True) -> User:  # noqa: FBT001, FBT002 -- allauth's signature
        """A new user with the name and the guessed zone from the sign-up form."""
        user = super().save_user(request, user, form, commit=False)
        data = form.cleaned_data
        user.given_name = data.get("given_name", "")
        user.family_name = data.get("family_name", "")
        user.timezone = data.get("timezone") or user.timezone
        user.country = data.get("country") or user.country
        if commit:
            user.save()
        return user

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """What comes first in their navigation: Today, or the desk of who works at a center."""
        return Shell(request).frame.home

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Nothing changes for an account that was closed since the link was sent (EML-1)."""
        return email_address.user.is_active and bool(super().confirm_email(request, email_address))

    def get_reauthentication_methods(self, user: User) -> list[dict[str, str]]:
        """Password or factor; who has neither came by a campus, and says there once more who they are."""
        methods: list[dict[str, str]] = super().get_reauthentication_methods(user)
        if methods or not user.is_authenticated:
            return methods
        again = {"id": "campus", "description": "Sign in at your campus again", "url": reverse("centers:campus_again")}
        return [again]

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Where allauth would lead, by way of the time zone page for someone who never confirmed theirs."""
        response = cast("HttpResponse", super().post_login(request, user, **kwargs))
        if user.timezone_confirmed_at is None and isinstance(response, HttpResponseRedirect):
            page = reverse("accounts:confirm_timezone")
            return HttpResponseRedirect(f"{page}?{urlencode({'next': response.url})}")
        return response
