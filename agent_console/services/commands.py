"""
The case's commands: `carry_out` is the way in; it checks who, when and on what version, then adds one act.

What concerns bytes (the signature's picture, the page's image) is on disk before: a command touches the database only.
"""

import msgspec

from agent_console.api.schemas import AnyCaseCommand
from agent_console.core.hindrances import hindrance
from agent_console.core.permit import BESIDE, NEEDS_SESSION, may
from agent_console.services import office, outcomes, papers, registering, signing
from agent_console.services.application import follow
from agent_console.services.custody import check_settled
from agent_console.services.dossier import Dossier, check_session_runs, load_to_change, may_read
from agent_console.services.request import Request, event_of
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.case_views import CaseAction, CaseState, CaseView
from signaling.protocol.codes import Code
from signaling.store import ledger

__all__ = ["Request", "carry_out"]

CLOSES = frozenset({CaseAction.CLOSE, CaseAction.DELIVER})

_encode = msgspec.json.Encoder().encode
_seen = msgspec.json.Decoder(CaseView)


def carry_out(tx: Transaction, request: Request) -> CaseView:
    """
    Do what a command asks, once: repeated under its key, it gets the first outcome.

    Raises:
        Refused: not-found, key-reused, session-ended, not-allowed, version-stale, what `hindrance` names, or what the
            command itself checks.
    """
    ref = f"case/{request.key}"
    digest = ledger.digest(request.case.encode() + b"\0" + _encode(request.command))
    # Locked before looking for a first outcome: of two clicks at once, the second waits here until the first has one.
    dossier = load_to_change(tx, request.case)
    first = ledger.outcome(tx, request.actor.id, ref, digest)
    if first is not None:
        return _seen.decode(first)
    if not may_read(dossier, request.actor):
        raise Refused(Code.NOT_FOUND)
    _check(dossier, request, action_of(request.command))
    act = _decide(dossier, request)
    dossier.add(act, event_of(act), actor=request.actor.id, role=request.actor.role, at=request.at)
    follow(dossier, act, request.at)
    seen = dossier.view(request.actor)
    ledger.remember(tx, request.actor.id, ref, digest, _encode(seen))
    return seen


def action_of(command: AnyCaseCommand) -> CaseAction:
    """Return what a command does, by its tag."""
    return CaseAction(str(type(command).__struct_config__.tag))


def _check(dossier: Dossier, request: Request, action: CaseAction) -> None:
    case = dossier.case
    stale = action not in BESIDE and request.command.version != case.version
    if not may(dossier.parties(request.actor), action, case.state):
        # A page that shows an older version offers what was allowed then: told so, it shows the newer one.
        raise Refused(Code.VERSION_STALE if stale else Code.NOT_ALLOWED)
    if action in NEEDS_SESSION:
        check_session_runs(dossier)
    if action is CaseAction.TAKE_BACK and case.state is CaseState.CORRECTING and dossier.session_ended:
        raise Refused(Code.SESSION_ENDED)  # The form opens again when the resident is back, by their ticket.
    if stale:
        raise Refused(Code.VERSION_STALE, version=case.version)
    against = hindrance(action, case, dossier.item, request.actor.id)
    if against is not None:
        raise against.refusal()
    if action in CLOSES:
        check_settled(dossier)


def _decide(dossier: Dossier, request: Request) -> registering.Act:
    command = request.command
    if isinstance(command, registering.Command):
        return registering.decide(dossier, command, request)
    if isinstance(command, signing.Command):
        return signing.decide(dossier, command, request)
    if isinstance(command, papers.Command):
        return papers.decide(dossier, command, request)
    if isinstance(command, outcomes.Command):
        return outcomes.decide(dossier, command, request)
    return office.decide(dossier, command, request)
