"""Keys and certificates, made once for a test run."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID


@dataclass(frozen=True)
class Keys:
    """A private key and its certificate, as the libraries want them."""

    private: rsa.RSAPrivateKey
    pem: str
    certificate_pem: str
    certificate: str  # the bare base64 of metadata


@cache
def keys(name: str) -> Keys:
    """The keys of a provider by that name; another name has others."""
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(private.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2040, 1, 1, tzinfo=UTC))
        .sign(private, hashes.SHA256())
    )
    pem = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return Keys(
        private,
        pem.decode(),
        certificate.public_bytes(serialization.Encoding.PEM).decode(),
        base64.b64encode(certificate.public_bytes(serialization.Encoding.DER)).decode(),
    )
