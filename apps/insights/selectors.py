"""The funnel: how far the people of one owner came; and whom the owner hears from. Reads only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db import connection
from django.db.models import Case, CharField, Count, IntegerField, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, Greatest

from apps.accounts.models import User
from apps.contacts.levels import industry_of, level_of
from apps.contacts.models import Contact, Stage
from apps.contacts.selectors import longlists
from apps.contacts.selectors.kinds import level_case, of_industry
from apps.insights.diversity import MOST_ROWS, Group, Reach, Row, Tally
from apps.interviews.models import Interview

_TALKED = (Stage.TALKED, Stage.THANKED, Stage.TOUCH)


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """One bar: its share of everybody, and of the step before."""

    label: str
    count: int
    share: float  # of all people, 0 to 100
    before: float  # the bar of the step before, as a share of all people
    rate: int | None  # percent of the step before; None for the first and for an empty one


@dataclass(frozen=True, slots=True)
class Funnel:
    """How many people reached each step. Whoever reached a step counts for those before it."""

    people: int
    asked: int
    replied: int
    talked: int
    thanked: int
    referred: int
    erased: int = 0  # how many of `people` are numbers only

    def steps(self) -> Iterator[FunnelStep]:
        """The six bars."""
        total = self.people or 1
        rows = (
            ("People", self.people, None),
            ("Asked", self.asked, self.people),
            ("Replied", self.replied, self.asked),
            ("Talked", self.talked, self.replied),
            ("Thanked", self.thanked, self.talked),
            ("Referred me on", self.referred, self.thanked),
        )
        for label, count, before in rows:
            yield FunnelStep(
                label=label,
                count=count,
                share=round(100 * count / total, 1),
                before=round(100 * (before if before is not None else count) / total, 1),
                rate=round(100 * count / before) if before else None,
            )


# Whoever was asked, met or thanked, or named others, once a person, without the archived ones: those are few, and their
# index knows them, while each of the others would have to be looked up. People themselves are only counted.
_FUNNEL = """
WITH gone AS (SELECT coalesce(sum(people), 0) AS people, coalesce(sum(asked), 0) AS asked,
                     coalesce(sum(replied), 0) AS replied, coalesce(sum(talked), 0) AS talked,
                     coalesce(sum(thanked), 0) AS thanked, coalesce(sum(referred), 0) AS referred
                FROM contacts_erasedcount WHERE owner_id = %(owner)s),
     word (contact_id, asked, replied, talked, thanked, referred) AS (
         SELECT contact_id, true, replied_at IS NOT NULL, false, false, false FROM outreach_outreach
          WHERE owner_id = %(owner)s AND (first_sent_at IS NOT NULL OR replied_at IS NOT NULL)
         UNION ALL
         SELECT contact_id, true, true, state = 'held', false, false FROM interviews_interview
          WHERE owner_id = %(owner)s AND state <> 'cancelled'
         UNION ALL
         SELECT talk.contact_id, false, false, false, true, false FROM interviews_thankyou AS letter
           JOIN interviews_interview AS talk ON talk.id = letter.interview_id
          WHERE letter.owner_id = %(owner)s AND letter.sent_at IS NOT NULL
         UNION ALL
         SELECT introducer_id, false, false, false, false, true FROM contacts_referral WHERE owner_id = %(owner)s),
     person AS (
         SELECT bool_or(asked) AS asked, bool_or(replied) AS replied, bool_or(talked) AS talked,
                bool_or(thanked) AS thanked, bool_or(referred) AS referred
           FROM word
          WHERE NOT EXISTS (SELECT FROM contacts_contact AS off
                             WHERE off.id = contact_id AND off.owner_id = %(owner)s AND off.archived_at IS NOT NULL)
          GROUP BY contact_id),
     here AS (
         SELECT count(*) FILTER (WHERE asked) AS asked, count(*) FILTER (WHERE replied) AS replied,
                count(*) FILTER (WHERE talked) AS talked, count(*) FILTER (WHERE thanked) AS thanked,
                count(*) FILTER (WHERE referred) AS referred
           FROM person)
SELECT coalesce(%(people)s::bigint, (SELECT count(*) FROM contacts_contact
                                      WHERE owner_id = %(owner)s AND archived_at IS NULL)) + gone.people,
       here.asked + gone.asked, here.replied + gone.replied, here.talked + gone.talked,
       here.thanked + gone.thanked, here.referred + gone.referred, gone.people
  FROM gone, here
