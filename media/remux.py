"""
Turn one segment of a packet log into sealed Matroska, without decoding a frame. Runs in a worker process.

Every producer's track becomes a stream, named "window camera"; a participant who comes back continues his streams.
Times: a sender's reports tell its tracks' RTP clocks against its own wall clock, so voice and picture of one
participant agree to the millisecond; participants are put beside each other by when their packets arrived, at the least
delay seen.

A segment is five minutes long, some 200 MB at most: it is held in memory, and nothing but the log and the sealed film
ever touches the disk.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from operator import attrgetter
from pathlib import Path
from statistics import median

import av
import msgspec
from av.audio.stream import AudioStream
from av.stream import Stream
from av.video.stream import VideoStream

from media.core.rtp import HEADER_SIZE
from media.frames import Frame, Line, opus_frames, vp8_dimensions, vp8_frames
from media.logfile import Closed, Instant, Report, Rtp, TrackAdded, read_log
from media.sealed import seal
from signaling.protocol.names import Role

_RATES = {"VP8": 90_000, "opus": 48_000}  # Ticks a second: RFC 7741 §6.1, RFC 7587 §4.1.
_MAX_SKEW_SECONDS = 2.0  # A report that puts a packet farther from its arrival than this is no help.
_MILLISECOND = Fraction(1, 1000)


@dataclass(frozen=True)
class Remuxed:
    """What became of a segment."""

    sha256: str  # Of the sealed file.
    started_at: datetime  # Arrival of the first packet, UTC.
    seconds: float  # To the arrival of the last one.
    frames: dict[str, int]  # By stream, e.g. {"window camera": 9000}.
    closed: bool  # Whether the segment was finished on purpose, or cut off.


@dataclass
class _Source:
    """One SSRC of one producer."""

    track: TrackAdded
    codec: str
    packets: list[bytes] = field(default_factory=list)
    arrivals_ns: list[int] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)


class _Segment:
    """What a log holds, by source, in the order in which sources first spoke."""

    def __init__(self, path: Path, key: bytes) -> None:
        self.closed = False
        self._utc_ahead_ns = 0
        self._tracks: dict[int, TrackAdded] = {}
        self._sources: dict[tuple[int, bytes], _Source | None] = {}  # By track, and payload type with SSRC.
        self._speaking: dict[int, _Source] = {}  # The source of each track that spoke last.
        for record in read_log(path, key):
            match record:
                case Rtp():
                    self._packet(record)
                case Report():
                    if record.track in self._speaking:
                        self._speaking[record.track].reports.append(record)
                case TrackAdded():
                    self._tracks[record.id] = record
                case Instant() if self._utc_ahead_ns == 0:
                    self._utc_ahead_ns = record.utc_ns - record.monotonic_ns
                case Closed():
                    self.closed = True
                case _:
                    pass
        self.sources = [source for source in self._sources.values() if source is not None]

    def _packet(self, record: Rtp) -> None:
        packet = record.packet
        if len(packet) < HEADER_SIZE:
            return
        # A producer may change its SSRC; the marker bit beside the payload type tells no sources apart.
        name = record.track, bytes((packet[1] & 0x7F,)) + packet[8:12]
        try:
            source = self._sources[name]
        except KeyError:
            source = self._sources[name] = self._announced(record.track, packet[1] & 0x7F)
        if source is not None:
            source.packets.append(packet)
            source.arrivals_ns.append(record.arrival_ns)
            self._speaking[record.track] = source

    def _announced(self, track_id: int, payload_type: int) -> _Source | None:
        """Return a new source; None where its track or payload type was never announced."""
        track = self._tracks.get(track_id)
        codec = None if track is None else track.payload_types.get(payload_type)
        return _Source(track, codec) if track is not None and codec in _RATES else None

    def span_ns(self) -> tuple[int, int]:
        """Return the arrivals of the first and the last packet."""
        return (
            min(source.arrivals_ns[0] for source in self.sources),
            max(max(source.arrivals_ns) for source in self.sources),
        )

    def utc(self, monotonic_ns: int) -> datetime:
        return datetime.fromtimestamp(0, UTC) + timedelta(microseconds=(monotonic_ns + self._utc_ahead_ns) // 1000)


class _Placed(msgspec.Struct, frozen=True, gc=False):
    """A frame with its time and its source's place in line."""

    milliseconds: float  # Since the segment's first packet.
    rank: int
    title: str
    frame: Frame


