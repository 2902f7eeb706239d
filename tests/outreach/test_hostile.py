"""Hostile text in a template, a draft or a name does nothing: on pages, in links, files, previews and the timeline."""

from email import message_from_bytes, policy
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse

from apps.contacts.models import Touch
from apps.core import sendlinks
from apps.core.plaintext import visible
from apps.outreach import merge
from apps.outreach.models import Outreach, Template
from apps.outreach.selectors import draft_of
from apps.outreach.services import publish_template, start_outreach
from tests.factories.accounts import NOW, UserFactory
from tests.factories.centers import CenterFactory, MembershipFactory
from tests.factories.contacts import ContactFactory
from tests.factories.outreach import TemplateFactory

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
LIST = reverse("outreach:templates")
NEW = reverse("outreach:template_create")
REVERSED = "\u202eevil\u202c"
SECRET = "{{ settings.SECRET_KEY }}{% debug %}{{ request.user.password }}"
HOSTILE = [
    SECRET,
    "{% load static %}{% include 'base.html' %}{% csrf_token %}",
    "{first_name.__class__.__mro__}{my_name.password}{__init__}",
    "%(first_name)s %s %n ${first_name} #{first_name} <%= first_name %> {first_name!r} {first_name:>9999}",
    "{{first_name}}{{{first_name}}}" * 50,
    "{" * 5_000 + "}" * 5_000,
    "{first_name|" * 1_000,
    "<script>alert(1)</script><img src=x onerror=alert(1)></textarea>",
    "javascript:alert(1)\r\nBcc: all@x.example\r\n\r\nX",
    f"nul\x00 bell\x07 escape\x1b[31m {REVERSED} \u2066isolate\u2069 \x85 \x9b",
]
DANGEROUS = ("<script>alert", "<img src=x", "pbkdf2", "\x00", "\x1b", "\u202e", "\u2066", "\x9b")


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def lena(client):
    user = UserFactory()
    client.force_login(user)
    return user


@pytest.fixture
def ines(lena):
    return ContactFactory(owner=lena, given_name="Ines", family_name="Carvalho", email="ines@lumen.example")


def is_harmless(response, user):
    page = response.content.decode()
    assert response.status_code in (200, 303, 422)
    assert [part for part in (*DANGEROUS, user.password, settings.SECRET_KEY) if part in page] == []
    return page


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_in_a_template_it_is_only_text_everywhere(client, lena, ines, text):
    form = {"name": "Odd", "channel": "email", "subject": text[:200], "body": text, "forward": text}
    is_harmless(client.post(NEW, form | {"do": "preview"}, headers=HTMX), lena)
    client.post(NEW, form)
    template = Template.objects.get(owner=lena)
    is_harmless(client.get(LIST), lena)
    is_harmless(client.get(reverse("outreach:template_edit", args=[template.pk])), lena)

    outreach = start_outreach(actor=lena, contact=ines, now=NOW)
    fields = {"step": "1", "body": "Hi", "do": "template", "template": f"own:{template.pk}"}
    response = client.post(reverse("outreach:edit", args=[outreach.pk]), fields, headers=HTMX)

    is_harmless(response, lena)
    assert len(draft_of(outreach).body) <= merge.MOST


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_in_a_draft_it_is_only_text_to_the_end(client, lena, ines, text):
    outreach = start_outreach(actor=lena, contact=ines, now=NOW)
    url = reverse("outreach:edit", args=[outreach.pk])
    fields = {"step": "1", "subject": text[:200], "body": text, "address": "ines@lumen.example"}
    is_harmless(client.post(url, fields | {"do": "save"}, headers=HTMX), lena)
    is_harmless(client.post(url, fields | {"do": "coach"}, headers=HTMX), lena)
    is_harmless(client.get(url), lena)
    is_harmless(client.get(reverse("outreach:versions", args=[outreach.pk]) + "?number=1"), lena)

    file = message_from_bytes(client.post(url, fields | {"do": "eml"}).content, policy=policy.default)
    client.post(url, fields | {"do": "send"})

    assert set(file.keys()) == {
        "X-Unsent", "From", "To", "Subject", "Content-Type", "Content-Transfer-Encoding", "MIME-Version"
    }  # fmt: skip
    assert file["To"] == "Ines Carvalho <ines@lumen.example>"
    is_harmless(client.get(url), lena)
    is_harmless(client.get(reverse("workspace:person", args=[ines.pk])), lena)
    assert Touch.objects.get(contact=ines, kind="wrote").body == visible(text).strip()


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_in_a_persons_name_it_is_only_text(client, lena, text):
    contact = ContactFactory(owner=lena, given_name=visible(text)[:200], email="x@y.example")
    TemplateFactory(owner=lena, name="Mine", subject="Hello {first_name}", body="Hi {first_name} {full_name}")

    is_harmless(client.get(LIST), lena)
    is_harmless(client.get(reverse("outreach:compose", args=[contact.pk])), lena)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_center_cannot_do_more_with_it(client, lena, ines, text):
    center = CenterFactory()
    MembershipFactory(center=center, user=lena, role="student")
    template = publish_template(
        actor=UserFactory(), center=center, now=NOW, name="Odd", channel="email", body=visible(text) or "x"
    )
    outreach = start_outreach(actor=lena, contact=ines, now=NOW)

    is_harmless(client.get(LIST), lena)
    fields = {"step": "1", "body": "Hi", "do": "template", "template": f"center:{template.pk}"}
    is_harmless(client.post(reverse("outreach:edit", args=[outreach.pk]), fields, headers=HTMX), lena)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_link_has_one_recipient_one_subject_and_one_text(text):
    address = "ines@lumen.example"
    mail = urlsplit(sendlinks.mailto(address, text, text))
    send = sendlinks.send_links(address, text[:300], text[:300])

    query = [part.partition("=") for part in mail.query.split("&")]
    assert (mail.scheme, mail.path, [name for name, _, _ in query]) == ("mailto", address, ["subject", "body"])
    assert not set("\r\n\x00\u202e") & set(unquote(query[0][2]))
    assert [*parse_qs(urlsplit(send.gmail).query)] == ["view", "fs", "to", "su", "body"]


@pytest.mark.parametrize("do", ["save", "send", "eml"])
def test_a_megabyte_is_refused_and_stays_on_the_page(client, lena, ines, do):
    outreach = start_outreach(actor=lena, contact=ines, now=NOW)
    before = draft_of(outreach).body
    huge = "{first_name}" * 87_000

    response = client.post(
        reverse("outreach:edit", args=[outreach.pk]), {"step": "1", "body": huge, "forward": huge, "do": do}
    )

    outreach.refresh_from_db()
    assert (response.status_code, draft_of(outreach).body, outreach.state) == (422, before, Outreach.State.DRAFT)
    assert 'aria-describedby="id_body_error"' in response.content.decode()


def test_a_template_of_a_megabyte_is_refused(client, lena):
    huge = "{goal}" * 170_000

    response = client.post(NEW, {"name": "Huge", "channel": "email", "body": huge})
    preview = client.post(NEW, {"name": "Huge", "channel": "email", "body": huge, "do": "preview"}, headers=HTMX)

    assert (response.status_code, Template.objects.exists()) == (422, False)
    assert len(preview.content) < 3 * merge.MOST
