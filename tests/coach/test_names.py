"""When two names mean the same person or the same employer."""

import pytest

from apps.coach.greetings import greeted
from apps.coach.names import may_be, name_tokens, same_company


@pytest.mark.parametrize(
    ("greeted", "given", "family"),
    [
        ("Ines", "Ines", "Carvalho"),
        ("INÊS", "Ines", "Carvalho"),
        ("Ms. Carvalho", "Ines", "Carvalho"),
        ("Liz", "Elizabeth", "Moran"),
        ("Betty", "Elizabeth", "Moran"),
        ("Robbie", "Rob", "Moran"),
        ("Priya", "Priyanka", "Moran"),
        ("Bill", "William", "Tate"),
        ("Mrs. G. Archer", "Gwen", "Archer"),
        ("Tanaka-san", "Hiroshi", "Tanaka"),
        ("Anne Marie", "Anne-Marie", "St. John"),
        ("Carvalho Ines", "Ines", "Carvalho"),
        ("O’Neil", "Chris", "O'Neil"),
        ("Ms. Carvalho", "Ines", ""),
        ("Ines", "", "Carvalho"),
        ("Chef Carvalho", "Ines", "Carvalho"),
        ("AJ", "Anthony", "Jones"),
        ("Soren", "Søren", "Krogh"),
    ],
)
def test_a_name_may_be_written_in_many_ways(greeted, given, family):
    assert may_be(greeted, given, family)


@pytest.mark.parametrize(
    ("greeted", "given", "family"),
    [
        ("Priya", "Ines", "Carvalho"),
        ("Marc", "Mark", "Sung"),
        ("Bob", "Rob", "Sung"),
        ("Ted", "Ed", "Sung"),
        ("Paul", "Pauline", "Sung"),
        ("Inez", "Ines", "Carvalho"),
        ("Anna", "Ann", "Marlow"),
        ("Mr. Okonkwo", "Patrick", "Dunne"),
        ("Ines Smith", "Ines", "Carvalho"),
        ("Johnathon", "Jonathan", "Myers"),
        ("Dan", "Dana", "Whitfield"),
    ],
)
def test_somebody_else_is_somebody_else(greeted, given, family):
    assert not may_be(greeted, given, family)


def test_titles_and_suffixes_are_no_names():
    assert name_tokens("Dr. Anne-Marie St. John, PhD") == ["anne", "marie", "st", "john"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lumen", "Lumen Mutual Insurance Co., Inc."),
        ("BCG", "Boston Consulting Group"),
        ("J.M. Huber", "JM Huber"),
        ("Bell and Tower", "Bell & Tower Architects"),
        ("O’Neill", "O'Neill & Daughters"),
    ],
)
def test_an_employer_may_be_written_in_many_ways(one, other):
    assert same_company(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("Okapi", "Lumen Mutual"), ("Corvane Health", "Lumen Health"), ("IBM", "Bell")]
)
def test_another_employer_is_another_employer(one, other):
    assert not same_company(one, other)


def test_two_employers_of_one_name_are_two():
    assert not same_company("Polaris Dynamics", "Polaris Robotics")


@pytest.mark.parametrize(
    ("opening", "people"),
    [
        ("Hey mr tran its deshawn. are you", ("mr tran",)),
        ("Dear Linda and Paul,", ("Linda", "Paul")),
        ("Good morning, Dr. A. Chen,", ("Dr. A. Chen",)),
        ("Brain, thanks for connecting.", ("Brain",)),
        ("Dear May,", ("May",)),
        ("Hi Sarah just a note", ("Sarah",)),
    ],
)
def test_a_greeting_ends_where_the_letter_begins(opening, people):
    assert greeted(opening, "Brian", "Tran", "Lena Marchetti").people == people


@pytest.mark.parametrize(
    "opening", ["Hi there, I am", "Dear Hiring Manager,", "Good day ma,", "Hi [Name],", "Lena here,"]
)
def test_nobody_is_greeted_by_name(opening):
    assert greeted(opening, "Brian", "Tran", "Lena Marchetti") is None
