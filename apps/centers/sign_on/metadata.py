"""SAML metadata: what a campus says of its identity provider, and what we say of ourselves."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from cryptography import x509
from lxml import etree

from apps.centers.sign_on.errors import BadMetadata
from apps.centers.sign_on.fetching import LARGEST, address_problem
from apps.centers.sign_on.identity import own_address

REDIRECT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
_NS = {"md": "urn:oasis:names:tc:SAML:2.0:metadata", "ds": "http://www.w3.org/2000/09/xmldsig#"}


@dataclass(frozen=True, slots=True)
class Provider:
    """What is kept of an identity provider's metadata."""

    entity_id: str
    sso_url: str
    certificates: tuple[str, ...]


def read_metadata(xml: bytes) -> Provider:
    """One identity provider, from its metadata; BadMetadata with the reason, for whoever gave it."""
    if len(xml) > LARGEST:
        raise BadMetadata("This is too large. It should describe your campus alone.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadMetadata("This is not the XML of an identity provider’s metadata.") from error
    if root.getroottree().docinfo.doctype:
        raise BadMetadata("This is not the XML of an identity provider’s metadata.")
    found = root.xpath("descendant-or-self::md:EntityDescriptor[md:IDPSSODescriptor]", namespaces=_NS)
    if len(found) != 1:
        several = "This describes several identity providers. Give that of your campus alone."
        raise BadMetadata(several if found else "This describes no identity provider.")
    entity_id = (found[0].get("entityID") or "").strip()
    places = found[0].xpath(f"md:IDPSSODescriptor/md:SingleSignOnService[@Binding='{REDIRECT}']", namespaces=_NS)
    keys = "md:IDPSSODescriptor/md:KeyDescriptor[not(@use='encryption')]//ds:X509Certificate"
    certificates = tuple(dict.fromkeys(_certificate(node.text or "") for node in found[0].xpath(keys, namespaces=_NS)))
    sso_url = places[0].get("Location", "") if places else ""
    if not entity_id or len(entity_id) > 300 or " " in entity_id:
        raise BadMetadata("It has no entity ID that we can use.")
    if address_problem(sso_url) or len(sso_url) > 500:
        raise BadMetadata("It has no place to sign in by HTTP-Redirect, at an https:// address.")
    if not certificates:
        raise BadMetadata("It has no certificate for signing.")
    return Provider(entity_id, sso_url, certificates)


def _certificate(text: str) -> str:
    bare = "".join(text.split())
    try:
        x509.load_der_x509_certificate(base64.b64decode(bare, validate=True))
    except ValueError as error:
        raise BadMetadata("One of its certificates cannot be read.") from error
    return bare


def own_metadata(center_id: object) -> bytes:
    """What the campus's IT gives to its identity provider: who we are, and where answers go."""
    md, entity = _NS["md"], own_address("centers:campus_metadata", center_id)
    root = etree.Element(f"{{{md}}}EntityDescriptor", {"entityID": entity}, nsmap={"md": md})
    service = etree.SubElement(
        root,
        f"{{{md}}}SPSSODescriptor",
        {
            "AuthnRequestsSigned": "false",
            "WantAssertionsSigned": "true",
            "protocolSupportEnumeration": "urn:oasis:names:tc:SAML:2.0:protocol",
        },
    )
    etree.SubElement(
        service,
        f"{{{md}}}AssertionConsumerService",
        {
            "Binding": "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST",
            "Location": own_address("centers:campus_acs", center_id),
            "index": "0",
            "isDefault": "true",
        },
    )
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))
