from agent_console.core.acts import CorrectionAsked, NoteTold
from agent_console.services.request import event_of
from signaling.protocol.names import Role
from tests.agent_console.core.test_clock import MONDAY


def test_an_act_is_told_by_its_own_name() -> None:
    assert event_of(NoteTold(0, Role.CLERK)) == "note-told"
    assert event_of(CorrectionAsked((), MONDAY.date())) == "correction-asked"
