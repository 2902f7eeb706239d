"""The tiny template language: one pass, plain text, values inert."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.plaintext import visible
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


# Defaults, bounds and remarks ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hi {first_name|there},", "Hi there,"),
        ("Hi {first_name| there },", "Hi there,"),
        ("Hi{title|}.", "Hi."),
        ("{nonsense|my own words}", "my own words"),
        ("{goal|{my_name}}", "{goal|Lena}"),
        ("{goal|a\nb}", "{goal|a\nb}"),
        ("{goal|a|b}", "{goal|a|b}"),
    ],
)
def test_a_field_can_say_what_to_write_instead(text, expected):
    assert merge.render(text, {"my_name": "Lena"}) == expected


def test_a_known_value_comes_before_the_words_instead():
    assert merge.render("Hi {first_name|there},", {"first_name": "Ines"}) == "Hi Ines,"


HOSTILE = st.text(alphabet=st.sampled_from("{}|[]%$<>\\/'\"\n\r\t\x00\u202e first_nameog"), max_size=400)


@given(HOSTILE, VALUES)
def test_any_text_of_braces_is_rendered_and_advised_on(text, values):
    assert len(merge.render(text, values)) <= merge.MOST
    assert all(isinstance(remark, str) for remark in merge.remarks(text))


@given(HOSTILE, VALUES)
def test_what_was_rendered_once_does_not_change_with_other_values(text, values):
    """Values hold no fields, and an unknown one leaves none behind."""
    plain = {name: value.replace("{", "").replace("}", "") for name, value in values.items()}
    rendered = merge.render(text, plain)

    again = merge.render(rendered.replace("{", "(").replace("}", ")"), plain)

    assert again == rendered.replace("{", "(").replace("}", ")")


@given(VALUES, st.integers(min_value=1, max_value=5_000))
def test_what_comes_out_is_bounded_whatever_is_repeated(values, times):
    assert len(merge.render("{goal}" * times, values)) <= merge.MOST


def test_a_long_value_is_cut():
    assert len(merge.render("{goal}", {"goal": "x" * 100_000})) == 300


@pytest.mark.parametrize(
    "text", ["{" * 200_000, "{a|" * 100_000, "{first_name|" * 20_000, "[" * 200_000, "{{%" * 90_000]
)
def test_pathological_text_reads_each_character_a_bounded_number_of_times(text):
    """Bounded work: only the first MOST characters are looked at, and a field is at most some 120 long."""
    assert len(merge.render(text, {})) <= merge.MOST
    assert len(merge.remarks(text)) <= 6


@given(st.text(max_size=300))
def test_visible_text_has_no_control_characters_and_keeps_its_lines(text):
    shown = visible(text)

    assert visible(shown) == shown
    assert shown.count("\n") == text.replace("\r\n", "\n").replace("\r", "\n").count("\n")
    assert not set(shown) & set("\x00\x07\x1b\x7f\x85\x9b\u202e\u2066")


@pytest.mark.parametrize(
    "text", ["{{ first_name }}", "{% if x %}", "${name}", "%(name)s", "<%= x %>", "{first_name.upper}"]
)
def test_the_syntax_of_other_languages_is_remarked_on(text):
    assert merge.remarks(text)[-1].endswith("stays as it is. A field looks like {first_name}.")


def test_good_text_has_no_remarks():
    assert merge.remarks("Hi {first_name|there}, I’m {my_name}. {common_ground}. [a detail] 100% (really)") == []
