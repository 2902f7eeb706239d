"""Folding of employers' names: what is one employer, and what is not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.contacts.employernames import KEY_LENGTH, LEGAL_FORMS, EmployerKeys, employer_key, ways

FORMS = [
    "Inc.", "LLC", "L.L.C.", "GmbH", "S.A.", "Ltd", "Ltd.", "S.p.A.", "A/S", "Sp. z o.o.", "S.A. de C.V.", "AG",
]  # fmt: skip
WORDS = st.lists(
    st.text("abcdefghijklmnopqrstuvwxyzäéñø0123456789", min_size=2, max_size=8).filter(lambda w: w not in LEGAL_FORMS),
    min_size=1,
    max_size=4,
).filter(lambda words: words[0] != "the" and words[-1] != "and" and {*words}.isdisjoint({"and", "the"}))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Corvane Health", "corvane  HEALTH, Inc."),
        ("The Corvane Group", "Corvane Group Ltd."),
        ("Johnson & Johnson", "Johnson and Johnson"),
        ("Tidewell + Sons", "Tidewell & Sons"),
        ("Tidewell & Co.", "Tidewell"),
        ("Müller GmbH & Co. KG", "Muller"),
        ("Société Générale S.A.", "Societe Generale"),
        ("St. Brannoc’s Hospital", "St Brannocs Hospital"),
        ("L’Oréal", "L'Oreal SA"),
        ("Grupo Bimbo, S.A. de C.V.", "Grupo Bimbo"),
        ("Allegra Sp. z o.o.", "Allegra"),
        ("Fernbank A/S", "Fernbank"),
        ("Lumen S.p.A.", "Lumen"),
        ("Acme Corp. Inc.", "ACME"),
        ("Café-Noir", "Cafe Noir"),
        ("Straße AG", "STRASSE"),
    ],
)
def test_spellings_of_one_employer_have_one_key(one, other):
    assert employer_key(one) == employer_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Corvane", "Corvane Group"),
        ("Elm Park Spa", "Elm Park"),
        ("University of Elm", "University of Oak"),
        ("Target", "Target Practice"),
        ("Inc.", "LLC"),
        ("The Company", "The Limited"),
        ("3M", "4M"),
        ("日立", "東芝"),
        ("???", "!!!"),
    ],
)
def test_what_says_more_than_the_legal_form_tells_employers_apart(one, other):
    assert employer_key(one) != employer_key(other)


@pytest.mark.parametrize("name", ["The Company", "Inc", "The", "and Co", "&", "???", "A/S", "  .  ", "the the"])
def test_a_name_that_is_all_form_and_signs_still_has_a_key(name):
    assert employer_key(name)


@given(st.text(max_size=60))
def test_only_an_empty_name_has_an_empty_key(name):
    visible = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))

    assert bool(employer_key(name)) == bool(visible.strip())
    assert len(employer_key(name * 9)) <= KEY_LENGTH


@given(st.text(max_size=60))
def test_the_key_of_a_key_is_itself(name):
    key = employer_key(name)

    assert employer_key(key) == key


@given(WORDS, st.sampled_from(FORMS), st.sampled_from([" ", ", "]), st.sampled_from(["", "The ", "THE "]))
def test_article_case_and_legal_form_never_make_another_employer(words, form, between, article):
    name = " ".join(words)

    assert employer_key(f"{article}{name.upper()}{between}{form}") == employer_key(name)


@given(WORDS, WORDS)
def test_two_names_in_one_are_joined_by_and_in_whichever_way(one, other):
    left, right = " ".join(one), " ".join(other)

    assert employer_key(f"{left} & {right}") == employer_key(f"{left} and {right}") == employer_key(f"{left}&{right}")


@given(WORDS)
def test_words_that_are_no_form_all_stay_in_their_order(words):
    plain = [w.translate(str.maketrans("äéñ", "aen")) for w in words]

    assert employer_key(" ".join(words)).split() == plain


def test_the_owners_own_word_for_an_employer_comes_first():
    keys = EmployerKeys({"msft": "microsoft", "acme inc": "acme inc"})

    assert keys.of("MSFT") == "microsoft"
    assert keys.of("Acme Inc") == "acme inc"  # kept apart from Acme
    assert keys.of("ACME, Inc.") == keys.of("Acme") == "acme"
    assert keys.same("msft", "Microsoft Corporation")
    assert not keys.same("Acme", "Acme Inc")
    assert keys.of("") == ""


def test_ways_are_the_closest_first():
    assert ways("Acme, Inc.") == ["acme, inc.", "acme"]
    assert ways("acme") == ["acme"]
    assert ways(" ") == []