"""


def funnel(owner: User) -> Funnel:
    """The owner's funnel over the people on their list and those who were erased, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(_FUNNEL, {"owner": owner.pk, "people": longlists.known_total(owner)})
        reached = Funnel(*cursor.fetchone())
    longlists.keep_total(owner, reached.people - reached.erased)
    return reached


def groups_of(owner: User) -> list[Group]:
    """How many people share circle, level, industry and reach, and how many talks were held with them. One query.

    Level and industry are told here and not by the database: it takes ten times as long for it.
    """
    rows = (
        _people(owner)
        .order_by()
        .values_list("circle", "reach", "title", "employer__name", "employer__industry", "employer__sector")
        .annotate(people=Count("pk"), talks_held=Sum("talks"))
    )
    found: dict[tuple[str, str, str, str], tuple[int, int]] = {}
    for circle, reach, title, name, industry, sector, people, talks in rows.iterator():
        key = (circle, level_of(title), industry_of(name, industry, sector) if name else "", reach)
        before = found.get(key, (0, 0))
        found[key] = (before[0] + people, before[1] + talks)
    return [Group(*key, *counts) for key, counts in found.items()]


def top_employers(owner: User) -> list[Row]:
    """The employers with most talks, then with most people."""
    rows = (
        _people(owner)
        .exclude(employer=None)
        .values_list("employer_id", "employer__name")
        .annotate(
            talked=Count("pk", filter=Q(reach=Reach.TALKED)),
            asked=Count("pk", filter=Q(reach=Reach.ASKED)),
            listed=Count("pk", filter=Q(reach=Reach.LISTED)),
            talks_held=Sum("talks"),
        )
        .order_by("-talks_held", "-talked", "-asked", "-listed", "employer__name")[:MOST_ROWS]
    )
    return [Row(str(pk), name, Tally(*counts), {"employer": str(pk)}) for pk, name, *counts in rows]


def last_talks(owner: User, number: int = 10) -> list[Contact]:
    """Who the last talks were held with, the oldest of them first."""
    held = Interview.objects.visible_to(owner).filter(state=Interview.State.HELD, contact__archived_at=None)
    talks = held.select_related("contact__employer").order_by("-ended_at", "-pk")[:number]
    return [talk.contact for talk in reversed(talks)]


def next_person(owner: User, dimension: str, missing: list[str]) -> Contact | None:
    """Whom to ask next where nobody has been heard: who replied, then who was introduced, then whoever is listed."""
    if not missing:
        return None
    people = _people(owner).filter(do_not_contact=False, stage__in=[Stage.REPLIED, Stage.LISTED], talks=0)
    if dimension == "circle":
        people = people.filter(circle__in=missing)
    elif dimension == "level":
        people = people.alias(level=level_case()).filter(level__in=missing)
    else:
        people = people.filter(reduce(or_, (of_industry(owner, industry) for industry in missing)))
    order = Case(When(stage=Stage.REPLIED, then=0), When(introducer__isnull=False, then=1), default=2)
    ranked = people.select_related("employer", "introducer").order_by(order, "created_at", "pk")
    person: Contact | None = ranked.first()
    return person


def value_of(person: Contact, dimension: str) -> str:
    """What a person counts as."""
    if dimension == "circle":
        return person.circle
    if dimension == "level":
        return level_of(person.title)
    employer = person.employer
    return industry_of(employer.name, employer.industry, employer.sector) if employer else ""


def _people(owner: User) -> Any:  # the type checker knows no annotations
    """The people on the owner's list with their reach, and the number of talks held with them."""
    held = (
        Interview.objects.filter(contact=OuterRef("pk"), owner=owner, state=Interview.State.HELD)
        .order_by()
        .values("contact")
        .annotate(number=Count("pk"))
        .values("number")
    )
    reach = Case(
        When(talks__gt=0, then=Value(Reach.TALKED.value)),
        When(stage=Stage.LISTED, then=Value(Reach.LISTED.value)),
        default=Value(Reach.ASKED.value),
        output_field=CharField(),
    )
    by_stage = Case(When(stage__in=_TALKED, then=1), default=0, output_field=IntegerField())
    people = Contact.objects.visible_to(owner).current()
    return people.annotate(talks=Greatest(Coalesce(Subquery(held), 0), by_stage)).annotate(reach=reach)
