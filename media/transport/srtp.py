"""
SRTP in place: libsrtp called on the arena's own buffers, without pylibsrtp's copies and objects.

The sessions come from DTLS (transport.aiortc_seam); this file alone reaches through pylibsrtp's binding to the library.
The forwarding loop calls `protect` and `unprotect` with the raw session: 0 is success, anything else an error code.
"""

from collections.abc import Callable

import pylibsrtp
from pylibsrtp._binding import ffi, lib

from media.transport.arena import CData

# (session, packet, in and out: length) -> 0 or an error code of libsrtp.
Transform = Callable[[CData, CData, CData], int]

protect: Transform = lib.srtp_protect
unprotect: Transform = lib.srtp_unprotect
protect_rtcp: Transform = lib.srtp_protect_rtcp
move: Callable[[CData, bytes, int], None] = ffi.memmove
length: CData = ffi.new("int *")  # One for all: every use of it ends before the next begins.


class Sessions:
    """The two SRTP sessions of a peer, as libsrtp's handles."""

    def __init__(self, inbound: pylibsrtp.Session, outbound: pylibsrtp.Session) -> None:
        self._kept = (inbound, outbound)  # The handles die with these.
        self.inbound: CData = inbound._srtp[0]
        self.outbound: CData = outbound._srtp[0]

    def unprotect_rtcp(self, packet: bytes) -> bytes | None:
        """Return the compound packet, None where it is forged, replayed or broken."""
        try:
            compound: bytes = self._kept[0].unprotect_rtcp(packet)
        except (pylibsrtp.Error, ValueError):
            return None
        return compound
