"""
What may be done to a case, by whom and when: one table over action, state and party.

A party is what somebody is to one case. The service type is data: it decides, through the divisions in the case's
`Handling`, whose officials are the accepting and whose the deciding side.
"""

from collections.abc import Collection
from enum import StrEnum
from functools import cache

from agent_console.core.handling import Handling
from signaling.core.access import Actor
from signaling.core.routing import covers
from signaling.protocol.case_views import CaseAction, CaseState
from signaling.protocol.names import Role


class Party(StrEnum):
    """What an actor is to a case; an official may be several at once."""

    RESIDENT = "resident"  # Whoever sits at the case's window.
    CLERK = "clerk"  # Of the receiving hall, or of the one where the result is collected.
    RECEIVING = "receiving"  # An official of the receiving division, in the item's department.
    ACCEPTING = "accepting"
    DECIDING = "deciding"
    HEAD = "head"  # Of the deciding department.
    SUPERVISOR = "supervisor"
    MACHINE = "machine"


HEAD_QUALIFICATION = "head"
_S = CaseState
IN_SESSION = frozenset({_S.REGISTERING, _S.PRESENTED, _S.SIGNED, _S.CONFIRMED})
UNDER_REVIEW = frozenset({_S.ACCEPTED, _S.REVIEWED})
AFTER_ACCEPTANCE = UNDER_REVIEW | {_S.DECIDED, _S.ISSUED}
_FORM = frozenset({_S.REGISTERING})
_P = Party

# Each line: in these states these parties may. What does not stand here is not allowed.
# A closed case stays as it is; only what is outside it is still told: where originals went, whether a promise held.
TABLE: dict[CaseAction, tuple[tuple[frozenset[CaseState], frozenset[Party]], ...]] = {
    CaseAction.SAVE_FORM: ((_FORM, frozenset({_P.ACCEPTING})),),
    CaseAction.ATTACH_PAGE: (
        # Presented: the form that was printed, signed in ink, is scanned again.
        (_FORM | {_S.PRESENTED, _S.CORRECTING} | UNDER_REVIEW, frozenset({_P.RESIDENT, _P.CLERK, _P.RECEIVING})),
    ),
    CaseAction.ACCEPT_PAGE: ((_FORM, frozenset({_P.ACCEPTING})),),
    CaseAction.RETURN_PAGE: ((_FORM, frozenset({_P.ACCEPTING})),),
    CaseAction.PRESENT: ((_FORM, frozenset({_P.ACCEPTING})),),
    # Correcting, while the resident is still there: what was asked can be put right at once.
    CaseAction.TAKE_BACK: (((IN_SESSION - _FORM) | {_S.CORRECTING}, frozenset({_P.ACCEPTING})),),
    CaseAction.SIGN: ((frozenset({_S.PRESENTED}), frozenset({_P.RESIDENT})),),
    CaseAction.SIGN_ON_PAPER: ((frozenset({_S.PRESENTED}), frozenset({_P.ACCEPTING})),),
    CaseAction.SIGN_BY_CERTIFICATE: ((frozenset({_S.PRESENTED}), frozenset({_P.RESIDENT})),),
    CaseAction.CONFIRM: ((frozenset({_S.SIGNED}), frozenset({_P.RESIDENT})),),
    CaseAction.ACCEPT: ((frozenset({_S.CONFIRMED}), frozenset({_P.ACCEPTING})),),
    CaseAction.TELL_NOTE: ((IN_SESSION, frozenset({_P.CLERK, _P.RECEIVING, _P.ACCEPTING})),),
    CaseAction.SEE_ORIGINAL: ((IN_SESSION | {_S.CORRECTING} | UNDER_REVIEW, frozenset({_P.CLERK})),),
    CaseAction.REUSE_MATERIAL: ((_FORM | {_S.CORRECTING}, frozenset({_P.CLERK, _P.ACCEPTING})),),
    CaseAction.WAIVE_SUPPLY: ((_FORM, frozenset({_P.ACCEPTING})),),
    CaseAction.PROMISE: ((_FORM, frozenset({_P.ACCEPTING})),),
    CaseAction.CHECK_PROMISE: ((AFTER_ACCEPTANCE | {_S.CLOSED}, frozenset({_P.DECIDING})),),
    CaseAction.SUPPLY: ((UNDER_REVIEW | {_S.CORRECTING}, frozenset({_P.CLERK, _P.ACCEPTING, _P.DECIDING})),),
    CaseAction.RESOLVE: ((IN_SESSION | {_S.CORRECTING}, frozenset({_P.ACCEPTING})),),
    CaseAction.ASK_CORRECTION: ((IN_SESSION, frozenset({_P.ACCEPTING})),),
    CaseAction.DECLINE: ((IN_SESSION | {_S.CORRECTING}, frozenset({_P.ACCEPTING})),),
    CaseAction.WITHDRAW: (
        (
            IN_SESSION | {_S.CORRECTING} | UNDER_REVIEW,
            frozenset({_P.RESIDENT, _P.CLERK, _P.ACCEPTING, _P.DECIDING}),
        ),
    ),
    CaseAction.CHECK: ((IN_SESSION, frozenset({_P.CLERK, _P.RECEIVING})),),
    CaseAction.REVIEW: ((frozenset({_S.ACCEPTED}), frozenset({_P.DECIDING})),),
    CaseAction.DECIDE: ((frozenset({_S.REVIEWED}), frozenset({_P.DECIDING})),),
    CaseAction.ISSUE_RESULT: ((frozenset({_S.DECIDED}), frozenset({_P.DECIDING, _P.MACHINE})),),
    CaseAction.EXTEND: ((UNDER_REVIEW, frozenset({_P.HEAD})),),
    CaseAction.PAUSE_CLOCK: ((UNDER_REVIEW, frozenset({_P.DECIDING})),),
    CaseAction.RESUME_CLOCK: ((UNDER_REVIEW, frozenset({_P.DECIDING})),),
    CaseAction.URGE: ((UNDER_REVIEW | {_S.DECIDED}, frozenset({_P.RESIDENT, _P.CLERK, _P.SUPERVISOR, _P.MACHINE})),),
    CaseAction.ANSWER_URGE: ((AFTER_ACCEPTANCE, frozenset({_P.DECIDING})),),
    CaseAction.ESCALATE: ((AFTER_ACCEPTANCE, frozenset({_P.MACHINE})),),
    CaseAction.HAND_OVER: ((AFTER_ACCEPTANCE | {_S.CONFIRMED}, frozenset({_P.CLERK, _P.RECEIVING, _P.DECIDING})),),
    CaseAction.RECEIVE: ((AFTER_ACCEPTANCE | {_S.CONFIRMED}, frozenset({_P.CLERK, _P.ACCEPTING, _P.DECIDING})),),
    CaseAction.SETTLE_ORIGINAL: ((frozenset(CaseState), frozenset({_P.CLERK, _P.RECEIVING, _P.DECIDING})),),
    CaseAction.DISPATCH: ((frozenset({_S.ISSUED}), frozenset({_P.CLERK, _P.DECIDING, _P.MACHINE})),),
    CaseAction.DELIVER: ((frozenset({_S.ISSUED}), frozenset({_P.CLERK, _P.DECIDING, _P.MACHINE})),),
    CaseAction.CLOSE: (
        (frozenset({_S.DECIDED}), frozenset({_P.DECIDING, _P.MACHINE})),
        (UNDER_REVIEW, frozenset({_P.MACHINE})),
    ),
}

