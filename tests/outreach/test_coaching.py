"""The coach beside a draft: a rule set for each kind of message, built-in wordings that please it, browser units."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.coach.message import Background, Message, Person
from apps.outreach import builtin, cadence, coaching, merge
from apps.outreach.models import Channel

INES = Person("Ines", "Carvalho", "Lumen Mutual", "UX researcher")
KINDS = [cadence.FIRST, cadence.NUDGE, cadence.LAST, cadence.CLOSING]


def look(body, *, channel=Channel.EMAIL, kind=cadence.FIRST, subject="", background=None):
    message = Message(body, subject, channel, INES, "Lena Marchetti")
    return coaching.review(message, kind, background or Background())


def finding(key, body, **kwargs):
    return next((f for f in look(body, **kwargs).findings if f.key == key), None)


BUILT_IN = [(template, channel) for template in builtin.ALL for channel in Channel.values if template.has(channel)]


@pytest.mark.parametrize(("template", "channel"), BUILT_IN, ids=lambda part: getattr(part, "key", part))
def test_built_in_templates_please_the_coach(template, channel):
    wording = template.wording(channel)
    shares = template in (builtin.SHARED, builtin.ALUMNI)
    background = Background(
        introducer="Priya Raman" if template is builtin.REFERRED else "",
        common_ground="We both studied at Aldermere" if shares else "",
    )
    body, subject, forward = (
        merge.render(text, merge.SAMPLE) for text in (wording.body, wording.subject, wording.forward)
    )
    message = Message(body, subject, channel, INES, "Lena Marchetti")

    if channel == Channel.INTRODUCTION:
        letter = replace(message, contact=Person("Priya", "Raman"))
        review = coaching.review_introduction(letter, replace(message, body=forward), template.kind, background)
    else:
        limit = 200 if template is builtin.SHORT_NOTE else 300
        review = coaching.review(message, template.kind, background, limit=limit)

    assert [f.what for f in review.open if f.key != "placeholder"] == []


def test_there_is_a_wording_for_every_occasion():
    assert len(builtin.ALL) >= 10
    assert {t.key for t in builtin.ALL} >= {
        "warm", "referred", "alumni", "cold", "nudge", "last", "closing", "introduction", "reconnect", "linkedin-note"
    }  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("channel", Channel.values)
def test_every_kind_of_message_has_a_wording_on_every_channel(channel, kind):
    fitting = builtin.default_for(kind, channel, has_introducer=False, has_common_ground=False, circle="cold")

    assert fitting.has(channel)


def test_a_letter_is_the_e_mail_a_little_more_formal():
    assert builtin.COLD.wording(Channel.LETTER).body.startswith("Dear {first_name},")
    assert builtin.COLD.wording(Channel.LETTER).subject == ""


def test_the_letter_and_the_part_to_forward_are_read_apart():
    letter = Message("Dear Priya, would you introduce me?", "", Channel.INTRODUCTION, Person("Priya", "Raman"))
    lines = Message("Hi Inez, are you hiring?", "", Channel.INTRODUCTION, INES)

    review = coaching.review_introduction(letter, lines, cadence.FIRST, Background())

    places = {finding.key: finding.place for finding in review.open if finding.key in ("wrong-name", "job-ask")}
    assert places == {"wrong-name": coaching.FORWARD, "job-ask": coaching.FORWARD}


def test_an_introduction_without_lines_to_forward_is_one_letter():
    letter = Message("Dear Priya, thank you.", "", Channel.INTRODUCTION, Person("Priya", "Raman"))

    review = coaching.review_introduction(letter, Message(" "), cadence.LAST, Background())

    assert {finding.place for finding in review.findings} == {coaching.BODY}


@pytest.mark.parametrize(("limit", "ok"), [(300, "yes"), (200, "fix")])
def test_without_premium_a_linkedin_note_has_200_characters(limit, ok):
    message = Message("x" * 201, "", Channel.LINKEDIN, INES)

    review = coaching.review(message, cadence.FIRST, Background(), limit=limit)

    assert next(f.ok for f in review.findings if f.key == "length") == ok


def test_linkedin_counts_an_emoji_as_two():
    message = Message("🙂" * 150 + "x", "", Channel.LINKEDIN, INES)

    assert coaching.review(message, cadence.FIRST, Background()).characters == 301


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("channel", Channel.values)
def test_every_kind_of_message_has_its_rule_set(channel, kind):
    assert coaching.rules_for(channel, kind).name == f"{channel}-{kind}"


def test_a_nudge_need_not_say_again_who_writes():
    assert finding("introduces-sender", "Hello?", kind=cadence.NUDGE) is None


def test_a_last_note_asks_who_else():
    assert finding("asks-who-else", "Is there a colleague who might help?", kind=cadence.LAST).ok == "yes"


@pytest.mark.parametrize(("length", "ok"), [(300, "yes"), (301, "fix")])
def test_a_linkedin_note_has_300_characters(length, ok):
    assert finding("length", "x" * length, channel=Channel.LINKEDIN).ok == ok


@pytest.mark.parametrize(("words", "ok"), [(49, "fix"), (50, "yes"), (130, "yes"), (131, "fix")])
def test_a_first_mail_has_50_to_130_words(words, ok):
    assert finding("length", "word " * words).ok == ok


def test_the_introducer_may_stand_in_the_subject():
    background = Background(introducer="Priya Raman")

    assert finding("names-referrer", "Hi Ines, hello.", subject="Priya suggested it", background=background).ok == "yes"


def test_an_introducer_named_late_is_asked_for_earlier():
    background = Background(introducer="Priya Raman")

    late = finding("names-referrer", "Some words. " * 60 + "Priya says hello.", background=background)

    assert (late.what, late.spans[0].text) == ("Name Priya earlier", "Priya")


def test_an_introducer_who_is_not_named_is_asked_for():
    missing = finding("names-referrer", "Hi Ines.", background=Background(introducer="Priya Raman"))

    assert missing.why == "Priya Raman did: name them in the first lines."


def test_common_ground_stands_in_for_an_introducer():
    background = Background(common_ground="We both rowed at Aldermere")

    assert finding("names-referrer", "You and I rowed in the same boat.", background=background).ok == "yes"
    assert finding("names-referrer", "Hello.", background=background).why == "You noted: We both rowed at Aldermere"


def test_another_employer_of_the_list_is_named():
    background = Background(other_companies=("Corvane Health", "Okapi"))

    assert finding("wrong-company", "I admire Okapi.", background=background).what == "Check the employer: Okapi"
    assert finding("wrong-company", "Lumen Mutual, not Okapi.", background=background) is None


def test_spans_count_as_a_browser_does():
    gap = finding("placeholder", "🙂🙂 [gap]").spans[0]

    assert (gap.start, gap.end, gap.text) == (5, 10, "[gap]")


def test_the_subjects_gaps_count_and_have_no_words_in_the_body():
    gaps = finding("placeholder", "[one thing] and [another].", subject="[a subject]")

    assert gaps.what == "3 placeholders to fill in"
    assert [span.text for span in gaps.spans] == ["[one thing]", "[another]"]


@given(st.text(max_size=400), st.sampled_from(Channel.values), st.sampled_from(KINDS))
@settings(deadline=None)
def test_any_text_can_be_reviewed_and_spans_lie_inside_it(body, channel, kind):
    review = look(body, channel=channel, kind=kind)

    units = len(body.encode("utf-16-le", "surrogatepass")) // 2
    assert all(0 <= s.start <= s.end <= units for f in review.findings for s in f.spans)
