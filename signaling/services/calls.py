"""What may happen within a call: the resident's word, messages, hold, and the ways in which it ends."""

import secrets
from datetime import datetime

from signaling.core import session as core
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.core.session import SessionEvent
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.commands import EndSession, GiveConsent, LeaveSession, Say, SetHold
from signaling.protocol.facts import ConsentGiven, MessageSaid, SessionEnded, SessionHeld, TicketLeft, TicketServed
from signaling.protocol.messages import Done
from signaling.protocol.views import Message, Outcome, TicketState
from signaling.services import colleagues, drafts, keys, queue
from signaling.services.context import Context, Result, fresh_id
from signaling.services.drafts import UNPLACED
from signaling.services.seats import running
from signaling.store import duties, ledger, sessions, tickets
from signaling.store.ledger import Draft
from signaling.store.sessions import Session


def give_consent(tx: Transaction, context: Context, actor: Actor, frame: GiveConsent, now: datetime) -> Result:
    """
    Keep the resident's word on recording; the first grant makes the session's key.

    Raises:
        Refused: not-allowed, for a grant that is withdrawn; session-unknown, session-ended.
    """
    before = running(tx, actor, frame, frame.session)
    wrapped = keys.wrap(secrets.token_bytes(keys.KEY_BYTES), context.master_key, before.id) if frame.granted else None
    after = sessions.set_consent(tx, before, granted=frame.granted, recording_key=wrapped)
    if after.consent is before.consent:
        return Result(Done(frame.ref), after)
    context.cases.consent_changed(tx, after.case, frame.granted)
    told = ConsentGiven(*UNPLACED, now, frame.granted)
    facts = drafts.changed(told, sessions.view(tx, after.id), after.parties.division)
    ledger.record(tx, facts, drafts.by(actor, "give-consent", after.id, now, granted=frame.granted))
    return Result(Done(frame.ref), after)


def say(tx: Transaction, context: Context, actor: Actor, frame: Say, now: datetime) -> Result:
    """
    Keep a text message; its words stand in the session, never in the audit.

    Raises:
        Refused: text-invalid, for one without a visible letter; session-unknown, session-ended.
    """
    session = running(tx, actor, frame, frame.session)
    text = frame.text.strip()
    if not text or any(letter != "\n" and not letter.isprintable() for letter in text):
        raise Refused(Code.TEXT_INVALID)
    speaker = core.seat(actor, session.parties) or actor.role
    message = Message(fresh_id(), speaker, text, now)
    sessions.add_message(tx, session, message)
    facts = [drafts.to_session(session.id, MessageSaid(*UNPLACED, now, message))]
    ledger.record(tx, facts, drafts.by(actor, "say", session.id, now, message=message.id))
    return Result(Done(frame.ref))


def set_hold(tx: Transaction, context: Context, actor: Actor, frame: SetHold, now: datetime) -> Result:
    """
    Put the session on hold or take it back; said twice it changes nothing.

    Raises:
        Refused: session-unknown, session-ended.
    """
    before = running(tx, actor, frame, frame.session)
    event = SessionEvent.HOLD if frame.on else SessionEvent.RESUME
    if core.advance(before.state, event) is before.state:
        return Result(Done(frame.ref), before)
    after = sessions.advance(tx, before, event, now)
    told, view = SessionHeld(*UNPLACED, now, frame.on), sessions.view(tx, after.id)
    facts = [*drafts.changed(told, view, after.parties.division), drafts.to_hall(view, now)]
    ledger.record(tx, facts, drafts.by(actor, "set-hold", after.id, now, on=frame.on))
    return Result(Done(frame.ref), after)


def end_session(tx: Transaction, context: Context, actor: Actor, frame: EndSession, now: datetime) -> Result:
    """
    End the session for everybody: as served exactly if its case was accepted.

    Raises:
        Refused: session-unknown, session-ended.
    """
    session = running(tx, actor, frame, frame.session)
    return Result(Done(frame.ref), _end(tx, context, actor, session, frame.outcome, now))


def leave_session(tx: Transaction, context: Context, actor: Actor, frame: LeaveSession, now: datetime) -> Result:
    """
    End the session because the resident goes.

    Raises:
        Refused: session-unknown, session-ended.
    """
    session = running(tx, actor, frame, frame.session)
    return Result(Done(frame.ref), _end(tx, context, actor, session, Outcome.BROKEN_OFF, now))


def _end(tx: Transaction, context: Context, actor: Actor, session: Session, asked: Outcome, now: datetime) -> Session:
    outcome = core.end_outcome(asked, accepted=context.cases.is_settled(tx, session.case))
    ended = sessions.advance(tx, session, SessionEvent.END, now, outcome)
    duties.set_idle(tx, session.parties.official, now)
    ended, farewell = colleagues.see_off(tx, ended, now)
    ticket = tickets.by_id(tx, [session.ticket])[session.ticket]
    over = TicketServed if ticket.state is TicketState.SERVED else TicketLeft
    parties, fact = session.parties, SessionEnded(*UNPLACED, now, session.id, outcome)
    facts = [
        *farewell,
        drafts.to_session(session.id, fact),
        *drafts.to_floor(fact, parties.division, parties.department),
        *drafts.to_queue(over(*UNPLACED, now, ticket), parties.division),
        Draft(drafts.hall(ticket.hall), fact),
    ]
    ledger.record(tx, facts, drafts.by(actor, "end-session", session.id, now, outcome=outcome.value))
    onward = context.cases.forward(tx, session.case)
    if onward is not None:
        queue.forward(tx, ticket, onward, actor, now)
    return ended
