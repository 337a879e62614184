"""
All that we use of aiortc, private names included: its SDP parser, DTLS transport, certificates and RTCP classes.

aiortc is pinned in constraints.txt; tests/media/transport/test_aiortc_seam.py is the contract that an upgrade has to
meet. What is private: `RTCDtlsTransport._rx_srtp`, `._tx_srtp`, `._ssl`, `._set_role`, `._srtp_profiles`, and the
`_recv` and `_send` that it calls on its ICE transport.
"""

import re
import struct
from collections.abc import Awaitable, Callable

import pylibsrtp
from aiortc.rtcdtlstransport import (
    SRTP_PROFILES,
    RTCCertificate,
    RTCDtlsFingerprint,
    RTCDtlsParameters,
    RTCDtlsTransport,
)
from aiortc.rtcicetransport import RTCIceTransport
from aiortc.rtcrtpparameters import RTCRtpCodecParameters
from aiortc.rtp import (
    AnyRtcpPacket,
    RtcpPacket,
    RtcpPsfbPacket,
    RtcpReceiverInfo,
    RtcpRrPacket,
    RtcpRtpfbPacket,
    RtcpSrPacket,
    unpack_remb_fci,
)
from aiortc.sdp import MediaDescription, SessionDescription

from media.core.sdp import Fingerprint, Offer, OfferedCodec, OfferedLine
from signaling.ports import Refused
from signaling.protocol.codes import Code

__all__ = [
    "Certificate",
    "DtlsChannel",
    "DtlsFailed",
    "RtcpPsfbPacket",
    "RtcpReceiverInfo",
    "RtcpRrPacket",
    "RtcpRtpfbPacket",
    "RtcpSrPacket",
    "read_offer",
    "read_remb",
    "read_rtcp",
]

