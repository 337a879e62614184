"""What one peer sends, packet by packet: the forwarding loop's inner half."""

from collections.abc import Callable, Mapping

from media.core.rtp import BARE, HEADER, Layout, payload_size, read_layout, starts_keyframe
from media.core.sdp import MID
from media.outbox import Outbox
from media.producer import Producer

_unpack = HEADER.unpack_from


class Inbound:
    """A publisher's producers by SSRC, the shapes of its packets, and when each arrived."""

    def __init__(
        self,
        outbox: Outbox,
        uris: Mapping[int, str],
        on_unknown: Callable[[int, str], Producer | None],
    ) -> None:
        """
        Args:
            uris: The extension ids that the peer negotiated.
            on_unknown: Told of an SSRC that no SDP named, with its MID; returns its producer.
        """
        self._outbox = outbox
        self._uris = uris
        self._on_unknown = on_unknown
        self._layouts: dict[bytes, list[Layout]] = {}
        self.producers: dict[int, Producer] = {}
        self.repairs: dict[int, tuple[Producer, int]] = {}  # RTX SSRC to what it repairs, and its payload type.
        self.arrivals: dict[int, int] = {}  # Transport-wide sequence number to ns; transport feedback empties it.

    def rtp(self, packet: bytes, now_ns: int) -> None:
        """Count, cache, record and forward one packet that was just unprotected."""
        first, second, sequence, timestamp, ssrc = _unpack(packet)
        producer = self.producers.get(ssrc)
        layout = BARE if producer is None else producer.layout
        size = len(packet)
        # The next packet of a stream nearly always has the shape of the last.
        if first & 0x1F != 0x10 or size < layout.end or layout.shape_of(packet) != layout.shape:
            read = self.layout_of(packet)
            if read is None:
                return
            layout = read
            if producer is not None and first & 0x1F == 0x10:
                producer.layout = layout
        cc_at = layout.transport_cc_at
        if cc_at:
            # Before anything may refuse the packet: padding and probes must be acknowledged too, or they count as lost.
            self.arrivals[packet[cc_at] << 8 | packet[cc_at + 1]] = now_ns
        if producer is None:
            producer = self._stranger(packet, layout, ssrc, now_ns)
            if producer is None:
                return
        if second & 0x7F != producer.payload_type:
            return
        number = producer.next
        is_latest = True
        if sequence == number & 0xFFFF and producer.packets:
            producer.next = number + 1
        else:
            placed = producer.place(sequence)
            if placed is None:
                return
            number = placed
            is_latest = number == producer.next - 1
        producer.packets += 1
        producer.reception.received += 1
        cache, outbox = producer.cache, self._outbox
        slot = number & cache.mask
        cache.packets[slot] = packet
        stamp = cache.stamps[slot] = outbox.stamp
        if timestamp != producer.timestamp and is_latest:
            producer.new_frame(timestamp, now_ns)
        if producer.log is not None:
            producer.log(producer.track_id, packet, now_ns)
        payload = layout.end
        if not producer.is_video:
            if producer.waiting:
                self._admit(producer, number, now_ns)
        elif payload < size and packet[payload] & 0x17 == 0x10 and starts_keyframe(packet, payload):
            producer.keyframe, producer.keyframe_ns = number, now_ns
            producer.keyframes.came()
            self._admit(producer, number, now_ns)
        feeds = producer.feeds
        if not is_latest:
            feeds = [feed for feed in (*feeds, *producer.catching) if feed.reaches(number)]
        if feeds:
            outbox.fan_out(packet, number, timestamp, layout, stamp, feeds)

    def layout_of(self, packet: bytes) -> Layout | None:
        """Return the layout of any packet of this publisher."""
        if packet[0] & 0x1F == 0x10:
            for layout in self._layouts.get(packet[12:16], ()):
                if int.from_bytes(packet[16 : layout.end], "big") & layout.mask == layout.want:
                    return layout
            return self._learn(packet)
        return read_layout(packet, self._uris) if packet[0] & 0x1F else BARE

    def _admit(self, producer: Producer, number: int, now_ns: int) -> None:
        """Let those start who have waited for this packet and whose SRTP is up."""
        for feed in tuple(producer.waiting):
            if feed.session is not None:
                feed.follow(number, now_ns, arriving=True)

    def _learn(self, packet: bytes) -> Layout | None:
        layout = read_layout(packet, self._uris)
        if layout is not None:
            known = self._layouts.setdefault(packet[12:16], [])
            if len(known) == 16:  # A peer that makes up shapes pays with its own speed, not with our memory.
                del known[0]
            known.insert(0, layout)
        return layout

    def _stranger(self, packet: bytes, layout: Layout, ssrc: int, now_ns: int) -> Producer | None:
        """Take a packet of an SSRC that is no producer yet: a retransmission, or one that only its MID explains."""
        repair = self.repairs.get(ssrc)
        if repair is not None:
            self._repair(packet, layout, *repair, now_ns)
            return None
        at, size = layout.elements.get(MID, (0, 0))
        producer = self._on_unknown(ssrc, packet[at : at + size].decode("latin-1")) if at else None
        if producer is not None:
            self.producers[ssrc] = producer
        return producer

    def _repair(self, packet: bytes, layout: Layout, producer: Producer, payload_type: int, now_ns: int) -> None:
        """
        Unwrap a retransmission (RFC 4588 §4) if its packet is missing.

        Chromium also sends old packets this way to fill its probes: what is not missing is not used.
        """
        size = payload_size(packet, layout.end)
        if packet[1] & 0x7F != payload_type or size < 2:
            return
        sequence = int.from_bytes(packet[layout.end : layout.end + 2], "big")
        number = producer.next - ((producer.next - sequence) & 0xFFFF)
        if number not in producer.missing.numbers:
            return
        timestamp = HEADER.unpack_from(packet)[3]
        original = bytearray(packet[: layout.end] + packet[layout.end + 2 : layout.end + size])
        HEADER.pack_into(
            original,
            0,
            packet[0] & ~0x20,
            packet[1] & 0x80 | producer.payload_type,
            sequence,
            timestamp,
            producer.ssrc,
        )
        self.rtp(bytes(original), now_ns)
