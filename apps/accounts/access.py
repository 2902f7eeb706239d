"""The doorways of an account: an id becomes an object only here."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.http import Http404
from django.shortcuts import get_object_or_404

from apps.accounts.models import User


def own_session(user: User, session_id: str) -> UserSession:
    """A device on which `user` is signed in; 404 for anybody else's, and for what is no id."""
    if not (session_id.isascii() and session_id.isdigit() and len(session_id) < 19):
        raise Http404
    return get_object_or_404(UserSession, pk=int(session_id), user=user)
