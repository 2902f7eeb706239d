"""Rows that are added as planned become people inside the database: a handful of statements for thousands of rows.

What takes a closer look (the owner's own choices, updates) goes through `applying`, row by row.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection

from apps.contacts import names
from apps.contacts.models import Contact, Employer, ImportJob, PrivateNote, Tag, Touch
from apps.contacts.ownvalues import PREFIX
from apps.contacts.services.imports.bulk import insert_from, learn_owner

#: So many new ones would be searched one by one by a PostgreSQL that takes the table for an empty one.
MANY_EMPLOYERS = 100
#: The rows of a batch that were planned as new and that nobody touched since.
PLAIN = "r.action = 'add' AND NOT r.chosen AND r.sort_key <> '' AND r.outcome = ''"
_BATCH = f"r.job_id = %(job)s AND r.line > %(after)s AND r.line <= %(until)s AND {PLAIN}"
_ROWS = f"FROM contacts_importrow r WHERE {_BATCH}"


def add_plain_rows(job: ImportJob, after: int, until: int, now: datetime) -> None:
    """Adds the people of the plain rows between two lines, with employer, tags, timeline and note.

    Someone who joined the list since the plan was made is kept and not doubled.
    """
    batch: dict[str, Any] = {"job": job.pk, "owner": job.owner_id, "after": after, "until": until, "now": now}
    _keep_those_who_joined(batch)
    _mean_employers(batch)
    _make_employers(batch)
    tag = names.fold(job.tag)
    given = {
        "id": "r.id",
        "created_at": "%(now)s",
        "updated_at": "%(now)s",
        "owner_id": "r.owner_id",
        "sort_key": "r.sort_key",
        "profile_key": "r.profile_key",
        "search_text": "rtrim(r.search_text || ' ' || %(tag)s)" if tag else "r.search_text",
        "employer_id": _EMPLOYER,
        "circle": "%(circle)s",
        "source": "%(source)s",
        **{name: f"coalesce(r.values ->> '{name}', '')" for name in PLAIN_FIELDS},
    }
    if has_own_fields(job):
        given["own_values"] = _OWN_VALUES
    origin = (job.tag or job.get_format_display())[:100]
    insert_from(
        Contact, given, f"{_ROWS} ORDER BY r.line", batch | {"tag": tag, "circle": job.circle, "source": origin}
    )
    _write_beside(job, batch)


#: Columns of a person that a row says as they are.
PLAIN_FIELDS = (
    "given_name", "family_name", "email", "phone", "title", "profile_url", "location", "relation", "common_ground",
)  # fmt: skip


#: A subquery, because each must be looked up by itself.
_EMPLOYER = """(SELECT e.id FROM contacts_employer e
    WHERE r.employer_key <> '' AND e.owner_id = %(owner)s AND e.name_key = r.employer_key)"""
_OWN_VALUES = """(SELECT coalesce(jsonb_object_agg(substr(o.key, 5), o.value), '{}') FROM jsonb_each(r.values) o
    WHERE starts_with(o.key, 'own:'))"""


def has_own_fields(job: ImportJob) -> bool:
    """Whether a column of the file holds an own field."""
    return any(name.startswith(PREFIX) for name in job.mapping.values())


def own_values_of(values: Mapping[str, str]) -> dict[str, str]:
    """What a row says in own fields, as a person keeps it."""
    return {key.removeprefix(PREFIX): text for key, text in values.items() if key.startswith(PREFIX)}


def _keep_those_who_joined(batch: dict[str, Any]) -> None:
    """By subqueries and without a join, because each must be looked up by its index, whatever the statistics say."""
    by_profile = "SELECT c.id FROM contacts_contact c WHERE c.owner_id = %(owner)s AND NOT c.profile_key = ''"
    by_email = "SELECT c.id FROM contacts_contact c WHERE c.owner_id = %(owner)s AND c.email <> ''"
    joined = f"""coalesce(
        CASE WHEN r.profile_key <> '' THEN ({by_profile} AND c.profile_key = r.profile_key) END,
        CASE WHEN r.values ? 'email' THEN
            ({by_email} AND lower(c.email) = lower(r.values ->> 'email') AND c.sort_key = r.sort_key
             ORDER BY c.created_at LIMIT 1) END)"""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""UPDATE contacts_importrow r SET outcome = 'kept', contact_id = {joined}
            WHERE {_BATCH} AND {joined} IS NOT NULL""",  # noqa: S608 -- our own words
            batch,
        )


