"""What the engine asks of a recording: the port that `media.packetlog` implements."""

from collections.abc import Callable, Mapping
from typing import Protocol

from signaling.ports import SegmentFinished
from signaling.protocol.media import Track
from signaling.protocol.names import Role, SessionId


class Recorder(Protocol):
    """The packet log of one session. Every call returns at once: writing is done off the event loop."""

    def add_track(self, track_id: int, role: Role, track: Track, payload_types: Mapping[int, str]) -> None:
        """Announce a producer: its payload types by codec name ("VP8", "opus"). Ids are never reused in a session."""

    def rtp(self, track_id: int, packet: bytes, arrival_ns: int) -> None:
        """Append one decrypted packet, retransmissions unwrapped; `arrival_ns` is the monotonic clock's."""

    def sender_report(self, track_id: int, ntp: int, rtp_timestamp: int, arrival_ns: int) -> None:
        """Append what aligns the producer's RTP clock with its other tracks (64-bit NTP time)."""

    def edge(self, role: Role, track: Track, *, on: bool) -> None:
        """Note that a source was held (off) or let through again."""

    def rotate(self) -> None:
        """Begin a new segment; the engine asks every producer for a keyframe at the same moment."""

    def close(self) -> None:
        """Finish the last segment. Idempotent."""


class RecorderFactory(Protocol):
    """Opens the packet log of a session under its key (32 bytes); `on_segment` is told of each remuxed segment."""

    def __call__(self, session: SessionId, key: bytes, on_segment: Callable[[SegmentFinished], None]) -> Recorder: ...
