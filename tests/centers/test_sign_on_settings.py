"""The page where a center sets its campus sign-on up: who may, what is kept, what has to be shown first."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from apps.centers.errors import AboveOwnRole, CenterError
from apps.centers.models import SignOn, SignOnDomain
from apps.centers.services import sign_on as services
from apps.centers.sign_on import domains, fetching
from apps.centers.sign_on.errors import BadMetadata, Unreachable
from apps.centers.sign_on.metadata import read_metadata
from apps.centers.sign_on.sealing import seal, unseal
from tests.factories.accounts import NOW
from tests.factories.centers import CenterFactory, MembershipFactory
from tests.fixtures.idp import come_back, leave, prove, sign_on_by_oidc, signed_in
from tests.idp import oidc, saml
from tests.idp.keys import keys

pytestmark = pytest.mark.django_db


@pytest.fixture
def by_admin(client, admin, single_factor):
    client.force_login(admin.user)
    return client


def page(center):
    return reverse("centers:sign_on", args=[center.pk])


def given(provider, **changes):
    return {"kind": "oidc", "issuer": provider.issuer, "client_id": oidc.CLIENT_ID, "secret": oidc.SECRET} | changes


def test_an_admin_connects_an_openid_provider(by_admin, center, provider):
    response = by_admin.post(page(center), given(provider))

    assert response.status_code == 303
    kept = SignOn.objects.get(center=center)
    assert (kept.kind, kept.issuer, kept.client_id) == ("oidc", provider.issuer, oidc.CLIENT_ID)
    assert kept.enabled_at is None


def test_the_secret_is_kept_sealed_and_never_shown(by_admin, center, provider):
    by_admin.post(page(center), given(provider))

    kept = SignOn.objects.get(center=center)
    assert oidc.SECRET not in kept.sealed_secret
    assert unseal(kept.sealed_secret) == oidc.SECRET
    assert oidc.SECRET not in by_admin.get(page(center)).content.decode()


def test_an_empty_secret_keeps_the_one_that_is_there(by_admin, center, provider):
    by_admin.post(page(center), given(provider))

    by_admin.post(page(center), given(provider, secret=""))

    assert unseal(SignOn.objects.get(center=center).sealed_secret) == oidc.SECRET


def test_a_first_provider_needs_its_secret(by_admin, center, provider):
    assert by_admin.post(page(center), given(provider, secret="")).status_code == 422
    assert not SignOn.objects.exists()


def test_another_client_needs_its_own_secret(by_admin, center, provider):
    by_admin.post(page(center), given(provider))

    response = by_admin.post(page(center), given(provider, client_id="another", secret=""))

    assert response.status_code == 422
    assert "We need the secret of this client" in response.content.decode()


def test_a_new_key_of_the_installation_reads_what_the_old_one_sealed(settings):
    sealed = seal("hush")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "a new one"

    assert unseal(sealed) == "hush"

    settings.SECRET_KEY_FALLBACKS = []

    assert unseal(sealed) == ""


@pytest.mark.parametrize(
    ("issuer", "words"),
    [
        ("login.aldermere.example", "full https:// address"),
        ("http://127.0.0.1:9", "couldn’t read this address"),
        ("{issuer}/elsewhere", "couldn’t read this address"),
        ("{issuer}/", "Write the issuer exactly so"),
    ],
)
def test_a_bad_issuer_is_said_beside_the_field(by_admin, center, provider, issuer, words):
    response = by_admin.post(page(center), given(provider, issuer=issuer.format(issuer=provider.issuer)))

    assert response.status_code == 422
    assert words in response.content.decode()
    assert 'aria-describedby="id_issuer_helptext id_issuer_error"' in response.content.decode()
    assert not SignOn.objects.exists()


def test_an_admin_connects_a_saml_provider_by_its_metadata(by_admin, center):
    data = {"kind": "saml", "metadata_xml": saml.metadata(), "subject": "subject-id"}

    assert by_admin.post(page(center), data).status_code == 303

    kept = SignOn.objects.get(center=center)
    assert (kept.issuer, kept.sso_url) == (saml.ENTITY, saml.SSO_URL)
    assert kept.certificates == [keys("saml").certificate]
    assert saml.ENTITY in by_admin.get(page(center)).content.decode()


def test_a_saml_provider_can_change_its_subject_without_the_xml_again(by_admin, center):
    by_admin.post(page(center), {"kind": "saml", "metadata_xml": saml.metadata(), "subject": "subject-id"})

    by_admin.post(page(center), {"kind": "saml", "subject": "unique-id"})

    assert SignOn.objects.get(center=center).subject == "unique-id"


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        ("nothing", "not the XML"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "not the XML"),
        ("<x/>", "describes no identity provider"),
        ("<x>" + saml.metadata() + saml.metadata(entity="https://b.example") + "</x>", "several"),
        (saml.metadata().replace("HTTP-Redirect", "SOAP"), "no place to sign in"),
        (saml.metadata().replace(saml.SSO_URL, "javascript:alert(1)"), "no place to sign in"),
        (saml.metadata().replace('use="signing"', 'use="encryption"'), "no certificate"),
        (saml.metadata().replace(keys("saml").certificate, "AAAA"), "cannot be read"),
    ],
)
def test_metadata_that_we_cannot_use_is_said_beside_the_field(by_admin, center, xml, words):
    response = by_admin.post(page(center), {"kind": "saml", "metadata_xml": xml, "subject": "subject-id"})

    assert response.status_code == 422
    assert words in response.content.decode()
    assert not SignOn.objects.exists()


def test_metadata_needs_an_entity_id():
    with pytest.raises(BadMetadata, match="entity ID"):
        read_metadata(saml.metadata(entity="").encode())


def test_sso_1_a_center_has_one_provider(center, provider):
    sign_on_by_oidc(center, provider)

    with pytest.raises(IntegrityError), transaction.atomic():
        sign_on_by_oidc(center, provider)


def test_a_change_switches_it_off_until_it_is_tried_again(by_admin, center, provider):
    sign_on_by_oidc(center, provider)

    by_admin.post(page(center), given(provider, client_id="another"))

    kept = SignOn.objects.get(center=center)
    assert (kept.tested_at, kept.enabled_at) == (None, None)


def test_saving_what_was_there_changes_nothing(by_admin, center, provider):
    sign_on_by_oidc(center, provider)

    by_admin.post(page(center), given(provider))

    assert SignOn.objects.get(center=center).enabled_at == NOW


def test_a_director_reads_and_does_not_change(client, director, center, provider, single_factor):
    sign_on_by_oidc(center, provider)
    client.force_login(director.user)

    assert provider.issuer in client.get(page(center)).content.decode()
    assert client.post(page(center), given(provider, client_id="another")).status_code == 403
    with pytest.raises(AboveOwnRole):
        services.switch(actor=director.user, center=center, on=False, now=NOW)


def test_reading_and_changing_ask_an_admin_who_they_are(client, admin, center, provider, settings):
    settings.ACCOUNT_REAUTHENTICATION_REQUIRED = True
    client.force_login(admin.user)

    assert client.get(page(center))["Location"].startswith(reverse("account_reauthenticate"))
    response = client.post(page(center), given(provider))

    assert response["Location"] == page(center)
    assert not SignOn.objects.exists()
    assert oidc.SECRET not in str(dict(client.session))


def test_it_is_not_switched_on_before_a_test_and_a_domain(admin, center, provider):
    sign_on_by_oidc(center, provider, tested_at=None, enabled_at=None)
    with pytest.raises(CenterError, match="Prove one"):
        services.switch(actor=admin.user, center=center, on=True, now=NOW)
    prove(center)
    with pytest.raises(CenterError, match="Try it once"):
        services.switch(actor=admin.user, center=center, on=True, now=NOW)


def test_the_database_too_wants_a_test_first(center, provider):
    with pytest.raises(IntegrityError), transaction.atomic():
        sign_on_by_oidc(center, provider, tested_at=None)


def test_a_test_goes_there_and_back_and_signs_nobody_in(by_admin, center, provider, admin):
    sign_on_by_oidc(center, provider, tested_at=None, enabled_at=None)
    prove(center)

    response = come_back(by_admin, leave(by_admin, center, url=reverse("centers:sign_on_test", args=[center.pk])))

    assert response["Location"] == page(center)
    assert SignOn.objects.get().tested_at is not None
    assert by_admin.session["_auth_user_id"] == str(admin.user_id)
    assert not type(admin.user).objects.filter(email="amara@aldermere.example").exists()


def test_a_test_with_an_address_of_no_proved_domain_does_not_count(by_admin, center, provider):
    sign_on_by_oidc(center, provider, tested_at=None, enabled_at=None)

    come_back(by_admin, leave(by_admin, center, url=reverse("centers:sign_on_test", args=[center.pk])))

    assert SignOn.objects.get().tested_at is None
    assert "we need one in a domain" in by_admin.get(page(center)).content.decode()


def test_a_test_of_settings_that_changed_meanwhile_does_not_count(by_admin, center, provider):
    sign_on_by_oidc(center, provider, tested_at=None, enabled_at=None)
    prove(center)
    there = leave(by_admin, center, url=reverse("centers:sign_on_test", args=[center.pk]))
    SignOn.objects.update(updated_at="2026-10-21T00:00Z")

    come_back(by_admin, there)

    assert SignOn.objects.get().tested_at is None


def test_a_test_that_fails_tells_the_admin_why(by_admin, center, provider):
    sign_on_by_oidc(center, provider, tested_at=None, enabled_at=None, sealed_secret=seal("wrong"))

    response = come_back(by_admin, leave(by_admin, center, url=reverse("centers:sign_on_test", args=[center.pk])))

    assert response.status_code == 403
    assert "Is the client secret right?" in response.content.decode()


def test_an_admin_switches_it_on_and_off(by_admin, center, provider):
    sign_on_by_oidc(center, provider, enabled_at=None)
    prove(center)
    switch = reverse("centers:sign_on_switch", args=[center.pk])

    by_admin.post(switch, {"on": "yes"})
    assert SignOn.objects.get().enabled_at is not None

    by_admin.post(switch, {"on": "no"})
    assert SignOn.objects.get().enabled_at is None


def test_forgetting_a_provider_forgets_its_secret(by_admin, center, provider):
    sign_on_by_oidc(center, provider)

    by_admin.post(reverse("centers:sign_on_remove", args=[center.pk]))

    assert not SignOn.objects.exists()


def test_sso_3_a_domain_is_proved_by_the_line_in_its_dns(admin, center):
    domain = services.add_domain(actor=admin.user, center=center, name="aldermere.example", now=NOW)
    asked = []

    def look_up(name):
        asked.append(name)
        return ["v=spf1 -all", f"acquaint-domain={domain.token}"]

    assert services.check_domain(actor=admin.user, domain=domain, now=NOW, look_up=look_up)
    domain.refresh_from_db()
    assert domain.proved_at == NOW
    assert asked == ["_acquaint.aldermere.example"]


def test_sso_3_the_token_of_another_center_proves_nothing(admin, center):
    domain = services.add_domain(actor=admin.user, center=center, name="aldermere.example", now=NOW)
    other = MembershipFactory(center=CenterFactory(name="Bramley"), role="admin")
    theirs = services.add_domain(actor=other.user, center=other.center, name="aldermere.example", now=NOW)

    proved = services.check_domain(
        actor=admin.user, domain=domain, now=NOW, look_up=lambda _: [domains.record_value(theirs.token)]
    )

    assert not proved


def test_sso_3_a_domain_belongs_to_one_center(admin, center):
    prove(CenterFactory(name="Bramley"))
    domain = services.add_domain(actor=admin.user, center=center, name="aldermere.example", now=NOW)

    with pytest.raises(CenterError, match="Another center here has proved"):
        services.check_domain(
            actor=admin.user, domain=domain, now=NOW, look_up=lambda _: [domains.record_value(domain.token)]
        )

    domain.refresh_from_db()
    assert domain.proved_at is None


def test_the_button_asks_dns(by_admin, center, monkeypatch):
    by_admin.post(reverse("centers:sign_on_domain", args=[center.pk]), {"name": "Aldermere.Example"})
    domain = SignOnDomain.objects.get()
    monkeypatch.setattr(domains, "look_up", lambda _: [])
    check = reverse("centers:domain_check", args=[domain.pk])

    by_admin.post(check)
    assert SignOnDomain.objects.get().proved_at is None
    monkeypatch.setattr(domains, "look_up", lambda _: [domains.record_value(domain.token)])
    by_admin.post(check)

    assert SignOnDomain.objects.get().proved_at is not None


def test_dns_that_does_not_answer_proves_nothing(monkeypatch):
    def nobody(*_args, **_kwargs):
        raise domains.dns.resolver.NXDOMAIN

    monkeypatch.setattr(domains.dns.resolver, "resolve", nobody)

    assert domains.look_up("_acquaint.aldermere.example") == []


@pytest.mark.parametrize("name", ["", "aldermere", "http://aldermere.example/", "a b.example", "-a.example", "1.2.3.4"])
def test_what_is_no_domain_is_said_beside_the_field(by_admin, center, name):
    response = by_admin.post(reverse("centers:sign_on_domain", args=[center.pk]), {"name": name})

    assert response.status_code == 422
    assert not SignOnDomain.objects.exists()


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Aldermere.Example", "aldermere.example"),
        ("@bücher.example", "xn--bcher-kva.example"),
        ("a@b.example.", "b.example"),
    ],
)
def test_a_domain_is_kept_as_dns_knows_it(typed, name):
    assert domains.clean_domain(typed) == name


def test_a_typed_address_does_not_reach_what_only_this_server_reaches(settings, provider):
    settings.CENTERS_SIGN_ON_ALLOW_PRIVATE = False

    with pytest.raises(Unreachable):
        fetching.read_text(f"{provider.issuer}/.well-known/openid-configuration")
    with fetching.guarded_session() as session, pytest.raises(fetching.requests.RequestException):
        session.get(f"https://127.0.0.1:{provider.server.server_port}/keys")


def test_an_address_that_looks_public_and_is_not_is_refused_where_it_leads(settings, provider, monkeypatch):
    monkeypatch.setattr(fetching, "address_problem", lambda _: "")
    settings.CENTERS_SIGN_ON_ALLOW_PRIVATE = False

    with fetching.guarded_session() as session, pytest.raises(fetching.requests.ConnectionError):
        session.get(f"{provider.issuer}/keys")


def test_the_page_of_a_center_is_not_there_for_another_one(client, center, single_factor):
    client.force_login(MembershipFactory(center=CenterFactory(name="Bramley"), role="admin").user)

    assert client.get(page(center)).status_code == 404
    assert signed_in(client)
