"""The names of the rules, and the reasons for which staff may raise a flag by hand."""

from __future__ import annotations

from django.db import models


class Rule(models.TextChoices):
    """What can stand out by itself, gravest first: somebody waits, then it goes wrong, then it goes slowly."""

    YES_WAITS = "yes_waits", "Somebody said yes"
    THANKS_LATE = "thanks_late", "Thank-you late"
    NO_REPLY = "no_reply", "No replies"
    NONE_ASKED = "none_asked", "Nobody asked yet"
    NONE_LISTED = "none_listed", "Nobody listed yet"
    REFERRAL_WAITS = "referral_waits", "Introductions wait"
    AIM_MISSED = "aim_missed", "Own aim missed"
    GONE_QUIET = "gone_quiet", "Nothing lately"


class RaisedFor(models.TextChoices):
    """Why staff raise a flag by hand. A fixed list: no words about a person's health or life have a place here."""

    ASKED = "asked", "Asked us for help"
    MEET = "meet", "We should meet"
    READ = "read", "Wants a message read"
    IDEAS = "ideas", "Needs ideas whom to ask"
    PLANS = "plans", "Plans have changed"
