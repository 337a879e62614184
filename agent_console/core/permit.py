"""What may be done to a case, by whom and when: one table."""

from collections.abc import Collection

from agent_console.core.case import Case
from signaling.protocol.names import Role
from signaling.protocol.views import CaseAction, CaseState

# Who acts: the resident at the window signs and confirms and hands in paper; the official does the rest.
ACTS_BY: dict[CaseAction, Role] = {
    CaseAction.SAVE_FORM: Role.OFFICIAL,
    CaseAction.ATTACH_PAGE: Role.WINDOW,
    CaseAction.ACCEPT_PAGE: Role.OFFICIAL,
    CaseAction.RETURN_PAGE: Role.OFFICIAL,
    CaseAction.PRESENT: Role.OFFICIAL,
    CaseAction.TAKE_BACK: Role.OFFICIAL,
    CaseAction.SIGN: Role.WINDOW,
    CaseAction.CONFIRM: Role.WINDOW,
    CaseAction.ACCEPT: Role.OFFICIAL,
}

# Where an action leads from each state; what does not stand here is not allowed.
NEXT: dict[tuple[CaseState, CaseAction], CaseState] = {
    (CaseState.REGISTERING, CaseAction.SAVE_FORM): CaseState.REGISTERING,
    (CaseState.REGISTERING, CaseAction.ATTACH_PAGE): CaseState.REGISTERING,
    (CaseState.REGISTERING, CaseAction.ACCEPT_PAGE): CaseState.REGISTERING,
    (CaseState.REGISTERING, CaseAction.RETURN_PAGE): CaseState.REGISTERING,
    (CaseState.REGISTERING, CaseAction.PRESENT): CaseState.PRESENTED,
    (CaseState.PRESENTED, CaseAction.TAKE_BACK): CaseState.REGISTERING,
    (CaseState.PRESENTED, CaseAction.SIGN): CaseState.SIGNED,
    (CaseState.SIGNED, CaseAction.TAKE_BACK): CaseState.REGISTERING,
    (CaseState.SIGNED, CaseAction.CONFIRM): CaseState.CONFIRMED,
    (CaseState.CONFIRMED, CaseAction.TAKE_BACK): CaseState.REGISTERING,
    (CaseState.CONFIRMED, CaseAction.ACCEPT): CaseState.ACCEPTED,
}


def may(role: Role, action: CaseAction, case: Case) -> bool:
    """Tell whether a participant of this role may do this now; that it takes part is checked before."""
    return ACTS_BY.get(action) is role and (case.state, action) in NEXT


def allowed(case: Case, missing: Collection[str]) -> dict[Role, tuple[CaseAction, ...]]:
    """Return per role what its page shows as buttons: what may be done, less a presentation that would be refused."""
    return {
        role: tuple(
            action
            for action in CaseAction
            if may(role, action, case) and not (action is CaseAction.PRESENT and missing)
        )
        for role in (Role.WINDOW, Role.OFFICIAL)
    }
