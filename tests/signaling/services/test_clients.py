"""One socket an actor, the newest; and whoever went away without a word."""

import msgspec

from signaling.core.access import Actor
from signaling.protocol.codes import Close
from signaling.protocol.messages import Directive
from signaling.protocol.names import OfficialId, Role
from signaling.services.clients import Clients
from signaling.store.ledger import StoredFact
from tests.support.hall import OFFICIAL, WINDOW

CHEN = OfficialId(OFFICIAL.id)


class Seat:
    """A client that writes down how it was dismissed."""

    def __init__(self, actor: Actor, since: float = 0.0) -> None:
        self.actor = actor
        self.since = since
        self.closed: list[Close] = []

    def send(self, frame: msgspec.Struct) -> None: ...

    def hear(self, fact: StoredFact, text: str) -> None: ...

    def hear_signal(self, text: str) -> None: ...

    def start_over(self) -> None: ...

    def dismiss(self, directive: Directive, code: Close) -> None:
        self.closed.append(code)


def test_the_newer_socket_takes_over() -> None:
    clients, first, second = Clients(), Seat(WINDOW, 1.0), Seat(WINDOW, 2.0)
    clients.enter(first)
    clients.enter(second)
    assert first.closed == [Close.TAKEN_OVER]
    assert clients.find(Role.WINDOW, WINDOW.id) is second
    clients.leave(first, 3.0)
    assert clients.find(Role.WINDOW, WINDOW.id) is second


def test_a_late_word_of_an_older_socket_elsewhere_closes_nothing() -> None:
    clients, here = Clients(), Seat(WINDOW, 2.0)
    clients.enter(here)
    clients.take_over(Role.WINDOW, WINDOW.id, 1.0)
    assert here.closed == []
    clients.take_over(Role.WINDOW, WINDOW.id, 3.0)
    assert here.closed == [Close.TAKEN_OVER]


def test_an_official_who_is_gone_is_given_up_once_and_only_after_a_while() -> None:
    clients, seat = Clients(), Seat(OFFICIAL)
    clients.enter(seat)
    assert clients.officials() == {CHEN}
    clients.leave(seat, 10.0)
    assert clients.given_up(10.0) == ()
    assert clients.given_up(10.5) == (CHEN,)
    assert clients.given_up(99.0) == ()


def test_an_official_who_came_back_is_not_given_up() -> None:
    clients, seat = Clients(), Seat(OFFICIAL)
    clients.enter(seat)
    clients.leave(seat, 10.0)
    clients.enter(Seat(OFFICIAL, 1.0))
    assert clients.given_up(99.0) == ()


def test_an_official_who_is_elsewhere_is_not_given_up() -> None:
    clients = Clients()
    clients.miss(CHEN, 10.0)
    clients.heard_of(frozenset({CHEN}))
    assert clients.given_up(99.0) == ()


def test_a_window_may_stay_away_for_as_long_as_it_likes() -> None:
    clients, seat = Clients(), Seat(WINDOW)
    clients.enter(seat)
    clients.leave(seat, 10.0)
    assert clients.given_up(1e9) == ()
    assert list(clients) == []
