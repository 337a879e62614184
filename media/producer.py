"""One stream that a peer publishes: its sequence, its statistics, its cache, and who is fed by it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from media.cache import AUDIO_PACKETS, VIDEO_PACKETS, PacketCache
from media.core.keyframes import KeyframeRequest
from media.core.nack import Missing
from media.core.reception import Reception
from media.core.rtp import BARE, Layout
from signaling.protocol.media import Kind, Source

if TYPE_CHECKING:
    from media.feed import Feed

FRESH_NS = 1_000_000_000  # A keyframe older than this is no place to start: too much to catch up with.


class SenderReport:
    """The publisher's latest sender report: what its clock, and ours, showed at one RTP timestamp."""

    __slots__ = ("arrival_ns", "ntp", "our_ntp", "rtp_timestamp")

    def __init__(self, ntp: int, our_ntp: int, rtp_timestamp: int, arrival_ns: int) -> None:
        self.ntp = ntp
        self.our_ntp = our_ntp
        self.rtp_timestamp = rtp_timestamp
        self.arrival_ns = arrival_ns


class Producer:
    """
    One SSRC of a publisher. Sequence numbers are unwrapped: `next` is one above the highest seen, and grows for ever.

    `media.inbound` writes most of it for each packet; `feeds` get each packet at once, `catching` are still sent what
    came since the keyframe, `waiting` start at the next keyframe (voice: at the next packet).
    """

    def __init__(
        self,
        source: Source,
        kind: Kind,
        clock_rate: int,
        payload_type: int,
        layout_of: Callable[[bytes], Layout | None],
        ask_keyframe: Callable[["Producer"], None],
        on_gap: Callable[["Producer", int, int], None],
    ) -> None:
        """
        Args:
            layout_of: Reads the extensions of a cached packet, as its publisher numbers them.
            ask_keyframe: Sends a keyframe request if one is wanted and due.
            on_gap: Told the first missing number, and the one after the last.
        """
        self._ask_keyframe = ask_keyframe
        self._on_gap = on_gap
        self.source = source
        self.kind = kind
        self.is_video = kind is Kind.VIDEO
        self.clock_rate = clock_rate
        self.payload_type = payload_type
        self.layout_of = layout_of
        self.layout = BARE  # Of its last packet with extensions.
        self.ssrc = 0
        self.repairs_nack = False
        self.next = -1
        self.packets = 0
        self.timestamp = 0
        self.arrival_ns = 0
        self.reception = Reception()
        self.missing = Missing()
        self.cache = PacketCache(VIDEO_PACKETS if self.is_video else AUDIO_PACKETS)
        self.keyframe: int | None = None  # Number of the first packet of the latest keyframe.
        self.keyframe_ns = 0
        self.keyframes = KeyframeRequest()
        self.report: SenderReport | None = None
        self.feeds: list[Feed] = []
        self.catching: list[Feed] = []
        self.waiting: list[Feed] = []
        self.log: Callable[[int, bytes, int], None] | None = None  # The recorder's `rtp`.
        self.log_report: Callable[[int, int, int, int], None] | None = None  # The recorder's `sender_report`.
        self.track_id = 0

    def ask(self) -> None:
        """Ask for a wanted keyframe at once, unless the rate limit defers it."""
        self._ask_keyframe(self)

    def place(self, sequence: int) -> int | None:
        """
        Return the unwrapped number of a packet that is not the next in order; None where it must not be used.

        A number is used once: what comes late is accepted only if it was noticed missing. So a subscriber is never sent
        two different packets under one number.
        """
        if not self.packets:
            number = sequence
            self.reception.first = number
            self.next = number + 1
            return number
        ahead = (sequence - self.next) & 0xFFFF
        if ahead < 0x8000:
            number = self.next + ahead
            first, self.next = self.next, number + 1
            if ahead:
                self._on_gap(self, first, number)
            return number
        number = self.next - 0x10000 + ahead
        asked = self.missing.recover(number)
        if asked is None:
            return None
        if asked:
            self.reception.received -= 1  # A retransmission hides no loss; the caller counts every packet.
        return number

    def new_frame(self, timestamp: int, now_ns: int) -> None:
        """
        Take note of the first packet of a frame.

        Jitter by RFC 3550 §A.8, but once a frame: its packets share the timestamp though sent one after another.
        """
        if self.arrival_ns:
            ticks = (now_ns - self.arrival_ns) * self.clock_rate // 1_000_000_000
            ahead = (timestamp - self.timestamp + 0x80000000 & 0xFFFFFFFF) - 0x80000000
            self.reception.jitter += (abs(ticks - ahead) - self.reception.jitter) / 16
        self.timestamp = timestamp
        self.arrival_ns = now_ns

    def fresh_start(self, now_ns: int) -> int | None:
        """Return where a subscriber can start in the cache: the latest keyframe, if it is recent and still there."""
        if self.keyframe is None or now_ns - self.keyframe_ns > FRESH_NS:
            return None
        if self.next - self.keyframe > self.cache.mask // 2 or self.cache.get(self.keyframe) is None:
            return None
        return self.keyframe
