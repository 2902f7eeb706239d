"""Reading signatures: labelled examples, and what holds for any text."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.contacts.names import fold
from apps.contacts.signature import LONGEST_TEXT, Signature, read_signature
from tests.contacts.signature_examples import EXAMPLES

FIELDS = ("name", "title", "employer", "email", "phone", "link")
#: Pieces that signatures are made of, so that random texts look like some.
PIECES = st.sampled_from(
    [
        "Ana Ruiz", "Senior Nurse", "Elm Park Clinic", "ana@elmpark.example", "+1 (312) 555-0143",
        "Best regards,", "--",
        "> quoted", "On Monday Lena wrote:", "From: Ruiz, Ana <ana@elmpark.example>", "Sent from my iPhone", "|",
        " · ", ",",
        "www.elmpark.example", "linkedin.com/in/ana", "Tel:", "confidential", "\u00a0", "\u200b", "\x00", "’",
        "(she/her)",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=400),
    st.lists(st.one_of(PIECES, st.text(max_size=12), st.just("\n"), st.just(" ")), max_size=40).map("".join),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.label)
def test_a_signature_is_read_as_labelled(example):
    found = read_signature(example.text)

    assert {f: getattr(found, f) for f in FIELDS if getattr(found, f)} == example.expected


def test_there_are_enough_examples_and_their_labels_differ():
    assert len(EXAMPLES) >= 40
    assert len({example.label for example in EXAMPLES}) == len(EXAMPLES)


@settings(max_examples=400)
@given(TEXTS)
def test_any_text_is_read_and_no_word_is_invented(text):
    found = read_signature(text)

    seen = text.translate(dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u2060\u00ad"), ""))
    words = set(re.findall(r"\w+", fold("".join(c if c.isprintable() else " " for c in seen))))
    for field in FIELDS:
        said = re.findall(r"\w+", fold(getattr(found, field)))
        assert [word for word in said if word not in words and not any(word in other for other in words)] == []


@given(TEXTS)
def test_what_is_read_has_no_line_breaks_and_no_signs_that_cannot_be_printed(text):
    found = read_signature(text)

    assert all(value.isprintable() and value == value.strip() for value in (getattr(found, f) for f in FIELDS))


@pytest.mark.parametrize("sign", ["a", "a.", "@", "a@", "1 ", "a-", "> ", "www.", "On a ", "\n", ", A", "A b "])
def test_a_text_of_any_length_is_read_at_once(sign):
    text = sign * (LONGEST_TEXT // len(sign))

    assert isinstance(read_signature(text), Signature)


def test_other_numbers_are_kept_and_a_fax_is_not():
    found = read_signature("Ana Ruiz\nT 312 555 0101\nM 312 555 0102\nFax 312 555 0103\nOffice 312 555 0104")

    assert (found.phone, found.other_phones) == ("312 555 0102", ("312 555 0101", "312 555 0104"))


@pytest.mark.parametrize(
    ("text", "personal"),
    [
        ("Ana Ruiz\nlinkedin.com/in/ana-ruiz", True),
        ("Ana Ruiz\nhttps://elmpark.example/people/ana-ruiz", True),
        ("Ana Ruiz\nhttps://elmpark.example/team", False),
        ("Ana Ruiz\nwww.elmpark.example", False),
    ],
)
def test_an_employers_page_is_told_from_a_persons_own(text, personal):
    assert read_signature(text).is_personal_link is personal


def test_nothing_found_says_so():
    assert read_signature("see you then").is_empty
    assert not read_signature("+1 312 555 0199").is_empty
