import base64
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.x509.oid import NameOID

from agent_console.core.certificate import check_signature
from signaling.core.refusal import Refused
from signaling.protocol.names import Sha256

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
HASH = Sha256("a" * 64)
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey
ROOT_KEY = ec.generate_private_key(ec.SECP256R1())


def issue(
    name: str, key: Key, issuer: str, by: ec.EllipticCurvePrivateKey, *, days: int = 30, now: datetime = NOW
) -> x509.Certificate:
    def named(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

    builder = (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(named(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=30))
        .not_valid_after(now + timedelta(days=days))
    )
    return builder.sign(by, hashes.SHA256())


ROOT = issue("Root", ROOT_KEY, "Root", ROOT_KEY)


def pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


def sign(key: Key, text: str = HASH) -> str:
    if isinstance(key, rsa.RSAPrivateKey):
        raw = key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())
    elif isinstance(key, ec.EllipticCurvePrivateKey):
        raw = key.sign(text.encode(), ec.ECDSA(hashes.SHA256()))
    else:
        raw = key.sign(text.encode())
    return base64.b64encode(raw).decode()


KEYS: list[Key] = [
    ec.generate_private_key(ec.SECP256R1()),
    ed25519.Ed25519PrivateKey.generate(),
    rsa.generate_private_key(65537, 2048),
]


@pytest.mark.parametrize("key", KEYS, ids=lambda key: type(key).__name__)
def test_a_signature_by_a_trusted_certificate_names_its_signer(key: Key) -> None:
    certificate = issue("张三", key, "Root", ROOT_KEY)
    kept = check_signature(HASH, pem(certificate), sign(key), NOW, [ROOT])
    assert (kept.signer, kept.summary_hash) == ("张三", HASH)


def refused(certificate: str, signature: str, trusted: list[x509.Certificate]) -> None:
    with pytest.raises(Refused, match="signature-invalid"):
        check_signature(HASH, certificate, signature, NOW, trusted)


def test_what_was_signed_by_another_key_over_other_words_or_too_late_is_none() -> None:
    key, other = KEYS[0], KEYS[1]
    certificate = pem(issue("张三", key, "Root", ROOT_KEY))
    refused(certificate, sign(other), [ROOT])
    refused(certificate, sign(key, "b" * 64), [ROOT])
    refused(certificate, "no base64!", [ROOT])
    refused("no certificate", sign(key), [ROOT])
    refused(pem(issue("张三", key, "Root", ROOT_KEY, days=-1)), sign(key), [ROOT])


def test_a_stranger_calls_itself_what_it_likes_and_is_not_trusted() -> None:
    stranger = ec.generate_private_key(ec.SECP256R1())
    key = KEYS[0]
    refused(pem(issue("张三", key, "Root", stranger)), sign(key), [ROOT])
    refused(pem(issue("张三", key, "Root", ROOT_KEY)), sign(key), [])
