"""Finding them: by keys in the database, bounded, and nobody else's."""

from datetime import timedelta

import pytest

from apps.contacts.errors import DuplicatePerson
from apps.contacts.models import Contact, ImportJob, ImportRow, PersonMerge
from apps.contacts.models.duplicates import MERGE_UNDO_FOR
from apps.contacts.selectors import duplicates
from apps.contacts.selectors.duplicates import duplicates_page, likely_added, lookalikes_of, people_named, recent_merges
from apps.contacts.services import archive_contact, imports
from apps.contacts.services.merging import keep_apart, let_together
from tests.contacts.duplicates.people import merged
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return UserFactory()


def add(owner, name, employer="", **fields):
    given, _, family = name.partition(" ")
    email = fields.pop("email", "")
    person = ContactFactory(owner=owner, given_name=given, family_name=family, employer=employer, **fields)
    if email:  # as imports may: the form refuses an address that somebody has
        Contact.objects.filter(pk=person.pk).update(email=email)
        person.refresh_from_db()
    return person


def names_of(pairs):
    return [{pair.one.name, pair.other.name} for pair in pairs]


PAIRS = [
    (("Sof Brandt", "Tidewell"), ("Sofia Brandt", "Tidewell")),
    (("Ana Ruiz", ""), ("Ana Ruiz", "Elm Park")),
    (("José García", "Tidewell"), ("Jose Garcia", "")),
    (("Brandt Sofia", ""), ("Sofia Brandt", "")),
    (("Bob Smith", ""), ("Robert Smith", "Tidewell")),
    (("Sofia Brand", "Tidewell"), ("Sofia Brandt", "Tidewell")),
    (("S. Brandt", "Tidewell"), ("Sofia Brandt", "Tidewell")),
    (("Mary", "Tidewell"), ("Mary Jones", "Tidewell")),
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_the_page_finds_them(owner, one, other):
    add(owner, *one)
    add(owner, *other)
    add(owner, "Quite Different", "Tidewell")

    assert names_of(duplicates_page(owner).pairs) == [{one[0], other[0]}]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_so_does_the_page_of_either_person(owner, one, other):
    people = [add(owner, *one), add(owner, *other)]
    add(owner, "Quite Different", "Tidewell")

    for person in people:
        assert names_of(lookalikes_of(owner, person)) == [{one[0], other[0]}]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"email": "ana@x.example"}, {"email": "Ana@X.example"}),
        ({"email": "ana.m@gmail.com"}, {"email": "anam+b@googlemail.com"}),
        ({"profile_url": "https://www.linkedin.com/in/ana"}, {"profile_url": "https://de.linkedin.com/in/ana/en"}),
    ],
)
def test_an_address_or_a_profile_finds_other_last_names(owner, one, other):
    add(owner, "Anna Meier", "Tidewell", **one)
    add(owner, "Anna Schulz", "Elm Park", **other)

    (pair,) = duplicates_page(owner).pairs

    assert pair.likeness.is_certain


def test_the_same_phone_is_found_in_any_notation(owner):
    add(owner, "Anna Meier", phone="+49 171 0100200")
    add(owner, "Anna Meyer", phone="0171/0100200")

    assert len(duplicates_page(owner).pairs) == 1


def test_a_mailbox_of_many_people_makes_no_pairs(owner):
    for name in ("Ann", "Bob", "Cleo", "Dora"):
        add(owner, f"{name} Smith", email="smiths@x.example")

    assert duplicates_page(owner).pairs == []


def test_what_many_have_in_common_says_nothing(owner, monkeypatch):
    monkeypatch.setattr(duplicates, "MOST_OF_A_KEY", 2)
    for _ in range(3):
        add(owner, "Ana Ruiz")

    assert duplicates_page(owner).pairs == []


def test_the_likeliest_stand_first_and_pages_go_on(owner, monkeypatch):
    monkeypatch.setattr(duplicates, "PAGE_SIZE", 1)
    add(owner, "Bob Smith")
    add(owner, "Robert Smith")
    add(owner, "Ana Ruiz", "Tidewell")
    add(owner, "Ana Ruiz", "Tidewell")

    first = duplicates_page(owner)
    second = duplicates_page(owner, first.after)

    assert names_of(first.pairs) == [{"Ana Ruiz"}]
    assert names_of(second.pairs) == [{"Bob Smith", "Robert Smith"}]
    assert (first.of, second.of, second.after) == (2, 2, "")


def test_a_long_list_is_cut_to_the_strongest(owner, monkeypatch):
    monkeypatch.setattr(duplicates, "MOST_CANDIDATES", 1)
    add(owner, "Bob Smith")
    add(owner, "Robert Smith")
    add(owner, "Ana Ruiz", email="ana@x.example")
    add(owner, "Anna Ruiz", email="ana@x.example")

    page = duplicates_page(owner)

    assert (names_of(page.pairs), page.is_cut) == ([{"Ana Ruiz", "Anna Ruiz"}], True)


