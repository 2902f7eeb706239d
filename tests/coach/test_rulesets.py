"""Rule sets are data, and bad data is refused with a sentence."""

import pytest

from apps.coach.rules import BY_ID
from apps.coach.rulesets import SEVERITIES, UnfitRuleSet, built_in, for_channel, load, made


@pytest.mark.parametrize("name", ["75-words", "100-words", "linkedin-200", "linkedin-300"])
def test_the_named_ones_are_there(name):
    assert load(name) == built_in()[name]


@pytest.mark.parametrize("name", sorted(built_in()))
def test_they_speak_of_rules_that_exist(name):
    chosen = built_in()[name]

    assert chosen.leave_out <= set(BY_ID)
    assert set(chosen.severity) <= set(BY_ID)


def test_a_rule_set_takes_over_what_it_extends():
    chosen = made("own", {"base": {"most_words": 90, "minutes": [10, 20]}, "own": {"extends": "base", "title": "Ours"}})

    assert (chosen.most_words, chosen.minutes, chosen.title) == (90, (10, 20), "Ours")


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({"most_word": 3}, "unknown setting most_word"),
        ({"most_words": "many"}, "most_words is a whole number"),
        ({"most_words": True}, "most_words is a whole number"),
        ({"minutes": [15]}, "minutes is two numbers"),
        ({"leave_out": "length"}, "leave_out is a list"),
        ({"severity": {"length": "loud"}}, f"one of {', '.join(SEVERITIES)}"),
        ({"extends": "own"}, "extends itself"),
        ({"extends": "nothing"}, "does not exist"),
        ({"extends": 3}, "extends is the name"),
    ],
)
def test_what_is_wrong_is_said(table, words):
    with pytest.raises(UnfitRuleSet, match=words):
        made("own", {"own": table})


@pytest.mark.parametrize("text", ["most_words = ", "[", "3 = 4 = 5"])
def test_a_file_that_is_no_toml_is_refused(tmp_path, text):
    path = tmp_path / "own.toml"
    path.write_text(text)

    with pytest.raises(UnfitRuleSet, match="cannot be read"):
        load(str(path))


def test_a_file_may_be_json(tmp_path):
    path = tmp_path / "own.json"
    path.write_text('{"most_words": 60}')

    assert load(str(path)).most_words == 60


@pytest.mark.parametrize(("channel", "name"), [("linkedin", "linkedin-300"), ("email", "100-words"), ("", "100-words")])
def test_a_channel_has_its_rule_set(channel, name):
    assert for_channel(channel).name == name
