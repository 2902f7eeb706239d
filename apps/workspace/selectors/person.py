"""The person page: everything about one person in six queries, however long the history is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Concat, JSONObject, Trim

from apps.accounts.models import User
from apps.contacts.models import Contact, PrivateNote, Referral, Tag, Touch
from apps.contacts.ownvalues import Field
from apps.contacts.selectors import Cursor
from apps.contacts.selectors.own import as_fields, own_field_rows
from apps.followups.models import FollowUp, Rule
from apps.interviews.models import Interview, Takeaway
from apps.outreach.models import Outreach

PAGE_SIZE = 20
MORE = 50  # of what is older, each time
STEPS_SHOWN = 4
STEPS_READ = 50
K = Touch.Kind
#: What the timeline can be narrowed to: key → (label, kinds).
SHOWS: dict[str, tuple[str, frozenset[str]]] = {
    "all": ("All", frozenset(K)),
    "conversations": ("Conversations", frozenset({K.CALL, K.MET, K.TALK})),
    "messages": ("Messages", frozenset({K.WROTE, K.THEY_WROTE, K.THANKED})),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands beside the person: their tags, the owner's own note and fields, and how long the history is."""

    tags: list[str] = field(default_factory=list)
    note: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    own: list[Field] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Timeline:
    """One page of the history, newest first, and the cursor of what is older."""

    touches: list[Touch]
    older: Cursor | None


@dataclass(frozen=True, slots=True)
class SideItem:
    """One line of a list beside the history. `state` is a take-away's kind, else where the thing stands."""

    id: UUID
    text: str
    state: str
    at: datetime
    person_id: UUID | None = None
    more: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """What the person gave and what is under way with them."""

    takeaways: list[SideItem]
    referrals: list[SideItem]
    talks: list[SideItem]
    asks: list[SideItem]


def person_facts(user: User, contact: Contact) -> Facts:
    """Tags, note, own fields and counts in one query."""
    own = own_field_rows(user).values(row=JSONObject(id="id", name="name", kind="kind", choices="choices"))
    touches = Touch.objects.filter(contact=OuterRef("pk")).order_by().values("contact")
    counts: dict[str, Any] = {key: Count("pk", filter=Q(kind__in=kinds)) for key, (_, kinds) in SHOWS.items()}
    row = (
        Contact.objects.visible_to(user)
        .filter(pk=contact.pk)
        .values(
            tag_list=ArraySubquery(Tag.objects.filter(contacts=OuterRef("pk")).order_by("name").values("name")),
            note=Subquery(PrivateNote.objects.filter(contact=OuterRef("pk"), owner=user).values("body")),
            own=ArraySubquery(own),
            counts=Subquery(touches.annotate(found=JSONObject(**counts)).values("found")),
        )
        .get()
    )
    fields = as_fields({**own_row, "id": UUID(own_row["id"])} for own_row in row["own"] or [])
    return Facts(row["tag_list"] or [], row["note"] or "", row["counts"] or dict.fromkeys(SHOWS, 0), fields)


def timeline(user: User, contact: Contact, show: str = "all", after: Cursor | None = None) -> Timeline:
    """Some touches by keyset, so that the last page of a long history costs what the first does."""
    size = PAGE_SIZE if after is None else MORE
    touches = Touch.objects.filter(owner=user, contact=contact)
    if show != "all":
        touches = touches.filter(kind__in=SHOWS[show][1])
    if after is not None:
        touches = touches.filter(
            Q(occurred_at__lte=after.value) & (Q(occurred_at__lt=after.value) | Q(id__lt=after.id))
        )
    found = list(touches.order_by("-occurred_at", "-id")[: size + 1])
    last = found[size - 1] if len(found) > size else None
    return Timeline(found[:size], Cursor(last.occurred_at, last.pk) if last else None)


def open_steps(user: User, contact: Contact) -> list[FollowUp]:
    """What is open with the person, the nearest first; more than the page shows, for the check-in of the rhythm."""
    steps = FollowUp.objects.visible_to(user).open().filter(contact=contact)
    return list(steps.order_by("owed_by_them", "due_at", "id")[:STEPS_READ])


def rhythm_step(user: User, contact: Contact) -> FollowUp | None:
    """The open check-in that the rhythm planned."""
    steps = FollowUp.objects.visible_to(user).open().filter(contact=contact, kind=FollowUp.Kind.CHECK_IN)
    return steps.filter(rule=Rule.RHYTHM).select_related("contact").order_by("due_at").first()


def side_lists(user: User, contact: Contact) -> Side:
    """Take-aways, names given, talks and the ask under way: four short lists in one query."""
    name = Trim(Concat("contact__given_name", Value(" "), "contact__family_name", output_field=TextField()))
    takeaways = Takeaway.objects.filter(owner=user, interview__contact=contact).exclude(
        kind__in=[Takeaway.Kind.PERSON, Takeaway.Kind.ACTION]
    )
    referrals = Referral.objects.filter(owner=user, introducer=contact)
    talks = Interview.objects.visible_to(user).filter(contact=contact)
    asks = Outreach.objects.visible_to(user).filter(contact=contact).exclude(state=Outreach.State.ENDED)
    branches = [
        _branch("takeaway", takeaways.order_by("-created_at"), F("text"), F("kind"), F("created_at"), limit=6),
        _branch(
            "referral", referrals.order_by("-offered_at"), name, F("state"), F("offered_at"), limit=12,
            person=F("contact_id"), more=F("words"),
        ),
        _branch(
            "talk", talks.order_by("-starts_at"), F("mode"), F("state"), F("starts_at"), limit=5, more=Cast(
                F("debriefed_at"), TextField()
            ),
        ),
        _branch("ask", asks.order_by("-created_at"), F("outcome"), F("state"), F("created_at"), limit=2),
    ]  # fmt: skip
    found: dict[str, list[SideItem]] = {}
    for source, pk, text, state, at, person, more in branches[0].union(*branches[1:], all=True):
        found.setdefault(source, []).append(SideItem(pk, text, state, at, person, more or ""))
    lists = {key: _newest_first(found.get(key, [])) for key in ("takeaway", "referral", "talk", "ask")}
    return Side(lists["takeaway"], lists["referral"], lists["talk"], lists["ask"])


def _newest_first(items: Iterable[SideItem]) -> list[SideItem]:
    return sorted(items, key=lambda item: (item.at, item.id), reverse=True)


def _branch(
    source: str,
    rows: QuerySet[Any],
    text: Any,
    state: Any,
    at: Any,
    *,
    limit: int,
    person: Any = None,
    more: Any = None,
) -> QuerySet[Any, Any]:
    """Seven columns of the same types for every kind of row, so that they can stand in one UNION."""
    found: QuerySet[Any, Any] = rows.annotate(
        side_source=Value(source, TextField()),
        side_text=Cast(text, TextField()),
        side_state=Cast(state, TextField()),
        side_at=at,
        side_person=Cast(person if person is not None else Value(None), Contact._meta.pk),
        side_more=Cast(more if more is not None else Value(""), TextField()),
    ).values_list("side_source", "pk", "side_text", "side_state", "side_at", "side_person", "side_more")
    return found[:limit]
