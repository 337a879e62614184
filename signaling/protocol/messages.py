"""What the server says: replies (to a ref), facts, and signals, which are never stored."""

from typing import Literal

from signaling.protocol.codes import Code
from signaling.protocol.facts import AnyFact, StreamStart
from signaling.protocol.frames import Fraction, Frame, Ref
from signaling.protocol.media import Line
from signaling.protocol.names import Role, SessionId, Sha256, StreamName, TicketId
from signaling.protocol.views import Colleague, QualityWord, Text, TicketView

# -- Replies -------------------------------------------------------------------------------------


class Welcome(Frame, frozen=True):
    """The answer to hello. Facts missed follow it, in order."""

    role: Role
    id: str  # The actor's: window or account.
    name: Text
    on_duty: bool
    streams: tuple[StreamStart, ...]


class Pong(Frame, frozen=True):
    pass


class Done(Frame, frozen=True):
    """The command was carried out and is committed."""

    ref: Ref


class TicketIssued(Frame, frozen=True):
    """The answer to take-ticket and call-next."""

    ref: Ref
    ticket: TicketView


class Granted(Frame, frozen=True):
    """The answer to join-media: post the offer to `url` with `grant` as bearer (content type application/sdp)."""

    ref: Ref
    grant: str
    url: str
    plan: tuple[Line, ...]


class ColleaguesFound(Frame, frozen=True):
    """The answer to find-colleagues: who is free first, then by name."""

    ref: Ref
    colleagues: tuple[Colleague, ...]


class Refused(Frame, frozen=True):
    """A legal request that our rules refuse. `facts` fill the placeholders of the translated message."""

    ref: Ref
    code: Code
    facts: dict[str, str | int] = {}


# -- Signals -------------------------------------------------------------------------------------


class StreamOpened(Frame, frozen=True):
    """The client may read one more stream from now on (it was called, or it watches)."""

    start: StreamStart


class StreamClosed(Frame, frozen=True):
    """The client's permission to read this stream is over."""

    stream: StreamName


class QueuePlace(Frame, frozen=True):
    """How many are ahead of a ticket, and the expected wait in seconds (null while unknown)."""

    ticket: TicketId
    ahead: int
    wait_seconds: int | None
    officials: int  # On duty for this ticket.


class Ring(Frame, frozen=True):
    """This official is the next for a waiting ticket (longest idle first)."""

    ticket: TicketView


class Pointed(Frame, frozen=True):
    session: SessionId
    role: Role
    page: Sha256
    at: tuple[Fraction, Fraction] | None


class FieldInUse(Frame, frozen=True):
    """The other end is at this field of the form."""

    session: SessionId
    role: Role
    field: str | None


class QualityReported(Frame, frozen=True):
    session: SessionId
    role: Role
    word: QualityWord


class Directive(Frame, frozen=True):
    """What the client must do next, rather than guess."""

    what: Literal["resume", "rejoin-media", "leave"]
    session: SessionId | None = None
    reason: Literal["taken-over", "signed-out", "ended", "node-lost", "node-closing"] | None = None


class BadFrame(Frame, frozen=True):
    """The last frame broke the language; the socket is closed with code 4400 after it."""

    problem: str


Reply = Welcome | Pong | Done | TicketIssued | Granted | ColleaguesFound | Refused | BadFrame
Signal = StreamOpened | StreamClosed | QueuePlace | Ring | Pointed | FieldInUse | QualityReported | Directive
ServerFrame = Reply | AnyFact | Signal
