"""Whatever stands in a name or a title, the mail is whole; and mail for people who read in company names nobody."""

from datetime import timedelta

import pytest

from apps.followups.models import FollowUp
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.followups import ReminderFactory
from tests.followups.mails import bodies, letter_of, mail_of, others, parsed, thank_you

pytestmark = pytest.mark.django_db

TEXTS = {
    "line breaks": "Bo\r\nBcc: everybody@example.com\n\nBody",
    "markup": "<b>Bo</b> & <script>alert(1)</script> \"'",
    "template": "{{ letter.owner }} {% include 'x' %} {0} %s",
    "emoji": "👩‍👩‍👧‍👦 Bo 🇮🇪",
    "right to left": "עדנה לוי",
    "turned around": "Bo \u202egnirts \u2066x",
    "control": "Bo\x07\x1b[31m\u2028End",
    "long": "Bo " * 66,
    "long word": "B" * 200,
    "wide": "界" * 200,
    "address": "Bo <bo@example.com>, Al",
}


@pytest.fixture(params=TEXTS)
def text(request):
    return TEXTS[request.param]


@pytest.fixture
def message(text):
    owner = UserFactory(given_name=text[:100], family_name=text[:100])
    reminder = thank_you(owner, text[:200], reason=f"{text} told you.")
    FollowUp.objects.update(title=text[:200])
    contact = ContactFactory(owner=owner)
    other = ReminderFactory(contact=contact, title=text[:200], reason=text)
    return mail_of(reminder, other, others=others(1))


def test_no_text_adds_a_header(message):
    found = parsed(message)

    assert found["Bcc"] is None
    assert sorted(found.keys()) == sorted(
        ["Content-Type", "MIME-Version", "Subject", "From", "To", "Date", "Message-ID", "List-Unsubscribe",
         "List-Unsubscribe-Post", "Auto-Submitted"]
    )  # fmt: skip
    assert [address.addr_spec for address in found["To"].addresses] == message.to[0].rsplit("<", 1)[1].split(">")[:1]


def test_no_text_makes_the_subject_long_or_turns_it_around(message):
    subject = parsed(message)["Subject"]

    assert len(subject) <= 90
    assert subject.endswith(", and 1 more")
    assert not set(subject) & set("\r\n\x07\x1b\u2028\u202e\u2066")


def test_no_text_is_markup_in_the_html(message):
    _, html = bodies(message)

    assert "<script" not in html
    assert "<b>Bo" not in html


def test_no_line_is_longer_than_a_server_takes(message):
    assert max(len(line) for line in message.message().as_bytes().split(b"\n")) <= 998


def test_both_bodies_arrive_as_they_were_written(message):
    parts = [part.get_content() for part in parsed(message).walk() if not part.is_multipart()]

    assert [part.rstrip("\n") for part in parts] == [body.rstrip("\n") for body in bodies(message)]


def test_markup_stays_what_it_is_in_the_text():
    text, html = bodies(mail_of(ReminderFactory(title="Thank <b>Bo</b> & Co")))

    assert "Thank <b>Bo</b> & Co" in text
    assert "Thank &lt;b&gt;Bo&lt;/b&gt; &amp; Co" in html


def test_template_syntax_in_a_title_is_only_text():
    for body in bodies(mail_of(ReminderFactory(title="{{ letter.stop_url }} {% now 'Y' %}"))):
        assert "{{ letter.stop_url }} {% now" in body


def test_a_cut_leaves_no_half_emoji():
    owner = UserFactory(given_name="👩‍👩‍👧‍👦" * 10)

    greeting = letter_of(thank_you(owner)).greeting

    assert greeting == f"Good morning, {'👩‍👩‍👧‍👦' * 5}…"


# Discreet ------------------------------------------------------------------------------------------------------------

SECRETS = ["Xanthippe", "Quillfeather", "xq.feather", "Zweibrucken", "Obsidianfacts", "Ombudsfrau", "Vexillology"]


@pytest.fixture(params=FollowUp.Kind.values)
def discreet_parts(request):
    """Everything of a discreet mail about steps full of names, in readable form."""
    owner = UserFactory(given_name="Lena", discreet_mails=True)
    contact = ContactFactory(
        owner=owner, given_name="Xanthippe", family_name="Quillfeather", email="xq.feather@zweibrucken.example",
        employer="Zweibrucken AG", title="Ombudsfrau",
    )  # fmt: skip
    fields = {"contact": contact, "title": "Vexillology for Xanthippe", "reason": "Obsidianfacts of Zweibrucken"}
    first, second = ReminderFactory(kind=request.param, **fields), ReminderFactory(kind="referral", **fields)
    FollowUp.objects.filter(pk=first.follow_up_id).update(late_at=NOW + timedelta(hours=5))
    waiting = [
        other.__class__(other.follow_up_id, other.kind, fields["title"], fields["reason"]) for other in others(2)
    ]
    return mail_of(first, second, others=waiting)


def test_a_discreet_mail_names_nobody_and_nothing(discreet_parts):
    found = parsed(discreet_parts)
    texts = [part.get_content() for part in found.walk() if not part.is_multipart()]
    raw = discreet_parts.message().as_bytes().decode()

    for text in (raw, *texts, *(f"{key}: {value}" for key, value in found.items())):
        assert not [secret for secret in SECRETS if secret.lower() in text.lower()]
    assert "Lena" not in "".join(texts)


def test_a_discreet_mail_says_by_kind_what_waits():
    owner = UserFactory(discreet_mails=True)

    text, _ = bodies(message := mail_of(thank_you(owner), others=others(1)))

    assert message.subject == "A thank-you, until 4:30 PM"
    assert "Until 4:30 PM today\nA thank-you\n" in text
    assert "- Something you said you’d do\n" in text


@pytest.mark.parametrize(
    ("fields", "subject"),
    [
        ({"digest": "daily"}, "Today: a thank-you, and 1 more"),
        ({"digest": "weekly"}, "Your week: a thank-you, and 1 more"),
        ({}, "A thank-you, until 4:30 PM, and 1 more"),
        ({"now": NOW + timedelta(days=2)}, "A thank-you, and 1 more"),
    ],
)
def test_a_discreet_subject_counts_as_well(fields, subject):
    owner = UserFactory(discreet_mails=True)

    assert mail_of(thank_you(owner), thank_you(owner, "Sofia Brandt"), **fields).subject == subject


def test_the_links_of_a_discreet_mail_are_those_of_any_other():
    owner = UserFactory(discreet_mails=True)
    reminder = thank_you(owner)
    discreet = letter_of(reminder)

    owner.discreet_mails = False
    open_letter = letter_of(reminder, owner=owner)

    assert (discreet.first.open_url, discreet.first.done_url) == (
        open_letter.first.open_url,
        open_letter.first.done_url,
    )
    assert (discreet.snooze_url, discreet.stop_url) == (open_letter.snooze_url, open_letter.stop_url)
