import contextlib
from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from signaling.protocol import codec
from signaling.protocol.codec import decode_official, decode_server, decode_supervisor, decode_window
from signaling.protocol.commands import CallNext, Ping, TakeTicket
from signaling.protocol.messages import Done
from signaling.protocol.names import ItemId, Language

DECODERS: list[Callable[[bytes], msgspec.Struct]] = [decode_window, decode_official, decode_supervisor, decode_server]
TICKET = TakeTicket(ref="ref-0001", id_number="1", phone="2", item=ItemId("x"), language=Language.CHINESE)


def test_a_frame_comes_back_as_it_was() -> None:
    assert decode_window(codec.encode(TICKET)) == TICKET
    assert decode_server(codec.encode(Done(ref="ref-0001"))) == Done(ref="ref-0001")


def test_a_role_cannot_even_decode_another_roles_command() -> None:
    call = codec.encode(CallNext(ref="ref-0001"))
    assert decode_official(call) == CallNext(ref="ref-0001")
    for decode in (decode_window, decode_supervisor):
        with pytest.raises(msgspec.ValidationError):
            decode(call)


@pytest.mark.parametrize(
    "raw",
    [
        b'{"type": "ping", "more": 1}',
        b'{"type": "take-ticket", "ref": "short"}',
        b'{"type": "point", "session": "s", "page": "p", "at": [1.5, 0]}',
        b"[]",
        b"",
    ],
)
def test_what_is_no_frame_is_refused(raw: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        decode_window(raw)


@given(st.binary(max_size=200))
def test_junk_is_refused_and_nothing_else(junk: bytes) -> None:
    for decode in DECODERS:
        with contextlib.suppress(msgspec.DecodeError):
            decode(junk)


def test_a_ping_needs_nothing() -> None:
    assert decode_window(b'{"type": "ping"}') == Ping()
