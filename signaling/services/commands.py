"""Every command's way to its service: carried out once, whatever is repeated, with a reply that outlives a lost one."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol import messages
from signaling.protocol.codec import decode_server, encode
from signaling.protocol.commands import (
    AcceptInvitation,
    CallNext,
    DeclineInvitation,
    DeclineStill,
    DismissColleague,
    EndSession,
    FindColleagues,
    GiveConsent,
    InviteColleague,
    JoinMedia,
    LeaveQueue,
    LeaveSession,
    RequestStill,
    Say,
    SetDuty,
    SetHold,
    StepOut,
    TakeTicket,
    UnwatchSession,
    WatchSession,
    WithdrawInvitation,
)
from signaling.protocol.frames import Frame
from signaling.protocol.messages import ColleaguesFound, Done, Granted, TicketIssued
from signaling.services import calls, colleagues, grants, queue, stills, supervision
from signaling.services.context import Context, Reply, Result
from signaling.store import ledger
from signaling.store.savepoint import savepoint

Command = (
    TakeTicket
    | LeaveQueue
    | JoinMedia
    | GiveConsent
    | Say
    | DeclineStill
    | LeaveSession
    | SetDuty
    | CallNext
    | SetHold
    | RequestStill
    | EndSession
    | WatchSession
    | UnwatchSession
    | FindColleagues
    | InviteColleague
    | WithdrawInvitation
    | DismissColleague
    | AcceptInvitation
    | DeclineInvitation
    | StepOut
)
C = TypeVar("C", bound=Command)
Service = Callable[[Transaction, Context, Actor, C, datetime], Result]


def _serves(kind: type[C], service: Service[C]) -> tuple[type[Frame], Service[Command]]:
    def serve(tx: Transaction, context: Context, actor: Actor, frame: Command, now: datetime) -> Result:
        assert isinstance(frame, kind)
        return service(tx, context, actor, frame, now)

    return kind, serve


SERVICES: dict[type[Frame], Service[Command]] = dict(
    (
        _serves(TakeTicket, queue.take_ticket),
        _serves(LeaveQueue, queue.leave_queue),
        _serves(SetDuty, queue.set_duty),
        _serves(CallNext, queue.call_next),
        _serves(JoinMedia, grants.join_media),
        _serves(GiveConsent, calls.give_consent),
        _serves(Say, calls.say),
        _serves(SetHold, calls.set_hold),
        _serves(EndSession, calls.end_session),
        _serves(LeaveSession, calls.leave_session),
        _serves(RequestStill, stills.request_still),
        _serves(DeclineStill, stills.decline_still),
        _serves(WatchSession, supervision.watch_session),
        _serves(UnwatchSession, supervision.unwatch_session),
        _serves(FindColleagues, colleagues.find_colleagues),
        _serves(InviteColleague, colleagues.invite_colleague),
        _serves(WithdrawInvitation, colleagues.withdraw_invitation),
        _serves(DismissColleague, colleagues.dismiss_colleague),
        _serves(AcceptInvitation, colleagues.accept_invitation),
        _serves(DeclineInvitation, colleagues.decline_invitation),
        _serves(StepOut, colleagues.step_out),
    )
)


def refusal(ref: str, refused: Refused) -> messages.Refused:
    """Return the frame for a refusal: the wire's border; over HTTP it is a problem document."""
    return messages.Refused(ref, refused.code, refused.facts)


def execute(tx: Transaction, context: Context, actor: Actor, frame: Command, now: datetime) -> Result:
    """
    Carry a command out, or return what came of it the first time; a refusal is an outcome too.

    Raises:
        Refused: key-reused, where the ref was that of another command.
    """
    who, digest = f"{actor.role}/{actor.id}", ledger.digest(encode(frame))
    first = ledger.outcome(tx, who, frame.ref, digest)
    if first is not None:
        return Result(_reply(first))
    try:
        # What a refused command had already written is undone; that it was refused is kept.
        with savepoint(tx):
            result = SERVICES[type(frame)](tx, context, actor, frame, now)
    except Refused as refused:
        result = Result(refusal(frame.ref, refused))
    ledger.remember(tx, who, frame.ref, digest, encode(result.reply))
    return result


def _reply(raw: bytes) -> Reply:
    reply = decode_server(raw)
    assert isinstance(reply, Done | TicketIssued | Granted | ColleaguesFound | messages.Refused)
    return reply
