"""A print job: sent by an official, printed at the window, done or faulty."""

from enum import StrEnum


class PrintState(StrEnum):
    WAITING = "waiting"
    PRINTING = "printing"
    DONE = "done"
    FAULT = "fault"


class PrintFault(StrEnum):
    """What a printer may lack."""

    NO_PAPER = "no-paper"
    JAM = "jam"
    OFFLINE = "offline"
    OTHER = "other"


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
