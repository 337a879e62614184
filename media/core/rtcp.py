"""
RTCP packets that the node writes twice a second for each peer and oftener (RFC 3550 §6, RFC 4585 §6).

As bytes, without an object per packet; what peers send is rarer, and is parsed by aiortc's classes.
"""

import struct
from collections.abc import Sequence

MAX_BLOCKS = 31
_FEEDBACK = struct.Struct("!BBHLL")
_SENDER = struct.Struct("!BBHLQLLL")
_BLOCK = struct.Struct("!LLLLLL")
_CNAME = 1


def sender_report(
    ssrc: int, ntp: int, timestamp: int, packets: int, octets: int, blocks: Sequence[bytes] = ()
) -> bytes:
    """Return a sender report; counts wrap at 32 bits."""
    head = _SENDER.pack(
        0x80 | len(blocks),
        200,
        6 + 6 * len(blocks),
        ssrc,
        ntp & 0xFFFFFFFFFFFFFFFF,
        timestamp & 0xFFFFFFFF,
        packets & 0xFFFFFFFF,
        octets & 0xFFFFFFFF,
    )
    return head + b"".join(blocks)


def receiver_report(ssrc: int, blocks: Sequence[bytes] = ()) -> bytes:
    """Return a receiver report; without blocks it says no more than that we are there."""
    return struct.pack("!BBHL", 0x80 | len(blocks), 201, 1 + 6 * len(blocks), ssrc) + b"".join(blocks)


def block(ssrc: int, fraction_lost: int, lost: int, highest: int, jitter: int, last_report: int, delay: int) -> bytes:
    """
    Return a report block.

    Args:
        fraction_lost: In 1/256.
        lost: 24-bit signed count.
        delay: Since the last sender report, in 1/65536 s.
    """
    return _BLOCK.pack(
        ssrc,
        fraction_lost << 24 | lost & 0xFFFFFF,
        highest & 0xFFFFFFFF,
        jitter & 0xFFFFFFFF,
        last_report & 0xFFFFFFFF,
        min(delay, 0xFFFFFFFF),
    )


def description(ssrc: int, cname: str) -> bytes:
    """Return an SDES packet with the one item that every compound has to carry."""
    name = cname.encode()
    item = bytes((_CNAME, len(name))) + name
    chunk = item + bytes(4 - len(item) % 4)  # At least one zero octet ends the chunk.
    return struct.pack("!BBHL", 0x81, 202, 1 + len(chunk) // 4, ssrc) + chunk


def goodbye(ssrcs: Sequence[int]) -> bytes:
    """Return a BYE for up to 31 streams."""
    return struct.pack(f"!BBH{len(ssrcs)}L", 0x80 | len(ssrcs), 203, len(ssrcs), *ssrcs)


def nack(ssrc: int, media: int, sequences: Sequence[int]) -> bytes:
    """Return a generic NACK of unwrapped numbers in ascending order (RFC 4585 §6.2.1)."""
    pairs = bytearray()
    at = 0
    while at < len(sequences):
        first, mask = sequences[at], 0
        at += 1
        while at < len(sequences) and sequences[at] - first <= 16:
            mask |= 1 << sequences[at] - first - 1
            at += 1
        pairs += struct.pack("!HH", first & 0xFFFF, mask)
    return _FEEDBACK.pack(0x81, 205, 2 + len(pairs) // 4, ssrc, media) + pairs


def picture_loss(ssrc: int, media: int) -> bytes:
    """Return a PLI (RFC 4585 §6.3.1)."""
    return _FEEDBACK.pack(0x81, 206, 2, ssrc, media)


def transport_feedback(ssrc: int, media: int, fci: bytes) -> bytes:
    """Return a transport-wide congestion control report; `fci` is `twcc.FeedbackWriter`'s."""
    return _FEEDBACK.pack(0x8F, 205, 2 + len(fci) // 4, ssrc, media) + fci


def bitrate_limit(ssrc: int, bps: int, media: Sequence[int]) -> bytes:
    """Return a REMB: no more than `bps` for these streams together (draft-alvestrand-rmcat-remb-03 §2.2)."""
    exponent = max(0, bps.bit_length() - 18)
    head = _FEEDBACK.pack(0x8F, 206, 4 + len(media), ssrc, 0)
    limit = len(media) << 24 | exponent << 18 | bps >> exponent
    return head + b"REMB" + struct.pack(f"!L{len(media)}L", limit, *media)
