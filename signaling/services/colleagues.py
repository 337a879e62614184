"""The second official: found, rung into a running session, in it by voice and camera, out again without its end."""

from datetime import datetime

from signaling.core import invitation as core
from signaling.core import presence as seating
from signaling.core.access import Actor
from signaling.core.invitation import ANSWER_TIME, InvitationEvent
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.commands import (
    AcceptInvitation,
    DeclineInvitation,
    DismissColleague,
    FindColleagues,
    InviteColleague,
    StepOut,
    WithdrawInvitation,
)
from signaling.protocol.facts import InvitationChanged
from signaling.protocol.messages import ColleaguesFound, Done
from signaling.protocol.names import OfficialId, PeerId, Role, SessionId
from signaling.protocol.views import Colleague, Invitation, InvitationState, SessionState
from signaling.services import drafts
from signaling.services.context import Context, Result, fresh_id
from signaling.services.drafts import UNPLACED
from signaling.services.seats import running
from signaling.store import duties, invitations, ledger, sessions
from signaling.store.ledger import Draft, Entry
from signaling.store.sessions import Session

# -- The session's official ---------------------------------------------------------------------------


def find_colleagues(tx: Transaction, context: Context, actor: Actor, frame: FindColleagues, now: datetime) -> Result:
    """
    Tell who is on duty and may do in this case what is wanted, in the session's official's stead or beside them.

    Raises:
        Refused: session-unknown, not-allowed, session-ended.
    """
    session = running(tx, actor, frame, frame.session)
    there = {duty.official.id: duty for duty in duties.everybody(tx) if duty.official.id != session.parties.official}
    fitness = context.cases.fitness(tx, session.case, [duty.official for duty in there.values()])
    found = (
        Colleague(
            official=OfficialId(official),
            name=there[official].official.name,
            department=fit.department,
            department_name=fit.department_name,
            duties=fit.duties,
            free=there[official].session is None,
        )
        for official, fit in fitness.items()
        if frame.wanted in fit.duties
        and (frame.department is None or frame.department in there[official].official.departments)
    )
    return Result(ColleaguesFound(frame.ref, tuple(sorted(found, key=core.order))))


def invite_colleague(tx: Transaction, context: Context, actor: Actor, frame: InviteColleague, now: datetime) -> Result:
    """
    Ring an official who is free and may do what is wanted.

    Raises:
        Refused: invitation-open, while another one is rung or in the session; colleague-busy; colleague-unfit, also
            where the case asks for another person than who did something in it before; as `running`.
    """
    session = running(tx, actor, frame, frame.session)
    view = sessions.view(tx, session.id)
    if core.is_live(view.invitation):
        raise Refused(Code.INVITATION_OPEN)
    duty = duties.duty_of(tx, frame.official)
    if duty is None or duty.session is not None or frame.official == session.parties.official:
        raise Refused(Code.COLLEAGUE_BUSY)
    fit = context.cases.fitness(tx, session.case, [duty.official]).get(frame.official)
    if fit is None or frame.wanted not in fit.duties:
        raise Refused(Code.COLLEAGUE_UNFIT)
    invitation = Invitation(
        id=fresh_id(),
        session=session.id,
        official=frame.official,
        name=duty.official.name,
        department=fit.department,
        department_name=fit.department_name,
        wanted=frame.wanted,
        state=InvitationState.RINGING,
        by_name=actor.name,
        item_name=view.ticket.item_name,
        window_name=view.ticket.window_name,
        rung_at=now,
        until=now + ANSWER_TIME,
    )
    session, facts, _ = _put(tx, session, invitation, now)
    entry = drafts.by(actor, "invite-colleague", session.id, now, official=frame.official, wanted=frame.wanted.value)
    ledger.record(tx, facts, entry)
    return Result(Done(frame.ref), session)


def withdraw_invitation(
    tx: Transaction, context: Context, actor: Actor, frame: WithdrawInvitation, now: datetime
) -> Result:
    """
    Stop ringing.

    Raises:
        Refused: invitation-over, where they answered or nobody is rung; as `running`.
    """
    session = running(tx, actor, frame, frame.session)
    return _moved(tx, actor, frame, session, InvitationEvent.WITHDRAW, now)


def dismiss_colleague(
    tx: Transaction, context: Context, actor: Actor, frame: DismissColleague, now: datetime
) -> Result:
    """
    Let the second official go.

    Raises:
        Refused: invitation-over, where there is none; as `running`.
    """
    session = running(tx, actor, frame, frame.session)
    return _moved(tx, actor, frame, session, InvitationEvent.DISMISS, now)


