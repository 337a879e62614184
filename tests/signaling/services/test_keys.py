"""Recording keys at rest."""

import pytest
from cryptography.exceptions import InvalidTag

from signaling.protocol.names import SessionId
from signaling.services.keys import unwrap, wrap

MASTER, KEY, SESSION = b"m" * 32, b"k" * 32, SessionId("s1")


def test_a_key_comes_back_as_it_was() -> None:
    wrapped = wrap(KEY, MASTER, SESSION)
    assert KEY not in wrapped
    assert unwrap(wrapped, MASTER, SESSION) == KEY


def test_a_key_is_never_wrapped_the_same_twice() -> None:
    assert wrap(KEY, MASTER, SESSION) != wrap(KEY, MASTER, SESSION)


@pytest.mark.parametrize(("master", "session"), [(b"x" * 32, SESSION), (MASTER, SessionId("s2"))])
def test_another_master_key_or_another_session_opens_nothing(master: bytes, session: SessionId) -> None:
    with pytest.raises(InvalidTag):
        unwrap(wrap(KEY, MASTER, SESSION), master, session)