def test_not_the_same_is_kept_and_can_be_taken_back(owner):
    one, other = add(owner, "Ana Ruiz"), add(owner, "Ana Ruiz")
    apart = keep_apart(actor=owner, one=other, other=one, now=NOW)

    assert keep_apart(actor=owner, one=one, other=other, now=NOW) == apart
    assert duplicates_page(owner).pairs == lookalikes_of(owner, one) == []
    assert let_together(actor=owner, apart=apart) is True
    assert len(duplicates_page(owner).pairs) == len(lookalikes_of(owner, one)) == 1


def test_nobody_else_s_people_and_no_archived_ones(owner):
    one = add(owner, "Ana Ruiz")
    add(UserFactory(), "Ana Ruiz")
    archive_contact(actor=owner, contact=add(owner, "Ana Ruiz"), now=NOW)

    assert duplicates_page(owner).pairs == lookalikes_of(owner, one) == people_named(owner, "ana ruiz")[1:] == []


def test_who_has_a_past_stands_on_the_left(owner):
    bare = add(owner, "Ana Ruiz")
    full = add(owner, "Ana Ruiz", phone="555 0100 200", location="Dublin")

    (pair,) = duplicates_page(owner).pairs

    assert (pair.one, pair.other) == (full, bare)


def test_people_are_found_by_any_word(owner):
    ana = add(owner, "Ana Ruiz", "Elm Park")
    add(owner, "Bo Kern", "Elm Park")

    assert people_named(owner, "  RUIZ elm ") == [ana]
    assert people_named(owner, " ") == []


def test_an_import_tells_whom_it_added_although_they_looked_known(owner):
    job = ImportJob.objects.create(owner=owner, filename="a.csv", format="csv", status="done", applied=9)
    known = add(owner, "Sofia Brandt", "Tidewell")
    same = {"owner": owner, "job": job, "values": {}, "match": known, "reason": "Similar."}
    planned = [("add", "likely"), ("skip", "likely"), ("add", "new"), ("add", "likely")]
    rows = [
        ImportRow(line=line, action=action, finding=finding, **same)
        for line, (action, finding) in enumerate(planned, start=2)
    ]
    ImportRow.objects.bulk_create(rows)
    new = add(owner, "Sof Brandt", "Tidewell")
    Contact.objects.filter(pk=new.pk).update(id=rows[0].pk)

    assert [(a.pk, b, why) for a, b, why in likely_added(job)] == [(rows[0].pk, known, "Similar.")]


def test_merges_are_listed_as_long_as_they_can_be_taken_back(owner):
    merge = merged(add(owner, "Ana Ruiz"), add(owner, "Ana Ruiz"))

    assert list(recent_merges(owner, NOW + MERGE_UNDO_FOR)) == [merge]
    assert list(recent_merges(owner, NOW + MERGE_UNDO_FOR + timedelta(seconds=1))) == []
    PersonMerge.objects.update(undone_at=NOW)
    assert list(recent_merges(owner, NOW)) == []


@pytest.mark.parametrize(
    ("email", "first", "second", "is_refused"),
    [
        ("smiths@x.example", "Ann Smith", "Bob Smith", False),
        ("info@x.example", "Ann Smith", "Jo Kern", False),
        ("info@x.example", "Ann Smith", "Ann Smith", True),
        ("ann@x.example", "Ann Smith", "Anna Smith", True),
        ("ann@x.example", "Ann Smith", "Ann Kern", True),
    ],
)
def test_a_shared_address_keeps_nobody_off_the_list(owner, email, first, second, is_refused):
    people = [dict(zip(("given_name", "family_name"), name.split(), strict=True)) for name in (first, second)]
    ContactFactory(owner=owner, email=email, **people[0])

    if is_refused:
        with pytest.raises(DuplicatePerson):
            ContactFactory(owner=owner, email=email, **people[1])
    else:
        ContactFactory(owner=owner, email=email, **people[1])
    assert Contact.objects.count() == (1 if is_refused else 2)


def test_an_import_adds_everybody_of_a_household(owner):
    ContactFactory(owner=owner, given_name="Ann", family_name="Smith", email="smiths@x.example")
    rows = ["First name,Last name,E-mail", "Bob,Smith,smiths@x.example", "Cleo,Smith,SMITHS@x.example"]

    data = "\n".join([*rows, "Ann,Smith,smiths@x.example"]).encode()
    job = imports.upload_people(actor=owner, filename="a.csv", chunks=[data], now=NOW)
    imports.start_import(actor=owner, job=job, now=NOW)
    imports.run_pending(clock=lambda: NOW, budget=timedelta(seconds=100))

    people = Contact.objects.filter(owner=owner).order_by("given_name").values_list("given_name", flat=True)
    assert list(people) == ["Ann", "Bob", "Cleo"]