def _mean_employers(batch: dict[str, Any]) -> None:
    """Names that became aliases since the plan was made."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""UPDATE contacts_importrow r SET employer_key = e.name_key
            FROM contacts_employeralias a JOIN contacts_employer e ON e.id = a.employer_id
            WHERE EXISTS (SELECT FROM contacts_employeralias WHERE owner_id = %(owner)s)
            AND {_BATCH} AND r.employer_key <> '' AND a.owner_id = %(owner)s AND a.name_key = r.employer_key
            AND NOT EXISTS (SELECT FROM contacts_employer named
                WHERE named.owner_id = %(owner)s AND named.name_key = r.employer_key)""",  # noqa: S608 -- our own words
            batch,
        )


def _make_employers(batch: dict[str, Any]) -> None:
    """Those that are missing; one that somebody else makes meanwhile is run into, and left."""
    given = _stamped() | {"name": "e.name", "name_key": "e.name_key"}
    made = insert_from(
        Employer,
        given,
        f"""FROM (
            SELECT DISTINCT ON (r.employer_key) left(r.values ->> 'employer', 200) AS name, r.employer_key AS name_key
            {_ROWS} AND r.employer_key <> '' AND {_EMPLOYER} IS NULL ORDER BY r.employer_key, r.line
        ) e ON CONFLICT DO NOTHING""",
        batch,
    )
    if made > MANY_EMPLOYERS:
        learn_owner(Employer, made, share=4)


def _stamped() -> dict[str, str]:
    return {"id": "uuidv7()", "created_at": "%(now)s", "updated_at": "%(now)s", "owner_id": "%(owner)s"}


def _write_beside(job: ImportJob, batch: dict[str, Any]) -> None:
    """`created_at` of all of it is that of the person, by which undo tells it from what came later."""
    met = "Connected on LinkedIn" if job.format == ImportJob.Format.LINKEDIN else "First met"
    touch = _stamped() | {"contact_id": "r.id", "kind": "t.kind", "summary": "t.summary", "occurred_at": "t.moment"}
    insert_from(
        Touch,
        touch,
        f"""FROM contacts_importrow r, LATERAL (VALUES
            ('added', %(summary)s, %(now)s),
            ('note', %(met)s, least(%(now)s,
                ((r.values ->> 'met_on')::date + time '12:00') AT TIME ZONE %(zone)s))
        ) t (kind, summary, moment) WHERE {_BATCH} AND (t.kind = 'added' OR r.values ? 'met_on') ORDER BY r.line""",
        batch | {"summary": f"Imported from {job.filename}"[:300], "met": met, "zone": str(job.owner.zone)},
    )
    if "note" in job.mapping.values():
        note = _stamped() | {"contact_id": "r.id", "body": "r.values ->> 'note'"}
        insert_from(PrivateNote, note, f"{_ROWS} AND r.values ? 'note'", batch)
    if job.tag:
        link = {"contact_id": "r.id", "tag_id": "%(tag)s"}
        insert_from(Contact.tags.through, link, _ROWS, batch | {"tag": tag_called(job, job.tag).pk})
    if "tags" in job.mapping.values():
        _tag_each(batch | {"own": job.tag})


def _tag_each(batch: dict[str, Any]) -> None:
    """Tags that the file gives to single people; the one of the whole import is there already."""
    words = f"""(
        SELECT r.id, r.line, w.word {
        _ROWS.replace(" WHERE ", ", unnest(string_to_array(r.values ->> 'tags', chr(10))) AS w (word) WHERE ")
    } AND lower(w.word) <> lower(%(own)s)
    )"""
    insert_from(
        Tag,
        _stamped() | {"name": "w.word"},
        f"""FROM (SELECT DISTINCT ON (lower(word)) word FROM {words} x ORDER BY lower(word), line) w
        WHERE NOT EXISTS (
            SELECT 1 FROM contacts_tag known WHERE known.owner_id = %(owner)s AND lower(known.name) = lower(w.word)
        ) ON CONFLICT DO NOTHING""",  # noqa: S608 -- our own words
        batch,
    )
    insert_from(
        Contact.tags.through,
        {"contact_id": "w.id", "tag_id": "t.id"},
        f"""FROM {words} w JOIN contacts_tag t ON t.owner_id = %(owner)s AND lower(t.name) = lower(w.word)
        ON CONFLICT DO NOTHING""",
        batch,
    )


def tag_called(job: ImportJob, name: str) -> Tag:
    """The owner's tag of that name, made if missing."""
    found = Tag.objects.filter(owner_id=job.owner_id, name__iexact=name).first()
    return found or Tag.objects.create(owner_id=job.owner_id, name=name)
