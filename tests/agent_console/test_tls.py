import ssl
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.x509.verification import PolicyBuilder, Store

from agent_console.tls import SERVER_DAYS, own_addresses, prepare

NOW = datetime(2026, 1, 5, tzinfo=UTC)


def certificate(file: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(file.read_bytes())


def test_the_certificate_is_for_every_address_of_the_machine_and_trusted_by_the_authority(tmp_path: Path) -> None:
    tls = prepare(tmp_path / "tls", NOW)
    assert "127.0.0.1" in tls.names
    assert "localhost" in tls.names
    authority = Store([certificate(tls.authority)])
    verifier = PolicyBuilder().store(authority).time(NOW).build_server_verifier(x509.DNSName("localhost"))
    verifier.verify(certificate(tls.certificate), [])
    named = certificate(tls.certificate).extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert {str(address) for address in named.get_values_for_type(x509.IPAddress)} == set(own_addresses())


def test_a_server_can_use_it(tmp_path: Path) -> None:
    tls = prepare(tmp_path)
    ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(tls.certificate, tls.key)


def test_the_keys_are_the_owners_alone(tmp_path: Path) -> None:
    prepare(tmp_path / "tls", NOW)
    for name in ("ca.key", "server.key"):
        assert stat.S_IMODE((tmp_path / "tls" / name).stat().st_mode) == 0o600


def test_the_certificate_stays_until_it_runs_out_and_the_authority_for_years(tmp_path: Path) -> None:
    first = prepare(tmp_path, NOW)
    authority, server = first.authority.read_bytes(), first.certificate.read_bytes()
    prepare(tmp_path, NOW + timedelta(days=100))
    assert first.certificate.read_bytes() == server
    prepare(tmp_path, NOW + timedelta(days=SERVER_DAYS - 10))
    assert first.certificate.read_bytes() != server
    assert first.authority.read_bytes() == authority
