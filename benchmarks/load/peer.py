"""A synthetic peer: sends its streams at their pace, counts what arrives, answers requests for keyframes."""

import asyncio
import heapq
import itertools
import struct
import time
from collections.abc import Callable, Iterator

from aiortc import clock
from aiortc.rtp import RtcpReceiverInfo, RtcpRrPacket, RtcpSenderInfo, RtcpSrPacket

from benchmarks.load.sdp import ABS_SEND_TIME, RTX, TRANSPORT_CC, Remote
from benchmarks.load.streams import Opus, Stream, Vp8
from benchmarks.load.transport import Transport

BURST_PACKETS = 2  # As libwebrtc's pacer: what 2.5 times a camera's rate lets through …
BURST_SECONDS = 0.005  # … in its interval.
REPORT_SECONDS = 1.0
SPREAD_SECONDS = 1 / 30
NTP_EPOCH_SECONDS = 2208988800


class Tally:
    """What arrived of each stream. Retransmissions (another payload type) are left out."""

    def __init__(self) -> None:
        self._streams: dict[bytes, list[int]] = {}  # SSRC: [first, highest, packets], sequence numbers extended.

    def __call__(self, packet: bytes) -> None:
        if packet[1] & 0x7F == RTX:
            return
        sequence = packet[2] << 8 | packet[3]
        stream = self._streams.get(packet[8:12])
        if stream is None:
            self._streams[packet[8:12]] = [sequence, sequence, 1]
            return
        ahead = (sequence - stream[1]) & 0xFFFF
        if ahead < 0x8000:
            stream[1] += ahead
        stream[2] += 1

    @property
    def packets(self) -> int:
        """How many arrived."""
        return sum(stream[2] for stream in self._streams.values())

    @property
    def missing(self) -> int:
        """How many sequence numbers never came."""
        return sum(highest - first + 1 - packets for first, highest, packets in self._streams.values())

    def reports(self) -> list[RtcpReceiverInfo]:
        """Return what a receiver report says of each stream."""
        return [
            RtcpReceiverInfo(
                ssrc=int.from_bytes(ssrc, "big"),
                fraction_lost=0,
                packets_lost=0,
                highest_sequence=highest,
                jitter=0,
                lsr=0,
                dlsr=0,
            )
            for ssrc, (_, highest, _) in self._streams.items()
        ]


class Sender:
    """One stream on its way out."""

    def __init__(self, peer: "Peer", stream: Stream, ssrc: int, payload_type: int, remote: Remote) -> None:
        self.ssrc = ssrc
        self.packets = 0
        self.octets = 0
        self.timestamp = ssrc & 0xFFFF
        self.keyframe_wanted = False
        self._peer = peer
        self._stream = stream
        self._source: Vp8 | Opus = Vp8(stream, ssrc) if stream.kind == "video" else Opus(stream)
        self._payload_type = payload_type
        self._sequence = ssrc & 0x7FFF  # Below 2^15, so that an early wrap cannot lose the rollover counter.
        self._clock_rate = 90_000 if stream.kind == "video" else 48_000
        self._send_time = remote.extensions.get(ABS_SEND_TIME)
        self._wide_sequence = remote.extensions.get(TRANSPORT_CC)
        self._frame: Iterator[bytes] = iter(())
        self._next: bytes | None = None
        self._frame_at = 0.0

    def step(self, now: float) -> float:
        """Send what the pace allows now; return when to come again, in seconds of the same clock."""
        if self._next is None:
            self._begin(now)
        for _ in range(BURST_PACKETS):
            payload = self._next
            if payload is None:
                break
            self._next = next(self._frame, None)
            self._send(payload, last=self._next is None)
        return self._frame_at if self._next is None else now + BURST_SECONDS

    def _begin(self, now: float) -> None:
        interval = 1 / self._stream.frames_per_second
        self._frame_at = max(self._frame_at + interval, now) if self._frame_at else now + interval
        self.timestamp = (self.timestamp + int(self._clock_rate * interval)) & 0xFFFFFFFF
        self._frame = self._source.frame(keyframe=self.keyframe_wanted)
        self.keyframe_wanted = False
        self._next = next(self._frame)

    def _send(self, payload: bytes, *, last: bool) -> None:
        marker = 0x80 if last and self._stream.kind == "video" else 0
        extension = b""
        if self._send_time is not None:
            # Seconds in 6.18 bits, as abs-send-time has it.
            sent = int((time.time() + NTP_EPOCH_SECONDS) * (1 << 18)) & 0xFFFFFF
            extension = bytes([self._send_time << 4 | 2]) + sent.to_bytes(3, "big")
        if self._wide_sequence is not None:
            extension += struct.pack("!BH", self._wide_sequence << 4 | 1, self._peer.next_wide_sequence())
        extension += bytes(-len(extension) % 4)
        header = struct.pack(
            "!BBHIIHH",
            0x90,
            marker | self._payload_type,
            self._sequence,
            self.timestamp,
            self.ssrc,
            0xBEDE,
            len(extension) // 4,
        )
        self._peer.transport.send_rtp(header + extension + payload)
        self._sequence = (self._sequence + 1) & 0xFFFF
        self.packets += 1
        self.octets += len(payload)


