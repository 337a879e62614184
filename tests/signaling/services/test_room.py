"""A session's room at the media node agrees with the session, however often it is told."""

from datetime import UTC, datetime

from msgspec.structs import replace

from signaling.core.session import Parties
from signaling.protocol.names import CaseId, OfficialId, PeerId, SessionId, TicketId, WindowId
from signaling.protocol.views import Consent, SessionState
from signaling.services.keys import wrap
from signaling.services.room import Rooms
from signaling.store.sessions import Session
from tests.support.hall import DIVISION, SUPERVISOR, Plane, a_text

MASTER, KEY, ID = b"m" * 32, b"k" * 32, SessionId("s1")
SESSION = Session(
    id=ID,
    case=CaseId("c1"),
    ticket=TicketId("t1"),
    parties=Parties(WindowId("w1"), OfficialId("o1"), DIVISION, "health"),
    official_name=a_text("Chen"),
    state=SessionState.OPEN,
    outcome=None,
    consent=Consent.UNASKED,
    recording_key=None,
    started_at=datetime(2026, 1, 5, 9, 0, tzinfo=UTC),
    ended_at=None,
    version=1,
)
CONSENTED = replace(SESSION, consent=Consent.GRANTED, recording_key=wrap(KEY, MASTER, ID))


def test_an_open_session_has_its_edges_and_a_held_one_none() -> None:
    plane = Plane()
    rooms = Rooms(plane, MASTER)
    rooms.conform(SESSION)
    assert len(plane.edges) == 16  # Of three who may be there; the second official shows no paper.
    assert all(plane.edges.values())
    rooms.conform(replace(SESSION, state=SessionState.HELD))
    assert not any(plane.edges.values())


def test_a_recording_begins_once() -> None:
    plane = Plane()
    rooms = Rooms(plane, MASTER)
    for _ in range(2):
        rooms.conform(CONSENTED)
    assert plane.recorded == [(ID, KEY)]


def test_after_a_start_a_recording_goes_on_under_its_key() -> None:
    plane = Plane()
    Rooms(plane, MASTER).conform(CONSENTED)
    Rooms(plane, MASTER).conform(CONSENTED)
    assert plane.recorded == [(ID, KEY), (ID, KEY)]


def test_a_key_that_cannot_be_unwrapped_stops_the_recording_only() -> None:
    plane = Plane()
    Rooms(plane, b"another master key of 32 bytes!!").conform(CONSENTED)
    assert plane.recorded == []
    assert all(plane.edges.values())


def test_a_session_that_is_over_closes_its_room_and_is_forgotten() -> None:
    plane = Plane()
    rooms = Rooms(plane, MASTER)
    rooms.conform(SESSION)
    rooms.expect(ID, PeerId("p1"), SUPERVISOR)
    assert rooms.division(ID) == DIVISION
    rooms.conform(replace(SESSION, state=SessionState.ENDED))
    assert plane.closed == [ID]
    assert rooms.division(ID) is None
    assert rooms.visitor(PeerId("p1")) is None


def test_a_visitor_who_is_shown_out_takes_every_peer_along() -> None:
    plane = Plane()
    rooms = Rooms(plane, MASTER)
    for peer in ("p1", "p2"):
        rooms.expect(ID, PeerId(peer), SUPERVISOR)
    rooms.expect(SessionId("s2"), PeerId("p3"), SUPERVISOR)
    rooms.show_out(ID, SUPERVISOR)
    assert plane.closed_peers == [(ID, PeerId("p1")), (ID, PeerId("p2"))]
    assert rooms.visitor(PeerId("p3")) == SUPERVISOR
