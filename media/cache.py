"""The last packets of a producer: for retransmission, and for starting a subscriber at the latest keyframe."""

VIDEO_PACKETS = 512  # 3 s at 1.5 Mb/s.
AUDIO_PACKETS = 128


class PacketCache:
    """
    A ring of packets as the publisher sent them, decrypted, by unwrapped sequence number.

    One ring serves all subscribers. Each packet keeps the stamp (abs-send-time) of its forwarding, so that a
    retransmission is made from the same bytes and encrypts to the same ciphertext: AES-GCM must never see two
    plaintexts under one sequence number. `packets` and `stamps` are written by the forwarding loop.
    """

    __slots__ = ("mask", "packets", "stamps")

    def __init__(self, size: int) -> None:
        """Make a ring for `size` packets, a power of two."""
        self.mask = size - 1
        self.packets: list[bytes] = [b""] * size
        self.stamps: list[bytes] = [b""] * size

    def get(self, number: int) -> tuple[bytes, bytes] | None:
        """Return packet and stamp of a number, None where it never came or has been overwritten."""
        slot = number & self.mask
        packet = self.packets[slot]
        if packet[2:4] != (number & 0xFFFF).to_bytes(2, "big"):
            return None
        return packet, self.stamps[slot]
