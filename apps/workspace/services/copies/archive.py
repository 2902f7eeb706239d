"""What goes into the archive that a person gets: names of files, and their content piece by piece.

A list of any size passes through a little memory. Nothing is written here.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field, ForeignKey, Model, QuerySet
from django.utils.text import slugify

from apps.accounts.models import User
from apps.centers.models import Center, Cohort
from apps.contacts.exports import csv, vcard
from apps.contacts.selectors import people_to_export
from apps.contacts.selectors.own import own_fields
from apps.contacts.selectors.query import PeopleQuery
from apps.interviews.calendar_file import feed_ics
from apps.interviews.entry import calendar_entry
from apps.interviews.models import Interview
from apps.workspace.holdings import addresses_of, given_fields, held_models, rows_about
from apps.workspace.selectors.letters import sent_letters

CHUNK = 500
_NAMED = (Center, Cohort)  # rows of a center say which by name too, for nobody can look the number up


@dataclass(frozen=True, slots=True)
class Part:
    """One step of making an archive: files with their content, and what the README says of them."""

    title: str
    files: Callable[[], Iterator[tuple[str, Iterator[str]]]]


class Encoder(DjangoJSONEncoder):
    """Bytes as base64, the rest as Django writes it."""

    def default(self, o: Any) -> Any:
        """What JSON has no word for."""
        return base64.b64encode(o).decode() if isinstance(o, bytes | memoryview) else super().default(o)


def everything_about(user: User) -> list[Part]:
    """All parts of a full copy: each kind of row as JSON, people for other programs, talks, letters."""
    addresses = addresses_of(user)
    return [
        *(
            rows_part(m, held.withheld, rows_about(m, held, user, addresses).exclude(held.on_request))
            for m, held in held_models()
        ),
        Part("people.csv: your people as a table. It can be imported here again", partial(_tables, user)),
        Part("people.vcf: your people for an address book", partial(_cards, user)),
        Part("talks.ics: your talks for a calendar", partial(_talks, user)),
        Part("letters/: every message, thank-you and set of questions that you sent, as text", partial(_letters, user)),
    ]


def rows_part(model: type[Model], withheld: Mapping[str, str], rows: QuerySet[Any]) -> Part:
    """The file of some rows of one kind, all their fields but those withheld by name."""
    name = f"data/{model._meta.label_lower}.json"
    kept_back = "".join(f" Without {n}: {why}." for n, why in withheld.items())
    title = f"{name}: {model._meta.verbose_name}.{kept_back}"
    return Part(title, lambda: iter([(name, _json(given_fields(model, withheld), rows))]))


def _json(fields: Sequence[Field[Any, Any]], rows: QuerySet[Any]) -> Iterator[str]:
    columns = {field.attname: field.attname for field in fields}
    for field in fields:
        if isinstance(field, ForeignKey) and field.related_model in _NAMED:
            columns[field.name] = f"{field.name}__name"
    lead = "[\n"
    for row in rows.order_by("pk").values_list(*columns.values()).iterator(chunk_size=CHUNK):
        yield lead + json.dumps(dict(zip(columns, row, strict=True)), cls=Encoder, ensure_ascii=False)
        lead = ",\n"
    yield "[]\n" if lead == "[\n" else "\n]\n"


def _people(user: User) -> Iterator[Any]:
    for view in ("everyone", "archived"):
        yield from people_to_export(user, PeopleQuery(view=view, sort="name"), with_notes=True)


def _tables(user: User) -> Iterator[tuple[str, Iterator[str]]]:
    yield "people.csv", csv.write_table(_people(user), user.zone, with_notes=True, own=own_fields(user))


def _cards(user: User) -> Iterator[tuple[str, Iterator[str]]]:
    yield "people.vcf", vcard.write_cards(_people(user), "3.0", with_notes=True)


def _talks(user: User) -> Iterator[tuple[str, Iterator[str]]]:
    talks = Interview.objects.filter(owner=user, starts_at__isnull=False).select_related("contact", "owner")
    entries = [calendar_entry(talk) for talk in talks.order_by("starts_at", "id")]
    yield "talks.ics", iter([feed_ics(entries, name="Acquaint", zone=user.zone).decode()])


def _letters(user: User) -> Iterator[tuple[str, Iterator[str]]]:
    for number, letter in enumerate(sent_letters(user), start=1):
        day = letter.sent_at.astimezone(user.zone)
        name = f"letters/{number:05}-{day:%Y-%m-%d}-{letter.kind}-{slugify(letter.to)[:60] or 'somebody'}.txt"
        head = f"To: {letter.to}\nSent: {day:%Y-%m-%d %H:%M} ({user.timezone})\n"
        subject = f"Subject: {letter.subject}\n" if letter.subject else ""
        yield name, iter([f"{head}{subject}\n{letter.body}\n"])


def readme(user: User, title: str, lines: Sequence[str], now: datetime) -> str:
    """The file to read first."""
    moment = f"{now.astimezone(user.zone):%Y-%m-%d %H:%M} ({user.timezone})"
    files = "\n".join(f"- {line}" for line in lines)
    return (
        f"{title}\n\nMade for {user.name}, {user.email}, on {moment}.\n\n"
        "Every file in data/ is a list of rows in JSON. `id` is the number of a row; a name that ends in `_id` is the\n"
        "number of a row in another file: `contact_id` is somebody in data/contacts.contact.json. Times are in UTC.\n"
        "An empty list says that nothing of the kind is held. Bytes are written as base64.\n\n"
        f"{files}\n\n"
        "Not in here are secrets, such as the form in which your password is stored; it cannot be read back.\n"
        "What your career center wrote down for itself is not in here either, unless this is its answer to you: ask\n"
        "for it under Settings, Your data.\n"
    )
