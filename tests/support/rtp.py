"""RTP for tests: packets by field, SRTP sessions with known keys, and a datagram backend in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pylibsrtp
from pylibsrtp import Policy

from media.core.rtp import HEADER
from media.transport.arena import SLOT, SLOTS, Arena
from media.transport.endpoint import Endpoint
from media.transport.srtp import Sessions

KEY = bytes(range(44))


def packet(
    sequence: int,
    *,
    timestamp: int = 0,
    ssrc: int = 0x1111,
    payload_type: int = 96,
    marker: bool = False,
    payload: bytes = b"payload",
    elements: Sequence[tuple[int, bytes]] = (),
    padding: int = 0,
) -> bytes:
    """Return an RTP packet; `elements` are header extensions by id, `padding` octets follow the payload."""
    block = b"".join(bytes([number << 4 | len(value) - 1]) + value for number, value in elements)
    block += bytes(-len(block) % 4)
    first = 0x80 | (0x10 if elements else 0) | (0x20 if padding else 0)
    head = HEADER.pack(first, marker << 7 | payload_type, sequence & 0xFFFF, timestamp & 0xFFFFFFFF, ssrc)
    if elements:
        head += b"\xbe\xde" + (len(block) // 4).to_bytes(2, "big") + block
    return head + payload + (bytes(padding - 1) + bytes([padding]) if padding else b"")


def vp8(picture: int, *, keyframe: bool = False, start: bool = True, tl0: int = 0, body: bytes = b"body") -> bytes:
    """Return a VP8 payload with a 15-bit PictureID and a TL0PICIDX (RFC 7741 §4.2)."""
    descriptor = bytes([0x90 if start else 0x80, 0xC0]) + (picture & 0x7FFF | 0x8000).to_bytes(2, "big")
    return descriptor + bytes([tl0 & 0xFF]) + bytes([0x10 if keyframe else 0x11]) + body


def session(*, inbound: bool) -> pylibsrtp.Session:
    """Return an SRTP session under the tests' key."""
    kind = Policy.SSRC_ANY_INBOUND if inbound else Policy.SSRC_ANY_OUTBOUND
    policy = Policy(key=KEY, ssrc_type=kind, srtp_profile=Policy.SRTP_PROFILE_AEAD_AES_256_GCM)
    policy.allow_repeat_tx = True
    policy.window_size = 1024
    return pylibsrtp.Session(policy)


def sessions() -> Sessions:
    """Return both sessions of a peer under the tests' key."""
    return Sessions(session(inbound=True), session(inbound=False))


@dataclass
class MemoryIO:
    """A datagram backend without sockets: what is sent lies in `sent`, by the address's handle."""

    outgoing: Arena
    sent: list[tuple[int, bytes]] = field(default_factory=list)
    refuse: int = 0  # How many of the next datagrams the kernel refuses.

    def __post_init__(self) -> None:
        self.lengths = [0] * SLOTS
        self.names = b""
        self.seconds = [0] * SLOTS
        self.nanoseconds = [0] * SLOTS
        self.shift_ns = 0
        self.out_lengths = [0] * SLOTS
        self.out_names = [0] * SLOTS
        self._handles = 0

    def receive(self, endpoint: Endpoint) -> int:
        return 0

    def send(self, endpoint: Endpoint, count: int) -> int:
        failed = min(self.refuse, count)
        self.refuse -= failed
        for index in range(failed, count):
            at = index * SLOT
            self.sent.append((self.out_names[index], self.outgoing.buffer[at : at + self.out_lengths[index]]))
        return failed

    def name(self, sockaddr: bytes) -> int:
        self._handles += 1
        return self._handles

    def forget(self, handle: int) -> None:
        return None


class Fields:
    """An RTP packet read back."""

    def __init__(self, raw: bytes, ids: Mapping[int, str] | None = None) -> None:
        first, second, self.sequence, self.timestamp, self.ssrc = HEADER.unpack_from(raw)
        self.payload_type, self.marker = second & 0x7F, bool(second & 0x80)
        self.elements: dict[int, bytes] = {}
        at = 12
        if first & 0x10:
            at, end = 16, 16 + 4 * int.from_bytes(raw[14:16], "big")
            while at < end:
                if raw[at] == 0:
                    at += 1
                    continue
                number, size = raw[at] >> 4, (raw[at] & 15) + 1
                self.elements[number] = raw[at + 1 : at + 1 + size]
                at += 1 + size
        self.payload = raw[at:]

    @property
    def picture(self) -> int:
        """VP8's 15-bit PictureID."""
        return int.from_bytes(self.payload[2:4], "big") & 0x7FFF

    @property
    def tl0(self) -> int:
        """VP8's TL0PICIDX."""
        return self.payload[4]
