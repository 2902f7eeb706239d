"""What is typed into an own field becomes one text; what is none of the kind is said."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.contacts.ownvalues import Field, OddValue, read_value, show_value

ID = UUID("019a0000-0000-7000-8000-000000000001")


def field(kind, choices=()):
    return Field(ID, "Met at", kind, choices)


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("text", "  the \n fair\t hall ", "the fair hall"),
        ("text", "", ""),
        ("text", "\x00\x07", ""),
        ("number", "1,234.50", "1234.50"),
        ("number", "3,5", "3.5"),
        ("number", "1,234", "1234"),
        ("number", "-7", "-7"),
        ("number", "1e3", "1000"),
        ("date", "2026-10-20", "2026-10-20"),
        ("yes_no", "Yes", "yes"),
        ("yes_no", "false", "no"),
        ("choice", "FAIR", "Fair"),
        ("link", "example.org/a", "https://example.org/a"),
        ("link", "http://example.org", "http://example.org"),
    ],
)
def test_a_value_is_kept_in_one_way(kind, typed, kept):
    assert read_value(field(kind, ("Fair", "School")), typed) == kept


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("text", "x" * 301),
        ("number", "many"),
        ("number", "NaN"),
        ("number", "Infinity"),
        ("number", "1e999999"),
        ("number", "9" * 40),
        ("number", "1_000"),
        ("date", "20.10.2026"),
        ("date", "2026-02-30"),
        ("date", "0001-01-01"),
        ("yes_no", "perhaps"),
        ("choice", "Market"),
        ("link", "javascript:alert(1)"),
        ("link", "data:text/html,x"),
        ("link", "https://"),
        ("link", "https://exam ple.org"),
        ("link", "http://[::1"),
        ("link", "https://x.example/" + "a" * 500),
    ],
)
def test_what_is_none_of_the_kind_is_said(kind, typed):
    with pytest.raises(OddValue, match=r"\w+"):
        read_value(field(kind, ("Fair", "School")), typed)


@given(st.sampled_from(["text", "number", "date", "yes_no", "choice", "link"]), st.text(max_size=600))
def test_any_text_is_kept_or_refused_and_reading_it_again_changes_nothing(kind, typed):
    own = field(kind, ("Fair", "School"))
    try:
        kept = read_value(own, typed)
    except OddValue:
        return

    assert read_value(own, kept) == kept
    assert not set(kept) & set("\x00\n\r\t")


def test_yes_and_no_are_shown_as_words():
    assert [show_value(field("yes_no"), value) for value in ("yes", "no", "", None)] == ["Yes", "No", "", ""]
