"""The versions of a draft, and two windows that write in the same one."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from apps.outreach.differences import GONE, NEW, SAME, differences
from apps.outreach.models import Channel, DraftVersion
from apps.outreach.selectors import draft_of, versions_of
from apps.outreach.services import mark_sent, restore_version, save_draft, switch_channel, use_template
from apps.outreach.services.versions import MOST_VERSIONS
from apps.outreach.wording import Text
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.outreach import OutreachFactory
from tests.responses import text_of

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
A, B = "aaaa", "bbbb"


@pytest.fixture
def outreach():
    return OutreachFactory(contact__email="ines@lumen.example")


def write(outreach, body, *, tab=A, revision=None, after=0):
    message = draft_of(outreach)
    moment = NOW + timedelta(seconds=after)
    return save_draft(
        actor=message.owner, message=message, now=moment, subject="", body=body, tab=tab, revision=revision
    )


def said(outreach):
    return [version.body for version in versions_of(draft_of(outreach)).order_by("number")]


def test_what_the_page_began_with_is_the_first_version(outreach):
    first = draft_of(outreach).body

    write(outreach, "My own words")

    assert said(outreach) == [first, "My own words"]


def test_typing_on_in_one_window_is_one_version(outreach):
    first = draft_of(outreach).body
    for at, body in enumerate(["Dear", "Dear Ines", "Dear Ines, hello"]):
        write(outreach, body, after=at)

    assert said(outreach) == [first, "Dear Ines, hello"]


def test_after_ten_minutes_a_new_stretch_begins(outreach):
    write(outreach, "Dear")

    write(outreach, "Dear Ines", after=600)

    assert said(outreach)[1:] == ["Dear", "Dear Ines"]


def test_a_paragraph_that_is_deleted_stays_in_a_version(outreach):
    long = "Dear Ines, " + "a thought that took a while. " * 10
    write(outreach, long)

    write(outreach, "Dear Ines, ", after=1)

    assert said(outreach)[1:] == [long, "Dear Ines, "]


def test_saving_the_same_words_again_adds_nothing(outreach):
    write(outreach, "Dear Ines")
    before = draft_of(outreach).revision

    write(outreach, "Dear Ines", tab=B, revision=0, after=5)

    assert (draft_of(outreach).revision, said(outreach)[1:]) == (before, ["Dear Ines"])


def test_a_template_and_another_channel_leave_the_text_among_the_versions(outreach):
    write(outreach, "My words")
    user = outreach.contact.owner

    use_template(actor=user, message=draft_of(outreach), text=Text("S", "From a template", "cold"), now=NOW)
    switch_channel(actor=user, message=draft_of(outreach), channel=Channel.LINKEDIN, now=NOW)

    reasons = [version.reason for version in versions_of(draft_of(outreach)).order_by("number")]
    assert said(outreach)[1:3] == ["My words", "From a template"]
    assert reasons == ["template", "typed", "template", "channel"]


def test_bringing_a_version_back_makes_a_new_one(outreach):
    first = draft_of(outreach).body
    write(outreach, "My own words")
    message = draft_of(outreach)

    found = restore_version(actor=message.owner, message=message, number=1, now=NOW)

    assert (found, draft_of(outreach).body) == (True, first)
    assert said(outreach) == [first, "My own words", first]


def test_a_version_of_another_channel_brings_its_channel_back(outreach):
    write(outreach, "An e-mail")
    message = draft_of(outreach)
    switch_channel(actor=message.owner, message=message, channel=Channel.PHONE, now=NOW)

    restore_version(actor=message.owner, message=draft_of(outreach), number=2, now=NOW)

    kept = draft_of(outreach)
    assert (kept.channel, kept.body, kept.address) == (Channel.EMAIL, "An e-mail", "ines@lumen.example")


def test_a_version_that_does_not_exist_changes_nothing(outreach):
    write(outreach, "My words")
    message = draft_of(outreach)

    assert restore_version(actor=message.owner, message=message, number=99, now=NOW) is False
    assert draft_of(outreach).body == "My words"


def test_the_oldest_versions_go(outreach):
    for number in range(MOST_VERSIONS + 3):
        write(outreach, f"Words {number}", tab=f"{number:x}")

    assert len(said(outreach)) == MOST_VERSIONS
    assert said(outreach)[-1] == f"Words {MOST_VERSIONS + 2}"


# Two windows -----------------------------------------------------------------------------------------------------


def test_the_later_window_learns_of_the_other_and_nothing_is_lost(outreach):
    seen = draft_of(outreach).revision
    write(outreach, "From the laptop", tab=A, revision=seen)

    kept = write(outreach, "From the phone", tab=B, revision=seen, after=3)

    assert kept.other.body == "From the laptop"
    assert draft_of(outreach).body == "From the phone"
    assert said(outreach)[1:] == ["From the laptop", "From the phone"]


def test_and_so_does_the_first_window_when_it_goes_on(outreach):
    seen = draft_of(outreach).revision
    write(outreach, "From the laptop", tab=A, revision=seen)
    write(outreach, "From the phone", tab=B, revision=seen, after=3)

    kept = write(outreach, "From the laptop, again", tab=A, revision=seen + 1, after=6)

    assert kept.other.body == "From the phone"
    assert said(outreach)[1:] == ["From the laptop", "From the phone", "From the laptop, again"]


def test_one_window_whose_answer_got_lost_is_not_another_window(outreach):
    seen = draft_of(outreach).revision
    write(outreach, "From the laptop", tab=A, revision=seen)

    kept = write(outreach, "From the laptop, still", tab=A, revision=seen, after=2)

    assert kept.other is None


def test_a_window_that_has_seen_everything_is_told_nothing(outreach):
    write(outreach, "From the laptop", tab=A, revision=draft_of(outreach).revision)

    kept = write(outreach, "From the phone", tab=B, revision=draft_of(outreach).revision, after=60)

    assert kept.other is None


# Pages -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def ines(client):
    lena = UserFactory()
    client.force_login(lena)
    return ContactFactory(owner=lena, given_name="Ines", family_name="Carvalho", email="ines@lumen.example")


@pytest.fixture
def draft(ines):
    return OutreachFactory(contact=ines)


def post(client, draft, body, tab=A, revision=0, **headers):
    fields = {"step": "1", "subject": "Hello", "body": body, "do": "save", "tab": tab, "revision": revision}
    with time_machine.travel(NOW, tick=False):
        return client.post(reverse("outreach:edit", args=[draft.pk]), fields, **headers)


def test_autosave_tells_of_the_other_window_and_brings_the_new_revision(client, draft):
    post(client, draft, "One", headers=HTMX)

    page = text_of(post(client, draft, "Two", tab=B, headers=HTMX))

    assert "Another window has changed this draft, too." in page
    assert "?number=2" in page
    assert 'id="revision" value="2" hx-swap-oob="true"' in page


def test_without_scripts_a_toast_tells_of_the_other_window(client, draft):
    post(client, draft, "One")

    page = client.get(post(client, draft, "Two", tab=B)["Location"]).content.decode()

    assert "Another window had changed this draft; its text is version 2." in page


@pytest.mark.parametrize("tab", ["<script>", "x" * 99, "ABC"])
def test_an_odd_window_is_no_window(client, draft, tab):
    post(client, draft, "Words", tab=tab)

    assert (draft_of(draft).tab, draft_of(draft).body) == ("", "Words")


def test_the_page_shows_how_a_version_differs(client, draft):
    post(client, draft, "Dear Ines, hello")
    post(client, draft, "Dear Ines, good morning", tab=B, revision=1)

    page = client.get(reverse("outreach:versions", args=[draft.pk]) + "?number=2").content.decode()

    assert '<ins class="aq-ins">hello</ins>' in page
    assert '<del class="aq-del">good morning</del>' in page


def test_a_version_is_brought_back_from_the_page(client, draft):
    post(client, draft, "First words")
    post(client, draft, "Second words", tab=B, revision=1)

    response = client.post(reverse("outreach:version_restore", args=[draft.pk]), {"number": "2"})

    assert response["Location"] == reverse("outreach:edit", args=[draft.pk])
    assert draft_of(draft).body == "First words"


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 40, "²"])
def test_an_odd_number_brings_nothing_back(client, draft, number):
    post(client, draft, "Words")

    client.post(reverse("outreach:version_restore", args=[draft.pk]), {"number": number})

    assert draft_of(draft).body == "Words"


def test_once_everything_is_sent_there_are_no_versions_to_choose_from(client, draft):
    draft.cadence = "none"
    draft.save()
    mark_sent(actor=draft.owner, message=draft_of(draft), now=NOW)

    response = client.get(reverse("outreach:versions", args=[draft.pk]))

    assert response["Location"] == reverse("outreach:edit", args=[draft.pk])


@pytest.mark.parametrize("rows", [1, 3])
def test_the_versions_ask_a_fixed_number_of_queries(client, draft, rows, django_assert_num_queries):
    message = draft_of(draft)
    for number in range(rows):
        DraftVersion.objects.create(owner=draft.owner, message=message, number=number, channel="email", body="Hi")
    url = reverse("outreach:versions", args=[draft.pk])
    client.get(url)

    with django_assert_num_queries(7):
        client.get(url)


# Differences -----------------------------------------------------------------------------------------------------

TEXTS = st.text(max_size=120)


@given(TEXTS, TEXTS)
def test_the_pieces_make_up_both_texts(now, other):
    pieces = differences(now, other)

    assert "".join(p.words for p in pieces if p.kind in (SAME, GONE)) == now
    assert "".join(p.words for p in pieces if p.kind in (SAME, NEW)) == other


def test_very_long_texts_are_compared_as_a_whole():
    now, other = "a " * 5_000, "b " * 5_000

    assert [(p.kind, p.words) for p in differences(now, other)] == [(GONE, now), (NEW, other)]
