"""Rooms of Janus's VideoRoom: one publisher each, and subscribers to it."""

import itertools

from benchmarks.janus import Api, Jsep
from benchmarks.load import sdp
from benchmarks.load.peer import Peer
from benchmarks.load.streams import CAMERA
from benchmarks.load.transport import random_ssrc

FIRST_ROOM = 5000


class JanusRooms:
    """Opens rooms through one API session."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._numbers = itertools.count(FIRST_ROOM)

    async def open(self, subscribers: int) -> list[Peer]:
        """Return the peers of a new room; the publisher comes first."""
        room = next(self._numbers)
        await self._api.create_room(room)
        handle = await self._api.attach()
        joined = await self._api.say(handle, {"request": "join", "ptype": "publisher", "room": room})
        publisher, ssrc = Peer(), random_ssrc()
        offer = sdp.write(publisher.transport, [sdp.Media("video", "sendonly", ssrc)])
        answer = await self._api.say(handle, {"request": "publish"}, Jsep("offer", offer))
        assert answer.jsep is not None
        remote = sdp.read(answer.jsep.sdp)
        await publisher.transport.connect(remote.address, remote.ufrag, remote.password, controlling=True)
        await self._api.connected(handle)
        publisher.send(CAMERA, ssrc, sdp.VP8, remote)
        return [publisher, *[await self._subscribe(room, joined.room.id) for _ in range(subscribers)]]

    async def _subscribe(self, room: int, feed: int) -> Peer:
        handle = await self._api.attach()
        join = {"request": "join", "ptype": "subscriber", "room": room, "streams": [{"feed": feed}]}
        offer = await self._api.say(handle, join)
        assert offer.jsep is not None
        remote = sdp.read(offer.jsep.sdp)
        peer = Peer()
        medias = [
            sdp.Media("video" if kind == "video" else "audio", "recvonly", mid=mid, payload=payload)
            for kind, mid, payload in remote.medias
        ]
        answer = sdp.write(peer.transport, medias, answer=True)
        await self._api.say(handle, {"request": "start"}, Jsep("answer", answer))
        await peer.transport.connect(remote.address, remote.ufrag, remote.password, controlling=False)
        return peer
