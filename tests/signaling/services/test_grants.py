"""Grants: signed by the desk, for one peer, at one node, for one minute."""

from base64 import urlsafe_b64decode
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from signaling.clock import FakeClock
from signaling.protocol.codes import Code
from signaling.protocol.commands import EndSession, JoinMedia
from signaling.protocol.facts import PresenceChanged
from signaling.protocol.media import PLANS, Grant
from signaling.protocol.messages import Done, Granted, Refused
from signaling.protocol.names import PeerId, Role, SessionId
from signaling.protocol.views import Outcome
from signaling.services.grants import is_of_node, peer_name, sign
from tests.support.hall import Hall, claims, empty_database, open_hall
from tests.support.meeting import meeting


def test_a_grant_is_signed_over_its_claims() -> None:
    key = Ed25519PrivateKey.generate()
    grant = Grant("id", SessionId("s1"), PeerId("p1"), Role.WINDOW, "node-1", 60.0)
    body, _, signature = sign(grant, key).partition(".")
    raw = urlsafe_b64decode(signature + "=" * (-len(signature) % 4))
    key.public_key().verify(raw, body.encode())
    with pytest.raises(InvalidSignature):
        key.public_key().verify(raw, body[:-1].encode() + b"A")


def test_a_peer_is_named_after_its_node() -> None:
    peer = peer_name("media-2.example")
    assert is_of_node(peer, "media-2.example")
    assert not is_of_node(peer, "media-2")


async def test_a_grant_is_for_one_peer_of_one_role_at_one_node_for_a_minute(tmp_path: Path) -> None:
    clock = FakeClock(datetime(2026, 1, 5, 9, 0, tzinfo=UTC))
    async with open_hall(await empty_database(tmp_path), clock=clock) as hall, meeting(hall) as call:
        granted = await call.window.ask(JoinMedia(call.window.ref(), call.session), Granted)
        grant = claims(granted)
        assert (grant.session, grant.role, grant.node) == (call.session, Role.WINDOW, hall.plane.name)
        assert grant.expires == clock.now().timestamp() + 60
        assert granted.plan == PLANS[Role.WINDOW]
        again = claims(await call.window.ask(JoinMedia(call.window.ref(), call.session), Granted))
        assert (again.id, again.peer) != (grant.id, grant.peer)


async def test_the_newest_peer_speaks_for_its_seat(hall: Hall) -> None:
    async with meeting(hall) as call:
        for _ in range(2):
            grant = claims(await call.window.ask(JoinMedia(call.window.ref(), call.session), Granted))
            told = await call.official.until(PresenceChanged)
            assert (told.presence.peer, told.presence.connected) == (grant.peer, False)


async def test_there_is_no_grant_for_a_session_that_is_over(hall: Hall) -> None:
    async with meeting(hall) as call:
        await call.official.ask(EndSession(call.official.ref(), call.session, Outcome.NO_SHOW), Done)
        refused = await call.window.ask(JoinMedia(call.window.ref(), call.session), Refused)
        assert refused.code is Code.SESSION_ENDED
