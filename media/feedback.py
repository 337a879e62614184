"""RTCP with one peer: what we tell it as its receiver and its sender, and what we make of what it tells us."""

import time
from collections.abc import Callable, Mapping

from media.core import rtcp
from media.core.limit import Limit
from media.core.reception import round_trip_seconds
from media.core.twcc import FeedbackWriter
from media.feed import Feed
from media.inbound import Inbound
from media.outbox import Outbox
from media.producer import Producer, SenderReport
from media.transport.aiortc_seam import (
    RtcpPsfbPacket,
    RtcpReceiverInfo,
    RtcpRrPacket,
    RtcpRtpfbPacket,
    RtcpSrPacket,
    read_remb,
    read_rtcp,
)

_NACK = 1  # RTPFB format.
_PLI, _FIR, _APPLICATION = 1, 4, 15  # PSFB formats.
_NTP_EPOCH_SECONDS = 2_208_988_800
_MAX_RESENT = 128  # Packets sent again for one compound: what asks for more needs a keyframe.
_ESTIMATE_NS = 5_000_000_000  # A REMB older than this says nothing any more.
_LIFTS = 3  # Datagrams get lost.
_NO_LIMIT_BPS = 1 << 30
_LEAST_BPS = 150_000  # A video stream; below it a face is no face.
_CLOCK_STEP = 1 << 32  # 1 s of NTP time: the publisher's clock was set.


def ntp_now() -> int:
    """Return the wall-clock time as a 64-bit NTP timestamp (RFC 5905 §6)."""
    return (time.time_ns() + _NTP_EPOCH_SECONDS * 1_000_000_000 << 32) // 1_000_000_000