# What does not touch the content that others look at: it needs no fresh page, and makes none stale.
BESIDE = frozenset(
    {
        CaseAction.TELL_NOTE,
        CaseAction.SEE_ORIGINAL,
        CaseAction.SETTLE_ORIGINAL,
        CaseAction.CHECK,
        CaseAction.URGE,
        CaseAction.HAND_OVER,
        CaseAction.RECEIVE,
        CaseAction.DISPATCH,
    }
)


# What needs the resident at the window, or is part of the session's record.
NEEDS_SESSION = frozenset(
    {
        CaseAction.SAVE_FORM,
        CaseAction.ATTACH_PAGE,
        CaseAction.ACCEPT_PAGE,
        CaseAction.RETURN_PAGE,
        CaseAction.TELL_NOTE,
        CaseAction.SEE_ORIGINAL,
        CaseAction.CHECK,
        CaseAction.REUSE_MATERIAL,
        CaseAction.WAIVE_SUPPLY,
        CaseAction.PROMISE,
        CaseAction.PRESENT,
        CaseAction.TAKE_BACK,
        CaseAction.SIGN,
        CaseAction.SIGN_ON_PAPER,
        CaseAction.SIGN_BY_CERTIFICATE,
        CaseAction.CONFIRM,
        CaseAction.ACCEPT,
        CaseAction.ASK_CORRECTION,
    }
)


def parties(actor: Actor, handling: Handling, collect_at: str | None = None) -> frozenset[Party]:
    """Return what an actor is to a case that is handled so; that a window is the case's own is checked before."""
    match actor.role:
        case Role.WINDOW:
            return frozenset({Party.RESIDENT})
        case Role.CLERK:
            here = actor.hall in (handling.receiving_office, collect_at)
            return frozenset({Party.CLERK}) if here else frozenset()
        case Role.SUPERVISOR:
            return frozenset({Party.SUPERVISOR}) if supervises(actor, handling) else frozenset()
        case Role.OPERATOR:
            return frozenset({Party.MACHINE})  # No operator's request comes here: what does is the server's own.
        case Role.OFFICIAL | Role.COLLEAGUE:
            return _of_official(actor, handling)


def _of_official(actor: Actor, handling: Handling) -> frozenset[Party]:
    if handling.department not in actor.departments:
        return frozenset()
    sides = (
        (Party.RECEIVING, handling.receiving),
        (Party.ACCEPTING, handling.accepting),
        (Party.DECIDING, handling.deciding),
    )
    found = {party for party, division in sides if covers(actor.division, division)}
    if Party.DECIDING in found and HEAD_QUALIFICATION in actor.qualifications:
        found.add(Party.HEAD)
    return frozenset(found)


def supervises(actor: Actor, handling: Handling) -> bool:
    """Tell whether a supervisor's region holds the case: where it was received, or where it is decided."""
    return (not actor.departments or handling.department in actor.departments) and any(
        covers(actor.division, division) for division in {handling.receiving, handling.home, handling.deciding}
    )


def of_holder(handling: Handling) -> frozenset[Party]:
    """Return what the official of the session is at least: the ticket led to one of the accepting side."""
    found = {Party.ACCEPTING}
    if handling.receiving == handling.accepting:
        found.add(Party.RECEIVING)
    if handling.deciding == handling.accepting:
        found.add(Party.DECIDING)
    return frozenset(found)


def may(who: Collection[Party], action: CaseAction, state: CaseState) -> bool:
    """Tell whether any of these parties may do this in this state; `hindrances` knows what else stands against it."""
    return any(state in states and not by.isdisjoint(who) for states, by in TABLE[action])


@cache
def permitted(who: frozenset[Party], state: CaseState) -> tuple[CaseAction, ...]:
    """Return what the table lets these parties do in this state."""
    return tuple(action for action in CaseAction if may(who, action, state))
