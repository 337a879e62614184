"""What the media node tells is kept, and told to whoever is in the session."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from signaling.ports import PeerEvent, PeerState, SegmentFinished
from signaling.protocol.commands import EndSession, JoinMedia
from signaling.protocol.facts import PresenceChanged
from signaling.protocol.messages import Directive, Done, Granted
from signaling.protocol.names import PeerId, Role, SessionId
from signaling.protocol.views import Outcome
from signaling.services import presences
from signaling.store import recordings
from signaling.store.sessions import Session
from signaling.store.tables import audit
from tests.support.hall import Hall, claims
from tests.support.meeting import Meeting, meeting, session_of

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


async def join(call: Meeting) -> PeerId:
    return claims(await call.window.ask(JoinMedia(call.window.ref(), call.session), Granted)).peer


async def told(hall: Hall, event: PeerEvent) -> Session | None:
    return await hall.store.write(lambda tx: presences.peer_changed(tx, "node-1", event, None, NOW))


async def heard(call: Meeting, *, connected: bool) -> None:
    await call.official.until(PresenceChanged, lambda fact: fact.presence.connected is connected)


async def test_a_peer_that_connects_is_seen_and_one_that_is_lost_is_asked_back(hall: Hall) -> None:
    async with meeting(hall) as call:
        peer = await join(call)
        hall.plane.tell(PeerEvent(call.session, peer, Role.WINDOW, PeerState.CONNECTED))
        await heard(call, connected=True)
        hall.plane.tell(PeerEvent(call.session, peer, Role.WINDOW, PeerState.LOST))
        await heard(call, connected=False)
        assert await call.window.until(Directive) == Directive("rejoin-media", call.session, "node-lost")


async def test_a_peer_that_was_replaced_goes_without_a_word(hall: Hall) -> None:
    async with meeting(hall) as call:
        old, new = await join(call), await join(call)
        hall.plane.tell(PeerEvent(call.session, new, Role.WINDOW, PeerState.CONNECTED))
        await heard(call, connected=True)
        assert await told(hall, PeerEvent(call.session, old, Role.WINDOW, PeerState.CLOSED)) is not None
        await call.official.settle()
        assert [one.connected for one in session_of(call.official).presences] == [True]


async def test_a_peer_that_was_replaced_is_not_asked_back(hall: Hall) -> None:
    async with meeting(hall) as call:
        old, new = await join(call), await join(call)
        hall.plane.tell(PeerEvent(call.session, old, Role.WINDOW, PeerState.LOST))
        hall.plane.tell(PeerEvent(call.session, new, Role.WINDOW, PeerState.CONNECTED))
        await heard(call, connected=True)
        await call.window.settle()
        assert not [frame for frame in call.window.heard if isinstance(frame, Directive)]


async def test_a_peer_of_no_session_and_one_of_a_session_that_is_over_change_nothing(hall: Hall) -> None:
    async with meeting(hall) as call:
        peer = await join(call)
        await call.official.ask(EndSession(call.official.ref(), call.session, Outcome.NO_SHOW), Done)
        for session, known in ((SessionId("none"), False), (call.session, True)):
            assert (await told(hall, PeerEvent(session, peer, Role.WINDOW, PeerState.CONNECTED)) is not None) is known


async def test_a_node_that_starts_anew_loses_its_own_peers_only(hall: Hall) -> None:
    async with meeting(hall) as call:
        peer = await join(call)
        hall.plane.tell(PeerEvent(call.session, peer, Role.WINDOW, PeerState.CONNECTED))
        await heard(call, connected=True)
        await hall.store.write(lambda tx: presences.lost_with_node(tx, "another-node", NOW))
        await call.official.settle()
        assert session_of(call.official).presences[-1].connected
        await hall.store.write(lambda tx: presences.lost_with_node(tx, hall.plane.name, NOW))
        await heard(call, connected=False)


async def test_a_segment_that_is_told_twice_is_kept_and_on_record_once(hall: Hall) -> None:
    async with meeting(hall) as call:
        segment = SegmentFinished(call.session, 1, Path("a/1.mkv.aes"), "f" * 64, NOW, 12.5, 0.0)
        for _ in range(2):
            await hall.store.write(lambda tx: presences.keep_segment(tx, "node-1", segment, NOW))
        assert await hall.store.read(lambda tx: recordings.segments(tx, call.session)) == (segment,)
        kept = select(audit.c.action).where(audit.c.action == "segment-kept")
        assert len(await hall.store.read(lambda tx: tx.execute(kept).all())) == 1
