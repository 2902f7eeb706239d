"""Which employers are likely one, and the reason that is shown."""

from uuid import UUID

import pytest

from apps.contacts.likelysame import Named, likely_same


def named(*names, website=""):
    return [Named(UUID(int=n), name, website) for n, name in enumerate(names, 1)]


def pairs(employers, **more):
    return [(pair.one.name, pair.other.name, pair.reason) for pair in likely_same(employers, **more)]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Acme", "Acme Inc.", "The same name, written in two ways."),
        ("Face Book", "Facebook", "The same name, written in two ways."),
        ("St. Brannoc Hospital", "Hospital St Brannoc", "The same words in another order."),
        ("International Business Machines", "IBM", "“IBM” are the first letters of the other."),
        ("U.C.S.F.", "University of California San Francisco", "“U.C.S.F.” are the first letters of the other."),
        ("Corvane Health", "Corvane Heath", "Almost the same letters."),
        ("Corvane", "Corvane Group", "The same name, with a usual word more."),
    ],
)
def test_two_names_that_may_be_one_come_with_the_reason(one, other, reason):
    assert pairs(named(one, other)) == [(one, other, reason)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Corvane Health", "Tidewell"),
        ("Elm Park Clinic", "Oak Park Clinic"),
        ("School 21", "School 27"),
        ("International Business Machines", "Italian Bread Makers"),
        ("Acme", "Apex"),
    ],
)
def test_names_that_have_little_in_common_are_left_alone(one, other):
    assert pairs(named(one, other)) == []


def test_one_website_or_one_domain_of_addresses_says_more_than_the_name():
    one = Named(UUID(int=1), "Corvane", "https://www.corvane.example/jobs")
    other = Named(UUID(int=2), "CVH", "https://corvane.example")

    assert pairs([one, other]) == [("Corvane", "CVH", "Both have the website corvane.example.")]
    domains = {"corvane.example": [other.id, one.id], "gmail.com": [one.id, other.id]}
    assert pairs(named("Corvane", "CVH"), domains=domains) == [
        ("Corvane", "CVH", "People at both have addresses at corvane.example.")
    ]


def test_a_pair_stands_once_and_not_at_all_when_the_owner_said_that_they_are_two():
    employers = named("Acme Inc", "Acme")

    assert len(pairs(employers, domains={"acme.example": [e.id for e in employers]})) == 1
    assert pairs(employers, apart=[frozenset(e.id for e in employers)]) == []


def test_what_very_many_have_in_common_says_nothing():
    assert pairs(named(*(f"Elm {word}" for word in ("Group", "Labs", "Tech", "Systems", "USA")))) == []
