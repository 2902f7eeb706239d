"""Adding, changing and filing people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from apps.accounts.models import User
from apps.contacts import names
from apps.contacts.duplicates.callings import Name, share_identity
from apps.contacts.errors import DuplicatePerson
from apps.contacts.models import (
    Circle,
    Contact,
    ContactRole,
    PrivateNote,
    Stage,
    Tag,
)
from apps.contacts.services.asking import News, announce
from apps.contacts.services.employernames import find_or_create_employer
from apps.contacts.services.inserting import insert_missing

STAGE_ORDER = list(Stage)
MOST_OF_A_MAILBOX = 50  # people of one address who are looked at
_KEYS = ("sort_key", "profile_key", "search_text", "updated_at")


def create_contact(
    *,
    actor: User,
    now: datetime,
    given_name: str,
    family_name: str = "",
    email: str = "",
    phone: str = "",
    profile_url: str = "",
    employer: str = "",
    title: str = "",
    location: str = "",
    timezone: str = "",
    circle: str = Circle.COLD,
    role: str = ContactRole.BOTH,
    introducer: Contact | None = None,
    relation: str = "",
    common_ground: str = "",
    tags: Iterable[str] = (),
    note: str = "",
    source: str = "",
    is_private: bool = False,
    own_values: Mapping[str, str] | None = None,
) -> Contact:
    """A new person on the owner's list.

    Raises DuplicatePerson when the profile link or the e-mail address is already somebody's.
    """
    contact = Contact(
        owner=actor,
        created_at=now,
        given_name=names.clean(given_name),
        family_name=names.clean(family_name),
        email=names.clean(email),
        phone=names.clean(phone),
        profile_url=names.clean(profile_url),
        title=names.clean(title),
        location=names.clean(location),
        timezone=timezone,
        circle=circle,
        role=role,
        introducer=introducer,
        relation=names.clean(relation),
        common_ground=names.clean(common_ground),
        source=names.clean(source),
        is_private=is_private,
        own_values=dict(own_values or {}),
    )
    try:
        with transaction.atomic():
            contact.employer = find_or_create_employer(actor=actor, name=employer)
            _refuse_duplicate(contact)
            filed = _find_or_create_tags(actor, tags)
            fill_keys(contact, [tag.name for tag in filed])
            contact.save(force_insert=True)
            Contact.tags.through.objects.bulk_create(
                [Contact.tags.through(contact_id=contact.pk, tag_id=tag.pk) for tag in filed]
            )
            if note.strip():  # nobody new has one yet
                PrivateNote(owner=actor, contact=contact, body=note).save(force_insert=True)
    except IntegrityError:  # a twin that another request added in between is a DuplicatePerson too
        _refuse_duplicate(contact)
        raise
    return contact


def update_contact(*, actor: User, contact: Contact, now: datetime, **changes: object) -> Contact:
    """Changes fields of a person; `employer` and `tags` are given as names, the rest as in the model.

    Somebody who is not to be written to any more, or again, is announced (`asking`).
    Raises DuplicatePerson when the new profile link or address is already somebody else's.
    """
    tags = changes.pop("tags", None)
    was_unwanted = contact.do_not_contact
    changed = {*changes, *_KEYS}
    with transaction.atomic():
        if "employer" in changes:
            contact.employer = find_or_create_employer(actor=actor, name=str(changes.pop("employer")))
        for field, value in changes.items():
            setattr(contact, field, names.clean(value) if isinstance(value, str) else value)
        _refuse_duplicate(contact)
        if tags is not None:
            names_of_tags = tags if isinstance(tags, (list, tuple)) else [str(tags)]
            contact.tags.set(_find_or_create_tags(actor, names_of_tags))
        fill_keys(contact, contact.tags.values_list("name", flat=True))
        _save_unique(contact, changed)  # not the stage or the last touch, which others may have moved meanwhile
        if contact.do_not_contact != was_unwanted:
            announce(News.UNWANTED if contact.do_not_contact else News.WELCOME, actor=actor, contact=contact, now=now)
    return contact


def set_tags(*, actor: User, contact: Contact, tags: Iterable[str]) -> None:
    """Files the person under exactly these tags; unknown ones are made."""
    with transaction.atomic():
        filed = _find_or_create_tags(actor, tags)
        contact.tags.set(filed)
        fill_keys(contact, [tag.name for tag in filed])
        contact.save(update_fields=["search_text", "sort_key", "updated_at"])


def save_private_note(*, actor: User, contact: Contact, body: str) -> None:
    """Keeps what only the owner reads about the person."""
    PrivateNote.objects.update_or_create(contact=contact, defaults={"owner": actor, "body": body})


def set_stage(*, actor: User, contact: Contact, stage: str) -> None:
    """Puts the person into `stage`, forward or back (undo)."""
    Contact.objects.visible_to(actor).filter(pk=contact.pk).update(stage=stage)
    contact.stage = stage


def advance_stage(*, actor: User, contact: Contact, stage: str) -> bool:
    """Moves the person forward to `stage`; True unless they were there or beyond already.

    Someone who rests or is in touch can be asked again, so that both step back to any active stage.
    """
    people = Contact.objects.visible_to(actor).filter(pk=contact.pk)
    won = people.exclude(stage__in=stages_beyond(stage)).update(stage=stage)
    if won:
        contact.stage = stage
    return bool(won)


def stages_beyond(stage: str) -> list[str]:
    """The stages from which nobody is moved to `stage`: itself, and what comes behind it."""
    beyond = [s for s in STAGE_ORDER[STAGE_ORDER.index(Stage(stage)) :] if s != Stage.RESTING]
    if stage in (Stage.ASKED, Stage.REPLIED, Stage.SCHEDULED, Stage.TALKED):
        beyond = [s for s in beyond if s != Stage.TOUCH]
    if stage in (Stage.SCHEDULED, Stage.TALKED):  # a second talk
        beyond = [s for s in beyond if s != Stage.THANKED]
    return [s.value for s in beyond]


def archive_contact(*, actor: User, contact: Contact, now: datetime) -> bool:
    """Takes the person off the list, keeping everything; True if they stood on it."""
    return bool(Contact.objects.visible_to(actor).filter(pk=contact.pk, archived_at=None).update(archived_at=now))


def restore_contact(*, actor: User, contact: Contact) -> bool:
    """Puts an archived person back; True if they were archived."""
    return bool(
        Contact.objects.visible_to(actor).filter(pk=contact.pk, archived_at__isnull=False).update(archived_at=None)
    )


def search_text(contact: Contact, tags: Iterable[str]) -> str:
    """What the list's search looks through, folded."""
    employer = contact.employer.name if contact.employer else ""
    parts = (contact.name, employer, contact.title, contact.email, contact.location)
    return names.fold(" ".join([*parts, *sorted(tags)]))


