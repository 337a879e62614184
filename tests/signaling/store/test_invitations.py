"""One bell rings for an official at a time, and one second official is in a session, whoever presses at once."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.names import OfficialId, SessionId
from signaling.protocol.views import Invitation, InvitationState
from signaling.store import invitations
from signaling.store.engine import Store
from tests.support.desk import call
from tests.support.views import NOON, an_invitation

RINGING, JOINED, LEFT = InvitationState.RINGING, InvitationState.JOINED, InvitationState.LEFT
O2, S1, S2 = OfficialId("o2"), SessionId("s1"), SessionId("s2")


@pytest.fixture
async def rung(store: Store) -> Store:
    """Two sessions run; o2 is rung into the first."""
    for number in (1, 2):
        await store.write(lambda tx, number=number: call(tx, number, by=f"host-{number}"))  # type: ignore[misc]
    await put(store, an_invitation(), 1)
    return store


async def put(store: Store, invitation: Invitation, number: int) -> None:
    await store.write(lambda tx: invitations.put(tx, invitation, number))


async def test_an_invitation_is_read_as_it_was_kept(rung: Store) -> None:
    assert await rung.read(lambda tx: invitations.latest(tx, [S1, S2])) == {S1: an_invitation()}
    assert await rung.read(lambda tx: invitations.live_of(tx, O2)) == an_invitation()


async def test_nobody_is_rung_into_two_sessions_at_once(rung: Store) -> None:
    with pytest.raises(Refused, match="colleague-busy"):
        await put(rung, an_invitation(session="s2", name="i2"), 1)
    await put(rung, an_invitation(LEFT), 2)
    await put(rung, an_invitation(session="s2", name="i2"), 3)


async def test_who_is_rung_is_in_the_session_only_once_they_came(rung: Store) -> None:
    def inside(tx: Transaction) -> tuple[OfficialId | None, SessionId | None]:
        return invitations.colleague_of(tx, S1), invitations.joined_by(tx, O2)

    assert await rung.read(inside) == (None, None)
    await put(rung, an_invitation(JOINED), 2)
    assert await rung.read(inside) == (O2, S1)
    await put(rung, an_invitation(LEFT), 3)
    assert await rung.read(inside) == (None, None)
    assert await rung.read(lambda tx: invitations.live_of(tx, O2)) is None


async def test_the_latest_invitation_is_the_sessions(rung: Store) -> None:
    await put(rung, an_invitation(LEFT), 2)
    later = replace(an_invitation(official="o3", name="i2"), rung_at=NOON + timedelta(minutes=1))
    await put(rung, later, 3)
    assert await rung.read(lambda tx: invitations.latest(tx, [S1])) == {S1: later}


async def test_an_unanswered_invitation_is_overdue_at_its_time(rung: Store) -> None:
    until = an_invitation().until
    assert await rung.read(lambda tx: invitations.overdue(tx, until - timedelta(seconds=1))) == ()
    assert await rung.read(lambda tx: invitations.overdue(tx, until)) == (an_invitation(),)
    await put(rung, an_invitation(JOINED), 2)
    assert await rung.read(lambda tx: invitations.overdue(tx, until)) == ()
