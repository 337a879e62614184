"""Claims about the node: grants, and calls of real aiortc peers through it over UDP on loopback."""

import asyncio

from av import AudioFrame, VideoFrame

from media.node import MediaNode
from signaling.ports import PeerState
from signaling.protocol.names import Role
from tests.support.media_call import Caller, Desk, frames


async def test_two_peers_see_and_hear_each_other_through_the_node(node: MediaNode, desk: Desk) -> None:
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
    await window.close()
    await official.close()
