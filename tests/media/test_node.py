"""Claims about the node: grants, and calls of real aiortc peers through it over UDP on loopback."""

import asyncio

from aiortc import MediaStreamTrack, RTCBundlePolicy, RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import AudioStreamTrack, VideoStreamTrack
from av import AudioFrame, VideoFrame

from media.node import MediaNode
from signaling.ports import PeerState
from signaling.protocol.media import PLANS
from signaling.protocol.names import Role


class Caller:
    """An aiortc peer that offers its role's plan with synthetic tracks."""

    def __init__(self, role: Role) -> None:
        self.connection = RTCPeerConnection(RTCConfiguration(iceServers=[], bundlePolicy=RTCBundlePolicy.MAX_BUNDLE))
        self.role = role
        for line in PLANS[role]:
            direction = {(True, True): "sendrecv", (True, False): "sendonly", (False, True): "recvonly"}[
                (line.sends is not None, line.receives is not None)
            ]
            if line.sends is None:
                self.connection.addTransceiver(line.kind.value, direction=direction)
            else:
                track = AudioStreamTrack() if line.kind == "audio" else VideoStreamTrack()
                self.connection.addTransceiver(track, direction=direction)

    async def join(self, node: MediaNode, grant: str) -> None:
        await self.connection.setLocalDescription(await self.connection.createOffer())
        joined = await node.join(grant, self.connection.localDescription.sdp)
        await self.connection.setRemoteDescription(RTCSessionDescription(joined.answer, "answer"))

    def receives(self, index: int) -> MediaStreamTrack:
        return self.connection.getTransceivers()[index].receiver.track


async def frames(track: MediaStreamTrack, count: int) -> list[VideoFrame | AudioFrame]:
    async with asyncio.timeout(20):
        return [await track.recv() for _ in range(count)]


async def test_two_peers_see_and_hear_each_other_through_the_node(node: MediaNode, desk) -> None:
    window, official = Caller(Role.WINDOW), Caller(Role.OFFICIAL)
    await window.join(node, desk.grant(Role.WINDOW, "w1"))
    await desk.peer_is("w1", PeerState.CONNECTED)
    await official.join(node, desk.grant(Role.OFFICIAL, "o1"))
    await desk.peer_is("o1", PeerState.CONNECTED)
    got = await asyncio.gather(
        frames(official.receives(0), 10),
        frames(official.receives(1), 10),
        frames(official.receives(2), 10),
        frames(window.receives(0), 10),
        frames(window.receives(1), 10),
    )
    assert [type(one[0]) for one in got] == [AudioFrame, VideoFrame, VideoFrame, AudioFrame, VideoFrame]
    await window.connection.close()
    await official.connection.close()
    print(node.statistics())
