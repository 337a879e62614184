"""What the window hears from its edge beside the server's frames, and what it asks of it."""

from typing import Literal

import msgspec

from signaling.protocol.commands import WindowFrame
from signaling.protocol.names import CaseId, SessionId, Sha256

# -- Heard ---------------------------------------------------------------------------------------


class Opened(msgspec.Struct, frozen=True):
    """The socket is open; nothing has been said yet."""


class Closed(msgspec.Struct, frozen=True):
    """The socket is gone. The edge dials again by itself."""


class Rested(msgspec.Struct, frozen=True):
    """A pause is over."""

    key: str


class PeerUp(msgspec.Struct, frozen=True):
    """The media peer of this session is connected."""

    session: SessionId


class PeerLost(msgspec.Struct, frozen=True):
    """The media peer of this session could not be joined, or has fallen silent."""

    session: SessionId


class StillFailed(msgspec.Struct, frozen=True):
    """The still cannot be delivered; retries are over."""

    session: SessionId
    still: str
    reason: Literal["no-camera", "capture-failed", "upload-failed"]


Heard = Opened | Closed | Rested | PeerUp | PeerLost | StillFailed

# -- Asked ---------------------------------------------------------------------------------------


class Send(msgspec.Struct, frozen=True):
    """Put a frame on the socket."""

    frame: WindowFrame


class Pause(msgspec.Struct, frozen=True):
    """Say `Rested(key)` after so many seconds, connected or not."""

    key: str
    seconds: float


class JoinPeer(msgspec.Struct, frozen=True):
    """Build a media peer; drop the one there is only once the new one is connected."""

    session: SessionId
    grant: str
    url: str


class LeavePeer(msgspec.Struct, frozen=True):
    """Close the media peer and forget the call's devices."""


class LayPaper(msgspec.Struct, frozen=True):
    """Put the paper for this material under the document camera."""

    material: str
    name: str  # The material's Chinese name: what kind of paper it is.
    owner: str  # The resident's masked ID number: whose paper it is.
    turn: int  # Pages sent back so far: the same paper in another turn is taken up and laid down afresh.


class ClearDesk(msgspec.Struct, frozen=True):
    """Take the last paper away."""


class TakeStill(msgspec.Struct, frozen=True):
    """Take a full-resolution picture of the document camera, once `paper` lies there, and upload it until a receipt."""

    session: SessionId
    still: str
    case: CaseId
    paper: LayPaper | None  # None: whatever lies there.


class AgreeToReuse(msgspec.Struct, frozen=True):
    """Let the official look up what lies with departments, or was verified before."""

    case: CaseId


class SignCase(msgspec.Struct, frozen=True):
    """Write the resident's name under the summary."""

    key: str  # Idempotency key: a retry after a lost answer is harmless.
    case: CaseId
    version: int
    summary_hash: Sha256


class ConfirmCase(msgspec.Struct, frozen=True):
    """Confirm the summary that was signed."""

    key: str
    case: CaseId
    version: int
    summary_hash: Sha256


class Redial(msgspec.Struct, frozen=True):
    """Close the socket and open another one."""


class Stop(msgspec.Struct, frozen=True):
    """There is nothing more to do here."""

    reason: str


Deed = LayPaper | TakeStill | AgreeToReuse | SignCase | ConfirmCase
Effect = Deed | Send | Pause | JoinPeer | LeavePeer | ClearDesk | Redial | Stop
