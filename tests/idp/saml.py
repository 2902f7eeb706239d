"""A SAML identity provider: reads the question that our page asks, and writes a signed answer."""

from __future__ import annotations

import base64
import zlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

from lxml import etree
from onelogin.saml2.utils import OneLogin_Saml2_Utils

from tests.idp.keys import keys

ENTITY = "https://idp.aldermere.example/saml"
SSO_URL = "https://idp.aldermere.example/sso"
SUBJECT_ID = "urn:oasis:names:tc:SAML:attribute:subject-id"
UNIQUE_ID = "urn:oid:1.3.6.1.4.1.5923.1.1.1.13"
MAIL = "urn:oid:0.9.2342.19200300.100.1.3"
TRANSIENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient"
PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"


def metadata(name: str = "saml", entity: str = ENTITY) -> str:
    """What a campus's IT hands over."""
    return f"""<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{entity}">
<md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><md:KeyDescriptor use="signing">
<ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>
<ds:X509Certificate>{keys(name).certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="{SSO_URL}"/>
</md:IDPSSODescriptor></md:EntityDescriptor>"""


@dataclass(frozen=True)
class Question:
    """What an AuthnRequest asks."""

    id: str
    acs: str
    entity: str
    relay_state: str
    force: bool


def read_question(address: str) -> Question:
    """The question in the address that a browser is sent to."""
    query = parse_qs(urlsplit(address).query)
    xml = etree.fromstring(zlib.decompress(base64.b64decode(query["SAMLRequest"][0]), -15))
    issuer = xml.findtext("{urn:oasis:names:tc:SAML:2.0:assertion}Issuer")
    acs = xml.get("AssertionConsumerServiceURL")
    force = xml.get("ForceAuthn") == "true"
    return Question(xml.get("ID"), acs, issuer, query.get("RelayState", [""])[0], force)


@dataclass
class Answer:
    """A Response with one assertion. What is left alone is as it should be."""

    question: Question
    attributes: dict[str, str]
    issuer: str = ENTITY
    audience: str | None = ""
    recipient: str | None = ""
    in_response_to: str | None = ""
    confirmed_for: str | None = ""
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    lasts: timedelta = timedelta(minutes=5)
    name_id: str = "_transient-1"
    name_id_format: str = TRANSIENT
    sign_assertion: bool = True
    sign_response: bool = False
    signed_by: str = "saml"
    assertion_id: str = field(default_factory=lambda: f"_{uuid4().hex}")

    def xml(self) -> bytes:
        """The whole response."""
        asked = self.question
        audience = asked.entity if self.audience == "" else self.audience
        recipient = asked.acs if self.recipient == "" else self.recipient
        to = asked.id if self.in_response_to == "" else self.in_response_to
        confirmed = asked.id if self.confirmed_for == "" else self.confirmed_for
        start, end = _stamp(self.now - timedelta(minutes=1)), _stamp(self.now + self.lasts)
        said = "".join(
            f'<saml:Attribute Name="{name}"><saml:AttributeValue>{value}</saml:AttributeValue></saml:Attribute>'
            for name, value in self.attributes.items()
        )
        only_for = (
            f"<saml:AudienceRestriction><saml:Audience>{audience}</saml:Audience></saml:AudienceRestriction>"
            if audience
            else ""
        )
        data = _attributes(InResponseTo=confirmed, Recipient=recipient, NotOnOrAfter=end)
        assertion = f"""<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="{self.assertion_id}" \
Version="2.0" IssueInstant="{_stamp(self.now)}"><saml:Issuer>{self.issuer}</saml:Issuer><saml:Subject>\
<saml:NameID Format="{self.name_id_format}">{self.name_id}</saml:NameID>\
<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData{data}/>\
</saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="{start}" NotOnOrAfter="{end}">{only_for}\
</saml:Conditions><saml:AuthnStatement AuthnInstant="{_stamp(self.now)}"><saml:AuthnContext><saml:AuthnContextClassRef>\
urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>\
<saml:AttributeStatement>{said}</saml:AttributeStatement></saml:Assertion>"""
        if self.sign_assertion:
            assertion = self._signed(assertion)
        head = _attributes(InResponseTo=to, Destination=asked.acs)
        response = f"""<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_{uuid4().hex}" \
Version="2.0" IssueInstant="{_stamp(self.now)}"{head}>\
<saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">{self.issuer}</saml:Issuer>\
<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>\
{assertion}</samlp:Response>"""
        return (self._signed(response) if self.sign_response else response).encode()

    def posted(self) -> str:
        """As the browser brings it."""
        return base64.b64encode(self.xml()).decode()

    def _signed(self, xml: str) -> str:
        own = keys(self.signed_by)
        return OneLogin_Saml2_Utils.add_sign(xml, own.pem, own.certificate_pem).decode()


def _attributes(**given: str | None) -> str:
    return "".join(f' {name}="{value}"' for name, value in given.items() if value is not None)


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
