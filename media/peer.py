"""One peer of a session: its transport, what it sends, what it is sent, and the reports both ways."""

import random
import time
from collections.abc import Callable

from media.core.edges import Member
from media.core.sdp import AgreedLine, Candidate, Local, Offer, write_answer
from media.feed import Feed
from media.feedback import Feedback
from media.inbound import Inbound
from media.outbox import Outbox
from media.producer import Producer
from media.transport.aiortc_seam import Certificate
from media.transport.endpoint import Path
from media.transport.ice import LiteAgent
from media.transport.link import Link, LinkState
from media.transport.mux import DatagramIO
from signaling.protocol.media import Source
from signaling.protocol.names import PeerId, Role

_MAX_SSRCS = 64  # A publisher that goes on inventing SSRCs is ignored from here on.


class Peer:
    """A peer, put together from its offer and the plan of its role."""

    def __init__(
        self,
        peer: PeerId,
        role: Role,
        offer: Offer,
        lines: tuple[AgreedLine, ...],
        *,
        certificate: Certificate,
        io: DatagramIO,
        outbox: Outbox,
        on_state: Callable[["Peer", LinkState], None],
        on_producer: Callable[["Peer", Producer], None],
        on_behind: Callable[[Feed], None],
    ) -> None:
        """
        Args:
            on_state: Told when the link comes up and when it is lost.
            on_producer: Told of a producer that replaces the line's former one (its SSRC changed).
            on_behind: Told of a feed that has to catch up.
        """
        self.id = peer
        self.role = role
        self.lines = lines
        self._certificate = certificate
        self._io = io
        self._outbox = outbox
        self._on_state = on_state
        self._on_producer = on_producer
        self._handle = 0
        now_ns = time.monotonic_ns()
        taken = {ssrc for line in lines for ssrc in (*line.ssrcs, *line.repairs)}
        self._ssrc = _new_ssrc(taken)
        uris = {number: uri for line in lines if line.receives for uri, number in line.extensions.items()}
        self.inbound = Inbound(outbox, uris, self._stranger)
        self.producers: dict[int, Producer] = {}  # By the plan's line.
        self.feeds: dict[int, Feed] = {}
        for line in lines:
            if line.receives:
                self._publish(line)
            if line.sends:
                feed = Feed(_new_ssrc(taken), line.payload_type, line.extensions, on_behind)
                self.feeds[line.index] = feed
        by_ssrc = {feed.ssrc: feed for feed in self.feeds.values()}
        agent = LiteAgent(offer.ufrag, now_ns)
        self.feedback = Feedback(self._ssrc, role, self.inbound, by_ssrc, outbox, self._send_rtcp)
        self.link = Link(
            agent,
            certificate,
            offer.fingerprints,
            on_rtp=self.inbound.rtp,
            on_rtcp=self.feedback.rtcp,
            on_state=self._link_changed,
            on_moved=self._moved,
        )

    @property
    def member(self) -> Member:
        """This peer as the table of edges sees it."""
        return Member(self.id, self.role, frozenset(self.producers), frozenset(self.feeds))

    def answer(self, candidates: tuple[Candidate, ...]) -> str:
        """Return the answer to the peer's offer."""
        agent = self.link.agent
        session_id = random.randrange(1 << 62)  # noqa: S311 - RFC 9429 §5.2.1 asks for uniqueness, not secrecy.
        local = Local(agent.ufrag, agent.password, self._certificate.fingerprint, candidates, session_id)
        return write_answer(self.lines, local, {index: feed.ssrc for index, feed in self.feeds.items()})

    async def close(self) -> None:
        """Say BYE, close the link, leave all producers. Idempotent."""
        self.feedback.bye()
        for feed in self.feeds.values():
            feed.want(None, time.monotonic_ns())
            feed.session = None
        await self.link.close()
        if self._handle:
            self._io.forget(self._handle)
            self._handle = 0

    def _publish(self, line: AgreedLine) -> Producer:
        track = line.plan.sends
        assert track is not None
        producer = Producer(
            Source(self.role, track),
            line.plan.kind,
            line.codec.clock_rate,
            line.payload_type,
            self.inbound.layout_of,
            self._ask_keyframe,
            self._gap,
        )
        producer.repairs_nack = "nack" in line.feedback
        self.producers[line.index] = producer
        if line.ssrcs:
            self._name(producer, line.ssrcs[0])
            if line.rtx_payload_type is not None:
                for repairing, repaired in line.repairs.items():
                    if repaired == producer.ssrc:
                        self.inbound.repairs[repairing] = (producer, line.rtx_payload_type)
        return producer

    def _name(self, producer: Producer, ssrc: int) -> None:
        producer.ssrc = ssrc
        self.inbound.producers[ssrc] = producer

    def _stranger(self, ssrc: int, mid: str) -> Producer | None:
        """Tell which line an SSRC belongs to that no SDP named; a line's second SSRC takes the place of its first."""
        for line in self.lines:
            if line.mid == mid and line.receives and len(self.inbound.producers) < _MAX_SSRCS:
                producer = self.producers[line.index]
                if producer.ssrc and producer.packets:
                    producer = self._publish(line)
                elif producer.ssrc:
                    self.inbound.producers.pop(producer.ssrc, None)
                self._name(producer, ssrc)
                self._on_producer(self, producer)
                return producer
        return None

    def _send_rtcp(self, compound: bytes) -> None:
        path, sessions = self.link.path, self.link.sessions
        if path is not None and sessions is not None:
            self._outbox.control(compound, sessions.outbound, path.endpoint, self._handle)

    def _gap(self, producer: Producer, first: int, end: int) -> None:
        self.feedback.missed(producer, first, end, time.monotonic_ns())

    def _ask_keyframe(self, producer: Producer) -> None:
        self.feedback.ask_keyframe(producer, time.monotonic_ns())

    def _link_changed(self, state: LinkState) -> None:
        now_ns = time.monotonic_ns()
        sessions = self.link.sessions
        for feed in self.feeds.values():
            feed.session = None if sessions is None else sessions.outbound
            feed.try_start(now_ns)
        if state is LinkState.CONNECTED:
            self.feedback.repair(now_ns)  # Keyframes wished for before the publisher could be asked.
        self._on_state(self, state)

    def _moved(self, path: Path | None) -> None:
        if path is None:
            return
        former, self._handle = self._handle, self._io.name(path.name)
        for feed in self.feeds.values():
            feed.endpoint, feed.name = path.endpoint, self._handle
        if former:
            self._io.forget(former)


def _new_ssrc(taken: set[int]) -> int:
    """Return a random SSRC that this peer does not see yet, and take it."""
    while True:
        ssrc = random.randrange(1, 1 << 32)  # noqa: S311 - RFC 3550 §8.1 asks for distinctness, not secrecy.
        if ssrc not in taken:
            taken.add(ssrc)
            return ssrc
