"""One stream that a peer is sent: which producer feeds it, and how its numbers continue when that changes."""

import random
from collections.abc import Callable, Mapping

from media.core.rtp import HEADER, Layout, read_vp8
from media.core.sdp import ABS_SEND_TIME, AUDIO_LEVEL, VIDEO_ORIENTATION
from media.producer import Producer
from media.transport.arena import CData
from media.transport.endpoint import Endpoint

# Octets to write over a packet's extensions: begin, end, before the stamp, after it, whether there is a stamp.
Recipe = tuple[tuple[int, int, bytes, bytes, bool], ...]
_CARRIED = (ABS_SEND_TIME, AUDIO_LEVEL, VIDEO_ORIENTATION)
_LOOK_BACK = 32  # Packets; how far the last picture's number is looked for.


class Feed:
    """
    A subscriber's m-line: our SSRC, and the offsets that make its producers' numbers one unbroken stream.

    `media.outbox` reads it for every packet. The offsets are added to the producer's unwrapped numbers; a change of
    producer continues the sequence, the timestamp (by the time that passed) and VP8's PictureID and TL0PICIDX.
    """

    def __init__(
        self, ssrc: int, payload_type: int, extensions: Mapping[str, int], on_behind: Callable[["Feed"], None]
    ) -> None:
        """
        Args:
            extensions: The subscriber's ids by URI.
            on_behind: Told when we have started in the cache and must be sent what came since.
        """
        self._on_behind = on_behind
        self.ssrc = ssrc
        self.payload_type = payload_type
        self._extensions = extensions
        self.producer: Producer | None = None  # Feeds us now.
        self.wanted: Producer | None = None  # Feeds us from its next keyframe on, if it is another one.
        self.session: CData | None = None  # libsrtp's; None until the subscriber's DTLS is up.
        self.endpoint: Endpoint | None = None
        self.name = 0  # The subscriber's address, as the datagram backend knows it.
        self.payload_types = [0] * 256  # By the producer's second octet; 0: not for us.
        self.recipes: dict[Layout, Recipe] = {}
        self.sequence_offset = 0
        self.timestamp_offset = 0
        self.start = 0  # The producer's first number that we were sent.
        self.cursor = 0  # While catching up: the next number to send.
        self.picture: tuple[int, int] | None = None  # Added to PictureID and TL0PICIDX; None: nothing to add.
        self.packets = 0
        self.octets = 0
        self._rated = (0, 0)  # Octets and time of the last rate.
        self.loss = 0  # The subscriber's last word on it, in 1/256.
        # Below 2^15: a wrap among the first packets could lose the receiver's rollover counter (RFC 3711 §3.3.1).
        self._next_sequence = random.randrange(1, 1 << 15)  # noqa: S311 - numbering, no secret.
        self._last_timestamp = random.randrange(1 << 31)  # noqa: S311
        self._left_ns = 0
        self._last_picture: tuple[int, int] | None = None

    @property
    def is_live(self) -> bool:
        """Whether we get each packet as it comes."""
        return self.producer is not None and self in self.producer.feeds

    def want(self, producer: Producer | None, now_ns: int) -> None:
        """
        Be fed by `producer` from its next keyframe on (voice: its next packet); None: by nobody, at once.

        Until then the former one goes on. Asks for the keyframe.
        """
        if producer is self.wanted:
            return
        if self.wanted is not None and self in self.wanted.waiting:
            self.wanted.waiting.remove(self)
        self.wanted = producer
        if producer is None:
            self.leave()
        elif producer is not self.producer:
            producer.waiting.append(self)
            if not self.try_start(now_ns) and producer.is_video:
                producer.keyframes.want()
                producer.ask()

    def try_start(self, now_ns: int) -> bool:
        """Start from the cache, if we are connected and it holds a fresh keyframe; tell whether we did."""
        producer = self.wanted
        if producer is None or producer is self.producer or self.session is None or not producer.is_video:
            return False
        start = producer.fresh_start(now_ns)
        if start is None:
            return False
        self.follow(start, now_ns, arriving=False)
        return True

    def follow(self, number: int, now_ns: int, *, arriving: bool) -> None:
        """
        Leave the former producer and start with the wanted one's packet `number`, which is in its cache.

        Args:
            arriving: The packet is just being forwarded; if it is the latest we are live at once, else we catch up.
        """
        producer = self.wanted
        cached = None if producer is None else producer.cache.get(number)
        if producer is None or cached is None:
            return
        self.leave()
        packet = cached[0]
        self.producer = producer
        self.payload_types = [0] * 256
        self.payload_types[producer.payload_type] = self.payload_type
        self.payload_types[producer.payload_type | 128] = self.payload_type | 128
        self.recipes = {}
        passed = max(1, (now_ns - self._left_ns) * producer.clock_rate // 1_000_000_000) if self._left_ns else 0
        self.timestamp_offset = self._last_timestamp + passed - HEADER.unpack_from(packet)[3]
        self.sequence_offset = self._next_sequence - number
        self.start = self.cursor = number
        self._continue_pictures(producer, packet)
        producer.waiting.remove(self)
        if arriving and number == producer.next - 1:
            producer.feeds.append(self)
        else:
            producer.catching.append(self)
            self._on_behind(self)

    def leave(self) -> None:
        """Stop being fed, and remember where the numbering has to go on."""
        producer = self.producer
        if producer is None:
            return
        live = self in producer.feeds
        (producer.feeds if live else producer.catching).remove(self)
        reached = producer.next if live else self.cursor
        self._next_sequence = reached + self.sequence_offset
        self._last_timestamp = producer.timestamp + self.timestamp_offset
        self._left_ns = producer.arrival_ns
        self._last_picture = self._picture_before(producer, reached)
        self.producer = None

    def reaches(self, number: int) -> bool:
        """Tell whether a late packet of this number is ours now: neither before our start nor still to be caught up."""
        return self.start <= number and (self.is_live or number < self.cursor)

    def rate_bps(self, now_ns: int) -> float:
        """Return the mean rate sent since the last call."""
        octets, since_ns = self._rated
        self._rated = (self.octets, now_ns)
        return (self.octets - octets) * 8e9 / (now_ns - since_ns) if since_ns else 0.0

    def number_of(self, sequence: int) -> int | None:
        """Return the producer's number of a packet that we were sent as `sequence`; None where it is another's."""
        producer = self.producer
        if producer is None:
            return None
        reached = producer.next if self.is_live else self.cursor
        number = reached - ((reached + self.sequence_offset - sequence) & 0xFFFF)
        return number if self.start <= number < reached else None

    def learn(self, layout: Layout) -> Recipe:
        """
        Return, and keep, how to rewrite the extensions of packets of one layout.

        What we carry gets our subscriber's id; all else (MID, transport-cc) becomes padding, so that nothing moves.
        """
        size = layout.end - layout.block
        known, want = layout.mask.to_bytes(size, "big"), layout.want.to_bytes(size, "big")
        octets: list[int | None] = [0] * size  # None: stays as it is.
        stamped = -1
        for uri, (at, length) in layout.elements.items():
            number = self._extensions.get(uri)
            if uri in _CARRIED and number is not None:
                begin = at - layout.block
                octets[begin - 1] = number << 4 | length - 1
                octets[begin : begin + length] = [None] * length
                if uri == ABS_SEND_TIME:
                    stamped = begin
        recipe = []
        begin = 0
        while begin < size:
            if (octets[begin] is None or (known[begin] and octets[begin] == want[begin])) and begin != stamped:
                begin += 1
                continue
            end, before, after, has_stamp = begin, bytearray(), bytearray(), False
            while end < size and (octets[end] is not None or end == stamped):
                if end == stamped:
                    has_stamp = True
                    end += 3
                    continue
                (after if has_stamp else before).append(octets[end] or 0)
                end += 1
            recipe.append((layout.block + begin, layout.block + end, bytes(before), bytes(after), has_stamp))
            begin = end
        self.recipes[layout] = tuple(recipe)
        return self.recipes[layout]

    def _continue_pictures(self, producer: Producer, packet: bytes) -> None:
        self.picture = None
        layout = producer.layout_of(packet)
        first = read_vp8(packet, layout.end) if producer.is_video and layout is not None else None
        if first is not None and self._last_picture is not None:
            picture, tl0 = self._last_picture
            self.picture = (picture + 1 - first.picture, tl0 + 1 - first.tl0)

    def _picture_before(self, producer: Producer, reached: int) -> tuple[int, int] | None:
        if not producer.is_video:
            return None
        for number in range(reached - 1, max(self.start, reached - _LOOK_BACK) - 1, -1):
            cached = producer.cache.get(number)
            layout = None if cached is None else producer.layout_of(cached[0])
            last = None if cached is None or layout is None else read_vp8(cached[0], layout.end)
            if last is not None:
                offsets = self.picture or (0, 0)
                return last.picture + offsets[0], last.tl0 + offsets[1]
        return self._last_picture
