"""
What the desk needs from elsewhere, and what it offers: the seams between the packages.

Implemented in agent_console (`Identify`, `Items`, `Cases`, streams), in media (`MediaPlane`), in signaling.bus (`Bus`)
and in signaling.store (`Transaction`); `agent_console.app` wires them.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

import msgspec
from sqlalchemy.engine import Connection

from signaling.core.access import Actor
from signaling.core.refusal import Refused as Refused  # media may import this module, but not the desk's core.
from signaling.protocol.facts import Snapshot
from signaling.protocol.media import Source
from signaling.protocol.names import CaseId, ItemId, PeerId, Role, SessionId, StreamName, TicketId
from signaling.protocol.views import QualityWord, Text, Wanted

# A command or query sees one SQLAlchemy connection inside one transaction (a savepoint of the group commit on SQLite).
Transaction = Connection


class Handshake(msgspec.Struct, frozen=True):
    """What a socket's opening request tells about its client."""

    role: Role
    cookies: Mapping[str, str]
    origin: str | None
    host: str


class Identify(Protocol):
    """Tell who opens a socket, or raise `Refused` (not-signed-in, origin-wrong)."""

    async def __call__(self, handshake: Handshake) -> Actor: ...


class ItemRoute(msgspec.Struct, frozen=True):
    """What of an item decides its queue; copied into the ticket, so that a later version changes no running ticket."""

    item: ItemId
    version: int
    division: str  # The hall's division code, GB/T 2260, e.g. "441302".
    department: str
    area: str
    qualification: str | None
    name: Text
    department_name: Text
    attended: bool = False  # Only where a clerk is: an original is to be seen, or a signature is wet.


class Items(Protocol):
    """
    Look an item up by id; None where there is no such published item.

    `home` is the division whose authority is applied to, `receiving_office` the hall of the window: together they say
    whose officials accept it.
    """

    def __call__(
        self, tx: Transaction, item: ItemId, home: str | None = None, receiving_office: str | None = None
    ) -> ItemRoute | None: ...


class CaseOpening(msgspec.Struct, frozen=True):
    """What the case side must know to open a case inside call-next's own transaction."""

    session: SessionId
    case: CaseId
    ticket: TicketId
    item: ItemId
    item_version: int
    resident_id_number: str
    resident_phone: str
    language: str
    window: str
    official: str
    division: str
    at: datetime
    home: str | None = None
    department: str = ""  # Whose queue the ticket stood in; another than the item's where it was handed on.
    receiving_office: str = ""
    collect_at: str | None = None


class Returning(msgspec.Struct, frozen=True):
    """A case that a resident comes back for; `official` served it before."""

    case: CaseId
    item: ItemId
    home: str | None
    official: str


class Forward(msgspec.Struct, frozen=True):
    """Where a resident goes on to whose matter was not ours: the same item, in that department's queue."""

    division: str
    department: str
    department_name: Text


class Fitness(msgspec.Struct, frozen=True):
    """What an official may do in a case as the second one, and for which department they would come."""

    duties: tuple[Wanted, ...]
    department: str
    department_name: Text


class Cases(Protocol):
    """The case side, as the desk sees it. All of it runs inside the desk's transaction."""

    def open(self, tx: Transaction, opening: CaseOpening) -> None:
        """Create the case of a session."""

    def resume(self, tx: Transaction, opening: CaseOpening) -> None:
        """Carry a case on in the session of its second visit."""

    def returning(self, tx: Transaction, case: str, id_number: str) -> Returning:
        """Return the case, by id or number, that its resident may come back for; raise `Refused` (case-unknown)."""

    def check_collect(self, tx: Transaction, office: str) -> None:
        """Refuse an office that hands out no results (`Refused`: office-unknown)."""

    def forward(self, tx: Transaction, case: CaseId) -> Forward | None:
        """Return whose queue the resident goes on to, once the session is over."""

    def is_settled(self, tx: Transaction, case: CaseId) -> bool:
        """Tell whether the visit led somewhere (accepted, asked to correct, ended): its session ends as served."""

    def fitness(self, tx: Transaction, case: CaseId, officials: Sequence[Actor]) -> Mapping[str, Fitness]:
        """Return what these officials may do in a case, by their ids; nobody is there whom it is no business of."""

    def consent_changed(self, tx: Transaction, case: CaseId, granted: bool) -> None:
        """Note the resident's word on recording: without a recording the case cannot be signed."""


class Stream(msgspec.Struct, frozen=True):
    """One family of streams, registered by its owner under the prefix before the slash (`queue`, `session`, `case`)."""

    prefix: str
    may_read: Callable[[Transaction, Actor, StreamName], bool]
    snapshot: Callable[[Transaction, Actor, StreamName], Snapshot]


class Subscription(Protocol):
    """An open ear on the bus: yields (topic, payload) until closed."""

    def __aiter__(self) -> "Subscription": ...

    async def __anext__(self) -> tuple[str, bytes]: ...

    async def aclose(self) -> None:
        """End the iteration. Idempotent."""


class Bus(Protocol):
    """Wake-ups and signals across nodes. Losing it slows, never loses: facts live in the ledger."""

    async def publish(self, topic: str, payload: bytes) -> None:
        """Send to whoever is subscribed to the topic now. Never raises because of the transport."""

    def subscribe(self, *topics: str) -> Subscription:
        """Yield (topic, payload) until closed with `aclose`; the queue is bounded and drops its oldest."""

    async def close(self) -> None: ...


class PeerState(StrEnum):
    CONNECTED = "connected"
    LOST = "lost"  # Consent lapsed, or DTLS closed.
    CLOSED = "closed"


class PeerEvent(msgspec.Struct, frozen=True):
    """The media node tells the desk how a peer fares."""

    session: SessionId
    peer: PeerId
    role: Role
    state: PeerState


class QualityEvent(msgspec.Struct, frozen=True):
    """Once in 5 s and peer: what the node measured towards and from it."""

    session: SessionId
    peer: PeerId
    role: Role
    loss: float  # Fraction lost of what the peer sent and was sent; the worse of the two.
    round_trip_seconds: float | None
    word: QualityWord


class SegmentFinished(msgspec.Struct, frozen=True):
    """A packet log was remuxed. `gap_seconds` is what was lost between the previous segment and this one."""

    session: SessionId
    number: int
    path: Path  # Encrypted Matroska, relative to the recordings folder.
    sha256: str  # Of the encrypted file.
    started_at: datetime
    seconds: float
    gap_seconds: float


MediaEvent = PeerEvent | QualityEvent | SegmentFinished


class MediaPlane(Protocol):
    """A media node, as the desk sees it: in this process, or another one over HTTP."""

    name: str  # Stands in grants.
    url: str  # Path or address that the offer is posted to.

    def set_edge(self, session: SessionId, source: Source, subscriber: Role, *, on: bool) -> None:
        """Open or shut one edge of a session. Edges of the plans are open at first; a hold shuts them."""

    def record(self, session: SessionId, key: bytes) -> None:
        """Append every participant's packets to the session's log from now on, encrypted under `key` (32 bytes)."""

    def close_peer(self, session: SessionId, peer: PeerId) -> None:
        """Send BYE and close one peer. Idempotent."""

    def close(self, session: SessionId) -> None:
        """Close all peers of a session and finish its recording. Idempotent."""

    def watch(self, listener: Callable[[MediaEvent], None]) -> None:
        """Call `listener` on the event loop for every event from now on."""
