"""
RTP packets as bytes: the header, the extension block, the VP8 descriptor (RFC 3550 §5.1, RFC 8285, RFC 7741 §4.2).

The forwarder reads each packet once and copies what it needs; nothing here builds an object per packet except the rare
`Vp8` that a change of source asks for.
"""

import struct
from collections.abc import Callable, Mapping
from operator import itemgetter

import msgspec

from media.core.sdp import ABS_SEND_TIME, TRANSPORT_CC

HEADER = struct.Struct("!BBHLL")  # First octet, marker and payload type, sequence number, timestamp, SSRC.
HEADER_SIZE = 12
_SIZES = {ABS_SEND_TIME: 3, TRANSPORT_CC: 2}  # Octets of those that are read or written by their place.


class Layout:
    """
    Where each extension of a packet lies, the same for every packet of one shape.

    A sender changes values, seldom the shape: so a block is parsed once, and recognised afterwards by its length and
    the bits that are not values (`mask` and `want` over the whole block, as big-endian numbers). The same as octets: a
    packet with extensions and without CSRCs, at least `end` long, has this layout if `shape_of` it is `shape`.
    """

    __slots__ = ("block", "elements", "end", "mask", "shape", "shape_of", "transport_cc_at", "want")

    def __init__(self, block: int, end: int, elements: Mapping[str, tuple[int, int]], mask: int, want: int) -> None:
        self.block = block  # Where the block's elements begin in the packet.
        self.end = end  # Where the payload begins.
        self.elements = elements  # URI to (offset of its value in the packet, size).
        self.mask = mask
        self.want = want
        self.transport_cc_at = elements.get(TRANSPORT_CC, (0, 0))[0]  # 0: none.
        self.shape_of: Callable[[bytes], object] = itemgetter(0)
        self.shape: object = None  # No packet has it: only a block without CSRCs before it is recognised.


BARE = Layout(HEADER_SIZE, HEADER_SIZE, {}, 0, 0)  # Neither CSRCs nor extensions.


def read_layout(packet: bytes, uris: Mapping[int, str]) -> Layout | None:
    """
    Return the layout of a packet's one-byte-header extensions; None where the header or block is broken.

    Args:
        uris: What the sender's extension ids mean; elements with other ids are left out.
    """
    start = HEADER_SIZE + 4 * (packet[0] & 15)
    if not packet[0] & 0x10:
        return Layout(start, start, {}, 0, 0) if start <= len(packet) else None
    if start + 4 > len(packet):
        return None
    block = start + 4
    end = block + 4 * int.from_bytes(packet[start + 2 : block], "big")
    if end > len(packet):
        return None
    elements: dict[str, tuple[int, int]] = {}
    mask = bytearray(end - block)
    if packet[start : start + 2] == b"\xbe\xde":
        at = block
        while at < end:
            mask[at - block] = 0xFF
            number, size = packet[at] >> 4, (packet[at] & 15) + 1
            if packet[at] == 0:
                at += 1
                continue
            if number == 15 or at + 1 + size > end:  # 15 stops the reading (RFC 8285 §4.2).
                break
            if number in uris and size == _SIZES.get(uris[number], size):
                elements[uris[number]] = (at + 1, size)
            at += 1 + size
    value = int.from_bytes(mask, "big")
    layout = Layout(block, end, elements, value, int.from_bytes(packet[block:end], "big") & value)
    if start == HEADER_SIZE:
        # One call into C for all octets: this is asked of every packet.
        fixed = (block + at for at, known in enumerate(mask) if known)
        layout.shape_of = itemgetter(*range(start, block), *fixed)
        layout.shape = layout.shape_of(packet)
    return layout


def payload_size(packet: bytes, start: int) -> int:
    """Return the size of the payload without padding; 0 for a packet of padding only, or broken padding."""
    padding = packet[-1] if packet[0] & 0x20 else 0
    return max(0, len(packet) - start - padding)


class Vp8(msgspec.Struct, frozen=True):
    """What of a VP8 payload descriptor a change of source has to rewrite."""

    keyframe_start: bool
    picture_at: int  # Offset of PictureID in the packet, 0 where there is none.
    picture: int
    picture_bits: int  # 7 or 15.
    tl0_at: int  # Offset of TL0PICIDX, 0 where there is none.
    tl0: int


def starts_keyframe(packet: bytes, start: int) -> bool:
    """Tell whether a payload of VP8 begins a keyframe (S set, partition 0, P clear)."""
    size = len(packet)
    if start >= size:
        return False
    first = packet[start]
    if first & 0x17 != 0x10:
        return False
    at = start + 1
    if first & 0x80 and at < size:
        bits = packet[at]
        at += 1
        if bits & 0x80:
            at += 2 if at < size and packet[at] & 0x80 else 1
        if bits & 0x40:
            at += 1
        if bits & 0x30:
            at += 1
    # A packet of padding only reads as an inter frame: its last octet is the count, the rest is zero, so guard it.
    return at < size and not packet[at] & 1 and payload_size(packet, at) > 0


def read_vp8(packet: bytes, start: int) -> Vp8 | None:
    """Return the descriptor of a VP8 payload; None where it is cut short, or all padding."""
    if not payload_size(packet, start):
        return None
    try:
        first = packet[start]
        at = start + 1
        picture_at = tl0_at = picture = tl0 = 0
        bits = 7
        if first & 0x80:
            extension = packet[at]
            at += 1
            if extension & 0x80:
                picture_at = at
                if packet[at] & 0x80:
                    bits = 15
                    picture = (packet[at] & 0x7F) << 8 | packet[at + 1]
                else:
                    picture = packet[at]
                at += 2 if bits == 15 else 1
            if extension & 0x40:
                tl0_at, tl0 = at, packet[at]
    except IndexError:
        return None
    return Vp8(starts_keyframe(packet, start), picture_at, picture, bits, tl0_at, tl0)
