"""How often asks are answered, by circle, channel and template, with what each share is a share of.

An ask counts once its first message went out ten business days ago or earlier, or once it was answered. What came back
undelivered reached nobody and is left out. A share of fewer than five is no share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, OuterRef, Q, Subquery

from apps.accounts.models import User
from apps.centers.selectors import business_calendar
from apps.contacts.models import Circle
from apps.core import clock
from apps.outreach import builtin
from apps.outreach.models import CenterTemplate, Channel, Message, Outreach, Template
from apps.outreach.wording import CENTER, OWN

BUSINESS_DAYS = 10
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Rate:
    """One line: so many answered of so many asks."""

    label: str
    replied: int
    asked: int

    @property
    def percent(self) -> int | None:
        """The share, or None where there are too few to tell."""
        return round(100 * self.replied / self.asked) if self.asked >= FEWEST else None


@dataclass(frozen=True, slots=True)
class Rates:
    """All of them. `young` asks are too fresh to count."""

    whole: Rate
    tables: list[tuple[str, list[Rate]]]
    young: int


def reply_rates(user: User, now: datetime) -> Rates:
    """The shares of all asks that count. A handful of queries, whatever the number of asks."""
    ripe = _ripe_before(user, now)
    first = Message.objects.filter(outreach=OuterRef("pk"), step=1)
    sent = Outreach.objects.visible_to(user).filter(first_sent_at__isnull=False)
    sent = sent.exclude(outcome=Outreach.Outcome.BOUNCED)
    counts = Q(first_sent_at__lt=ripe) | Q(replied_at__isnull=False)
    rows = list(
        sent.filter(counts)
        .annotate(channel=Subquery(first.values("channel")[:1]), template=Subquery(first.values("template_key")[:1]))
        .values("contact__circle", "channel", "template")
        .annotate(asked=Count("pk"), replied=Count("replied_at"))
        .values_list("contact__circle", "channel", "template", "asked", "replied")
    )
    asked, replied = sum(row[3] for row in rows), sum(row[4] for row in rows)
    return Rates(
        whole=Rate("All asks", replied, asked),
        tables=[
            ("Circle", _table(((r[0], r[3], r[4]) for r in rows), dict(Circle.choices))),
            ("Channel", _table(((r[1], r[3], r[4]) for r in rows), dict(Channel.choices))),
            ("Template", _table(((r[2], r[3], r[4]) for r in rows), _template_names(user, {r[2] for r in rows}))),
        ],
        young=sent.exclude(counts).count(),
    )


def _ripe_before(user: User, now: datetime) -> datetime:
    """The end of the last day from which ten business days have passed by today."""
    calendar, today = business_calendar(user, now), clock.local_day(now, user.zone)
    day = calendar.day_before_business_days(today, BUSINESS_DAYS)
    return clock.local_moment(day + timedelta(days=1), clock.MIDNIGHT, user.zone)


def _table(rows: Iterable[tuple[str | None, int, int]], names: Mapping[str, str]) -> list[Rate]:
    """One line for each value, those with most asks first."""
    asked: Counter[str] = Counter()
    replied: Counter[str] = Counter()
    for key, ask, reply in rows:
        label = names.get(key or "", "Something else")
        asked[label] += ask
        replied[label] += reply
    return sorted((Rate(label, replied[label], asked[label]) for label in asked), key=lambda r: (-r.asked, r.label))


def _template_names(user: User, keys: Iterable[str | None]) -> dict[str, str]:
    """What a template is called, also one that was deleted or withdrawn since."""
    names = {template.key: template.name for template in builtin.ALL} | {"": "Without a template"}
    own, of_centers = _ids(keys, OWN), _ids(keys, CENTER)
    for pk, name in Template.objects.filter(owner=user, pk__in=own).values_list("pk", "name"):
        names[f"{OWN}{pk}"] = name
    for pk, name in CenterTemplate.objects.filter(pk__in=of_centers).values_list("pk", "name"):
        names[f"{CENTER}{pk}"] = name
    return names


def _ids(keys: Iterable[str | None], prefix: str) -> list[UUID]:
    found = []
    for key in keys:
        if key and key.startswith(prefix):
            try:
                found.append(UUID(key.removeprefix(prefix)))
            except ValueError:
                continue
    return found