MAX_OFFER = 64 * 1024  # Octets; a supervisor's offer in Chromium has about 20 kB.
_TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`{|}~-]{1,16}")  # RFC 8866 §9 token; we echo MIDs into the answer.
_UFRAG = re.compile(r"[A-Za-z0-9+/]{4,256}")  # RFC 8839 §5.4.
_DIGESTS = ("sha-256", "sha-384", "sha-512")  # What aiortc can compare.
# Whatever the parser makes of junk is the peer's error. The parser asserts, indexes and converts without checks.
_PARSER_ERRORS = (AssertionError, AttributeError, IndexError, KeyError, StopIteration, TypeError, ValueError)


def read_offer(text: str) -> Offer:
    """
    Parse an offer. Candidates are dropped unread: an ICE-lite agent needs none, and junk in them harms nobody.

    Raises:
        Refused: offer-invalid, for any parser error, an oversized text, or m-lines that are no RTP.
    """
    if len(text) > MAX_OFFER:
        raise Refused(Code.OFFER_INVALID, reason="size")
    kept = "\r\n".join(line for line in text.splitlines() if not line.startswith("a=candidate:"))
    try:
        description = SessionDescription.parse(kept)
        bundle = [group.items for group in description.group if group.semantic == "BUNDLE"]
        lines = tuple(_read_line(media) for media in description.media)
        dtls, ice = description.media[0].dtls, description.media[0].ice
        if dtls is None or ice is None:
            raise ValueError("no DTLS or ICE parameters")
        fingerprints = tuple(Fingerprint(one.algorithm.lower(), one.value) for one in dtls.fingerprints)
        setup = {"auto": "actpass", "client": "active", "server": "passive"}[dtls.role]
        ufrag = ice.usernameFragment or ""
        if not _UFRAG.fullmatch(ufrag) or not any(one.algorithm in _DIGESTS for one in fingerprints):
            raise ValueError("bad DTLS or ICE parameters")
    except _PARSER_ERRORS as error:
        raise Refused(Code.OFFER_INVALID, reason="syntax") from error
    return Offer(ufrag, setup, fingerprints, tuple(str(mid) for group in bundle[:1] for mid in group), lines)


def _read_line(media: MediaDescription) -> OfferedLine:
    mid = media.rtp.muxId
    if not _TOKEN.fullmatch(mid):
        raise ValueError("mid")
    direction = media.direction or "sendrecv"
    repairs: dict[int, int] = {}
    for group in media.ssrc_group:
        if group.semantic == "FID" and len(group.items) == 2:
            repairs[int(group.items[1])] = int(group.items[0])
    return OfferedLine(
        kind=media.kind,
        mid=mid,
        profile=media.profile if media.port else "rejected",
        sends=direction in ("sendrecv", "sendonly"),
        receives=direction in ("sendrecv", "recvonly"),
        rtcp_mux=media.rtcp_mux,
        codecs=tuple(_read_codec(codec) for codec in media.rtp.codecs if codec.payloadType in media.fmt),
        extensions={extension.uri: extension.id for extension in media.rtp.headerExtensions},
        ssrcs=tuple(one.ssrc for one in media.ssrc if one.ssrc not in repairs and 0 < one.ssrc < 1 << 32),
        repairs=repairs,
    )


def _read_codec(codec: RTCRtpCodecParameters) -> OfferedCodec:
    payload_type, apt = codec.payloadType, codec.parameters.get("apt")
    if payload_type is None or not 0 <= payload_type < 128:
        raise ValueError("payload type")
    return OfferedCodec(
        payload_type=payload_type,
        name=codec.mimeType.partition("/")[2],
        clock_rate=codec.clockRate,
        channels=codec.channels,
        feedback=frozenset(f"{one.type} {one.parameter}" if one.parameter else one.type for one in codec.rtcpFeedback),
        apt=apt if isinstance(apt, int) else None,
    )


def read_rtcp(compound: bytes) -> list[AnyRtcpPacket]:
    """Return the packets of a compound RTCP packet; none if any of them is broken."""
    try:
        packets: list[AnyRtcpPacket] = RtcpPacket.parse(compound)
    except (ValueError, IndexError, struct.error):
        return []
    return packets


def read_remb(fci: bytes) -> int | None:
    """Return the bit rate of a REMB's FCI; None where it is another application's, or broken."""
    try:
        bps: int = unpack_remb_fci(fci)[0]
    except (ValueError, IndexError, struct.error):
        return None
    return bps


class Certificate:
    """The node's ECDSA certificate for DTLS, made once; browsers know it by its fingerprint alone."""

    def __init__(self) -> None:
        self._certificate = RTCCertificate.generateCertificate()

    @property
    def fingerprint(self) -> Fingerprint:
        """The SHA-256 fingerprint, for answers."""
        for one in self._certificate.getFingerprints():
            if one.algorithm == "sha-256":
                return Fingerprint(one.algorithm, one.value)
        raise LookupError("aiortc no longer offers a SHA-256 fingerprint")

    def channel(
        self, send: Callable[[bytes], None], receive: Callable[[], Awaitable[bytes]], on_closed: Callable[[], None]
    ) -> "DtlsChannel":
        """Return a DTLS channel over the caller's datagrams; see `DtlsChannel`."""
        return DtlsChannel(self._certificate, send, receive, on_closed)


class DtlsFailed(Exception):
    """The handshake failed: the certificate was not the offer's, no SRTP profile in common, or the other side left."""


class _Wire(RTCIceTransport):
    """What aiortc's DTLS transport asks of its ICE transport, and nothing else of one: no gatherer, no sockets."""

    def __init__(self, send: Callable[[bytes], None], receive: Callable[[], Awaitable[bytes]]) -> None:
        self._send_datagram = send
        self._receive = receive

    async def _recv(self) -> bytes:
        return await self._receive()

    async def _send(self, datagram: bytes) -> None:
        self._send_datagram(datagram)


class DtlsChannel:
    """aiortc's DTLS transport, in the role of the client, over datagrams of ours."""

    def __init__(
        self,
        certificate: RTCCertificate,
        send: Callable[[bytes], None],
        receive: Callable[[], Awaitable[bytes]],
        on_closed: Callable[[], None],
    ) -> None:
        """
        Args:
            receive: Waits for the next DTLS datagram; raises ConnectionError once there will be none.
            on_closed: Called once when the other side has closed the channel after it was up.
        """
        self._transport = RTCDtlsTransport(_Wire(send, receive), [certificate])
        self._transport._set_role("client")
        # Offered AES-CM too, Chromium as DTLS server picks it: 1.6 us a packet against 1.0 (docs/decisions).
        self._transport._srtp_profiles = [
            one for one in SRTP_PROFILES if b"GCM" in one.openssl_profile
        ] or SRTP_PROFILES
        self._on_closed = on_closed

    async def handshake(self, fingerprints: tuple[Fingerprint, ...]) -> tuple[pylibsrtp.Session, pylibsrtp.Session]:
        """
        Shake hands and return the SRTP sessions, inbound and outbound.

        Raises:
            DtlsFailed: See there.
        """
        remote = RTCDtlsParameters(
            fingerprints=[RTCDtlsFingerprint(algorithm=one.algorithm, value=one.value) for one in fingerprints]
        )
        await self._transport.start(remote)
        if self._transport.state != "connected":
            raise DtlsFailed
        self._transport.on("statechange", self._state_changed)
        return self._transport._rx_srtp, self._transport._tx_srtp

    @property
    def profile(self) -> str:
        """The negotiated SRTP protection profile, by its OpenSSL name."""
        connection = self._transport._ssl
        return "" if connection is None else connection.get_selected_srtp_profile().decode()

    async def close(self) -> None:
        """Send close_notify and stop. Idempotent."""
        self._transport.remove_all_listeners("statechange")
        await self._transport.stop()

    def _state_changed(self) -> None:
        if self._transport.state == "closed":
            self._on_closed()
