"""The demonstration's resident and his turns in the log."""

import msgspec
import pytest
import structlog

from counter_client.core.state import Habits, Resident, Window
from counter_client.rest import Item
from counter_client.simulate import Staging, habits, quickest, report
from signaling.protocol.media import Kind, Line, Track
from signaling.protocol.names import ItemId, Language
from signaling.protocol.views import Text
from tests.support.views import a_session, a_ticket

SHORT = Item(ItemId("short"), Text("短事项", "Short"), 8)
LONG = Item(ItemId("long"), Text("长事项", "Long"), 30)


def test_a_newcomer_is_given_something_short() -> None:
    assert quickest((LONG, SHORT)) is SHORT


@pytest.mark.parametrize("language", list(Language))
def test_the_resident_has_a_face_a_voice_and_papers(language: Language) -> None:
    staging = Staging(SHORT, language)
    assert staging.voice.at(0, 960).shape == (960,)
    for kind, track in ((Kind.AUDIO, Track.VOICE), (Kind.VIDEO, Track.CAMERA), (Kind.VIDEO, Track.DOCUMENT)):
        assert staging.sources.track(Line(kind, track, None)) is not None


def test_without_espeak_ng_the_resident_hums_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with structlog.testing.capture_logs() as logs:
        staging = Staging(SHORT, Language.CHINESE)
    assert staging.voice.at(24_000, 960).any()
    assert [entry["event"] for entry in logs] == ["no_espeak_ng"]


def test_each_visit_is_another_residents() -> None:
    residents = habits(SHORT.id, Language.CHINESE).residents
    assert len({resident.id_number for resident in residents}) == len(residents) >= 2


def test_the_log_tells_the_turns_and_nobodys_number() -> None:
    idle = Window(Habits((Resident("441302199001010028", "13800000001"),), SHORT.id), "run")
    waiting = msgspec.structs.replace(idle, ticket=a_ticket())
    called = msgspec.structs.replace(waiting, session=a_session())
    with structlog.testing.capture_logs() as logs:
        for before, after in ((idle, waiting), (waiting, called), (called, called), (called, idle)):
            report(before, after)
    assert [entry["event"] for entry in logs] == ["waiting", "called", "session_ended"]
    assert "441302199001010028" not in str(logs)
