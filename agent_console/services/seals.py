"""
The seals of this server: one key and certificate for each authority and use, in a folder of its keys.

An authority's own are laid down by the operator as `<name>.key.pem` and `<name>.crt.pem` with the issuer's certificate
as `<name>.ca.pem`. What is missing is made at first use by the demonstration's own authority, and says so on its face.
"""

import asyncio
import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from agent_console.receipts.seal import USE_NAMES, Seal, Use
from signaling.protocol.views import Text

AUTHORITY = "demonstration-authority"
LASTS = timedelta(days=3650)
BACKDATED = timedelta(days=1)  # A clock that runs a little behind must not refuse a new seal.
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,120}")


class SealUnusable(Exception):
    """A seal's files do not belong together or are no keys; the message names them."""


class Seals:
    """
    Seals by name, read once and kept in memory.

    Args:
        folder: Made if missing; readable by its owner alone.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, Seal] = {}
        self._making = asyncio.Lock()

    async def get(self, name: str, use: Use, authority: Text) -> Seal:
        """
        Return the seal of an authority for a use; a missing one is made by the demonstration's authority.

        Args:
            name: What its files are called, e.g. `441302-market-regulation`; the use is added.

        Raises:
            SealUnusable: Its files are wrong.
        """
        full = f"{name}-{use.value}"
        async with self._making:
            if full not in self._known:
                self._known[full] = await asyncio.to_thread(self._load, full, use, authority)
            return self._known[full]

    async def anchors(self) -> tuple[bytes, ...]:
        """Return the certificates (DER) of all authorities whose seals are believed."""
        async with self._making:
            return await asyncio.to_thread(self._anchors)

    def _anchors(self) -> tuple[bytes, ...]:
        self._demonstration()
        found = sorted(self._folder.glob("*.ca.pem"))
        return tuple(dict.fromkeys(_der(x509.load_pem_x509_certificate(file.read_bytes())) for file in found))

    def _load(self, full: str, use: Use, authority: Text) -> Seal:
        if not _NAME.fullmatch(full):
            raise SealUnusable(f"{full!r} is no name of a seal")
        key_file = self._folder / f"{full}.key.pem"
        if not key_file.exists():
            self._make(full, use, authority)
        try:
            key = serialization.load_pem_private_key(key_file.read_bytes(), None)
            certificate = x509.load_pem_x509_certificate((self._folder / f"{full}.crt.pem").read_bytes())
            issuer = x509.load_pem_x509_certificate(self._issuer(full).read_bytes())
        except (OSError, ValueError, TypeError) as error:
            raise SealUnusable(f"seal {full}: {error}") from error
        if key.public_key() != certificate.public_key():
            raise SealUnusable(f"seal {full}: the key is not that of the certificate")
        return Seal(
            authority=authority,
            use=use,
            key=key.private_bytes(
                serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            ),
            certificate=_der(certificate),
            issuer=_der(issuer),
            demonstration=self._issuer(full).name.startswith(AUTHORITY),
        )

    def _issuer(self, full: str) -> Path:
        own = self._folder / f"{full}.ca.pem"
        return own if own.exists() else self._folder / f"{AUTHORITY}.ca.pem"

    def _make(self, full: str, use: Use, authority: Text) -> None:
        ca_key, ca = self._demonstration()
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name(
            [
                x509.NameAttribute(NameOID.COMMON_NAME, _fitting(authority.zh)),
                x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, f"{USE_NAMES[use].zh} 演示"),
            ]
        )
        usage = x509.KeyUsage(
            digital_signature=True,
            content_commitment=True,
            key_encipherment=False,
            data_encipherment=False,
            key_agreement=False,
            key_cert_sign=False,
            crl_sign=False,
            encipher_only=False,
            decipher_only=False,
        )
        made = _certificate(name, ca.subject, key.public_key(), ca_key, usage, authority=False)
        self._write(f"{full}.crt.pem", made.public_bytes(serialization.Encoding.PEM))
        self._write(f"{full}.key.pem", _pem(key))

    def _demonstration(self) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
        key_file, ca_file = self._folder / f"{AUTHORITY}.key.pem", self._folder / f"{AUTHORITY}.ca.pem"
        if not key_file.exists():
            key = ec.generate_private_key(ec.SECP256R1())
            name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "remote-counter demonstration authority 演示")])
            usage = x509.KeyUsage(
                digital_signature=False,
                content_commitment=False,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=True,
                crl_sign=True,
                encipher_only=False,
                decipher_only=False,
            )
            made = _certificate(name, name, key.public_key(), key, usage, authority=True)
            self._write(ca_file.name, made.public_bytes(serialization.Encoding.PEM))
            self._write(key_file.name, _pem(key))
        key_read = serialization.load_pem_private_key(key_file.read_bytes(), None)
        if not isinstance(key_read, ec.EllipticCurvePrivateKey):
            raise SealUnusable(f"{key_file} is no ECDSA key")
        return key_read, x509.load_pem_x509_certificate(ca_file.read_bytes())

    def _write(self, name: str, content: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Written aside and renamed: a power cut leaves a whole file or none.
        made = self._folder / f"{name}.new"
        descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        made.rename(self._folder / name)


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    public: ec.EllipticCurvePublicKey,
    signed_by: ec.EllipticCurvePrivateKey,
    usage: x509.KeyUsage,
    *,
    authority: bool,
) -> x509.Certificate:
    # The certificate's validity is checked against the machine's clock by whoever reads the document.
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - BACKDATED)
        .not_valid_after(now + LASTS)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signed_by.public_key()), critical=False)
        .sign(signed_by, hashes.SHA256())
    )


def _fitting(name: str) -> str:
    # RFC 5280 appendix A: at most 64; the library counts bytes of UTF-8.
    return name.encode()[:64].decode(errors="ignore")


def _der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.DER)


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
