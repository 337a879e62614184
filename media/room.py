"""The media of one session: its peers, its edges, its recording."""

import time

from media.core.edges import Edges, Place
from media.peer import Peer
from media.producer import Producer
from media.recorder import Recorder
from signaling.protocol.media import Source
from signaling.protocol.names import PeerId, Role


class Room:
    """A session's peers, oldest first, wired by the table of edges."""

    def __init__(self) -> None:
        self.peers: dict[PeerId, Peer] = {}
        self._edges = Edges()
        self._recorder: Recorder | None = None
        self._tracks = 0

    def add(self, peer: Peer) -> None:
        """Take a peer in: the newest of its role from now on."""
        self.peers[peer.id] = peer
        for producer in peer.producers.values():
            self._record(producer)
        self.rewire()

    def remove(self, peer: Peer) -> None:
        """Forget a peer. Idempotent."""
        if self.peers.get(peer.id) is peer:
            del self.peers[peer.id]
            self.rewire()

    def replace(self, producer: Producer) -> None:
        """Let a producer feed that took the place of another on its line."""
        self._record(producer)
        self.rewire()

    def set_edge(self, source: Source, subscriber: Role, *, on: bool) -> None:
        """Open or shut one edge, for those present and those to come."""
        self._edges = self._edges.set(source, subscriber, on=on)
        if self._recorder is not None:
            self._recorder.edge(source.role, source.track, on=on)
        self.rewire()

    def record(self, recorder: Recorder) -> None:
        """Log every producer's packets from now on, each from a keyframe."""
        self.finish_recording()
        self._recorder = recorder
        for peer in self.peers.values():
            for producer in peer.producers.values():
                self._record(producer)

    def rotate(self) -> None:
        """Begin a new segment of the recording, at keyframes."""
        if self._recorder is not None:
            self._recorder.rotate()
            for peer in self.peers.values():
                for producer in peer.producers.values():
                    self._want_keyframe(producer)

    def finish_recording(self) -> None:
        """Close the packet log. Idempotent."""
        for peer in self.peers.values():
            for producer in peer.producers.values():
                producer.log = producer.log_report = None
        if self._recorder is not None:
            self._recorder.close()
            self._recorder = None

    def rewire(self) -> None:
        """Let every feed want what the table of edges says."""
        now_ns = time.monotonic_ns()
        wiring = self._edges.wiring(peer.member for peer in self.peers.values())
        for peer in self.peers.values():
            for index, feed in peer.feeds.items():
                place = wiring.get(Place(peer.id, index))
                feed.want(None if place is None else self.peers[place.peer].producers[place.line], now_ns)

    def limit(self, now_ns: int) -> None:
        """Cap those publishers that send more than a subscriber's way bears."""
        rates: dict[Producer, float] = {}
        ratios: dict[Producer, float] = {}
        for peer in self.peers.values():
            sent = [(feed.producer, feed.rate_bps(now_ns)) for feed in peer.feeds.values()]
            ratio = peer.feedback.limit.ratio(peer.feedback.estimate_bps(now_ns), sum(rate for _, rate in sent))
            for producer, rate in sent:
                if producer is not None and producer.is_video:
                    rates[producer] = max(rate, rates.get(producer, 0.0))
                    if ratio is not None:
                        ratios[producer] = min(ratio, ratios.get(producer, ratio))
        for peer in self.peers.values():
            own = [producer for producer in peer.producers.values() if producer in rates]
            capped = any(producer in ratios for producer in own)
            peer.feedback.cap(sum(rates[one] * ratios.get(one, 1.0) for one in own) if capped else None)

    def _record(self, producer: Producer) -> None:
        recorder = self._recorder
        if recorder is None:
            return
        self._tracks += 1
        producer.track_id = self._tracks
        codec = "VP8" if producer.is_video else "opus"
        source = producer.source
        recorder.add_track(producer.track_id, source.role, source.track, {producer.payload_type: codec})
        producer.log, producer.log_report = recorder.rtp, recorder.sender_report
        self._want_keyframe(producer)

    def _want_keyframe(self, producer: Producer) -> None:
        if producer.is_video:
            producer.keyframes.want()
            producer.ask()
