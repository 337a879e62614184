import pytest
from hypothesis import given
from hypothesis import strategies as st

from signaling.core.presence import join, put, seat, settle
from signaling.protocol.names import PeerId, Role
from signaling.protocol.views import Presence
from tests.support.desk import NAME

P1, P2 = PeerId("p1"), PeerId("p2")

presences = st.builds(
    Presence,
    st.sampled_from([Role.WINDOW, Role.OFFICIAL, Role.SUPERVISOR]),
    st.just(NAME),
    st.sampled_from([PeerId(f"p{number}") for number in range(4)]),
    st.booleans(),
)


@pytest.mark.parametrize("role", [Role.WINDOW, Role.OFFICIAL])
def test_window_and_official_have_one_seat_whatever_device_they_sit_down_with(role: Role) -> None:
    assert seat(role, P1) == seat(role, P2) == seat(role, None)


def test_supervisors_come_each_by_their_own() -> None:
    assert seat(Role.SUPERVISOR, P1) != seat(Role.SUPERVISOR, P2)


def test_a_peer_that_was_granted_media_is_not_connected_yet() -> None:
    assert join(Role.WINDOW, NAME, P1) == Presence(Role.WINDOW, NAME, P1, connected=False)


def test_the_media_nodes_word_changes_the_presence_of_that_peer() -> None:
    joined = join(Role.WINDOW, NAME, P1)
    connected = settle(joined, P1, connected=True)
    assert connected == Presence(Role.WINDOW, NAME, P1, connected=True)
    assert settle(connected, P1, connected=False) == joined


def test_a_word_that_changes_nothing_is_none() -> None:
    assert settle(join(Role.WINDOW, NAME, P1), P1, connected=False) is None
    assert settle(None, P1, connected=True) is None


def test_the_end_of_a_peer_that_was_replaced_does_not_take_its_follower_away() -> None:
    follower = Presence(Role.WINDOW, NAME, P2, connected=True)
    assert settle(follower, P1, connected=False) is None


def test_a_visitor_that_has_gone_leaves_no_empty_seat() -> None:
    here = Presence(Role.SUPERVISOR, NAME, P1, connected=True)
    gone = Presence(Role.SUPERVISOR, NAME, P1, connected=False)
    assert put(put((), here), gone) == ()
    assert put((), gone) == ()


@given(st.lists(presences))
def test_every_seat_is_taken_once_and_the_order_is_that_of_the_seats(changes: list[Presence]) -> None:
    present: tuple[Presence, ...] = ()
    for change in changes:
        present = put(present, change)
    taken = [seat(presence.role, presence.peer) for presence in present]
    assert taken == sorted(set(taken))
