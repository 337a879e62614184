"""Claims about ICE-lite."""

import msgspec
import pytest

from media.core.stun import Check, read_check, request
from media.transport import sockaddr
from media.transport.endpoint import Endpoint, Path
from media.transport.ice import CONSENT_NS, MAX_PATHS, SILENCE_NS, LiteAgent
from media.transport.link import Link

# The agent only remembers paths: it never looks at the link or the socket behind one.
LINK = Link.__new__(Link)
ENDPOINT = Endpoint.__new__(Endpoint)


def path(port: int) -> Path:
    return Path(LINK, ENDPOINT, sockaddr.pack("192.0.2.1", port), 0)


@pytest.fixture
def agent() -> LiteAgent:
    return LiteAgent("them", 0)


def a_check(agent: LiteAgent) -> Check:
    username = f"{agent.ufrag}:them".encode()
    check = read_check(request(bytes(12), username, agent.password.encode(), use_candidate=False))
    assert check is not None
    return check


def test_our_peers_check_is_accepted(agent: LiteAgent) -> None:
    assert agent.accepts(a_check(agent))


def test_another_username_or_password_is_not(agent: LiteAgent) -> None:
    check = a_check(agent)
    assert not agent.accepts(msgspec.structs.replace(check, username=f"{agent.ufrag}:other".encode()))
    assert not agent.accepts(msgspec.structs.replace(check, integrity=bytes(20)))


def test_credentials_are_fresh(agent: LiteAgent) -> None:
    other = LiteAgent("them", 0)
    assert agent.ufrag != other.ufrag
    assert agent.password != other.password
    assert len(agent.password) >= 22  # RFC 8445 §5.3: 128 bits.


def test_the_first_proven_path_carries_the_media(agent: LiteAgent) -> None:
    first = path(1)
    agent.checked(first, 0, use_candidate=False)
    assert agent.selected is first


def test_a_second_path_waits_for_nomination(agent: LiteAgent) -> None:
    first, second = path(1), path(2)
    agent.checked(first, 0, use_candidate=False)
    agent.checked(second, 1, use_candidate=False)
    assert agent.selected is first
    agent.checked(second, 2, use_candidate=True)
    assert agent.selected is second


def test_a_path_takes_over_from_a_silent_one_without_nomination(agent: LiteAgent) -> None:
    first, second = path(1), path(2)
    agent.checked(first, 0, use_candidate=False)
    first.heard_ns = SILENCE_NS
    agent.checked(second, 2 * SILENCE_NS - 1, use_candidate=False)
    assert agent.selected is first
    agent.checked(second, 2 * SILENCE_NS, use_candidate=False)
    assert agent.selected is second


def test_consent_lapses_without_checks(agent: LiteAgent) -> None:
    agent.checked(path(1), 10, use_candidate=False)
    assert agent.has_consent(10 + CONSENT_NS - 1)
    assert not agent.has_consent(10 + CONSENT_NS)


def test_a_peer_that_never_checks_has_as_long(agent: LiteAgent) -> None:
    assert agent.has_consent(CONSENT_NS - 1)
    assert not agent.has_consent(CONSENT_NS)


def test_few_paths_are_remembered_and_the_selected_one_always(agent: LiteAgent) -> None:
    paths = [path(port) for port in range(1, MAX_PATHS + 3)]
    dropped = [agent.checked(one, 0, use_candidate=False) for one in paths]
    assert agent.selected is paths[0]
    assert dropped == [None] * MAX_PATHS + paths[1:3]
    assert len(agent.paths) == MAX_PATHS
