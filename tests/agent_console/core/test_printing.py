from agent_console.core.printing import NEXT, may_follow
from signaling.protocol.views import PrintState


def test_what_is_printed_is_never_printed_again() -> None:
    assert not any(may_follow(PrintState.DONE, state) for state in PrintState if state is not PrintState.DONE)


def test_a_faulty_job_can_be_printed_once_the_fault_is_mended() -> None:
    assert may_follow(PrintState.FAULT, PrintState.PRINTING)
    assert may_follow(PrintState.FAULT, PrintState.FAULT)


def test_every_state_says_what_may_follow() -> None:
    assert set(NEXT) == set(PrintState)