class Peer:
    """One peer connection: a transport, what it sends, and a tally of what it gets."""

    def __init__(self) -> None:
        self.tally = Tally()
        self.transport = Transport(self.tally, self._rtcp)
        self.senders: list[Sender] = []
        self._wide_sequence = itertools.count()

    def send(self, stream: Stream, ssrc: int, payload_type: int, remote: Remote) -> None:
        """Have a stream sent as soon as the load starts."""
        self.senders.append(Sender(self, stream, ssrc, payload_type, remote))

    def next_wide_sequence(self) -> int:
        """Return the transport-wide sequence number of the next packet."""
        return next(self._wide_sequence) & 0xFFFF

    def report(self, now: float) -> float:
        """Send sender reports, and receiver reports for all that arrives; return when to come again."""
        reports = self.tally.reports()
        parts = [
            RtcpSrPacket(
                ssrc=sender.ssrc,
                sender_info=RtcpSenderInfo(
                    ntp_timestamp=clock.current_ntp_time(),
                    rtp_timestamp=sender.timestamp,
                    packet_count=sender.packets & 0xFFFFFFFF,
                    octet_count=sender.octets & 0xFFFFFFFF,
                ),
            )
            for sender in self.senders
        ]
        if parts:
            parts[0].reports = reports
            self.transport.send_rtcp(b"".join(bytes(part) for part in parts))
        elif reports:
            self.transport.send_rtcp(bytes(RtcpRrPacket(ssrc=1, reports=reports)))
        return now + REPORT_SECONDS

    def _rtcp(self, packet: bytes) -> None:
        at = 0
        while at + 8 <= len(packet):
            length = 4 * (int.from_bytes(packet[at + 2 : at + 4], "big") + 1)
            if packet[at + 1] == 206 and packet[at] & 0x1F in (1, 4):  # PLI (RFC 4585 §6.3.1), FIR (RFC 5104 §4.3.1).
                target = packet[at + 8 : at + 12] if packet[at] & 0x1F == 1 else packet[at + 12 : at + 16]
                for sender in self.senders:
                    if sender.ssrc == int.from_bytes(target, "big"):
                        sender.keyframe_wanted = True
            at += length


class Load:
    """All peers of a run, driven from one timer."""

    def __init__(self, peers: list[Peer]) -> None:
        self.peers = peers
        self.lateness_seconds = 0.0  # The worst so far: a load that falls behind measures itself, not the server.

    async def run(self) -> None:
        """Send until cancelled."""
        loop = asyncio.get_running_loop()
        senders = [sender for peer in self.peers for sender in peer.senders]
        start = loop.time() + 0.1
        # Phases spread over a frame, so that rooms do not send in step.
        due: list[tuple[float, int, Callable[[float], float]]] = [
            (start + SPREAD_SECONDS * n / len(senders), n, sender.step) for n, sender in enumerate(senders)
        ]
        due += [
            (start + REPORT_SECONDS * n / len(self.peers), len(senders) + n, peer.report)
            for n, peer in enumerate(self.peers)
        ]
        heapq.heapify(due)
        while True:
            now = loop.time()
            while due[0][0] <= now:
                at, order, step = due[0]
                self.lateness_seconds = max(self.lateness_seconds, now - at)
                # By the present time: a load that fell behind leaves out frames, as a camera does, and bursts not.
                heapq.heapreplace(due, (step(now), order, step))
            await asyncio.sleep(max(0.001, due[0][0] - loop.time()))
