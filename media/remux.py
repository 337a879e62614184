"""
Turn one segment of a packet log into sealed Matroska, without decoding a frame. Runs in a worker process.

Every producer's track becomes a stream, named "window camera"; a participant who comes back continues his streams.
Times: a sender's reports tell its tracks' RTP clocks against its own wall clock, so voice and picture of one
participant agree to the millisecond; participants are put beside each other by when their packets arrived, at the least
delay seen.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from statistics import median

import av
from av.audio.stream import AudioStream
from av.stream import Stream
from av.video.stream import VideoStream

from media.core.rtp import HEADER, read_layout
from media.frames import Frame, OpusFrames, Reorder, Vp8Frames, vp8_dimensions, vp8_payload
from media.logfile import Closed, Instant, Report, Rtp, TrackAdded, read_log
from media.sealed import seal
from signaling.protocol.media import Track
from signaling.protocol.names import Role

_RATES = {"VP8": 90_000, "opus": 48_000}  # Ticks a second: RFC 7741 §6.1, RFC 7587 §4.1.
_MAX_SKEW_SECONDS = 2.0  # A report that puts a packet farther from its arrival than this is no help.
_Name = tuple[int, int]  # Track id and SSRC: a producer may change its SSRC.


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
    """One SSRC of one producer: what maps its RTP clock to the segment's."""

    track: TrackAdded
    codec: str
    reorder: Reorder = field(default_factory=Reorder)
    anchors: list[float] = field(default_factory=list)  # NTP minus RTP time, seconds, one a report.
    delays: list[float] = field(default_factory=list)  # Arrival minus NTP, seconds, one a report.
    earliest: float | None = None  # Least of arrival minus RTP time, seconds.
    first_timestamp: int = 0
    size: tuple[int, int] | None = None  # Width and height that the first keyframe declares.

    @property
    def rate(self) -> int:
        return _RATES[self.codec]

    @property
    def stream(self) -> tuple[Role, Track]:
        return self.track.role, self.track.track

    def ticks(self, timestamp: int) -> int:
        """Return a timestamp relative to the first one, by its lower 32 bits; negative for what was sent before."""
        return ((timestamp - self.first_timestamp + 0x80000000) & 0xFFFFFFFF) - 0x80000000


