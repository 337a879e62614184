"""Facts reach each reader once, in the order of their offsets."""

from hypothesis import given
from hypothesis import strategies as st

from signaling.protocol.names import StreamName
from signaling.services.hub import Hub
from signaling.store.ledger import StoredFact

STREAM = StreamName("session/1")


def fact(offset: int, stream: StreamName = STREAM) -> StoredFact:
    return StoredFact(stream, offset, frozenset(), str(offset).encode())


class Listener:
    """A reader that writes down what it hears."""

    def __init__(self) -> None:
        self.heard: list[int] = []
        self.signals: list[str] = []

    def hear(self, fact: StoredFact, text: str) -> None:
        assert text == str(fact.offset)
        self.heard.append(fact.offset)

    def hear_signal(self, text: str) -> None:
        self.signals.append(text)

    def start_over(self) -> None:
        raise AssertionError


def seated(hub: Hub, head: int) -> Listener:
    listener = Listener()
    hub.join(STREAM, listener)
    assert hub.begin(STREAM, head)
    return listener


def test_facts_that_follow_each_other_are_told_at_once() -> None:
    hub = Hub()
    listener = seated(hub, 3)
    assert hub.publish([fact(4), fact(5)]) == set()
    assert listener.heard == [4, 5]


def test_what_was_told_is_not_told_again() -> None:
    hub = Hub()
    listener = seated(hub, 3)
    hub.publish([fact(4)])
    hub.publish([fact(3), fact(4), fact(5)])
    assert listener.heard == [4, 5]


def test_a_fact_beyond_a_gap_waits_for_the_gap() -> None:
    hub = Hub()
    listener = seated(hub, 3)
    assert hub.publish([fact(5)]) == {STREAM}
    assert listener.heard == []
    assert hub.cursors() == {STREAM: 3}
    hub.publish([fact(4), fact(5)])
    assert listener.heard == [4, 5]


def test_before_any_reader_knows_where_it_stands_everything_is_passed_on() -> None:
    hub = Hub()
    listener = Listener()
    hub.join(STREAM, listener)
    hub.publish([fact(9)])
    assert listener.heard == [9]
    assert hub.cursors() == {}


def test_a_reader_whose_picture_is_older_than_what_was_told_is_told_so() -> None:
    hub = Hub()
    seated(hub, 5)
    late = Listener()
    hub.join(STREAM, late)
    assert not hub.begin(STREAM, 4)
    assert hub.begin(STREAM, 6)


def test_streams_without_readers_cost_nothing() -> None:
    hub = Hub()
    listener = seated(hub, 0)
    hub.leave(STREAM, listener)
    hub.leave(STREAM, listener)
    assert hub.publish([fact(1)]) == set()
    assert hub.cursors() == {}


def test_it_is_plain_which_streams_lag_behind_the_ledger() -> None:
    hub = Hub()
    seated(hub, 3)
    assert hub.behind({STREAM: 3}) == {}
    assert hub.behind({STREAM: 4}) == {STREAM: 3}
    assert hub.skip(STREAM, 4) != set()
    assert hub.behind({STREAM: 4}) == {}


def test_a_signal_reaches_everybody_but_its_sender() -> None:
    hub = Hub()
    one, other = seated(hub, 0), seated(hub, 0)
    hub.signal(STREAM, "pointed", one)
    assert (one.signals, other.signals) == ([], ["pointed"])


@given(st.permutations(range(1, 9)), st.integers(0, 8))
def test_whatever_the_order_of_arrival_each_fact_is_told_once_and_in_turn(order: list[int], head: int) -> None:
    hub = Hub()
    listener = seated(hub, head)
    for offset in order:
        hub.publish([fact(offset)])
    hub.publish([fact(offset) for offset in range(1, 9)])
    assert listener.heard == list(range(head + 1, 9))
