"""
The m-line plan of each role, and what a grant permits.

One offer per peer, answered once (RFC 9429 §5.3): a peer adds its transceivers in the order of its plan, device or no
device, and plugging or unplugging is `replaceTrack`. The node derives its edges from the plans: a line that receives
`(official, camera)` is fed by whatever the official's newest peer sends on its camera line.
"""

from enum import StrEnum

import msgspec

from signaling.protocol.names import PeerId, Role, SessionId


class Track(StrEnum):
    """What a producer shows. Voice and camera share one msid; the document has its own."""

    VOICE = "voice"
    CAMERA = "camera"
    DOCUMENT = "document"  # The paper under a window's camera; of an official the desktop that they share.


class Kind(StrEnum):
    """The media type of an m-line (RFC 8866 §5.14)."""

    AUDIO = "audio"
    VIDEO = "video"


class Source(msgspec.Struct, frozen=True, rename="camel"):
    """One producer of a session."""

    role: Role
    track: Track


class Line(msgspec.Struct, frozen=True, rename="camel"):
    """One m-line, as the peer that offers it sees it. Its MID is its index in the plan, as text."""

    kind: Kind
    sends: Track | None
    receives: Source | None


PLANS: dict[Role, tuple[Line, ...]] = {
    Role.WINDOW: (
        Line(Kind.AUDIO, Track.VOICE, Source(Role.OFFICIAL, Track.VOICE)),
        Line(Kind.VIDEO, Track.CAMERA, Source(Role.OFFICIAL, Track.CAMERA)),
        Line(Kind.VIDEO, Track.DOCUMENT, Source(Role.OFFICIAL, Track.DOCUMENT)),
        Line(Kind.AUDIO, None, Source(Role.COLLEAGUE, Track.VOICE)),
        Line(Kind.VIDEO, None, Source(Role.COLLEAGUE, Track.CAMERA)),
    ),
    Role.OFFICIAL: (
        Line(Kind.AUDIO, Track.VOICE, Source(Role.WINDOW, Track.VOICE)),
        Line(Kind.VIDEO, Track.CAMERA, Source(Role.WINDOW, Track.CAMERA)),
        Line(Kind.VIDEO, Track.DOCUMENT, Source(Role.WINDOW, Track.DOCUMENT)),
        Line(Kind.AUDIO, None, Source(Role.COLLEAGUE, Track.VOICE)),
        Line(Kind.VIDEO, None, Source(Role.COLLEAGUE, Track.CAMERA)),
    ),
    Role.COLLEAGUE: (
        Line(Kind.AUDIO, Track.VOICE, Source(Role.WINDOW, Track.VOICE)),
        Line(Kind.VIDEO, Track.CAMERA, Source(Role.WINDOW, Track.CAMERA)),
        Line(Kind.VIDEO, None, Source(Role.WINDOW, Track.DOCUMENT)),
        Line(Kind.AUDIO, None, Source(Role.OFFICIAL, Track.VOICE)),
        Line(Kind.VIDEO, None, Source(Role.OFFICIAL, Track.CAMERA)),
        Line(Kind.VIDEO, None, Source(Role.OFFICIAL, Track.DOCUMENT)),
    ),
    Role.SUPERVISOR: (
        Line(Kind.AUDIO, None, Source(Role.WINDOW, Track.VOICE)),
        Line(Kind.VIDEO, None, Source(Role.WINDOW, Track.CAMERA)),
        Line(Kind.VIDEO, None, Source(Role.WINDOW, Track.DOCUMENT)),
        Line(Kind.AUDIO, None, Source(Role.OFFICIAL, Track.VOICE)),
        Line(Kind.VIDEO, None, Source(Role.OFFICIAL, Track.CAMERA)),
        Line(Kind.VIDEO, None, Source(Role.OFFICIAL, Track.DOCUMENT)),
        Line(Kind.AUDIO, None, Source(Role.COLLEAGUE, Track.VOICE)),
        Line(Kind.VIDEO, None, Source(Role.COLLEAGUE, Track.CAMERA)),
    ),
}


class Grant(msgspec.Struct, frozen=True, rename="camel"):
    """
    The claims of a 入会凭证: one peer's permission to send one offer.

    On the wire it is `base64url(json claims) "." base64url(Ed25519 signature over the first part's bytes)`, unpadded.
    The node spends it once; afterwards the same bearer serves the peer's own Location only.
    """

    id: str  # 128 random bits, base64url; what "spent once" is checked by.
    session: SessionId
    peer: PeerId
    role: Role
    node: str  # Name of the media node that may accept it.
    expires: float  # Seconds since the epoch, UTC; 60 s after issue.
