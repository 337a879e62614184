"""
One UDP socket that speaks ICE, DTLS and SRTP with a server, as cheaply as Python can.

It is a measuring instrument, no product: it trusts whoever answers at the address that it was given, retransmits
nothing (loopback loses nothing), and is always the DTLS server (our offers say so).
"""

import asyncio
import os
import secrets
import socket
from collections.abc import Callable

import pylibsrtp
from aioice import stun
from aiortc import RTCCertificate
from aiortc.rtcdtlstransport import SRTP_PROFILES
from OpenSSL import SSL

from benchmarks.island import ADDRESS

CHECK_SECONDS = 0.05  # Until the first answer.
CONSENT_SECONDS = 4.0  # Well below the 30 s of RFC 7675.
CONNECT_SECONDS = 10.0
DATAGRAM_BYTES = 2048
RECEIVE_BUFFER_BYTES = 1 << 20

CERTIFICATE = RTCCertificate.generateCertificate()
FINGERPRINT = next(each.value for each in CERTIFICATE.getFingerprints() if each.algorithm == "sha-256")


def _context() -> SSL.Context:
    context = SSL.Context(SSL.DTLS_METHOD)
    context.set_options(SSL.OP_NO_TICKET)
    context.set_verify(SSL.VERIFY_PEER, lambda *_: True)
    context.use_certificate(CERTIFICATE._cert)
    context.use_privatekey(CERTIFICATE._key)
    context.set_tlsext_use_srtp(b":".join(profile.openssl_profile for profile in SRTP_PROFILES))
    return context


CONTEXT = _context()


class Transport:
    """
    A peer's way to the server. Packets that arrive are handed over still encrypted: a subscriber only counts them.

    Args:
        on_rtp: Called with every SRTP packet.
        on_rtcp: Called with every RTCP packet, decrypted.
    """

    def __init__(self, on_rtp: Callable[[bytes], None], on_rtcp: Callable[[bytes], None]) -> None:
        self.ufrag = secrets.token_hex(4)
        self.password = secrets.token_hex(12)
        self._on_rtp = on_rtp
        self._on_rtcp = on_rtcp
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.setblocking(False)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER_BYTES)
        self._socket.bind((ADDRESS, 0))
        self._remote: tuple[str, int] = ("", 0)
        self._remote_ufrag = ""
        self._remote_password = b""
        self._controlling = True
        self._tie_breaker = secrets.randbits(64)
        self._answered = False
        self._dtls = SSL.Connection(CONTEXT, None)
        self._dtls.set_accept_state()
        self._dtls.set_ciphertext_mtu(1200)
        self._connected: asyncio.Future[None] | None = None
        self._checks: asyncio.TimerHandle | None = None
        self._protect: pylibsrtp.Session | None = None
        self._unprotect: pylibsrtp.Session | None = None
        asyncio.get_running_loop().add_reader(self._socket, self._readable)

    @property
    def port(self) -> int:
        """Our only candidate's port, on the island's address."""
        port: int = self._socket.getsockname()[1]
        return port

    async def connect(self, remote: tuple[str, int], ufrag: str, password: str, *, controlling: bool) -> None:
        """
        Return when SRTP is up.

        Raises:
            TimeoutError: The server did not answer, or the handshake did not end.
        """
        self._remote = remote
        self._remote_ufrag = ufrag
        self._remote_password = password.encode()
        self._controlling = controlling
        self._connected = asyncio.get_running_loop().create_future()
        self._check()
        async with asyncio.timeout(CONNECT_SECONDS):
            await self._connected

    def send_rtp(self, packet: bytes) -> None:
        """Encrypt and send; a full socket loses the packet, as a wire would."""
        assert self._protect is not None
        self._send(self._protect.protect(packet))

    def send_rtcp(self, packet: bytes) -> None:
        assert self._protect is not None
        self._send(self._protect.protect_rtcp(packet))

    def close(self) -> None:
        if self._checks is not None:
            self._checks.cancel()
        asyncio.get_running_loop().remove_reader(self._socket)
        self._socket.close()

    def _send(self, datagram: bytes) -> None:
        try:
            self._socket.sendto(datagram, self._remote)
        except BlockingIOError:
            return

    def _readable(self) -> None:
        receive = self._socket.recvfrom
        while True:
            try:
                datagram, source = receive(DATAGRAM_BYTES)
            except BlockingIOError:
                return
            first = datagram[0]
            if 127 < first < 192:  # RFC 7983 §7
                if 191 < datagram[1] < 224:  # RFC 5761 §4
                    if self._unprotect is not None:
                        self._on_rtcp(self._unprotect.unprotect_rtcp(datagram))
                else:
                    self._on_rtp(datagram)
            elif first < 4:
                self._stun(datagram, source)
            elif 19 < first < 64:
                self._handshake(datagram)

    def _stun(self, datagram: bytes, source: tuple[str, int]) -> None:
        message = stun.parse_message(datagram)
        if message.message_class == stun.Class.RESPONSE:
            self._answered = True
        elif message.message_class == stun.Class.REQUEST:
            answer = stun.Message(stun.Method.BINDING, stun.Class.RESPONSE, message.transaction_id)
            answer.attributes["XOR-MAPPED-ADDRESS"] = source
            answer.add_message_integrity(self.password.encode())
            self._socket.sendto(bytes(answer), source)

    def _check(self) -> None:
        request = stun.Message(stun.Method.BINDING, stun.Class.REQUEST)
        request.attributes["USERNAME"] = f"{self._remote_ufrag}:{self.ufrag}"
        request.attributes["PRIORITY"] = 2130706431
        if self._controlling:
            request.attributes["ICE-CONTROLLING"] = self._tie_breaker
            request.attributes["USE-CANDIDATE"] = None
        else:
            request.attributes["ICE-CONTROLLED"] = self._tie_breaker
        request.add_message_integrity(self._remote_password)
        self._send(bytes(request))
        wait = CONSENT_SECONDS if self._answered else CHECK_SECONDS
        self._checks = asyncio.get_running_loop().call_later(wait, self._check)

    def _handshake(self, datagram: bytes) -> None:
        self._dtls.bio_write(datagram)
        if self._protect is not None:
            return
        try:
            self._dtls.do_handshake()
        except SSL.WantReadError:
            self._flush()
            return
        self._flush()
        self._keys()
        if self._connected is not None and not self._connected.done():
            self._connected.set_result(None)

    def _flush(self) -> None:
        while True:
            try:
                flight = self._dtls.bio_read(DATAGRAM_BYTES)
            except SSL.WantReadError:
                return
            self._send(flight)

    def _keys(self) -> None:
        """Derive both directions' keys (RFC 5764 §4.2); the client's come first, and we are the server."""
        chosen = self._dtls.get_selected_srtp_profile()
        profile = next(each for each in SRTP_PROFILES if each.openssl_profile == chosen)
        material = self._dtls.export_keying_material(
            b"EXTRACTOR-dtls_srtp", 2 * (profile.key_length + profile.salt_length)
        )
        sessions = [
            pylibsrtp.Session(
                pylibsrtp.Policy(
                    key=profile.get_key_and_salt(material, side), ssrc_type=kind, srtp_profile=profile.libsrtp_profile
                )
            )
            for side, kind in ((0, pylibsrtp.Policy.SSRC_ANY_INBOUND), (1, pylibsrtp.Policy.SSRC_ANY_OUTBOUND))
        ]
        self._unprotect, self._protect = sessions


def random_ssrc() -> int:
    """Return an SSRC that no other stream of this run has."""
    return int.from_bytes(os.urandom(4), "big") | 1
