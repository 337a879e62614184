"""The way out: packets rewritten for each subscriber, encrypted in place, and sent a batch at a time."""

from collections.abc import Sequence

from media.core.rtp import HEADER, Layout, read_vp8
from media.feed import Feed
from media.transport.arena import SLOT, SLOTS, Arena, CData
from media.transport.endpoint import Endpoint
from media.transport.mux import DatagramIO, Statistics
from media.transport.srtp import length, move, protect, protect_rtcp

_pack_into = HEADER.pack_into


class Outbox:
    """
    The node's outgoing batch, one for all peers.

    Between `begin` and `flush` packets wait here, at the longest for the current wake-up of the event loop; RTCP that
    is sent outside leaves at once.
    """

    def __init__(self, io: DatagramIO, arena: Arena, statistics: Statistics) -> None:
        self._io = io
        self._arena = arena
        self._statistics = statistics
        self._count = 0
        self._endpoint: Endpoint | None = None  # A batch leaves from one socket.
        self._queued_control = 0
        self._batching = False
        self.stamp = b"\0\0\0"

    def begin(self, now_ns: int) -> None:
        """Open a batch, and fix its abs-send-time: 24 bits of 6.18 fixed-point seconds."""
        self._batching = True
        self.stamp = ((now_ns << 18) // 1_000_000_000 & 0xFFFFFF).to_bytes(3, "big")

    def fan_out(
        self, packet: bytes, number: int, timestamp: int, layout: Layout, stamp: bytes, feeds: Sequence[Feed]
    ) -> None:
        """
        Rewrite, encrypt and queue one packet for each of `feeds`.

        The same arguments make the same octets, so that a retransmission is identical to what was first sent.

        Args:
            number: Its unwrapped sequence number.
            layout: Where its extensions lie.
            stamp: The abs-send-time of its first forwarding.
        """
        size, first, second = len(packet), packet[0], packet[1]
        buffer, io, count = self._arena.buffer, self._io, self._count
        for feed in feeds:
            marked, session = feed.payload_types[second], feed.session
            if not marked or session is None:
                continue
            if count == SLOTS or feed.endpoint is not self._endpoint:
                self._count = count
                self._send()
                count, self._endpoint = 0, feed.endpoint
            at, target = count * SLOT, self._arena.pointers[count]
            move(target, packet, size)
            _pack_into(
                buffer,
                at,
                first,
                marked,
                (number + feed.sequence_offset) & 0xFFFF,
                (timestamp + feed.timestamp_offset) & 0xFFFFFFFF,
                feed.ssrc,
            )
            recipe = feed.recipes.get(layout)
            if recipe is None:
                recipe = feed.learn(layout)
            for begin, end, before, after, stamped in recipe:
                buffer[at + begin : at + end] = before + stamp + after if stamped else before
            if feed.picture is not None:
                self._number_picture(packet, at, layout.end, feed.picture)
            length[0] = size
            if protect(session, target, length):
                self._statistics.errors += 1
                continue
            io.out_lengths[count] = length[0]
            io.out_names[count] = feed.name
            feed.packets += 1
            feed.octets += size
            count += 1
        self._count = count

    def control(self, compound: bytes, session: CData, endpoint: Endpoint, name: int) -> None:
        """Encrypt and queue a compound RTCP packet of at most 1,400 octets."""
        if self._count == SLOTS or endpoint is not self._endpoint:
            self._send()
            self._endpoint = endpoint
        size, target = len(compound), self._arena.pointers[self._count]
        move(target, compound, size)
        length[0] = size
        if protect_rtcp(session, target, length):
            self._statistics.errors += 1
            return
        self._io.out_lengths[self._count] = length[0]
        self._io.out_names[self._count] = name
        self._count += 1
        self._queued_control += 1
        if not self._batching:
            self._send()

    def flush(self) -> None:
        """Send what is queued, and close the batch."""
        self._send()
        self._batching = False

    def _send(self) -> None:
        if self._count and self._endpoint is not None:
            failed = self._io.send(self._endpoint, self._count)
            self._statistics.tx += self._count - self._queued_control - failed
            self._statistics.errors += failed
        self._count = self._queued_control = 0

    def resend(self, feed: Feed, number: int) -> bool:
        """Queue a packet of the feed's producer again, or for the first time; False where it is not cached."""
        producer = feed.producer
        cached = None if producer is None else producer.cache.get(number)
        if producer is None or cached is None:
            return False
        packet, stamp = cached
        layout = producer.layout_of(packet)
        if layout is None:
            return False
        self.fan_out(packet, number, HEADER.unpack_from(packet)[3], layout, stamp, (feed,))
        return True

    def catch_up(self, feed: Feed, most: int) -> bool:
        """
        Queue up to `most` packets that a new subscriber is behind by; tell whether it has reached the present.

        Paced by the caller: a keyframe in one burst overflows the buffers of a slow way.
        """
        producer = feed.producer
        if producer is None or feed not in producer.catching:
            return True
        while most and feed.cursor < producer.next:
            most -= self.resend(feed, feed.cursor)
            feed.cursor += 1
        if feed.cursor < producer.next:
            return False
        producer.catching.remove(feed)
        producer.feeds.append(feed)
        return True

    def _number_picture(self, packet: bytes, at: int, payload: int, offsets: tuple[int, int]) -> None:
        """Let VP8's numbers go on where the former producer's ended (RFC 7741 §4.2)."""
        vp8 = read_vp8(packet, payload)
        if vp8 is None:
            return
        buffer = self._arena.buffer
        if vp8.picture_bits == 15 and vp8.picture_at:
            picture = (vp8.picture + offsets[0]) & 0x7FFF | 0x8000
            buffer[at + vp8.picture_at : at + vp8.picture_at + 2] = picture.to_bytes(2, "big")
        elif vp8.picture_at:
            buffer[at + vp8.picture_at : at + vp8.picture_at + 1] = bytes([(vp8.picture + offsets[0]) & 0x7F])
        if vp8.tl0_at:
            buffer[at + vp8.tl0_at : at + vp8.tl0_at + 1] = bytes([(vp8.tl0 + offsets[1]) & 0xFF])
