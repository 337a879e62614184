"""
What aiortc lacks as a peer, added at its edge. Every private name of it that we use stands here.

aiortc is pinned in constraints.txt; tests/counter_client/test_aiortc_seam.py is the contract that an upgrade must meet.
"""

import asyncio
from typing import TypeVar

import aioice.ice
import aiortc.codecs.vpx
from aiortc import MediaStreamTrack, RTCPeerConnection, RTCRtpSender
from aiortc.rtcrtpparameters import RTCRtpCodecCapability
from aiortc.rtcrtpreceiver import RemoteStreamTrack

T = TypeVar("T")

# RTP payload of a video packet: 1,200 bytes on the wire less IP, UDP, SRTP and RTP with its extensions.
_PAYLOAD_BYTES = 1_200 - 28 - 16 - 12 - 16
_FRAMES_KEPT = 60
_find_addresses = aioice.ice.get_host_addresses


def prepare() -> None:
    """
    Set what aiortc keeps as constants of its modules. Harmless when repeated.

    Packets fit a path of 1,280 bytes (IPv6's least, and most tunnels). Consent is asked for every second instead of
    every five, so that a node that went away is known after six seconds (RFC 7675 §5.1 lets us). A machine without any
    network still reaches a node on itself.
    """
    aiortc.codecs.vpx.PACKET_MAX = _PAYLOAD_BYTES
    aioice.ice.CONSENT_INTERVAL = 1
    aioice.ice.get_host_addresses = _host_addresses


def _host_addresses(use_ipv4: bool, use_ipv6: bool) -> list[str]:
    addresses: list[str] = _find_addresses(use_ipv4, use_ipv6)
    return addresses or ["127.0.0.1"]


def codecs(kind: str) -> list[RTCRtpCodecCapability]:
    """Return what a window offers: Opus, or VP8 with its retransmissions."""
    wanted = ("audio/opus",) if kind == "audio" else ("video/VP8", "video/rtx")
    capabilities = RTCRtpSender.getCapabilities(kind).codecs
    first = [codec for codec in capabilities if codec.mimeType in wanted]
    return first[:2]  # VP8 and the first RTX, which is its own.


def name_stream(sender: RTCRtpSender, name: str) -> None:
    """Give a sender its msid's stream: voice and camera share one, so that browsers keep lips and sound together."""
    sender._stream_id = name


def hold_back(track: MediaStreamTrack) -> None:
    """Bound the frames that wait on a received track; the oldest goes. To be called in the "track" event."""
    assert isinstance(track, RemoteStreamTrack)
    track._queue = _Latest(_FRAMES_KEPT)


def ignore(connection: RTCPeerConnection, index: int) -> None:
    """Drop what comes on an m-line undecoded: nobody looks, and pictures are costly. In the "track" event, as above."""
    connection.getTransceivers()[index].receiver._enabled = False


def packets_received(connection: RTCPeerConnection) -> int:
    """Return how many packets the transport has let in, RTCP included: the sign that the node is alive."""
    transport = connection.getTransceivers()[0].receiver.transport
    return int(transport._get_stats()[transport._stats_id].packetsReceived)


class _Latest(asyncio.Queue[T]):
    """A queue that never waits: what does not fit pushes the oldest out."""

    async def put(self, item: T) -> None:
        if self.full():
            self.get_nowait()
        self.put_nowait(item)
