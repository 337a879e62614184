"""A local certificate authority, so that a second machine can be the window without anybody's help."""

import ipaddress
import os
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path

import ifaddr
import msgspec
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

CA_YEARS = 10
SERVER_DAYS = 397  # What browsers accept of a server's certificate (CA/Browser Forum, Ballot SC-22).
_RENEW_BEFORE = timedelta(days=30)


class Tls(msgspec.Struct, frozen=True):
    """Files of the local authority and of the server."""

    authority: Path
    certificate: Path
    key: Path
    names: tuple[str, ...]  # Addresses and host names that the certificate is for.


def own_addresses() -> tuple[str, ...]:
    """Return this machine's IPv4 and global IPv6 addresses, loopback last."""
    found = []
    for adapter in ifaddr.get_adapters():
        for entry in adapter.ips:
            text = entry.ip if isinstance(entry.ip, str) else entry.ip[0]
            address = ipaddress.ip_address(text)
            if not address.is_link_local and not address.is_multicast:
                found.append(address)
    found.sort(key=lambda address: (address.is_loopback, address.version, int(address)))
    return tuple(dict.fromkeys(str(address) for address in found))


def prepare(folder: Path, now: datetime | None = None) -> Tls:
    """
    Return the server's certificate, made or renewed if it is not there, runs out, or lacks an address of the machine.

    The authority's key stays in the folder, readable by its owner alone.
    """
    now = now or datetime.now(UTC)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    tls = Tls(folder / "ca.pem", folder / "server.pem", folder / "server.key", (*own_addresses(), *_host_names()))
    authority_key = folder / "ca.key"
    if not authority_key.exists():
        _make_authority(tls.authority, authority_key, now)
    if not _serves(tls, now):
        _make_server(tls, authority_key, now)
    return tls


def _host_names() -> tuple[str, ...]:
    return tuple(dict.fromkeys(("localhost", socket.gethostname())))


def _make_authority(certificate_file: Path, key_file: Path, now: datetime) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, f"Remote Counter local CA ({socket.gethostname()})"[:64])]
    )
    certificate = (
        _builder(name, name, key.public_key(), now, timedelta(days=365 * CA_YEARS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    _write_private(key_file, _pem(key))
    certificate_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))


def _make_server(tls: Tls, authority_key_file: Path, now: datetime) -> None:
    authority = x509.load_pem_x509_certificate(tls.authority.read_bytes())
    authority_key = serialization.load_pem_private_key(authority_key_file.read_bytes(), None)
    assert isinstance(authority_key, ec.EllipticCurvePrivateKey)
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Remote Counter")])
    certificate = (
        _builder(name, authority.subject, key.public_key(), now, timedelta(days=SERVER_DAYS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName([_general_name(name) for name in tls.names]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()), critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    _write_private(tls.key, _pem(key))
    tls.certificate.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))


def _builder(
    subject: x509.Name, issuer: x509.Name, public: ec.EllipticCurvePublicKey, now: datetime, lasts: timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))  # The other machine's clock may be a little behind.
        .not_valid_after(now + lasts)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _general_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _serves(tls: Tls, now: datetime) -> bool:
    """Tell whether the certificate that is there is for every name, and will be for a while."""
    if not tls.certificate.exists() or not tls.key.exists():
        return False
    certificate = x509.load_pem_x509_certificate(tls.certificate.read_bytes())
    named = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return certificate.not_valid_after_utc > now + _RENEW_BEFORE and {_general_name(name) for name in tls.names} <= set(
        named
    )


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _write_private(file: Path, content: bytes) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(content)
