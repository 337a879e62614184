"""
ICE-lite (RFC 8445 §2.5): the node answers authenticated checks and never sends any.

Sans-I/O: `LiteAgent` is told of checks and of the time, and says which path carries the media. It needs no remote
candidates: what proves an address is a check from it with the right credentials.
"""

import secrets
import string

from media.core.stun import Check, is_authentic, success
from media.transport import sockaddr
from media.transport.endpoint import Path

SILENCE_NS = 500_000_000  # After this long without a datagram, another proven address takes over without nomination.
CONSENT_NS = 30_000_000_000  # RFC 7675 §5.1.
MAX_PATHS = 8  # Proven addresses remembered of one peer; the oldest unselected one makes room.
_ALPHABET = string.ascii_letters + string.digits


class LiteAgent:
    """One peer's ICE: our credentials, the paths that have proved theirs, and when consent was last given."""

    def __init__(self, remote_ufrag: str, now_ns: int) -> None:
        self.ufrag = "".join(secrets.choice(_ALPHABET) for _ in range(8))
        self.password = "".join(secrets.choice(_ALPHABET) for _ in range(24))
        self._key = self.password.encode()
        self._username = f"{self.ufrag}:{remote_ufrag}".encode()
        self._consented_ns = now_ns
        self.paths: list[Path] = []
        self.selected: Path | None = None

    def accepts(self, check: Check) -> bool:
        """Tell whether our peer made this check, for us."""
        return check.username == self._username and is_authentic(check, self._key)

    def response(self, check: Check, name: bytes) -> bytes:
        """Return the answer to an accepted check that came from `name`."""
        return success(check, sockaddr.host(name), sockaddr.port(name), self._key)

    def checked(self, path: Path, now_ns: int, *, use_candidate: bool) -> Path | None:
        """
        Take note of an accepted check.

        The path takes over if it is the first, if it is nominated, or if the selected one has been silent: aiortc's
        consent checks never nominate, so that a peer that moved would otherwise stay unheard.

        Returns:
            A path that is no longer proven because it had to make room.
        """
        self._consented_ns = now_ns
        silent = self.selected is None or now_ns - self.selected.heard_ns >= SILENCE_NS
        path.heard_ns = now_ns
        dropped = None
        if path not in self.paths:
            if len(self.paths) == MAX_PATHS:
                dropped = next(one for one in self.paths if one is not self.selected)
                self.paths.remove(dropped)
            self.paths.append(path)
        if use_candidate or silent:
            self.selected = path
        return dropped

    def has_consent(self, now_ns: int) -> bool:
        """Tell whether the peer has lately proved that it still wants our packets."""
        return now_ns - self._consented_ns < CONSENT_NS
