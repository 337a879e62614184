"""Claims about SRTP in place."""

import pytest

from media.transport import srtp
from media.transport.arena import Arena
from tests.support.rtp import packet, session, sessions


@pytest.fixture
def arena() -> Arena:
    return Arena()


def protect(arena: Arena, handles: srtp.Sessions, raw: bytes) -> bytes:
    srtp.move(arena.pointers[0], raw, len(raw))
    srtp.length[0] = len(raw)
    assert srtp.protect(handles.outbound, arena.pointers[0], srtp.length) == 0
    protected: bytes = arena.buffer[0 : srtp.length[0]]
    return protected


def test_a_packet_protected_in_place_is_read_by_the_other_side(arena: Arena) -> None:
    protected = protect(arena, sessions(), packet(1))
    assert session(inbound=True).unprotect(protected) == packet(1)


def test_a_packet_is_unprotected_in_place(arena: Arena) -> None:
    protected = session(inbound=False).protect(packet(1))
    srtp.move(arena.pointers[0], protected, len(protected))
    srtp.length[0] = len(protected)
    assert srtp.unprotect(sessions().inbound, arena.pointers[0], srtp.length) == 0
    assert arena.buffer[0 : srtp.length[0]] == packet(1)


def test_the_same_octets_protected_again_are_the_same_ciphertext(arena: Arena) -> None:
    handles = sessions()
    first = protect(arena, handles, packet(1))
    protect(arena, handles, packet(2))
    assert protect(arena, handles, packet(1)) == first


def test_a_forged_packet_is_an_error(arena: Arena) -> None:
    srtp.move(arena.pointers[0], packet(1), len(packet(1)))
    srtp.length[0] = len(packet(1))
    assert srtp.unprotect(sessions().inbound, arena.pointers[0], srtp.length) != 0


def test_rtcp_goes_both_ways(arena: Arena) -> None:
    compound = b"\x80\xc9\x00\x01\x00\x00\x00\x01"
    handles = sessions()
    srtp.move(arena.pointers[0], compound, len(compound))
    srtp.length[0] = len(compound)
    assert srtp.protect_rtcp(handles.outbound, arena.pointers[0], srtp.length) == 0
    protected = arena.buffer[0 : srtp.length[0]]
    assert handles.unprotect_rtcp(protected) == compound
    assert handles.unprotect_rtcp(protected) is None, "a replay"
    assert handles.unprotect_rtcp(b"junk") is None
    assert handles.unprotect_rtcp(bytes(2000)) is None