# -- Who is rung --------------------------------------------------------------------------------------


def accept_invitation(
    tx: Transaction, context: Context, actor: Actor, frame: AcceptInvitation, now: datetime
) -> Result:
    """
    Join the session as its second official: its streams and its media are open from now on.

    Raises:
        Refused: session-unknown, for one that the actor is not rung into; session-ended; invitation-over, where it was
            withdrawn or is answered; session-running, where the actor has a resident of their own by now.
    """
    session = _rung_into(tx, actor, frame.session)
    if sessions.running_of_official(tx, OfficialId(actor.id)) is not None:
        raise Refused(Code.SESSION_RUNNING)
    return _moved(tx, actor, frame, session, InvitationEvent.ACCEPT, now)


def decline_invitation(
    tx: Transaction, context: Context, actor: Actor, frame: DeclineInvitation, now: datetime
) -> Result:
    """
    Say that one does not come.

    Raises:
        Refused: session-unknown, session-ended, invitation-over.
    """
    session = _rung_into(tx, actor, frame.session)
    return _moved(tx, actor, frame, session, InvitationEvent.DECLINE, now)


def step_out(tx: Transaction, context: Context, actor: Actor, frame: StepOut, now: datetime) -> Result:
    """
    Leave a session that goes on.

    Raises:
        Refused: as `running`: whoever has left takes no part any more.
    """
    session = running(tx, actor, frame, frame.session)
    return _moved(tx, actor, frame, session, InvitationEvent.LEAVE, now)


def _rung_into(tx: Transaction, actor: Actor, session_id: SessionId) -> Session:
    session = sessions.get(tx, session_id)
    latest = invitations.latest(tx, [session_id]).get(session_id)
    if latest is None or actor.role is not Role.OFFICIAL or latest.official != actor.id:
        raise Refused(Code.SESSION_UNKNOWN)
    if session.state is SessionState.ENDED:
        raise Refused(Code.SESSION_ENDED)
    return session


# -- Without being asked ------------------------------------------------------------------------------


def expire(tx: Transaction, node: str, now: datetime) -> None:
    """Note who has not answered in time; the node speaks for whoever operates it."""
    for overdue in invitations.overdue(tx, now):
        after = core.advance(overdue, InvitationEvent.EXPIRE)
        session, facts, _ = _put(tx, sessions.get(tx, overdue.session), after, now)
        entry = Entry(
            actor=node,
            role=Role.OPERATOR,
            action="expire-invitation",
            subject=session.id,
            at=now,
            details={"official": overdue.official},
        )
        ledger.record(tx, facts, entry)


def see_off(tx: Transaction, ended: Session, now: datetime) -> tuple[Session, list[Draft]]:
    """Return a session that has just ended without its second official, and the facts that tell it."""
    latest = invitations.latest(tx, [ended.id]).get(ended.id)
    if not core.is_live(latest):
        return ended, []
    ended, facts, _ = _put(tx, ended, core.advance(latest, InvitationEvent.END), now)
    return ended, facts


# -- All of it ----------------------------------------------------------------------------------------

Moving = WithdrawInvitation | DismissColleague | AcceptInvitation | DeclineInvitation | StepOut


def _moved(
    tx: Transaction, actor: Actor, frame: Moving, session: Session, event: InvitationEvent, now: datetime
) -> Result:
    latest = invitations.latest(tx, [session.id]).get(session.id)
    session, facts, gone = _put(tx, session, core.advance(latest, event), now)
    tag = str(type(frame).__struct_config__.tag)
    ledger.record(tx, facts, drafts.by(actor, tag, session.id, now))
    return Result(Done(frame.ref), session, gone=gone)


def _put(
    tx: Transaction, session: Session, invitation: Invitation, now: datetime
) -> tuple[Session, list[Draft], PeerId | None]:
    """Keep an invitation; return its session, the facts, and the peer of whoever is not in it any more."""
    seats = seating.seats(sessions.view(tx, session.id).presences)
    presence = seats.get(seating.seat(Role.COLLEAGUE, None))
    changed = sessions.put_invitation(tx, session, invitation)
    if not core.is_live(invitation):
        duties.set_idle(tx, invitation.official, now)
    told = InvitationChanged(*UNPLACED, now, invitation)
    facts = drafts.rung(told, sessions.view(tx, session.id), session.parties.division)
    is_in = invitation.state is InvitationState.JOINED
    return changed, facts, None if is_in or presence is None else presence.peer
