"""Claims about answers: the plan is laid over the offer, and what does not fit is refused."""

import msgspec
import pytest
from aiortc.sdp import SessionDescription

from media.core.sdp import (
    ABS_SEND_TIME,
    AUDIO_LEVEL,
    MID,
    TRANSPORT_CC,
    VIDEO_ORIENTATION,
    AgreedLine,
    Candidate,
    Fingerprint,
    Local,
    Offer,
    OfferedCodec,
    OfferedLine,
    agree,
    write_answer,
)
from signaling.ports import Refused
from signaling.protocol.codes import Code
from signaling.protocol.media import PLANS, Kind, Line
from signaling.protocol.names import Role

OPUS = OfferedCodec(111, "opus", 48000, 2, frozenset({"transport-cc", "nack"}), None)
VP8 = OfferedCodec(96, "VP8", 90000, None, frozenset({"transport-cc", "nack", "nack pli", "goog-remb"}), None)
RTX = OfferedCodec(97, "rtx", 90000, None, frozenset(), 96)
H264 = OfferedCodec(102, "H264", 90000, None, frozenset({"nack"}), None)
EXTENSIONS = {MID: 4, ABS_SEND_TIME: 2, TRANSPORT_CC: 3, AUDIO_LEVEL: 1, VIDEO_ORIENTATION: 13, "urn:other": 5}
LOCAL = Local("ufragufr", "p" * 24, Fingerprint("sha-256", "AB:CD"), (Candidate("192.0.2.1", 4000),), 7)


def line(index: int, plan: Line) -> OfferedLine:
    return OfferedLine(
        kind=plan.kind,
        mid=str(index),
        profile="UDP/TLS/RTP/SAVPF",
        sends=plan.sends is not None,
        receives=plan.receives is not None,
        rtcp_mux=True,
        codecs=(OPUS,) if plan.kind is Kind.AUDIO else (H264, VP8, RTX),
        extensions=EXTENSIONS,
        ssrcs=(100 + index,),
        repairs={},
    )


def offer(role: Role = Role.WINDOW) -> Offer:
    lines = tuple(line(index, plan) for index, plan in enumerate(PLANS[role]))
    mids = tuple(one.mid for one in lines)
    return Offer("abcd", "actpass", (Fingerprint("sha-256", "AB"),), mids, lines)


def change(index: int, **fields: object) -> Offer:
    lines = list(offer().lines)
    lines[index] = msgspec.structs.replace(lines[index], **fields)
    return msgspec.structs.replace(offer(), lines=tuple(lines), bundle=tuple(one.mid for one in lines))


def directions(lines: tuple[AgreedLine, ...]) -> list[tuple[bool, bool]]:
    return [(one.receives, one.sends) for one in lines]


@pytest.mark.parametrize("role", list(PLANS))
def test_an_offer_by_the_plan_is_agreed(role: Role) -> None:
    agreed = directions(agree(offer(role), role))
    assert agreed == [(plan.sends is not None, plan.receives is not None) for plan in PLANS[role]]


@pytest.mark.parametrize(
    "bad",
    [
        msgspec.structs.replace(offer(), lines=offer().lines[:2], bundle=("0", "1")),
        msgspec.structs.replace(offer(), lines=(*offer().lines, offer().lines[2])),
        msgspec.structs.replace(offer(), bundle=("0", "1")),
        msgspec.structs.replace(offer(), setup="active"),
        change(1, kind="audio"),
        change(1, mid="0"),
        change(1, rtcp_mux=False),
        change(1, profile="RTP/AVP"),
        change(1, codecs=(H264,)),
        change(0, codecs=(msgspec.structs.replace(OPUS, channels=1),)),
        change(1, extensions={MID: 15}),
    ],
)
def test_an_offer_that_does_not_fit_is_refused(bad: Offer) -> None:
    with pytest.raises(Refused) as refused:
        agree(bad, Role.WINDOW)
    assert refused.value.code is Code.OFFER_INVALID


def test_an_officials_offer_is_no_windows() -> None:
    with pytest.raises(Refused, match="offer-invalid"):
        agree(offer(Role.SUPERVISOR), Role.WINDOW)


def test_a_direction_is_what_both_want() -> None:
    agreed = agree(change(1, sends=False), Role.WINDOW)
    assert directions(agreed)[1] == (False, True)
    agreed = agree(change(2, receives=False), Role.WINDOW)
    assert directions(agreed)[2] == (True, False)


def test_feedback_and_extensions_are_what_both_know() -> None:
    voice, camera, *_ = agree(offer(), Role.WINDOW)
    assert voice.feedback == ("transport-cc", "nack")
    assert camera.feedback == ("transport-cc", "nack", "nack pli", "goog-remb")
    assert set(voice.extensions) == {MID, ABS_SEND_TIME, TRANSPORT_CC, AUDIO_LEVEL}
    assert set(camera.extensions) == {MID, ABS_SEND_TIME, TRANSPORT_CC, VIDEO_ORIENTATION}


def test_where_the_node_only_sends_it_asks_for_remb_and_not_for_transport_cc() -> None:
    for one in agree(offer(Role.SUPERVISOR), Role.SUPERVISOR):
        assert TRANSPORT_CC not in one.extensions
        assert "transport-cc" not in one.feedback
        assert one.rtx_payload_type is None


def test_retransmissions_of_publishers_are_agreed() -> None:
    assert agree(offer(), Role.WINDOW)[1].rtx_payload_type == 97


def test_an_answer_reads_back_as_it_was_meant() -> None:
    lines = agree(offer(), Role.WINDOW)
    read = SessionDescription.parse(write_answer(lines, LOCAL, {index: 1000 + index for index in range(5)}))
    assert [str(group) for group in read.group] == ["BUNDLE 0 1 2 3 4"]
    assert [media.direction for media in read.media] == ["sendrecv"] * 3 + ["sendonly"] * 2
    assert [media.fmt for media in read.media] == [[111], [96, 97], [96, 97], [111], [96]]
    assert [[one.ssrc for one in media.ssrc] for media in read.media] == [[1000 + index] for index in range(5)]
    for media in read.media:
        assert media.ice is not None
        assert media.dtls is not None
        assert media.ice.iceLite
        assert media.ice.usernameFragment == "ufragufr"
        assert media.dtls.role == "client"
        assert media.rtcp_mux
        assert [(one.ip, one.port) for one in media.ice_candidates] == [("192.0.2.1", 4000)]
    opus = read.media[0].rtp.codecs[0]
    assert opus.parameters == {"minptime": 10, "useinbandfec": 1, "usedtx": "1"}


def test_voice_and_camera_share_a_stream_and_the_document_has_its_own() -> None:
    lines = agree(offer(Role.OFFICIAL), Role.OFFICIAL)
    read = SessionDescription.parse(write_answer(lines, LOCAL, {index: 1 + index for index in range(5)}))
    assert [media.msid for media in read.media] == [
        "window window-voice",
        "window window-camera",
        "window-document window-document",
        "colleague colleague-voice",
        "colleague colleague-camera",
    ]
