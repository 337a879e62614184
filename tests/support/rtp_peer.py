"""A WebRTC peer without codecs: it offers a plan, proves itself, shakes hands, and sends and gets bare RTP."""

import asyncio
import secrets
from collections.abc import Callable

from aiortc.rtcdtlstransport import RTCCertificate, RTCDtlsFingerprint, RTCDtlsParameters, RTCDtlsTransport
from aiortc.rtp import AnyRtcpPacket, RtcpPacket
from aiortc.sdp import SessionDescription
from pylibsrtp import Error as SrtpError

from media.core.sdp import ABS_SEND_TIME, AUDIO_LEVEL, MID, TRANSPORT_CC, VIDEO_ORIENTATION
from media.core.stun import request
from media.node import Joined, MediaNode
from media.transport.aiortc_seam import _Wire
from signaling.ports import PeerState
from signaling.protocol.media import PLANS, Kind
from signaling.protocol.names import Role
from tests.support.media_call import Desk
from tests.support.rtp import Fields, packet, vp8

WAIT_SECONDS = 15.0
_open: list["RtpPeer"] = []
IDS = {MID: 4, ABS_SEND_TIME: 2, TRANSPORT_CC: 3, AUDIO_LEVEL: 1, VIDEO_ORIENTATION: 13}
PAYLOAD_TYPES = {Kind.AUDIO: 111, Kind.VIDEO: 96}
RTX = 97


def ssrc_of(line: int) -> int:
    """Return the SSRC that a peer's offer names for a line; its RTX's is 0x100 more."""
    return 0x1000 + line


