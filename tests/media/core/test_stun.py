"""Claims about checks: ours and aioice's are read alike, junk is none, and forged ones are found out."""

from aioice import stun as theirs
from hypothesis import given
from hypothesis import strategies as some

from media.core.stun import is_authentic, read_check, request, success

PASSWORD = b"password"
TRANSACTION = bytes(range(12))


def a_check(*, use_candidate: bool = False) -> bytes:
    return request(TRANSACTION, b"ours:theirs", PASSWORD, use_candidate=use_candidate)


def test_a_check_is_read() -> None:
    check = read_check(a_check(use_candidate=True))
    assert check is not None
    assert (check.transaction, check.username, check.use_candidate) == (TRANSACTION, b"ours:theirs", True)
    assert is_authentic(check, PASSWORD)
    assert not is_authentic(check, b"other")


def test_a_check_of_aioice_is_read() -> None:
    message = theirs.Message(theirs.Method.BINDING, theirs.Class.REQUEST, TRANSACTION)
    message.attributes.update({"USERNAME": "ours:theirs", "PRIORITY": 1, "ICE-CONTROLLING": 2})
    message.add_message_integrity(PASSWORD)
    check = read_check(bytes(message))
    assert check is not None
    assert is_authentic(check, PASSWORD)
    assert not check.use_candidate


def test_aioice_reads_our_response() -> None:
    check = read_check(a_check())
    assert check is not None
    for address, port in (("192.0.2.1", 5000), ("2001:db8::1", 6000)):
        packed = theirs.pack_address((address, port))[4:]
        message = theirs.parse_message(success(check, packed, port, PASSWORD))
        assert message.message_class is theirs.Class.RESPONSE
        assert message.transaction_id == TRANSACTION
        assert message.attributes["XOR-MAPPED-ADDRESS"] == (address, port)
        assert message.check_message_integrity(PASSWORD)


def test_a_check_without_integrity_is_none() -> None:
    message = theirs.Message(theirs.Method.BINDING, theirs.Class.REQUEST, TRANSACTION)
    message.attributes["USERNAME"] = "ours:theirs"
    message.add_fingerprint()
    assert read_check(bytes(message)) is None


def test_a_check_without_fingerprint_is_none() -> None:
    message = theirs.Message(theirs.Method.BINDING, theirs.Class.REQUEST, TRANSACTION)
    message.attributes["USERNAME"] = "ours:theirs"
    message.add_message_integrity(PASSWORD)
    del message.attributes["FINGERPRINT"]
    assert read_check(bytes(message)) is None


def test_what_follows_the_integrity_is_not_believed() -> None:
    message = theirs.Message(theirs.Method.BINDING, theirs.Class.REQUEST, TRANSACTION)
    message.attributes["USERNAME"] = "ours:theirs"
    message.add_message_integrity(PASSWORD)
    del message.attributes["FINGERPRINT"]
    message.attributes["USE-CANDIDATE"] = None
    message.add_fingerprint()
    check = read_check(bytes(message))
    assert check is not None
    assert is_authentic(check, PASSWORD)
    assert not check.use_candidate


def test_a_response_is_no_check() -> None:
    check = read_check(a_check())
    assert check is not None
    assert read_check(success(check, bytes(4), 1, PASSWORD)) is None


@given(some.binary(max_size=200))
def test_junk_is_none(datagram: bytes) -> None:
    assert read_check(datagram) is None


@given(some.integers(0, 8 * len(a_check()) - 1))
def test_a_check_with_a_bit_turned_is_never_believed(bit: int) -> None:
    datagram = bytearray(a_check())
    datagram[bit // 8] ^= 1 << bit % 8
    check = read_check(bytes(datagram))
    assert check is None or not is_authentic(check, PASSWORD)


@given(some.integers(0, len(a_check())), some.binary(max_size=40))
def test_a_check_cut_short_or_with_a_tail_is_none(keep: int, tail: bytes) -> None:
    datagram = a_check()[:keep] + tail
    assert datagram == a_check() or read_check(datagram) is None
