"""How likely two rows are one person, and the words for it."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.contacts.duplicates.callings import LONG_ENOUGH, one_letter_apart
from apps.contacts.duplicates.likeness import CERTAIN, SUGGESTED_FROM, Someone, likeness
from apps.contacts.duplicates.mailboxes import is_shared, mailbox
from apps.contacts.duplicates.nicknames import are_one_name, families


def who(name, **fields):
    given_name, _, family_name = name.partition(" ")
    return Someone(uuid4(), given_name, family_name, **fields)


TIDEWELL = {"employer": "Tidewell"}


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (who("Sofia Brandt", **TIDEWELL), who("sofia brandt", **TIDEWELL), "Same name and employer"),
        (
            who("José García", **TIDEWELL),
            who("Jose Garcia", **TIDEWELL),
            "Same name, spelled a little differently, both at Tidewell",
        ),
        (who("Brandt Sofia"), who("Sofia Brandt"), "Same name, first and last swapped"),
        (
            who("Sofia Brand", **TIDEWELL),
            who("Sofia Brandt", **TIDEWELL),
            "Same name, one letter differs, both at Tidewell",
        ),
        (
            who("Ana Ruiz", phone="+1 555 010 0200"),
            who("Ana Ruis", phone="(555) 010-0200"),
            "Same name, one letter differs, same phone",
        ),
        (who("Bob Smith"), who("Robert Smith"), "Same last name, and “Bob” is short for Robert"),
        (
            who("Jac Kern", **TIDEWELL),
            who("Jacinta Kern", **TIDEWELL),
            "Same last name, and “Jac” may be short for Jacinta, both at Tidewell",
        ),
        (
            who("S. Brandt", **TIDEWELL),
            who("Sofia Brandt", **TIDEWELL),
            "Same last name, and “S.” may be Sofia, both at Tidewell",
        ),
        (Someone(uuid4(), "Mary Ann", "Jones"), who("Mary Jones"), "Same name, one with a middle name"),
        (
            who("Mary", **TIDEWELL),
            who("Mary Jones", **TIDEWELL),
            "Same first name, one without a last name, both at Tidewell",
        ),
        (who("Ana Ruiz", employer="Elm Park"), who("Ana Ruiz", **TIDEWELL), "Same name, at different employers"),
        (
            who("Liz Kern", **TIDEWELL),
            who("Beth Kern", **TIDEWELL),
            "Same last name, and “Liz” and “Beth” are one first name, both at Tidewell",
        ),
    ],
)
def test_a_suggestion_says_why(one, other, words):
    found = likeness(one, other)

    assert (found.words, found.is_certain) == (words, False)


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (
            who("Ana Ruiz", email="ana@x.example"),
            who("Ana Ruiz", email="ANA@x.example"),
            "Same e-mail address and name",
        ),
        (
            who("Anna Meier", email="anna@x.example"),
            who("Anna Schulz", email="anna@x.example"),
            "Same e-mail address, same first name",
        ),
        (
            who("Ana Ruiz", email="ana.ruiz@gmail.com"),
            who("Ana Ruiz", email="anaruiz+list@googlemail.com"),
            "Same e-mail address and name",
        ),
        (who("Ana Ruiz", email="ana@x.example"), who("Anna Ruiz", email="ana@x.example"), "Same e-mail address"),
        (who("Ruiz", email="ana@x.example"), who("Ana Ruiz", email="ana@x.example"), "Same e-mail address"),
        (
            who("Ana Ruiz", profile_key="linkedin.com/in/ana"),
            who("A R", profile_key="linkedin.com/in/ana/de"),
            "Same profile",
        ),
    ],
)
def test_the_address_or_profile_of_a_person_is_certain(one, other, words):
    found = likeness(one, other)

    assert (found.score, found.words) == (CERTAIN, words)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (who("Ann Smith", email="smiths@x.example"), who("Bob Smith", email="smiths@x.example")),  # a household
        (who("Ann Smith", email="info@x.example"), who("Jo Kern", email="info@x.example")),
        (who("Anna Meyer"), who("Anna Meier")),  # nothing but a letter
        (who("Alexander Kern", **TIDEWELL), who("Alexandra Kern", **TIDEWELL)),
        (who("Ann Smith", phone="555 0100 200"), who("Jo Kern", phone="555 0100 200")),  # an office
        (
            who("Ana Ruiz", profile_key="linkedin.com/in/ana", **TIDEWELL),
            who("Ana Ruiz", profile_key="linkedin.com/in/other", **TIDEWELL),
        ),
        (who("Mary"), who("Mary")),
        (who("Bob Smith", employer="Elm Park"), who("Robert Smith", **TIDEWELL)),
        (who("Ana Ruiz", phone="100"), who("Bo Ruiz", phone="100")),
    ],
)
def test_these_are_two_people_as_far_as_we_know(one, other):
    assert likeness(one, other) is None


def test_a_shared_mailbox_only_adds_to_what_the_name_says():
    one, other = (who("Ana Ruiz", email="office@x.example") for _ in range(2))

    found = likeness(one, other)

    assert (found.is_certain, found.words) == (False, "Same name, same shared mailbox")


@pytest.mark.parametrize(
    "email", ["info@x.example", "HR@x.example", "hr-team@x.example", "the.smith.family@x.example", "12345@x.example"]
)
def test_an_office_or_a_household_is_nobody(email):
    assert is_shared(email)


@pytest.mark.parametrize(
    "email", ["ana@x.example", "a.ruiz@x.example", "team.lead.ana@x.example", "familiar@x.example"]
)
def test_a_person_is_somebody(email):
    assert not is_shared(email)


def test_no_address_is_no_mailbox():
    assert [mailbox(text) for text in ("", "nobody", "@x.example", "a@")] == ["", "", "", ""]


texts = st.text(max_size=12)
names = st.one_of(
    texts, st.sampled_from(["Ana", "ana", "Aná", "Bob", "Robert", "A.", "Dr. Ana", "ana@x.example", "Ruiz"])
)
people = st.builds(
    Someone,
    st.uuids(),
    names,
    names,
    email=st.sampled_from(["", "ana@x.example", "info@x.example", "ANA@x.example", "@", "a@b@c"]),
    phone=st.sampled_from(["", "555 0100", "+49 171 0100200", "0171/0100200"]),
    profile_key=st.sampled_from(
        ["", "linkedin.com/in/ana", "linkedin.com/in/bo", "linkedin.com/in/ana/en", "x.example/ana"]
    ),
    employer=st.one_of(texts, st.sampled_from(["Tidewell", "tidewell"])),
    title=texts,
    location=texts,
)


@given(people, people)
def test_the_order_of_the_two_does_not_matter(one, other):
    assert likeness(one, other) == likeness(other, one)


@given(people, people)
def test_a_score_is_in_its_range_and_has_words(one, other):
    found = likeness(one, other)

    if found is not None:
        assert SUGGESTED_FROM <= found.score <= CERTAIN
        assert found.words.strip() == found.words != ""
        assert found.grade


@given(people, people)
def test_certain_needs_an_own_mailbox_or_an_own_profile(one, other):
    found = likeness(one, other)

    if found is not None and found.is_certain:
        same_mailbox = mailbox(one.email) == mailbox(other.email) != ""
        same_profile = one.profile_key[:19] == other.profile_key[:19] == "linkedin.com/in/ana" or (
            one.profile_key == other.profile_key != ""
        )
        assert same_profile or (same_mailbox and not is_shared(one.email))


@given(people, people, st.sampled_from(["Tidewell", "Elm Park"]))
def test_the_same_employer_never_speaks_against(one, other, employer):
    without = [Someone(**{**_fields(p), "employer": ""}) for p in (one, other)]
    at_one = [Someone(**{**_fields(p), "employer": employer}) for p in (one, other)]

    before, after = likeness(*without), likeness(*at_one)

    assert before is None or (after is not None and after.score >= before.score)


@given(st.text("abc", min_size=1, max_size=6), st.text("abc", min_size=1, max_size=6))
def test_one_letter_apart_is_what_every_change_of_one_letter_makes(a, b):
    made = {a[:i] + c + a[i + 1 :] for i in range(len(a)) for c in "abc"}
    made |= {a[:i] + c + a[i:] for i in range(len(a) + 1) for c in "abc"}
    made |= {a[:i] + a[i + 1 :] for i in range(len(a))}
    made |= {a[:i] + a[i + 1] + a[i] + a[i + 2 :] for i in range(len(a) - 1)}

    assert one_letter_apart(a, b) == (b in made - {a})


def test_short_forms_go_with_their_long_forms_by_one_key():
    root = families()

    assert root["bob"] == root["robert"]
    assert are_one_name("bob", "robert")
    assert are_one_name("rob", "bob")
    assert not are_one_name("alexander", "alexandra")
    assert LONG_ENOUGH > 3


def _fields(person):
    return {name: getattr(person, name) for name in Someone.__slots__}
