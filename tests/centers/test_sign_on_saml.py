"""Signing in by SAML, with answers that a real key signs; then one attack a test."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse
from lxml import etree

from apps.accounts.models import User
from apps.centers.models import Membership, Role, RosterEntry, SignOn
from tests.factories.centers import CenterFactory
from tests.fixtures.idp import ask_saml, bring, person, prove, sign_on_by_saml, signed_in
from tests.idp import saml

pytestmark = pytest.mark.django_db
SUBJECT = "amara-77@aldermere.example"


@pytest.fixture
def campus(center):
    prove(center)
    return sign_on_by_saml(center)


@pytest.fixture
def member(campus, student):
    """A student who connected their campus account."""
    SocialAccount.objects.create(user=student.user, provider=str(campus.center_id), uid=f"{campus.issuer} {SUBJECT}")
    return student


def refused(client, response):
    return response.status_code == 403 and not signed_in(client)


def test_a_member_signs_in(client, campus, member):
    response = bring(client, campus.center, saml.Answer(ask_saml(client, campus.center), person()))

    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(member.user_id)


def test_it_leads_back_to_where_they_wanted_to_go(client, campus, member):
    asked = ask_saml(client, campus.center, next_page="/people/")

    assert bring(client, campus.center, saml.Answer(asked, person()))["Location"] == "/people/"


def test_a_new_student_confirms_their_address_by_mail_first(client, campus, mailoutbox):
    RosterEntry.objects.create(
        center=campus.center, external_id="7", email="a@aldermere.example", email_key="a@aldermere.example",
        email_fold="a@aldermere.example", given_name="Amara", sso_subject=SUBJECT,
    )  # fmt: skip
    bring(client, campus.center, saml.Answer(ask_saml(client, campus.center), person()))

    user = User.objects.get(email="amara@aldermere.example")
    assert not signed_in(client)
    assert not EmailAddress.objects.get(user=user).verified
    assert mailoutbox[0].to == ["amara@aldermere.example"]
    assert Membership.objects.get(user=user).role == Role.STUDENT


def test_sso_1_the_account_is_known_by_entity_and_subject(client, campus, member):
    bring(client, campus.center, saml.Answer(ask_saml(client, campus.center), person(email="new@aldermere.example")))

    assert signed_in(client)
    assert SocialAccount.objects.get().uid == f"{saml.ENTITY} {SUBJECT}"


def test_sso_1_a_transient_name_id_names_nobody(client, campus, member):
    said = {saml.MAIL: "amara@aldermere.example"}

    answer = saml.Answer(ask_saml(client, campus.center), said, name_id=SUBJECT)

    assert refused(client, bring(client, campus.center, answer))


def test_sso_1_a_transient_name_id_is_not_taken_for_a_persistent_one(client, campus, member):
    SignOn.objects.update(subject=SignOn.Subject.NAME_ID)

    answer = saml.Answer(ask_saml(client, campus.center), person(), name_id=SUBJECT)

    assert refused(client, bring(client, campus.center, answer))


def test_sso_1_a_persistent_name_id_does_where_the_center_chose_it(client, campus, member):
    SignOn.objects.update(subject=SignOn.Subject.NAME_ID)

    answer = saml.Answer(ask_saml(client, campus.center), person(), name_id=SUBJECT, name_id_format=saml.PERSISTENT)
    bring(client, campus.center, answer)

    assert signed_in(client)


def test_sso_2_our_metadata_asks_for_signed_assertions(client, campus):
    response = client.get(reverse("centers:campus_metadata", args=[campus.center_id]))

    xml = etree.fromstring(response.content)
    service = xml.find("{*}SPSSODescriptor")
    assert service.get("WantAssertionsSigned") == "true"
    assert (
        service.find("{*}AssertionConsumerService")
        .get("Location")
        .endswith(reverse("centers:campus_acs", args=[campus.center_id]))
    )
    assert xml.get("entityID") == ask_saml(client, campus.center).entity


def test_sso_2_an_unsigned_assertion_is_refused(client, campus, member):
    answer = saml.Answer(ask_saml(client, campus.center), person(), sign_assertion=False)

    assert refused(client, bring(client, campus.center, answer))


def test_sso_2_a_signed_envelope_does_not_make_up_for_an_unsigned_assertion(client, campus, member):
    answer = saml.Answer(ask_saml(client, campus.center), person(), sign_assertion=False, sign_response=True)

    assert refused(client, bring(client, campus.center, answer))


def test_sso_2_the_signature_of_somebody_else_is_refused(client, campus, member):
    answer = saml.Answer(ask_saml(client, campus.center), person(), signed_by="evil")

    assert refused(client, bring(client, campus.center, answer))


def test_sso_2_an_assertion_that_was_changed_after_signing_is_refused(client, campus, member):
    class Changed(saml.Answer):
        def xml(self):
            return super().xml().replace(b"someone-else@", b"amara-77@")

    answer = Changed(ask_saml(client, campus.center), person(subject="someone-else@aldermere.example"))

    assert refused(client, bring(client, campus.center, answer))


def test_sso_2_a_second_assertion_beside_the_signed_one_is_refused(client, campus, member):
    class Wrapped(saml.Answer):
        def xml(self):
            forged = replace(self, sign_assertion=False, attributes=person())
            signed = etree.fromstring(super().xml())
            other = etree.fromstring(saml.Answer.xml(forged)).find("{*}Assertion")
            signed.insert(2, other)
            return etree.tostring(signed)

    answer = Wrapped(ask_saml(client, campus.center), person(subject="someone-else@aldermere.example"))

    assert refused(client, bring(client, campus.center, answer))


@pytest.mark.parametrize("audience", ["https://another.example/metadata", None])
def test_sso_2_an_assertion_for_another_audience_is_refused(client, campus, member, audience):
    answer = saml.Answer(ask_saml(client, campus.center), person(), audience=audience)

    assert refused(client, bring(client, campus.center, answer))


@pytest.mark.parametrize("recipient", ["https://another.example/acs", None])
def test_sso_2_an_assertion_for_another_place_is_refused(client, campus, member, recipient):
    answer = saml.Answer(ask_saml(client, campus.center), person(), recipient=recipient)

    assert refused(client, bring(client, campus.center, answer))


def test_sso_2_another_issuer_is_refused(client, campus, member):
    answer = saml.Answer(ask_saml(client, campus.center), person(), issuer="https://evil.example")

    assert refused(client, bring(client, campus.center, answer))


def test_sso_2_an_expired_assertion_is_refused(client, campus, member):
    before = datetime.now(UTC) - timedelta(hours=2)

    answer = saml.Answer(ask_saml(client, campus.center), person(), now=before)

    assert refused(client, bring(client, campus.center, answer))


def test_sso_2_an_assertion_works_once(client, campus, member):
    answer = saml.Answer(ask_saml(client, campus.center), person())
    bring(client, campus.center, answer)
    assert signed_in(client)

    client.post(reverse("account_logout"))

    assert refused(client, bring(client, campus.center, answer))


def test_sso_2_an_assertion_is_not_used_for_a_second_question(client, campus, member):
    """The envelope is not signed, so that a thief could write another question on it."""
    first = saml.Answer(ask_saml(client, campus.center), person())
    bring(client, campus.center, first)
    client.post(reverse("account_logout"))

    second = ask_saml(client, campus.center)
    answer = replace(first, question=second, confirmed_for=first.question.id)

    assert refused(client, bring(client, campus.center, answer))


def test_sso_2_the_same_assertion_id_counts_once_for_two_questions(client, campus, member):
    first = saml.Answer(ask_saml(client, campus.center), person(), assertion_id="_same")
    bring(client, campus.center, first)
    client.post(reverse("account_logout"))

    again = saml.Answer(ask_saml(client, campus.center), person(), assertion_id="_same")

    assert refused(client, bring(client, campus.center, again))


def test_sso_2_an_answer_to_another_browser_is_refused(client, campus, member):
    answer = saml.Answer(ask_saml(client, campus.center), person())
    other = type(client)()

    assert refused(other, bring(other, campus.center, answer))


@pytest.mark.parametrize("confirmed_for", [None, "_somebody-asked"])
def test_sso_2_a_campus_cannot_begin_by_itself(client, campus, member, confirmed_for):
    asked = ask_saml(client, campus.center)

    answer = saml.Answer(asked, person(), in_response_to=None, confirmed_for=confirmed_for)

    assert refused(client, bring(client, campus.center, answer))


def test_sso_2_an_assertion_that_names_no_question_is_refused_in_an_envelope_that_does(client, campus, member):
    answer = saml.Answer(ask_saml(client, campus.center), person(), confirmed_for=None)

    assert refused(client, bring(client, campus.center, answer))


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/people/"])
def test_sso_2_relay_state_leads_nowhere(client, campus, member, elsewhere):
    answer = saml.Answer(ask_saml(client, campus.center), person())

    response = bring(client, campus.center, answer, relay_state=elsewhere)

    assert response["Location"] == "/"


@pytest.mark.parametrize("posted", ["", "not base64!", "PHhtbC8+"])
def test_rubbish_is_refused(client, campus, posted):
    response = client.post(reverse("centers:campus_acs", args=[campus.center_id]), {"SAMLResponse": posted})

    assert client.get(response["Location"]).status_code == 403


def test_sso_3_a_rogue_campus_cannot_speak_for_the_domain_of_another_center(client, campus, member):
    answer = saml.Answer(ask_saml(client, campus.center), person(email="dean@bramley.example"))

    assert refused(client, bring(client, campus.center, answer))


def test_sso_3_the_answer_of_one_center_does_not_count_at_another(client, campus, member):
    other = CenterFactory(name="Bramley")
    prove(other, "bramley.example")
    sign_on_by_saml(other)

    answer = saml.Answer(ask_saml(client, campus.center), person(email="amara@bramley.example"))

    assert refused(client, bring(client, other, answer))


def test_sso_4_what_a_campus_says_of_roles_makes_nobody_staff(client, campus, member):
    said = person(**{"urn:oid:1.3.6.1.4.1.5923.1.1.1.9": "staff@aldermere.example", "role": "director"})

    bring(client, campus.center, saml.Answer(ask_saml(client, campus.center), said))

    assert signed_in(client)
    assert list(Membership.objects.filter(user=member.user).values_list("role", flat=True)) == [Role.STUDENT]
