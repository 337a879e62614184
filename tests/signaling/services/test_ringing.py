"""Bells: the longest idle first, and the next one when nobody answers."""

from datetime import UTC, datetime, timedelta

from signaling.core.access import Actor
from signaling.core.routing import OnDuty, Waiting
from signaling.protocol.names import Language, Role, SessionId, TicketId
from signaling.services.ringing import ANSWER_SECONDS, Bells
from tests.support.hall import DIVISION, a_text

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def official(name: str, idle_minutes: int, session: str | None = None) -> OnDuty:
    actor = Actor(Role.OFFICIAL, name, a_text(name), DIVISION, departments=frozenset({"health"}))
    busy = None if session is None else SessionId(session)
    return OnDuty(actor, NOW, NOW - timedelta(minutes=idle_minutes), busy, None if busy is None else NOW)


def ticket(name: str, minutes: int = 0) -> Waiting:
    taken = NOW + timedelta(minutes=minutes)
    return Waiting(TicketId(name), DIVISION, "health", "a1", None, Language.CHINESE, taken)


def test_the_longest_idle_official_is_rung_first_and_once() -> None:
    bells = Bells()
    officials = [official("o1", 5), official("o2", 9)]
    assert bells.ring([ticket("t1")], officials, 0.0) == {"t1": "o2"}
    assert bells.ring([ticket("t1")], officials, 1.0) == {}


def test_when_nobody_answers_the_next_one_is_rung_and_then_all_again() -> None:
    bells = Bells()
    officials = [official("o1", 5), official("o2", 9)]
    rung = [bells.ring([ticket("t1")], officials, turn * ANSWER_SECONDS) for turn in range(4)]
    assert rung == [{"t1": "o2"}, {"t1": "o1"}, {"t1": "o2"}, {"t1": "o1"}]


def test_two_tickets_ring_two_officials() -> None:
    rung = Bells().ring([ticket("t2", 1), ticket("t1")], [official("o1", 5), official("o2", 9)], 0.0)
    assert rung == {"t1": "o2", "t2": "o1"}


def test_nobody_in_a_session_is_rung() -> None:
    assert Bells().ring([ticket("t1")], [official("o1", 5, "s1")], 0.0) == {}


def test_an_official_who_was_called_away_leaves_the_ticket_to_the_next() -> None:
    bells = Bells()
    bells.ring([ticket("t1")], [official("o1", 5), official("o2", 9)], 0.0)
    assert bells.ring([ticket("t1")], [official("o1", 5), official("o2", 9, "s1")], 1.0) == {"t1": "o1"}


def test_an_official_who_comes_back_hears_the_bell_anew() -> None:
    bells = Bells()
    officials = [official("o1", 5)]
    bells.ring([ticket("t1")], officials, 0.0)
    bells.forget("o1")
    assert bells.ring([ticket("t1")], officials, 1.0) == {"t1": "o1"}
