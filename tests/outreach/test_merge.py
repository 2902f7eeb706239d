"""The tiny template language: one pass, plain text, values inert."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.outreach import builtin, merge

TEXT = st.text(max_size=80)
VALUES = st.fixed_dictionaries({}, optional=dict.fromkeys(merge.BY_NAME, TEXT))


def test_a_known_field_is_filled_in():
    assert merge.render("Hi {first_name},", {"first_name": "Ines"}) == "Hi Ines,"


def test_an_empty_field_becomes_a_placeholder():
    assert merge.render("about {goal}?", {"goal": "  "}) == "about [what you want to learn]?"


def test_an_unknown_field_becomes_a_placeholder():
    assert merge.render("Hi {nick_name}", {"nick_name": "never used"}) == "Hi [nick name]"


@pytest.mark.parametrize(
    "value",
    ["{my_name}", "{{ user.password }}", "{% load x %}", "%(first_name)s", "<script>x</script>", "${x}", "\\1\\g<0>"],
)
def test_syntax_in_a_value_stays_what_it_is(value):
    assert merge.render("Hi {first_name}", {"first_name": value, "my_name": "Lena"}) == f"Hi {value}"


@pytest.mark.parametrize("text", ["{", "}", "{}", "{ first_name }", "{first-name}", "{{}}", "{0}", "{__class__}"])
def test_other_braces_are_left_alone(text):
    assert merge.render(text, {"first_name": "Ines"}) == text


def test_djangos_own_syntax_is_only_text():
    assert (
        merge.render("{% if x %}{{ first_name }}{% endif %}", {"first_name": "Ines"})
        == "{% if x %}{{ first_name }}{% endif %}"
    )


def test_a_line_break_in_a_value_cannot_start_a_header():
    assert merge.render("{employer}?", {"employer": "Lumen\r\nBcc: all@x.example"}) == "Lumen Bcc: all@x.example?"


@given(TEXT, VALUES)
def test_render_takes_any_text_and_any_values(text, values):
    assert isinstance(merge.render(text, values), str)


@given(VALUES)
def test_values_are_never_read_as_a_template(values):
    rendered = merge.render("|".join(f"{{{name}}}" for name in merge.BY_NAME), values)

    expected = [merge.inert(values.get(name, "")) or merge.placeholder(name) for name in merge.BY_NAME]
    assert rendered == "|".join(expected)


@given(st.text(alphabet=st.characters(exclude_characters="{}"), max_size=200), VALUES)
def test_text_without_braces_comes_out_unchanged(text, values):
    assert merge.render(text, values) == text


@given(TEXT)
def test_a_value_is_one_line_without_control_characters(value):
    assert all(c.isprintable() or not c.isascii() for c in merge.inert(value))
    assert "\n" not in merge.inert(value)


def test_unknown_fields_are_named_once_in_order():
    assert merge.unknown_fields("{b} {first_name} {a} {b}") == ["b", "a"]


def test_a_misspelled_field_has_a_nearest_one():
    assert (merge.nearest("firstname"), merge.nearest("zzz")) == ("first_name", "")


@pytest.mark.parametrize("template", builtin.ALL, ids=lambda t: t.key)
def test_built_in_templates_use_known_fields_only(template):
    for wording in template.wordings.values():
        assert merge.unknown_fields(wording.subject + wording.body) == []
