"""The contract with aiortc: what an upgrade of it has to keep. And junk in an offer is its peer's error, no more."""

import contextlib
import inspect
from pathlib import Path

import pytest
from aiortc import RTCBundlePolicy, RTCConfiguration, RTCPeerConnection, rtcdtlstransport
from hypothesis import given
from hypothesis import strategies as some

from media.core.sdp import agree
from media.transport.aiortc_seam import MAX_OFFER, Certificate, read_offer, read_remb, read_rtcp
from signaling.ports import Refused
from signaling.protocol.codes import Code
from signaling.protocol.names import Role
from tests.support.rtp_peer import RtpPeer

CHROMIUM = Path(__file__).with_name("chromium_window.sdp").read_text("utf-8")
LINES = CHROMIUM.splitlines()


def refusal(text: str) -> Refused:
    with pytest.raises(Refused) as refused:
        read_offer(text)
    return refused.value


def test_the_private_names_are_there() -> None:
    source = inspect.getsource(rtcdtlstransport.RTCDtlsTransport)
    for name in (
        "_rx_srtp",
        "_tx_srtp",
        "_ssl",
        "_srtp_profiles",
        "_set_role",
        "self.transport._recv",
        "transport._send",
    ):
        assert name in source, name


def test_a_window_offer_of_chromium_is_read() -> None:
    offer = read_offer(CHROMIUM)
    voice, camera, document, *second = agree(offer, Role.WINDOW)
    assert offer.setup == "actpass"
    assert [line.mid for line in offer.lines] == ["0", "1", "2", "3", "4"]
    assert (voice.payload_type, camera.payload_type, camera.rtx_payload_type) == (111, 96, 97)
    assert len(camera.ssrcs) == len(document.ssrcs) == 1
    assert list(camera.repairs.values()) == list(camera.ssrcs)
    assert "nack pli" in camera.feedback
    assert [(line.sends, line.receives, line.ssrcs) for line in second] == [(True, False, ())] * 2


async def test_an_offer_of_aiortc_is_read() -> None:
    connection = RTCPeerConnection(RTCConfiguration(iceServers=[], bundlePolicy=RTCBundlePolicy.MAX_BUNDLE))
    lines = (
        ("audio", "sendrecv"),
        ("video", "sendrecv"),
        ("video", "sendonly"),
        ("audio", "recvonly"),
        ("video", "recvonly"),
    )
    for kind, direction in lines:
        connection.addTransceiver(kind, direction=direction)
    await connection.setLocalDescription(await connection.createOffer())
    offer = read_offer(connection.localDescription.sdp)
    await connection.close()
    assert [line.receives for line in agree(offer, Role.WINDOW)] == [True, True, True, False, False]


async def test_an_offer_of_the_tests_own_peer_is_read() -> None:
    for role in (Role.WINDOW, Role.OFFICIAL, Role.COLLEAGUE, Role.SUPERVISOR):
        agree(read_offer(RtpPeer(role).offer()), role)


def test_candidates_are_dropped_unread() -> None:
    junk = "a=candidate:junk\r\na=candidate:1 1 udp 1 never.local 9 typ host\r\n" * 50
    assert read_offer(CHROMIUM + junk) == read_offer(CHROMIUM)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "junk",
        "m=audio 9 UDP/TLS/RTP/SAVPF 111",
        CHROMIUM.replace("a=setup:actpass", "a=setup:never"),
        CHROMIUM.replace("a=mid:1", "a=mid:" + "x" * 17),
        CHROMIUM.replace("a=mid:1", "a=mid:1\ta=setup:passive"),
        CHROMIUM.replace("a=rtpmap:96 VP8/90000", "a=rtpmap:96 VP8"),
        CHROMIUM.replace("m=audio 9", "m=audio nine"),
        "\n".join(line for line in LINES if not line.startswith("a=fingerprint")),
        "\n".join(line for line in LINES if not line.startswith("a=ice-ufrag")),
        "\n".join(line for line in LINES if not line.startswith("a=setup")),
        "\n".join(line for line in LINES if not line.startswith("a=mid")),
    ],
)
def test_an_offer_that_cannot_be_parsed_is_invalid(text: str) -> None:
    assert refusal(text).code is Code.OFFER_INVALID


def test_an_offer_too_long_is_not_even_parsed() -> None:
    assert refusal(CHROMIUM + "a=x\r\n" * MAX_OFFER).facts == {"reason": "size"}


@given(some.text(max_size=300))
def test_junk_is_an_invalid_offer_and_nothing_worse(text: str) -> None:
    assert refusal(text).code is Code.OFFER_INVALID


@given(some.data())
def test_an_offer_with_lines_mutilated_is_read_or_refused(data: some.DataObject) -> None:
    lines = list(LINES)
    for _ in range(data.draw(some.integers(1, 4))):
        index = data.draw(some.integers(0, len(lines) - 1))
        line = lines[index]
        cut = data.draw(some.integers(0, len(line)))
        lines[index] = line[:cut] + data.draw(some.sampled_from(["", " ", ":", "/", "-1", "9" * 30, "\x85", "é"]))
    with contextlib.suppress(Refused):
        agree(read_offer("\r\n".join(lines)), Role.WINDOW)


@given(some.binary(max_size=120))
def test_junk_is_no_rtcp(junk: bytes) -> None:
    read_rtcp(junk)
    read_rtcp(b"\x80\xc8" + junk)
    read_remb(b"REMB" + junk)


def test_a_broken_packet_spoils_its_compound() -> None:
    good = b"\x80\xc9\x00\x01\x00\x00\x00\x01"
    assert len(read_rtcp(good + good)) == 2
    assert read_rtcp(good + b"\x80") == []


def test_a_remb_reads_as_its_bit_rate() -> None:
    assert read_remb(b"REMB\x01\x08\x00\x03\x00\x00\x00\x01") == 12
    assert read_remb(b"other") is None


def test_a_certificate_is_known_by_a_sha_256_fingerprint() -> None:
    certificate = Certificate()
    assert certificate.fingerprint == certificate.fingerprint
    assert certificate.fingerprint.algorithm == "sha-256"
    assert certificate.fingerprint != Certificate().fingerprint
