from typing import get_args

from agent_console.core.acts import AnyAct, CorrectionAsked, Opened
from signaling.protocol.case_views import CaseEvent

TAGS = [str(act.__struct_config__.tag) for act in get_args(AnyAct)]


def test_an_act_is_stored_under_its_own_name() -> None:
    assert str(CorrectionAsked.__struct_config__.tag) == "correction-asked"
    assert str(Opened.__struct_config__.tag) == "opened"
    assert len(set(TAGS)) == len(TAGS)


def test_every_act_but_consent_is_told_as_the_event_of_its_name() -> None:
    # The session's own fact tells consent.
    assert set(TAGS) - set(get_args(CaseEvent)) == {"consent-heard"}
