"""
A signature by certificate: the resident's own key has signed the summary's hash.

What is signed are the 64 letters of the hash as ASCII. RSA (PKCS #1 v1.5), ECDSA, both with SHA-256, and Ed25519 count.
"""

import base64
import binascii
from collections.abc import Collection
from datetime import datetime

import msgspec
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.x509.oid import NameOID

from signaling.core.refusal import Refused
from signaling.protocol.codes import Code
from signaling.protocol.names import Sha256

MAX_CERTIFICATE = 16 * 1024


class Signature(msgspec.Struct, frozen=True, rename="camel"):
    """What is kept: enough for anybody to verify it again."""

    summary_hash: Sha256
    certificate: str  # PEM.
    signature: str  # Base64.
    signer: str  # The certificate's common name.


def check_signature(
    summary_hash: Sha256, certificate: str, signature: str, at: datetime, trusted: Collection[x509.Certificate]
) -> Signature:
    """
    Return the signature as it is kept, after it was verified.

    Args:
        summary_hash: What was to be signed.
        certificate: The signer's, PEM.
        signature: Base64.
        at: Now; the certificate holds then.
        trusted: Certificates of authorities; one of them has issued the signer's.

    Raises:
        Refused: signature-invalid: no such certificate, expired, of a stranger, or not by this key over this hash.
    """
    found = _read(certificate)
    if not found.not_valid_before_utc <= at <= found.not_valid_after_utc:
        raise Refused(Code.SIGNATURE_INVALID)
    if not any(_issued(found, authority, at) for authority in trusted):
        raise Refused(Code.SIGNATURE_INVALID)
    try:
        _verify(found, base64.b64decode(signature, validate=True), summary_hash.encode("ascii"))
    except (InvalidSignature, binascii.Error, UnicodeEncodeError) as error:
        raise Refused(Code.SIGNATURE_INVALID) from error
    names = found.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    signer = str(names[0].value) if names else found.subject.rfc4514_string()
    return Signature(summary_hash, certificate, signature, signer[:200])


def _read(certificate: str) -> x509.Certificate:
    try:
        return x509.load_pem_x509_certificate(certificate.encode())
    except ValueError as error:
        raise Refused(Code.SIGNATURE_INVALID) from error


def _issued(found: x509.Certificate, authority: x509.Certificate, at: datetime) -> bool:
    if not authority.not_valid_before_utc <= at <= authority.not_valid_after_utc:
        return False
    try:
        found.verify_directly_issued_by(authority)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def _verify(found: x509.Certificate, signature: bytes, signed: bytes) -> None:
    key = found.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        key.verify(signature, signed, padding.PKCS1v15(), hashes.SHA256())
    elif isinstance(key, ec.EllipticCurvePublicKey):
        key.verify(signature, signed, ec.ECDSA(hashes.SHA256()))
    elif isinstance(key, ed25519.Ed25519PublicKey):
        key.verify(signature, signed)
    else:
        raise InvalidSignature
