"""What else than state and party stands against an action: the case's own content, and who did what in it before."""

from collections.abc import Callable

import msgspec

from agent_console.core.case import Case
from agent_console.core.catalogue import Item
from agent_console.core.handling import Duty
from agent_console.core.permit import UNDER_REVIEW
from signaling.core.refusal import Refused
from signaling.protocol.case_views import CaseAction, CaseState, SignatureKind
from signaling.protocol.codes import Code

DUTY_OF: dict[CaseAction, Duty] = {
    CaseAction.CHECK: Duty.CHECKER,
    CaseAction.ACCEPT: Duty.ACCEPTOR,
    CaseAction.REVIEW: Duty.REVIEWER,
    CaseAction.DECIDE: Duty.DECIDER,
}
# An application over several departments is decided by its children alone.
_OF_CHILDREN = frozenset(
    {
        CaseAction.REVIEW,
        CaseAction.DECIDE,
        CaseAction.ISSUE_RESULT,
        CaseAction.DISPATCH,
        CaseAction.DELIVER,
    }
)


class Hindrance(msgspec.Struct, frozen=True):
    """Why not; `facts` fill the message's placeholders."""

    code: Code
    facts: dict[str, str | int] = {}

    def refusal(self) -> Refused:
        """Return the exception that tells it."""
        return Refused(self.code, **self.facts)


def hindrance(action: CaseAction, case: Case, item: Item, actor: str) -> Hindrance | None:
    """Return what stands against this actor's doing this now; the table was asked before."""
    if action in _OF_CHILDREN and (item.components or case.components()):
        return Hindrance(Code.CHILDREN_OPEN)
    duty = DUTY_OF.get(action)
    conflict = None if duty is None else duty_conflict(duty, case, actor)
    if conflict is not None:
        return conflict
    check = _CHECKS.get(action)
    code = None if check is None else check(case, item)
    return None if code is None else Hindrance(code)


def duty_conflict(duty: Duty, case: Case, actor: str) -> Hindrance | None:
    """Return which duty of theirs keeps an actor from this one: the implementation says which must differ."""
    if case.handling is None:
        return None
    for one, other in case.handling.must_differ:
        against = other if one is duty else one if other is duty else None
        if against is not None and case.duties.get(against) == actor:
            return Hindrance(Code.DUTY_CONFLICT, {"duty": duty.value, "other": against.value})
    return None


def _signs(kind: SignatureKind) -> Callable[[Case, Item], Code | None]:
    return lambda _, item: None if item.signature == kind else Code.NOT_ALLOWED


def _attach(case: Case, item: Item) -> Code | None:
    if case.state is CaseState.PRESENTED and item.signature != "wet":
        return Code.NOT_ALLOWED
    return Code.NOT_ALLOWED if case.state in UNDER_REVIEW and not case.supplies else None


def _supply(case: Case, _: Item) -> Code | None:
    return None if case.supplies or case.correction is not None else Code.NOT_ALLOWED


def _accept(case: Case, item: Item) -> Code | None:
    unseen = (
        material.original_seen and material.code not in case.originals_seen
        for material in item.materials
        if case.accepted_pages(material.code)
    )
    return Code.ORIGINAL_UNSEEN if any(unseen) else None


def _tell(case: Case, item: Item) -> Code | None:
    return None if len({told.index for told in case.told}) < len(item.to_tell) else Code.NOTE_UNKNOWN


def _waive(_: Case, item: Item) -> Code | None:
    if item.components:
        return Code.JOINT_NOT_WAIVABLE  # Each part would wait on a clock of its own for what one of them lacks.
    return None if any(material.supply_days for material in item.materials) else Code.NOT_WAIVABLE


def _promise(_: Case, item: Item) -> Code | None:
    return None if any(material.promise for material in item.materials) else Code.NOT_PROMISABLE


def _reuse(_: Case, item: Item) -> Code | None:
    return None if any(material.reusable for material in item.materials) else Code.NOT_REUSABLE


def _check_promise(case: Case, _: Item) -> Code | None:
    return None if "given" in case.promises.values() else Code.PROMISE_UNKNOWN


def _decide(case: Case, _: Item) -> Code | None:
    if case.supplies:
        return Code.SUPPLY_OUTSTANDING
    return Code.CLOCK_PAUSED if case.paused() else None


def _extend(case: Case, _: Item) -> Code | None:
    return Code.EXTENDED_ALREADY if case.extended_days else None


def _pause(case: Case, _: Item) -> Code | None:
    return Code.CLOCK_PAUSED if case.paused() else None


def _resume(case: Case, _: Item) -> Code | None:
    return None if case.paused() else Code.CLOCK_RUNNING


def _urges(case: Case, _: Item) -> Code | None:
    return None if any(urge.answer is None for urge in case.urges) else Code.URGE_NONE


def _receive(case: Case, _: Item) -> Code | None:
    return None if None in case.slips.values() else Code.SLIP_UNKNOWN


def _close(case: Case, item: Item) -> Code | None:
    return Code.NOT_ALLOWED if case.decision == "granted" and item.result is not None else None


_CHECKS: dict[CaseAction, Callable[[Case, Item], Code | None]] = {
    CaseAction.ATTACH_PAGE: _attach,
    CaseAction.SIGN: _signs("finger"),
    CaseAction.SIGN_ON_PAPER: _signs("wet"),
    CaseAction.SIGN_BY_CERTIFICATE: _signs("certificate"),
    CaseAction.SUPPLY: _supply,
    CaseAction.ACCEPT: _accept,
    CaseAction.TELL_NOTE: _tell,
    CaseAction.WAIVE_SUPPLY: _waive,
    CaseAction.PROMISE: _promise,
    CaseAction.REUSE_MATERIAL: _reuse,
    CaseAction.CHECK_PROMISE: _check_promise,
    CaseAction.DECIDE: _decide,
    CaseAction.EXTEND: _extend,
    CaseAction.PAUSE_CLOCK: _pause,
    CaseAction.RESUME_CLOCK: _resume,
    CaseAction.ANSWER_URGE: _urges,
    CaseAction.ESCALATE: _urges,
    CaseAction.RECEIVE: _receive,
    CaseAction.CLOSE: _close,
}