def remux(log: Path, key: bytes, film: Path) -> Remuxed | None:
    """
    Write the sealed Matroska of one segment, and return what is in it; None where it holds no frame.

    Args:
        log: A segment of `media.logfile`, whole or cut off anywhere.
        key: The session's, 32 bytes; the film is sealed under it too (`media.sealed`).
        film: Where the film is to lie; durable when this returns.

    Raises:
        LogUnreadable: No segment of this key.
        OSError: The disk refuses.
    """
    segment = _Segment(log, key)
    if not segment.sources:
        return None
    first_ns, last_ns = segment.span_ns()
    frames = _in_time(segment.sources, first_ns)
    if not frames:
        return None
    plain = io.BytesIO()
    with av.open(plain, "w", format="matroska") as container:
        container.metadata["creation_time"] = segment.utc(first_ns).isoformat()
        # The header lists the streams, so all of them are added before the first packet.
        streams: dict[str, _Stream] = {}
        for placed in frames:
            if placed.title not in streams:
                streams[placed.title] = _Stream(_add_stream(container, placed, segment.sources[placed.rank].codec))
        for placed in frames:
            packet = streams[placed.title].packet(placed)
            if packet is not None:
                container.mux(packet)
    counts = {title: stream.frames for title, stream in streams.items()}
    seconds = (last_ns - first_ns) / 1e9
    return Remuxed(seal(film, plain.getbuffer(), key), segment.utc(first_ns), seconds, counts, segment.closed)


def _in_time(sources: list[_Source], first_ns: int) -> list[_Placed]:
    """Return the frames of all sources in the order of their times."""
    lines = [Line(source.packets, source.arrivals_ns) for source in sources]
    placed: list[_Placed] = []
    for rank, (source, line, origin) in enumerate(zip(sources, lines, _origins(sources, lines), strict=True)):
        title = f"{source.track.role} {source.track.track}"
        frames: Iterator[Frame] = vp8_frames(line) if source.codec == "VP8" else opus_frames(line)
        start, per_tick = (origin - first_ns / 1e9) * 1000, 1000 / _RATES[source.codec]
        placed.extend(_Placed(start + frame.timestamp * per_tick, rank, title, frame) for frame in frames)
        source.packets.clear()
    placed.sort(key=attrgetter("milliseconds"))
    return placed


def _origins(sources: list[_Source], lines: list[Line]) -> list[float]:
    """Return, per source, the second of the monotonic clock at which its first packet's content was captured."""
    anchors: list[list[float]] = []  # NTP time of the first packet's content, one a report.
    delays: dict[Role, list[float]] = {}  # Arrival minus NTP time: the sender's clock against ours, and the way.
    for source, line in zip(sources, lines, strict=True):
        told = []
        for report in source.reports:
            ticks = ((report.rtp_timestamp - line.first_timestamp + 0x80000000) & 0xFFFFFFFF) - 0x80000000
            told.append(report.ntp / 2**32 - ticks / _RATES[source.codec])
            delays.setdefault(source.track.role, []).append(report.arrival_ns / 1e9 - report.ntp / 2**32)
        anchors.append(told)
    origins = []
    for source, line, told in zip(sources, lines, anchors, strict=True):
        origin = float((line.arrivals_ns / 1e9 - line.ticks / _RATES[source.codec]).min())
        if told:
            reported = median(told) + min(delays[source.track.role])
            if abs(reported - origin) < _MAX_SKEW_SECONDS:
                origin = reported
        origins.append(origin)
    return origins


def _add_stream(container: av.container.OutputContainer, first: _Placed, codec: str) -> VideoStream | AudioStream:
    """Add the stream that this frame, its first, belongs to."""
    stream: VideoStream | AudioStream
    if codec == "opus":
        # The encoder is never asked to encode; opening it is what writes the OpusHead that players need.
        stream = container.add_stream("libopus", rate=48_000, layout="stereo")
    else:
        size = vp8_dimensions(first.frame.payload)
        assert size is not None  # Frames begin with a keyframe.
        added = container.add_mux_stream("vp8", rate=30, width=size[0], height=size[1])
        assert isinstance(added, VideoStream)
        stream = added
    stream.metadata["title"] = first.title
    return stream


class _Stream:
    """One stream of the container, and whose turn it is to feed it."""

    def __init__(self, stream: VideoStream | AudioStream) -> None:
        self.frames = 0
        self._stream = stream
        self._rank = -1
        self._last = -1

    def packet(self, placed: _Placed) -> "av.Packet[Stream] | None":
        """Return the frame as a packet; None where another producer has taken its place."""
        # A peer that reconnects builds the new one before it drops the old: two encoders' frames must not mix.
        if placed.rank < self._rank or (placed.rank > self._rank and not placed.frame.keyframe):
            return None
        self._rank = placed.rank
        self._last = max(round(placed.milliseconds), self._last + 1)
        self.frames += 1
        packet = av.Packet(placed.frame.payload)
        packet.stream = self._stream
        packet.time_base = _MILLISECOND
        packet.pts = packet.dts = self._last
        packet.is_keyframe = placed.frame.keyframe
        return packet
