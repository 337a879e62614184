"""A print job: sent by an official, printed at the window, done or faulty."""

from signaling.protocol.views import PrintState

# From a fault back to printing: paper was put in.
NEXT: dict[PrintState, frozenset[PrintState]] = {
    PrintState.WAITING: frozenset({PrintState.PRINTING, PrintState.DONE, PrintState.FAULT}),
    PrintState.PRINTING: frozenset({PrintState.DONE, PrintState.FAULT}),
    PrintState.FAULT: frozenset({PrintState.PRINTING, PrintState.DONE, PrintState.FAULT}),
    PrintState.DONE: frozenset(),
}


def may_follow(state: PrintState, following: PrintState) -> bool:
    """Tell whether a job may go from one state to another; reporting the same again is harmless."""
    return state is following or following in NEXT[state]
