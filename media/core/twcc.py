"""
Transport-wide congestion control feedback (draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1).

The node tells a publisher when each of its packets came, whatever SSRC it carried: media, retransmissions and padding.
Without these reports Chromium sends a third of what the way would bear.
"""

import struct
from collections.abc import Mapping

_TICK_NS = 250_000  # Unit of a receive delta.
_REFERENCE_NS = 64_000_000  # Unit of the reference time.
_MAX_STATUSES = 1 << 10  # Statuses a report; a longer gap is a new start, not a loss.
_MAX_DELTAS = 1000  # Octets of deltas a report: it must fit a datagram.
_SMALL, _LARGE = 1, 2  # Status symbols; 0 is "not received".
_RUN_MAX = (1 << 13) - 1


class FeedbackWriter:
    """Turns arrivals into reports, so that each sequence number between the first and the last is accounted for."""

    def __init__(self) -> None:
        self._next: int | None = None  # The first sequence number (unwrapped) that no report has covered yet.
        self._count = 0

    def write(self, arrivals: Mapping[int, int]) -> list[bytes]:
        """
        Return the FCI of each report that is due.

        Args:
            arrivals: Arrival time in ns by 16-bit transport-wide sequence number, since the last call.
        """
        if not arrivals:
            return []
        # Unwrap before sorting: by their 16 bits, 65535 would come after 0 and all between would count as lost.
        anchor = next(iter(arrivals)) if self._next is None else self._next
        lowest = anchor - 0x8000
        unwrapped = sorted([(lowest + (short - lowest & 0xFFFF), at) for short, at in arrivals.items()])
        reports = []
        expected = unwrapped[0][0] if self._next is None else min(self._next, unwrapped[0][0])
        position = 0
        while position < len(unwrapped):
            if unwrapped[position][0] - expected >= _MAX_STATUSES:
                expected = unwrapped[position][0]
            fci, position, expected = self._report(unwrapped, position, expected)
            reports.append(fci)
        self._next = expected if self._next is None else max(self._next, expected)
        return reports

    def _report(self, arrivals: list[tuple[int, int]], position: int, base: int) -> tuple[bytes, int, int]:
        """Write one report from `position` on; return it, the next position, and the number after the last covered."""
        reference = arrivals[position][1] // _REFERENCE_NS
        last = reference * (_REFERENCE_NS // _TICK_NS)
        symbols = bytearray()
        deltas = bytearray()
        expected = base
        end = len(arrivals)
        while position < end:
            sequence, at = arrivals[position]
            delta = at // _TICK_NS - last
            if sequence - base >= _MAX_STATUSES or not -0x8000 <= delta < 0x8000 or len(deltas) >= _MAX_DELTAS:
                break
            if sequence != expected:
                symbols += bytes(sequence - expected)
            if 0 <= delta < 256:
                symbols.append(_SMALL)
                deltas.append(delta)
            else:
                symbols.append(_LARGE)
                deltas += delta.to_bytes(2, "big", signed=True)
            last += delta
            expected = sequence + 1
            position += 1
        head = struct.pack("!HHI", base & 0xFFFF, len(symbols), (reference & 0xFFFFFF) << 8 | self._count & 0xFF)
        self._count += 1
        body = head + _chunks(symbols) + deltas
        return body + bytes(-len(body) % 4), position, expected


def _chunks(symbols: bytearray) -> bytes:
    """Return the packet status chunks: a run where it is at least as short as a vector of seven, else the vector."""
    chunks = bytearray()
    at, size = 0, len(symbols)
    while at < size:
        symbol = symbols[at]
        run = at + 1
        while run < size and symbols[run] == symbol and run - at < _RUN_MAX:
            run += 1
        if run - at >= 7 or run == size:
            chunks += (symbol << 13 | run - at).to_bytes(2, "big")
            at = run
            continue
        vector = 0
        for index in range(at, at + 7):
            vector = vector << 2 | (symbols[index] if index < size else 0)
        chunks += (0xC000 | vector).to_bytes(2, "big")
        at += 7
    return bytes(chunks)
