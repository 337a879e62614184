"""Presence: whose media are in a session. The newest peer of a seat speaks for it."""

import msgspec

from signaling.protocol.names import PeerId, Role
from signaling.protocol.views import Presence, Text

_ONE_SEAT = (Role.WINDOW, Role.OFFICIAL, Role.COLLEAGUE)


def seat(role: Role, peer: PeerId | None) -> str:
    """
    Return what tells the participants of a session apart.

    The window and each of the officials have one seat, whatever device they sit down with; others come by their peer.
    """
    return role.value if role in _ONE_SEAT else f"{role}/{peer}"


def seats(presences: tuple[Presence, ...]) -> dict[str, Presence]:
    """Return the presences by their seats."""
    return {seat(presence.role, presence.peer): presence for presence in presences}


def join(role: Role, name: Text, peer: PeerId) -> Presence:
    """Return the presence of a peer that was granted media and has sent none yet."""
    return Presence(role, name, peer, connected=False)


def settle(presence: Presence | None, peer: PeerId, *, connected: bool) -> Presence | None:
    """Return the presence that an event of the media node changes to, None where it changes nothing."""
    if presence is None or presence.peer != peer or presence.connected == connected:
        return None  # A peer that was replaced goes without a word; its follower is there.
    return msgspec.structs.replace(presence, connected=connected)


def put(presences: tuple[Presence, ...], changed: Presence) -> tuple[Presence, ...]:
    """Return the presences with one changed. A visitor that has gone leaves no empty seat."""
    found = seats(presences)
    key = seat(changed.role, changed.peer)
    found[key] = changed
    if changed.role not in _ONE_SEAT and not changed.connected:
        del found[key]
    return tuple(found[key] for key in sorted(found))


def without_colleague(presences: tuple[Presence, ...]) -> tuple[Presence, ...]:
    """Return the presences after the second official has gone: nobody waits for them any more."""
    return tuple(presence for presence in presences if presence.role is not Role.COLLEAGUE)