class Feedback:
    """One peer's RTCP, both ways."""

    def __init__(
        self,
        ssrc: int,
        cname: str,
        inbound: Inbound,
        feeds: Mapping[int, Feed],
        outbox: Outbox,
        send: Callable[[bytes], None],
    ) -> None:
        """
        Args:
            ssrc: Ours, in reports that concern no stream we send.
            feeds: What the peer is sent, by our SSRC.
            send: Sends a compound packet; loses it while the link is down.
        """
        self._ssrc = ssrc
        self._description = rtcp.description(ssrc, cname)
        self._inbound = inbound
        self._feeds = feeds
        self._outbox = outbox
        self._send = send
        self._writer = FeedbackWriter()
        self._clock_offset: int | None = None  # Our NTP time minus the publisher's.
        self.round_trip_seconds: float | None = None
        self.limit = Limit()
        self._estimate: tuple[int, int] | None = (
            None  # REMB: what the peer believes its downlink bears, and since when.
        )
        self._lifts = 0  # How often to say again that a cap is gone.
        self._losses_in: list[float] = []  # Fractions since the last quality word.
        self._losses_out: list[float] = []

    def take_loss(self) -> float:
        """Return the mean fraction lost since the last call: of what the peer sent or was sent, the worse."""
        worse = max(sum(one) / len(one) if one else 0.0 for one in (self._losses_in, self._losses_out))
        self._losses_in, self._losses_out = [], []
        return worse

    # What the peer tells us.

    def rtcp(self, compound: bytes, now_ns: int) -> None:
        """Take one compound packet that was just unprotected."""
        resent = 0
        for packet in read_rtcp(compound):
            if isinstance(packet, RtcpSrPacket):
                self._sender_report(packet, now_ns)
                self._receiver_reports(packet.reports)
            elif isinstance(packet, RtcpRrPacket):
                self._receiver_reports(packet.reports)
            elif isinstance(packet, RtcpRtpfbPacket) and packet.fmt == _NACK:
                resent += self._resend(packet, _MAX_RESENT - resent)
            elif isinstance(packet, RtcpPsfbPacket):
                self._picture_feedback(packet, now_ns)

    def _sender_report(self, packet: RtcpSrPacket, now_ns: int) -> None:
        producer = self._inbound.producers.get(packet.ssrc)
        if producer is None:
            return
        theirs, ours = packet.sender_info.ntp_timestamp, ntp_now()
        if self._clock_offset is None or abs(ours - theirs - self._clock_offset) > _CLOCK_STEP:
            # One offset for all tracks of the peer: voice and picture stay as its own clock aligned them.
            self._clock_offset = ours - theirs
        rtp_timestamp = packet.sender_info.rtp_timestamp
        producer.report = SenderReport(theirs, theirs + self._clock_offset, rtp_timestamp, now_ns)
        if producer.log_report is not None:
            producer.log_report(producer.track_id, theirs, rtp_timestamp, now_ns)

    def _receiver_reports(self, blocks: list[RtcpReceiverInfo]) -> None:
        worst: float | None = None
        for block in blocks:
            feed = self._feeds.get(block.ssrc)
            if feed is None:
                continue
            feed.loss = block.fraction_lost
            worst = max(worst or 0.0, block.fraction_lost / 256)
            trip = round_trip_seconds(ntp_now(), block.lsr, block.dlsr)
            if trip is not None:
                self.round_trip_seconds = trip
        if worst is not None:
            self._losses_out.append(worst)

    def _resend(self, packet: RtcpRtpfbPacket, most: int) -> int:
        feed = self._feeds.get(packet.media_ssrc)
        sent = 0
        for sequence in packet.lost[:most]:
            number = None if feed is None else feed.number_of(sequence & 0xFFFF)
            if feed is not None and number is not None:
                sent += self._outbox.resend(feed, number)
        return sent

    def _picture_feedback(self, packet: RtcpPsfbPacket, now_ns: int) -> None:
        if packet.fmt in (_PLI, _FIR):
            wanted = [packet.media_ssrc]
            if packet.fmt == _FIR:  # Its target stands in the FCI (RFC 5104 §4.3.1).
                wanted += [int.from_bytes(packet.fci[at : at + 4], "big") for at in range(0, len(packet.fci), 8)]
            for ssrc in wanted:
                feed = self._feeds.get(ssrc)
                if feed is not None and feed.producer is not None:
                    feed.producer.keyframes.want()
                    feed.producer.ask()
        elif packet.fmt == _APPLICATION:
            estimate_bps = read_remb(packet.fci)
            if estimate_bps is not None:
                self._estimate = (estimate_bps, now_ns)

    # What we tell the peer as its receiver.

    def acknowledge(self) -> None:
        """Report when each packet came (transport-cc), since the last call."""
        arrivals = self._inbound.arrivals
        if not arrivals:
            return
        self._inbound.arrivals = {}
        media = next(iter(self._inbound.producers), 0)
        for fci in self._writer.write(arrivals):
            self._send(rtcp.transport_feedback(self._ssrc, media, fci))

    def repair(self, now_ns: int) -> None:
        """Ask for what is missing: packets by NACK, keyframes by PLI."""
        for producer in self._inbound.producers.values():
            if producer.missing.numbers:
                self._ask_packets(producer, now_ns)
            if producer.keyframes.wanted:
                self.ask_keyframe(producer, now_ns)

    def missed(self, producer: Producer, first: int, end: int, now_ns: int) -> None:
        """Ask at once for a gap that has just shown, or for a keyframe where it is too wide."""
        if producer.missing.add(first, end, now_ns, self._retry_ns):
            if producer.repairs_nack:
                self._send(rtcp.nack(self._ssrc, producer.ssrc, range(first, end)))
        elif producer.is_video:
            producer.keyframes.want()

    def _ask_packets(self, producer: Producer, now_ns: int) -> None:
        producer.missing.forget_before(producer.next - producer.cache.mask)
        if producer.repairs_nack:
            due = producer.missing.due(now_ns, self._retry_ns)
            if due:
                self._send(rtcp.nack(self._ssrc, producer.ssrc, due))

    @property
    def _retry_ns(self) -> int:
        return int((self.round_trip_seconds or 0.0) * 1e9)

    def ask_keyframe(self, producer: Producer, now_ns: int) -> None:
        """Send a PLI if one is due for the producer."""
        if producer.ssrc and producer.keyframes.due(now_ns):
            self._send(rtcp.picture_loss(self._ssrc, producer.ssrc))

    def estimate_bps(self, now_ns: int) -> int | None:
        """Return what the peer says its downlink bears; None if it has not said so lately."""
        if self._estimate is None or now_ns - self._estimate[1] > _ESTIMATE_NS:
            return None
        return self._estimate[0]

    def cap(self, bps: float | None) -> None:
        """Ask the peer to send no more than this in all; None: as much as its own way bears."""
        videos = [producer.ssrc for producer in self._inbound.producers.values() if producer.is_video]
        if bps is not None:
            self._lifts = _LIFTS
        elif not self._lifts:
            return
        else:
            self._lifts -= 1
        limit = _NO_LIMIT_BPS if bps is None else max(int(bps), _LEAST_BPS * len(videos))
        self._send(rtcp.bitrate_limit(self._ssrc, limit, videos))

    # Our own reports.

    def report(self, now_ns: int) -> None:
        """Send sender reports of what the peer is sent and receiver reports of what it sends."""
        ntp = ntp_now()
        blocks = [self._block(one, now_ns) for one in self._inbound.producers.values() if one.packets]
        blocks = blocks[: rtcp.MAX_BLOCKS]
        packets: list[bytes] = []
        for feed in self._feeds.values():
            producer = feed.producer
            # Nothing aligns the feed's clock with ours until its publisher has told how its own runs.
            if producer is not None and producer.report is not None and feed.packets:
                passed = (ntp - producer.report.our_ntp) * producer.clock_rate >> 32
                timestamp = producer.report.rtp_timestamp + passed + feed.timestamp_offset
                packets.append(rtcp.sender_report(feed.ssrc, ntp, timestamp, feed.packets, feed.octets, blocks))
                blocks = []
        if blocks or not packets:
            packets.insert(0, rtcp.receiver_report(self._ssrc, blocks))
        packets.append(self._description)
        self._send(b"".join(packets))

    def bye(self) -> None:
        """Say goodbye for every stream the peer is sent."""
        sources = list(self._feeds)[: rtcp.MAX_BLOCKS] or [self._ssrc]
        self._send(rtcp.receiver_report(self._ssrc) + self._description + rtcp.goodbye(sources))

    def _block(self, producer: Producer, now_ns: int) -> bytes:
        reception, report = producer.reception, producer.report
        fraction = reception.fraction_lost(producer.next)
        self._losses_in.append(fraction / 256)
        if not producer.is_video:
            # A clean uplink alone would send no FEC though a subscriber's downlink loses packets.
            fraction = max([fraction, *(feed.loss for feed in producer.feeds)])
        last_report, delay = 0, 0
        if report is not None:
            last_report = report.ntp >> 16
            delay = (now_ns - report.arrival_ns) * 65536 // 1_000_000_000
        lost = reception.lost(producer.next)
        return rtcp.block(producer.ssrc, fraction, lost, producer.next - 1, int(reception.jitter), last_report, delay)
