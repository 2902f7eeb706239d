"""What a quick line seems to say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.contacts.models import Circle
from apps.contacts.quickadd import Guess, parse_line, split_name


@pytest.mark.parametrize(
    ("line", "guess"),
    [
        (
            "Ana Ruiz, neighbor, nurse at Elm Park Clinic",
            Guess("Ana", "Ruiz", Circle.NEIGHBOUR, "", "nurse", "Elm Park Clinic"),
        ),
        ("Ana", Guess("Ana")),
        ("Aunt Ruth, runs a lab", Guess("Aunt", "Ruth", Circle.FAMILY, "aunt", "runs a lab")),
        ("Professor Amadi", Guess("Professor", "Amadi", Circle.TEACHER)),
        ("Bram de Vries, my old colleague", Guess("Bram", "de Vries", Circle.COLLEAGUE, "old colleague")),
        ("Sam, from the rowing club", Guess("Sam", circle=Circle.COMMUNITY, relation="from the rowing club")),
        ("Femi Adeyemi, via Carla Marchetti", Guess("Femi", "Adeyemi", introducer="Carla Marchetti")),
        ("Leila, teacher at Elm Park School", Guess("Leila", title="teacher", employer="Elm Park School")),
        ("Leila, at Corvane", Guess("Leila", employer="Corvane")),
        ("Leila, UX lead @ Corvane", Guess("Leila", title="UX lead", employer="Corvane")),
        ("Leila, UX lead, Corvane", Guess("Leila", title="UX lead", employer="Corvane")),
        ("Leila, leila@corvane.example", Guess("Leila", email="leila@corvane.example")),
        ("Leila, linkedin.com/in/leila", Guess("Leila", profile_url="https://linkedin.com/in/leila")),
        (" , Leila ,, ", Guess("Leila")),
        ("", None),
        (" , ,", None),
    ],
)
def test_parse_line_reads_name_circle_role_employer_and_introducer(line, guess):
    assert parse_line(line) == guess


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ana Ruiz", ("Ana", "Ruiz")),
        ("Ana María Ruiz", ("Ana María", "Ruiz")),
        ("Ludwig van Beethoven", ("Ludwig", "van Beethoven")),
        ("Leila bin Al Saud", ("Leila", "bin Al Saud")),
        ("Van Morrison", ("Van", "Morrison")),
        ("Cher", ("Cher", "")),
    ],
)
def test_split_name_keeps_particles_with_the_last_name(name, parts):
    assert split_name(name) == parts


@given(st.text(max_size=300))
def test_parse_line_never_fails_and_never_gives_an_empty_first_name(line):
    guess = parse_line(line)

    assert guess is None or guess.given_name