class RtpPeer(asyncio.DatagramProtocol):
    """
    One peer on a socket of its own.

    `got` holds what came, by the index of the line it came on; `rtcp` every RTCP packet. `lose` is asked of each
    incoming RTP packet whether the way drops it.
    """

    def __init__(self, role: Role, *, named: bool = True, extensions: dict[str, int] | None = None) -> None:
        """
        Args:
            named: Whether the offer names the SSRCs.
        """
        self.role = role
        self.named = named
        self.extensions = IDS if extensions is None else extensions
        self.certificate = RTCCertificate.generateCertificate()
        self.ufrag = secrets.token_hex(4)
        self.got: dict[int, list[Fields]] = {index: [] for index in range(len(PLANS[role]))}
        self.raw: list[bytes] = []
        self.rtcp: list[AnyRtcpPacket] = []
        self.lose: Callable[[int, Fields], bool] = lambda line, fields: False
        self.closed = False
        self._ssrcs: dict[int, int] = {}
        self._changed = asyncio.Event()
        self._dtls: asyncio.Queue[bytes] = asyncio.Queue()
        self._wire = RTCDtlsTransport(_Wire(self._send, self._dtls.get), [self.certificate])
        self._wire._set_role("server")
        self._transport: asyncio.DatagramTransport | None = None
        self._node: tuple[str, int] = ("", 0)
        self._transport_sequence = 0

    # Signalling.

    def offer(self) -> str:
        """Return the offer by the role's plan."""
        plan = PLANS[self.role]
        fingerprint = next(one for one in self.certificate.getFingerprints() if one.algorithm == "sha-256")
        text = ["v=0", "o=- 1 1 IN IP4 0.0.0.0", "s=-", "t=0 0"]
        text.append("a=group:BUNDLE " + " ".join(str(index) for index in range(len(plan))))
        for index, line in enumerate(plan):
            audio = line.kind is Kind.AUDIO
            sends, receives = line.sends is not None, line.receives is not None
            uris = (MID, ABS_SEND_TIME, TRANSPORT_CC, AUDIO_LEVEL if audio else VIDEO_ORIENTATION)
            text += [
                f"m={line.kind} 9 UDP/TLS/RTP/SAVPF {'111' if audio else '96 97'}",
                f"a=ice-ufrag:{self.ufrag}",
                f"a=ice-pwd:{secrets.token_hex(12)}",
                f"a=fingerprint:sha-256 {fingerprint.value}",
                "a=setup:actpass",
                f"a=mid:{index}",
                "a=" + ("sendrecv" if sends and receives else "sendonly" if sends else "recvonly"),
                "a=rtcp-mux",
                *(f"a=extmap:{self.extensions[uri]} {uri}" for uri in uris if uri in self.extensions),
            ]
            if audio:
                text += ["a=rtpmap:111 opus/48000/2", "a=rtcp-fb:111 transport-cc", "a=rtcp-fb:111 nack"]
            else:
                feedback = ("transport-cc", "nack", "nack pli", "ccm fir", "goog-remb")
                text += ["a=rtpmap:96 VP8/90000", *(f"a=rtcp-fb:96 {one}" for one in feedback)]
                text += ["a=rtpmap:97 rtx/90000", "a=fmtp:97 apt=96"]
            if sends and self.named:
                main = ssrc_of(index)
                if not audio:
                    text.append(f"a=ssrc-group:FID {main} {main + 0x100}")
                    text.append(f"a=ssrc:{main + 0x100} cname:x")
                text.append(f"a=ssrc:{main} cname:x")
        return "\r\n".join(text) + "\r\n"

    async def join(self, node: MediaNode, desk: Desk, peer: str) -> Joined:
        """Offer, and come up on both sides."""
        joined = await node.join(desk.grant(self.role, peer), self.offer())
        await self.open(joined.answer)
        await self.check()
        await self.shake_hands()
        await desk.peer_is(peer, PeerState.CONNECTED)
        return joined

    async def open(self, answer: str) -> None:
        """Take an answer and bind a socket; nothing is sent yet."""
        self.answer = SessionDescription.parse(answer)
        for index, media in enumerate(self.answer.media):
            for one in media.ssrc:
                self._ssrcs[one.ssrc] = index
        candidate = self.answer.media[0].ice_candidates[0]
        self._node = (candidate.ip, candidate.port)
        await self.move()

    async def move(self) -> None:
        """Go on from a new socket."""
        loop = asyncio.get_running_loop()
        former = self._transport
        if former is None:
            _open.append(self)
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, local_addr=(self._node[0], 0))
        if former is not None:
            former.close()

    # ICE and DTLS.

    async def check(self, *, nominate: bool = False, password: str | None = None) -> None:
        """Send a check until it is answered; with a wrong password once, unanswered."""
        ice = self.answer.media[0].ice
        assert ice is not None
        self.answered = False
        username = f"{ice.usernameFragment}:{self.ufrag}".encode()
        key = (password or str(ice.password)).encode()
        self._send(request(secrets.token_bytes(12), username, key, use_candidate=nominate))
        if password is None:
            await self.until(lambda: self.answered)

    async def shake_hands(self) -> None:
        """Complete DTLS as the server."""
        dtls = self.answer.media[0].dtls
        assert dtls is not None
        fingerprints = [RTCDtlsFingerprint(one.algorithm, one.value) for one in dtls.fingerprints]
        self._wire.on("statechange", self._dtls_changed)
        async with asyncio.timeout(WAIT_SECONDS):
            await self._wire.start(RTCDtlsParameters(fingerprints))
        assert self._wire.state == "connected", self._wire.state

    def _dtls_changed(self) -> None:
        self.closed = self._wire.state == "closed"
        self._changed.set()

    async def hang_up(self) -> None:
        """Close DTLS and the socket. Idempotent."""
        await self._wire.stop()
        if self._transport is not None:
            self._transport.close()

    def vanish(self) -> None:
        """Close the socket without a word."""
        assert self._transport is not None
        self._transport.close()

    # Media.

    def send(
        self,
        line: int,
        sequence: int,
        payload: bytes,
        *,
        timestamp: int = 0,
        marker: bool = False,
        ssrc: int | None = None,
        payload_type: int | None = None,
    ) -> None:
        """Send one packet on a line, with its MID and the next transport-wide number."""
        self._transport_sequence = (self._transport_sequence + 1) & 0xFFFF
        elements = [
            (self.extensions[MID], str(line).encode()),
            (self.extensions[ABS_SEND_TIME], b"abs"),
            (self.extensions[TRANSPORT_CC], self._transport_sequence.to_bytes(2, "big")),
        ]
        raw = packet(
            sequence,
            timestamp=timestamp,
            ssrc=ssrc or ssrc_of(line),
            payload_type=payload_type or PAYLOAD_TYPES[PLANS[self.role][line].kind],
            marker=marker,
            payload=payload,
            elements=elements,
        )
        self.send_raw(raw)

    def send_raw(self, raw: bytes) -> None:
        """Protect and send one packet."""
        self._send(self._wire._tx_srtp.protect(raw))

    def send_frames(self, line: int, first: int, count: int, *, keyframe: bool = True, per_frame: int = 3) -> None:
        """Send VP8 frames of several packets each; the first is a keyframe if so wished."""
        sequence = first
        for number in range(count):
            for part in range(per_frame):
                payload = vp8(100 + number, keyframe=keyframe and number == 0, start=part == 0, tl0=number)
                last = part == per_frame - 1
                self.send(line, sequence & 0xFFFF, payload, timestamp=3000 * number, marker=last)
                sequence += 1

    def send_rtcp(self, compound: bytes) -> None:
        """Protect and send a compound RTCP packet."""
        self._send(self._wire._tx_srtp.protect_rtcp(compound))

    def send_junk(self, datagram: bytes) -> None:
        """Send a datagram as it is."""
        self._send(datagram)

    def ssrc_in(self, line: int) -> int:
        """Return the SSRC that the node sends on a line."""
        return next(ssrc for ssrc, index in self._ssrcs.items() if index == line)

    def sequences(self, line: int) -> list[int]:
        """Return the sequence numbers that came on a line, in the order they came."""
        return [fields.sequence for fields in self.got[line]]

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds; looked at whenever a datagram has come."""
        async with asyncio.timeout(WAIT_SECONDS):
            while not holds():
                self._changed.clear()
                await self._changed.wait()

    async def rtcp_of(self, kind: type, *, where: Callable[[AnyRtcpPacket], bool] = lambda one: True) -> AnyRtcpPacket:
        """Wait for an RTCP packet of a kind."""
        found: list[AnyRtcpPacket] = []

        def came() -> bool:
            found[:] = [one for one in self.rtcp if isinstance(one, kind) and where(one)]
            return bool(found)

        await self.until(came)
        return found[0]

    # asyncio's protocol.

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        first = data[0]
        if first < 4:
            self.answered = data[:2] == b"\x01\x01"
        elif first < 64:
            self._dtls.put_nowait(data)
        elif self._wire._rx_srtp is not None:
            self._media(data)
        self._changed.set()

    def _media(self, data: bytes) -> None:
        try:
            if 191 < data[1] < 224:
                self.rtcp += RtcpPacket.parse(self._wire._rx_srtp.unprotect_rtcp(data))
                return
            line = self._ssrcs[int.from_bytes(data[8:12], "big")]
            # What the way drops is not unprotected either: it may be sent again.
            if self.lose(line, Fields(data)):
                return
            self.raw.append(data)
            self.got[line].append(Fields(self._wire._rx_srtp.unprotect(data)))
        except SrtpError:
            return

    def error_received(self, exc: Exception) -> None:
        return

    def _send(self, datagram: bytes) -> None:
        assert self._transport is not None
        if not self._transport.is_closing():
            self._transport.sendto(datagram, self._node)


async def hang_up_all() -> None:
    """Close whatever a test has left open: uvloop waits for ever for a socket that nobody closes."""
    while _open:
        await _open.pop().hang_up()


async def two_peers(
    node: MediaNode, desk: Desk, *, window: RtpPeer | None = None, official: RtpPeer | None = None
) -> tuple[RtpPeer, RtpPeer]:
    """Bring a window (w1) and an official (o1) up in one session."""
    one, other = window or RtpPeer(Role.WINDOW), official or RtpPeer(Role.OFFICIAL)
    await one.join(node, desk, "w1")
    await other.join(node, desk, "o1")
    return one, other
