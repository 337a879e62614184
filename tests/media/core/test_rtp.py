"""Claims about reading RTP packets."""

from hypothesis import given
from hypothesis import strategies as some

from media.core.rtp import payload_size, read_layout, read_vp8, starts_keyframe
from media.core.sdp import ABS_SEND_TIME, AUDIO_LEVEL, MID, TRANSPORT_CC
from tests.support.rtp import packet, vp8

URIS = {1: MID, 2: ABS_SEND_TIME, 3: TRANSPORT_CC, 4: AUDIO_LEVEL}


def test_a_packet_without_extensions_has_its_payload_after_the_header() -> None:
    layout = read_layout(packet(1), {})
    assert layout is not None
    assert (layout.end, layout.elements) == (12, {})


def test_extensions_are_found_by_their_meaning() -> None:
    raw = packet(1, elements=[(2, b"abc"), (3, b"\1\2"), (1, b"0"), (9, b"?")])
    layout = read_layout(raw, URIS)
    assert layout is not None
    assert {uri: raw[at : at + size] for uri, (at, size) in layout.elements.items()} == {
        ABS_SEND_TIME: b"abc",
        TRANSPORT_CC: b"\1\2",
        MID: b"0",
    }
    assert raw[layout.transport_cc_at : layout.transport_cc_at + 2] == b"\1\2"
    assert raw[layout.end :] == b"payload"


def test_an_extension_of_the_wrong_size_is_none() -> None:
    layout = read_layout(packet(1, elements=[(2, b"abcd"), (3, b"1")]), URIS)
    assert layout is not None
    assert layout.elements == {}


def test_a_layout_knows_packets_of_its_shape_whatever_their_values() -> None:
    layout = read_layout(packet(1, elements=[(2, b"abc"), (3, b"\1\2")]), URIS)
    same = packet(9, elements=[(2, b"xyz"), (3, b"\3\4")])
    swapped = packet(9, elements=[(3, b"\3\4"), (2, b"xyz")])
    assert layout is not None
    for raw, known in ((same, True), (swapped, False)):
        value = int.from_bytes(raw[layout.block : layout.end], "big")
        assert (value & layout.mask == layout.want) is known


def test_contributing_sources_push_everything_back() -> None:
    raw = packet(1, elements=[(2, b"abc")])
    mixed = bytes([raw[0] | 2]) + raw[1:12] + b"csrccsrc" + raw[12:]
    layout = read_layout(mixed, URIS)
    assert layout is not None
    assert layout.elements[ABS_SEND_TIME] == (25, 3)
    assert mixed[layout.end :] == b"payload"


def test_two_byte_headers_are_skipped_unread() -> None:
    raw = packet(1, elements=[(2, b"abc")])
    layout = read_layout(raw[:12] + b"\x10\x00" + raw[14:], URIS)
    assert layout is not None
    assert layout.elements == {}
    assert raw[layout.end :] == b"payload"


@given(some.binary(min_size=12, max_size=80))
def test_junk_has_a_layout_within_it_or_none(raw: bytes) -> None:
    layout = read_layout(raw, URIS)
    assert layout is None or 12 <= layout.block <= layout.end <= len(raw)


@given(some.binary(min_size=12, max_size=40))
def test_junk_is_read_as_vp8_without_harm(raw: bytes) -> None:
    starts_keyframe(raw, 12)
    read_vp8(raw, 12)


def test_a_keyframe_starts_with_its_first_packet() -> None:
    assert starts_keyframe(packet(1, payload=vp8(5, keyframe=True)), 12)
    assert not starts_keyframe(packet(1, payload=vp8(5, keyframe=True, start=False)), 12)
    assert not starts_keyframe(packet(1, payload=vp8(5)), 12)


def test_padding_is_no_keyframe() -> None:
    assert not starts_keyframe(packet(1, payload=b"", padding=200), 12)
    assert not starts_keyframe(packet(1, payload=b"\x10", padding=20), 12)
    assert payload_size(packet(1, payload=b"", padding=200), 12) == 0


def test_the_numbers_of_a_picture_are_found() -> None:
    raw = packet(1, payload=vp8(0x1234, tl0=7))
    read = read_vp8(raw, 12)
    assert read is not None
    assert (read.picture, read.picture_bits, read.tl0, read.keyframe_start) == (0x1234, 15, 7, False)
    assert raw[read.tl0_at] == 7


def test_a_short_picture_number_has_seven_bits() -> None:
    read = read_vp8(packet(1, payload=b"\x90\x80\x05\x11body"), 12)
    assert read is not None
    assert (read.picture, read.picture_bits, read.tl0_at) == (5, 7, 0)


def test_a_bare_descriptor_has_no_numbers() -> None:
    read = read_vp8(packet(1, payload=b"\x10\x10body"), 12)
    assert read is not None
    assert (read.picture_at, read.tl0_at, read.keyframe_start) == (0, 0, True)
