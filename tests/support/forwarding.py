"""Producers, feeds and an outbox in memory: the forwarding path without sockets or peers."""

from collections.abc import Mapping

from media.core.sdp import ABS_SEND_TIME, MID, TRANSPORT_CC
from media.feed import Feed
from media.inbound import Inbound
from media.outbox import Outbox
from media.producer import Producer
from media.transport.arena import Arena
from media.transport.endpoint import Endpoint
from media.transport.mux import Statistics
from signaling.protocol.media import Kind, Source, Track
from signaling.protocol.names import Role
from tests.support.rtp import Fields, MemoryIO, packet, session, sessions, vp8

URIS = {4: MID, 2: ABS_SEND_TIME, 3: TRANSPORT_CC}
SSRC = 0x1111
ENDPOINT = Endpoint.__new__(Endpoint)  # Nothing is sent: only its identity counts.


class Forwarding:
    """One outbox, and what came out of it."""

    def __init__(self) -> None:
        arena = Arena()
        self.io = MemoryIO(arena)
        self.statistics = Statistics()
        self.outbox = Outbox(self.io, arena, self.statistics)
        self.behind: list[Feed] = []
        self.gaps: list[tuple[int, int]] = []
        self.keyframes_asked = 0
        self.inbound = Inbound(self.outbox, URIS, self.stranger)
        self.unknown: dict[tuple[int, str], Producer] = {}
        self._readers: dict[int, tuple[Feed, object]] = {}

    def stranger(self, ssrc: int, mid: str) -> Producer | None:
        return self.unknown.get((ssrc, mid))

    def producer(self, kind: Kind = Kind.VIDEO, ssrc: int = SSRC) -> Producer:
        """Return a producer that the inbound side knows."""

        def asked(producer: Producer) -> None:
            self.keyframes_asked += 1

        def gap(producer: Producer, first: int, end: int) -> None:
            self.gaps.append((first, end))
            producer.missing.add(first, end, 0, 0)

        track, clock_rate = (Track.CAMERA, 90_000) if kind is Kind.VIDEO else (Track.VOICE, 48_000)
        producer = Producer(
            Source(Role.WINDOW, track), kind, clock_rate, 96, self.inbound.layout_of, ask_keyframe=asked, on_gap=gap
        )
        producer.ssrc = ssrc
        self.inbound.producers[ssrc] = producer
        return producer

    def feed(
        self, wanted: Producer | None, *, connected: bool = True, extensions: Mapping[str, int] | None = None
    ) -> Feed:
        """Return a subscriber that wants a producer."""
        feed = Feed(0x9000 + len(self._readers), 120, extensions or {ABS_SEND_TIME: 5}, self.behind.append)
        feed.endpoint, feed.name = ENDPOINT, len(self._readers)
        self._readers[feed.name] = (feed, session(inbound=True))
        if connected:
            self.connect(feed)
        feed.want(wanted, 0)
        return feed

    def connect(self, feed: Feed) -> None:
        """Bring the subscriber's SRTP up."""
        self._sessions = [*getattr(self, "_sessions", []), sessions()]
        feed.session = self._sessions[-1].outbound

    def send(self, *packets: bytes, now_ns: int = 1_000_000) -> None:
        """Let packets come in, as one batch."""
        self.outbox.begin(now_ns)
        for one in packets:
            self.inbound.rtp(one, now_ns)
        self.outbox.flush()

    def raw(self, feed: Feed) -> list[bytes]:
        """Return the ciphertexts that a subscriber was sent."""
        return [datagram for name, datagram in self.io.sent if name == feed.name]

    def got(self, feed: Feed) -> list[Fields]:
        """Return what a subscriber was sent, decrypted; a repetition is read as well."""
        reader = session(inbound=True)
        got: list[Fields] = []
        seen: set[bytes] = set()
        for datagram in self.raw(feed):
            if datagram not in seen:
                seen.add(datagram)
                got.append(Fields(reader.unprotect(datagram)))
        return got


def video(sequence: int, picture: int = 0, *, keyframe: bool = False, timestamp: int = 0, start: bool = True) -> bytes:
    """Return a packet of the camera."""
    elements = [(2, b"abs"), (3, sequence.to_bytes(4, "big")[2:])]
    payload = vp8(picture, keyframe=keyframe, start=start, tl0=picture)
    return packet(sequence, timestamp=timestamp, ssrc=SSRC, payload=payload, elements=elements)


def voice(sequence: int, timestamp: int = 0) -> bytes:
    """Return a packet of a microphone."""
    return packet(sequence, timestamp=timestamp, ssrc=SSRC, payload=b"opus")
