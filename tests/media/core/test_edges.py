"""Claims about the table of edges."""

from media.core.edges import Edges, Member, Place
from signaling.protocol.media import PLANS, Source, Track
from signaling.protocol.names import PeerId, Role

CAMERA, VOICE, DOCUMENT = (Source(Role.WINDOW, track) for track in (Track.CAMERA, Track.VOICE, Track.DOCUMENT))


def member(name: str, role: Role) -> Member:
    plan = PLANS[role]
    sends = frozenset(index for index, line in enumerate(plan) if line.sends is not None)
    receives = frozenset(index for index, line in enumerate(plan) if line.receives is not None)
    return Member(PeerId(name), role, sends, receives)


def place(peer: str, line: int) -> Place:
    return Place(PeerId(peer), line)


COLLEAGUE = member("c", Role.COLLEAGUE)
WINDOW, OFFICIAL, SUPERVISOR = member("w", Role.WINDOW), member("o", Role.OFFICIAL), member("s", Role.SUPERVISOR)


def test_window_and_official_feed_each_other_by_the_plans() -> None:
    assert Edges().wiring([WINDOW, OFFICIAL]) == {
        place("w", 0): place("o", 0),
        place("w", 1): place("o", 1),
        place("w", 2): place("o", 2),
        place("o", 0): place("w", 0),
        place("o", 1): place("w", 1),
        place("o", 2): place("w", 2),
    }


def test_a_supervisor_only_receives() -> None:
    wiring = Edges().wiring([WINDOW, OFFICIAL, SUPERVISOR])
    assert {one.line for one in wiring if one.peer == "s"} == {0, 1, 2, 3, 4, 5}
    assert "s" not in {source.peer for source in wiring.values()}


def test_a_second_official_hears_and_sees_both_and_both_them() -> None:
    wiring = Edges().wiring([WINDOW, OFFICIAL, SUPERVISOR, COLLEAGUE])
    fed_by = {(one.peer, source.peer, source.line) for one, source in wiring.items()}
    for other in ("w", "o", "s"):
        assert {line for peer, source, line in fed_by if (peer, source) == (other, "c")} == {0, 1}
    assert {line for peer, source, line in fed_by if (peer, source) == ("c", "w")} == {0, 1, 2}
    assert {line for peer, source, line in fed_by if (peer, source) == ("c", "o")} == {0, 1, 2}


def test_nobody_feeds_whoever_is_alone() -> None:
    assert Edges().wiring([WINDOW]) == {}


def test_a_shut_edge_leaves_the_others_open() -> None:
    edges = Edges().set(CAMERA, Role.OFFICIAL, on=False)
    wiring = edges.wiring([WINDOW, OFFICIAL, SUPERVISOR])
    assert place("o", 1) not in wiring
    assert wiring[place("o", 2)] == place("w", 2)
    assert wiring[place("s", 1)] == place("w", 1)


def test_an_edge_opens_again() -> None:
    edges = Edges().set(VOICE, Role.OFFICIAL, on=False).set(VOICE, Role.OFFICIAL, on=True)
    assert edges == Edges()


def test_opening_an_open_edge_changes_nothing() -> None:
    assert Edges().set(DOCUMENT, Role.OFFICIAL, on=True) == Edges()


def test_the_newest_peer_of_a_role_is_its_source() -> None:
    wiring = Edges().wiring([WINDOW, OFFICIAL, member("w2", Role.WINDOW)])
    assert wiring[place("o", 1)] == place("w2", 1)
    assert wiring[place("w", 0)] == wiring[place("w2", 0)] == place("o", 0)


def test_a_newer_peer_that_sends_no_document_leaves_the_former_as_its_source() -> None:
    newer = Member(PeerId("w2"), Role.WINDOW, frozenset({0, 1}), frozenset({0, 1}))
    wiring = Edges().wiring([WINDOW, OFFICIAL, newer])
    assert wiring[place("o", 2)] == place("w", 2)
    assert wiring[place("o", 1)] == place("w2", 1)
