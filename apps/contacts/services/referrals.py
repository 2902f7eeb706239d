"""Names given by people, followed until met or dropped."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Case, F, Value, When

from apps.accounts.models import User
from apps.contacts import names
from apps.contacts.models import Circle, Contact, Referral, Touch
from apps.contacts.selectors.employernames import employer_called
from apps.contacts.services.people import create_contact
from apps.contacts.services.touches import record_touch

_ORDER = [Referral.State.OFFERED, Referral.State.INTRODUCED, Referral.State.CONTACTED]


def offer_referral(
    *,
    actor: User,
    introducer: Contact,
    now: datetime,
    given_name: str,
    family_name: str = "",
    title: str = "",
    employer: str = "",
    words: str = "",
    email: str = "",
    person: Contact | None = None,
    is_new_person: bool = False,
) -> Referral:
    """`introducer` named someone: the person joins the list, and the referral is open.

    `person` says who of the list is meant, `is_new_person` that nobody is. Without either, whoever has this address,
    or this name at this employer, is taken to be known already. Somebody known keeps the introducer they have. Naming
    the same person again gives the same referral.
    """
    with transaction.atomic():
        contact = person
        if contact is None and not is_new_person:
            contact = _known_person(actor, given_name, family_name, employer, not_this=introducer)
        if contact is None:
            contact = create_contact(
                actor=actor,
                now=now,
                given_name=given_name,
                family_name=family_name,
                title=title,
                employer=employer,
                email=email,
                circle=Circle.COLD,
                introducer=introducer,
                relation="suggested",
                source=f"Named by {introducer.name}"[:100],
            )
        referral, is_new = Referral.objects.get_or_create(
            introducer=introducer,
            contact=contact,
            defaults={"owner": actor, "words": names.clean(words)[:300], "offered_at": now},
        )
        if is_new:
            record_touch(
                actor=actor,
                contact=introducer,
                kind=Touch.Kind.NAMED,
                summary=f"Named {contact.name}",
                body=words,
                occurred_at=now,
                now=now,
            )
    return referral


def advance_referrals(*, actor: User, contact: Contact, state: str, now: datetime) -> int:
    """Moves every open referral to this person forward to `state`; how many moved. `now` marks them for an undo."""
    before = _ORDER if state == Referral.State.MET else _ORDER[: _ORDER.index(Referral.State(state))]
    return Referral.objects.filter(owner=actor, contact=contact, state__in=before).update(state=state, updated_at=now)


def drop_referral(*, actor: User, referral: Referral, reason: str, now: datetime) -> bool:
    """Lets an open referral go, with a reason; True if it was open. It keeps where it stood, and when this was."""
    return bool(
        Referral.objects.filter(owner=actor, pk=referral.pk, state__in=_ORDER).update(
            state=Referral.State.DROPPED,
            state_before=F("state"),
            dropped_reason=names.clean(reason)[:200],
            updated_at=now,
        )
    )


def pick_up_referral(*, actor: User, referral: Referral, now: datetime) -> bool:
    """Takes `drop_referral` back; True if it was let go."""
    return bool(
        Referral.objects.filter(owner=actor, pk=referral.pk, state=Referral.State.DROPPED).update(
            state=Case(When(state_before="", then=Value(Referral.State.OFFERED)), default=F("state_before")),
            state_before="",
            dropped_reason="",
            updated_at=now,
        )
    )


def restore_referral(
    *, actor: User, referral: Referral, state: str, reason: str = "", even_if_met: bool = False
) -> bool:
    """Puts a referral back to an earlier state (undo, a bounced address); False once the two have met."""
    rows = Referral.objects.filter(owner=actor, pk=referral.pk)
    rows = rows if even_if_met else rows.exclude(state=Referral.State.MET)
    return bool(rows.update(state=state, dropped_reason=reason))


def _known_person(
    actor: User, given_name: str, family_name: str, employer: str, *, not_this: Contact
) -> Contact | None:
    key = names.fold(f"{names.clean(family_name)} {names.clean(given_name)}")[:400]
    known = Contact.objects.visible_to(actor).filter(sort_key=key).exclude(pk=not_this.pk)
    if employer.strip():
        known = known.filter(employer=employer_called(actor, names.clean(employer)), employer__isnull=False)
    elif not family_name.strip():  # a bare first name identifies nobody
        return None
    return known.first()