def fill_keys(contact: Contact, tags: Iterable[str]) -> None:
    """Works out what follows from a person's own columns and tags; saves nothing."""
    contact.sort_key = names.fold(f"{contact.family_name} {contact.given_name}")[:400]
    contact.profile_key = names.profile_key(contact.profile_url)
    contact.search_text = search_text(contact, tags)


def _find_or_create_tags(actor: User, tags: Iterable[str]) -> list[Tag]:
    """One for each name, however it is written."""
    wanted = {names.clean(t)[:50].casefold(): names.clean(t)[:50] for t in tags if names.clean(t)}
    known = {t.name.casefold(): t for t in Tag.objects.filter(owner=actor)} if wanted else {}
    made = [Tag(owner=actor, name=name) for key, name in wanted.items() if key not in known]
    known |= {tag.name.casefold(): tag for tag in insert_missing(made)}
    if len(known.keys() & wanted.keys()) < len(wanted):  # another request was faster
        known |= {t.name.casefold(): t for t in Tag.objects.filter(owner=actor)}
    return [known[key] for key in wanted if key in known]


def _refuse_duplicate(contact: Contact) -> None:
    key, name = names.profile_key(contact.profile_url), Name.of(contact.given_name, contact.family_name)
    if not key and not contact.email:
        return
    asked = {"owner": contact.owner_id, "self": contact.pk, "key": key, "email": contact.email}
    for other in Contact.objects.raw(_LIKELY_TWINS, asked | {"most": MOST_OF_A_MAILBOX}):
        is_same_page = bool(key) and other.profile_key == key
        if is_same_page or share_identity(other.email, name, Name.of(other.given_name, other.family_name)):
            raise DuplicatePerson(other)


# Whoever has the profile link, then those of the mailbox; each by its index.
_LIKELY_TWINS = """
(SELECT * FROM contacts_contact
  WHERE owner_id = %(owner)s AND profile_key = %(key)s AND profile_key <> '' AND id <> %(self)s)
UNION ALL
(SELECT * FROM contacts_contact
  WHERE owner_id = %(owner)s AND lower(email) = lower(%(email)s) AND email <> '' AND id <> %(self)s
  ORDER BY created_at, id LIMIT %(most)s)
"""


def _save_unique(contact: Contact, fields: Iterable[str]) -> None:
    """Saves; a twin that another request added in between is a DuplicatePerson too."""
    try:
        with transaction.atomic():
            contact.save(update_fields=fields)
    except IntegrityError:
        _refuse_duplicate(contact)
        raise