class _Survey:
    """First reading: sources, clocks, first and last arrival."""

    def __init__(self, path: Path, key: bytes) -> None:
        self.sources: dict[_Name, _Source] = {}
        self.first_ns = 0  # 0: there is no packet.
        self.last_ns = 0
        self.closed = False
        self._utc_ahead_ns = 0
        self._tracks: dict[int, TrackAdded] = {}
        self._latest: dict[int, _Source] = {}
        for record in read_log(path, key):
            match record:
                case Rtp():
                    self._packet(record)
                case Report():
                    self._report(record)
                case TrackAdded():
                    self._tracks[record.id] = record
                case Instant() if self._utc_ahead_ns == 0:
                    self._utc_ahead_ns = record.utc_ns - record.monotonic_ns
                case Closed():
                    self.closed = True
                case _:
                    pass

    def _packet(self, record: Rtp) -> None:
        source = self.source(record)
        if source is None:
            return
        self.first_ns = self.first_ns or record.arrival_ns
        self.last_ns = max(self.last_ns, record.arrival_ns)
        self._latest[record.track] = source
        timestamp = HEADER.unpack_from(record.packet)[3]
        if source.earliest is None:
            source.first_timestamp = timestamp
        if source.codec == "VP8" and source.size is None:
            source.size = _size(record.packet)
        late = record.arrival_ns / 1e9 - source.ticks(timestamp) / source.rate
        source.earliest = late if source.earliest is None else min(source.earliest, late)

    def source(self, record: Rtp) -> _Source | None:
        """Return the source of a packet; None where its track or payload type was never announced."""
        if len(record.packet) < HEADER.size:
            return None
        _, second, _, _, ssrc = HEADER.unpack_from(record.packet)
        found = self.sources.get((record.track, ssrc))
        track = self._tracks.get(record.track)
        codec = None if track is None else track.payload_types.get(second & 0x7F)
        if track is None or codec not in _RATES:
            return None
        if found is None:
            found = self.sources[record.track, ssrc] = _Source(track, codec)
        return found

    def _report(self, record: Report) -> None:
        source = self._latest.get(record.track)
        if source is None:
            return
        ntp = record.ntp / 2**32
        source.anchors.append(ntp - source.ticks(record.rtp_timestamp) / source.rate)
        source.delays.append(record.arrival_ns / 1e9 - ntp)

    def started_at(self) -> datetime:
        return datetime.fromtimestamp(0, UTC) + timedelta(microseconds=(self.first_ns + self._utc_ahead_ns) // 1000)

    def origins(self) -> dict[_Name, float]:
        """Return, per source, the monotonic second at which its first timestamp was captured."""
        delays: dict[Role, float] = {}
        for source in self.sources.values():
            if source.delays:
                role = source.track.role
                delays[role] = min(delays.get(role, source.delays[0]), *source.delays)
        origins = {}
        for name, source in self.sources.items():
            assert source.earliest is not None  # A source is made by its first packet.
            origins[name] = source.earliest
            if source.anchors:
                reported = median(source.anchors) + delays[source.track.role]
                if abs(reported - source.earliest) < _MAX_SKEW_SECONDS:
                    origins[name] = reported
        return origins


def _size(packet: bytes) -> tuple[int, int] | None:
    """Return the dimensions that a packet declares, if it begins a keyframe of VP8."""
    layout = read_layout(packet, {})
    described = None if layout is None else vp8_payload(packet[layout.end :])
    return vp8_dimensions(described[1]) if described is not None and described[0] else None


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
    survey = _Survey(log, key)
    if not survey.first_ns:
        return None
    # In memory: the film touches the disk sealed only. A segment is five minutes long, some 200 MB at most.
    plain = io.BytesIO()
    writer = _Matroska(plain, survey)
    for name, frame in _frames(log, key, survey):
        writer.add(name, frame)
    counts = writer.close()
    if not counts:
        return None
    seconds = (survey.last_ns - survey.first_ns) / 1e9
    return Remuxed(seal(film, plain.getbuffer(), key), survey.started_at(), seconds, counts, survey.closed)


def _frames(log: Path, key: bytes, survey: _Survey) -> Iterator[tuple[_Name, Frame]]:
    """Yield (source, frame) of the second reading."""
    assemblers: dict[_Name, Vp8Frames | OpusFrames] = {
        name: Vp8Frames() if source.codec == "VP8" else OpusFrames() for name, source in survey.sources.items()
    }
    for record in read_log(log, key):
        if not isinstance(record, Rtp) or survey.source(record) is None:
            continue
        name = (record.track, HEADER.unpack_from(record.packet)[4])
        for packet in survey.sources[name].reorder.push(record.packet, record.arrival_ns):
            for frame in assemblers[name].push(packet):
                yield name, frame
    for name, source in survey.sources.items():
        for packet in source.reorder.drain():
            for frame in assemblers[name].push(packet):
                yield name, frame


class _Stream:
    """One stream of the container, and whose turn it is to feed it."""

    def __init__(self, stream: VideoStream | AudioStream, title: str) -> None:
        stream.metadata["title"] = title
        self.stream = stream
        self.title = title
        self.frames = 0
        self.rank = -1
        self._last_ms = -1

    def packet(self, frame: Frame, rank: int, seconds: float) -> "av.Packet[Stream] | None":
        """Return the frame as a packet; None where another producer has taken its place."""
        # A peer that reconnects builds the new one before it drops the old: two encoders' frames must not mix.
        if rank < self.rank or (rank > self.rank and not frame.keyframe):
            return None
        self.rank = rank
        self._last_ms = max(round(seconds * 1000), self._last_ms + 1)
        packet = av.Packet(frame.payload)
        packet.stream = self.stream
        packet.time_base = Fraction(1, 1000)
        packet.pts = packet.dts = self._last_ms
        packet.is_keyframe = frame.keyframe
        self.frames += 1
        return packet


class _Matroska:
    """The container. All its streams are known before the first packet, since the header lists them."""

    def __init__(self, plain: io.BytesIO, survey: _Survey) -> None:
        self._survey = survey
        self._origins = survey.origins()
        self._ranks = {name: rank for rank, name in enumerate(survey.sources)}
        self._container = av.open(plain, "w", format="matroska")
        self._container.metadata["creation_time"] = survey.started_at().isoformat()
        self._streams: dict[tuple[Role, Track], _Stream] = {}
        for source in survey.sources.values():
            if source.stream not in self._streams and (source.codec == "opus" or source.size is not None):
                self._streams[source.stream] = _Stream(self._add(source), " ".join(source.stream))

    def _add(self, source: _Source) -> VideoStream | AudioStream:
        if source.size is None:
            # The encoder is never asked to encode; opening it is what writes the OpusHead that players need.
            return self._container.add_stream("libopus", rate=48_000, layout="stereo")
        width, height = source.size
        stream = self._container.add_mux_stream("vp8", rate=30, width=width, height=height)
        assert isinstance(stream, VideoStream)
        return stream

    def add(self, name: _Name, frame: Frame) -> None:
        """Add a frame of a source, in any order of sources."""
        source = self._survey.sources[name]
        into = self._streams.get(source.stream)
        if into is None:
            return
        seconds = self._origins[name] + source.ticks(frame.timestamp) / source.rate - self._survey.first_ns / 1e9
        packet = into.packet(frame, self._ranks[name], seconds)
        if packet is not None:
            self._container.mux(packet)

    def close(self) -> dict[str, int]:
        """Finish the container and return the frames of each stream."""
        self._container.close()
        return {stream.title: stream.frames for stream in self._streams.values() if stream.frames}
