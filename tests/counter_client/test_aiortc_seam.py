"""The contract that an upgrade of aiortc has to meet: what we use of its private names does what we think."""

import asyncio
from fractions import Fraction

import aioice.ice
import numpy as np
from aiortc import RTCConfiguration, RTCPeerConnection
from aiortc.codecs.vpx import Vp8Encoder
from aiortc.rtcrtpreceiver import RemoteStreamTrack
from av import VideoFrame

from counter_client import aiortc_seam as seam


async def test_video_packets_fit_a_path_of_1280_bytes() -> None:
    seam.prepare()
    noise = np.random.default_rng(1).integers(0, 255, (360, 640, 3), np.uint8)
    frame = VideoFrame.from_ndarray(noise, format="bgr24")
    frame.pts, frame.time_base = 0, Fraction(1, 90_000)
    payloads, _ = Vp8Encoder().encode(frame)
    assert len(payloads) > 2
    assert max(map(len, payloads)) + 28 + 16 + 12 + 16 <= 1200


def test_consent_is_asked_for_every_second() -> None:
    seam.prepare()
    assert aioice.ice.CONSENT_INTERVAL == 1


def test_a_machine_without_a_network_still_has_itself() -> None:
    seam.prepare()
    assert aioice.ice.get_host_addresses(use_ipv4=False, use_ipv6=False) == ["127.0.0.1"]


async def test_the_offer_names_mids_by_the_plan_and_only_our_codecs() -> None:
    connection = RTCPeerConnection(RTCConfiguration(iceServers=[]))
    for kind in ("audio", "video", "video"):
        transceiver = connection.addTransceiver(kind)
        transceiver.setCodecPreferences(seam.codecs(kind))
        seam.name_stream(transceiver.sender, "paper" if len(connection.getTransceivers()) == 3 else "person")
    offer = (await connection.createOffer()).sdp
    await connection.close()
    assert [line for line in offer.splitlines() if line.startswith("a=mid:")] == ["a=mid:0", "a=mid:1", "a=mid:2"]
    assert {line.split(" ")[1] for line in offer.splitlines() if line.startswith("a=rtpmap:")} == {
        "opus/48000/2",
        "VP8/90000",
        "rtx/90000",
    }
    streams = [line.split(":")[1].split(" ")[0] for line in offer.splitlines() if line.startswith("a=msid:")]
    assert streams == ["person", "person", "paper"]


async def test_frames_that_nobody_fetches_do_not_pile_up() -> None:
    track = RemoteStreamTrack("video")
    seam.hold_back(track)
    for number in range(200):
        await asyncio.wait_for(track._queue.put(number), 1)
    oldest: object = await track.recv()
    assert oldest == 140


async def test_packets_are_counted_from_the_start() -> None:
    connection = RTCPeerConnection(RTCConfiguration(iceServers=[]))
    connection.addTransceiver("audio")
    assert seam.packets_received(connection) == 0
    seam.ignore(connection, 0)
    await connection.close()
