"""Peers on the real media node: the window's and the official's see and hear each other."""

import asyncio

import pytest

from counter_client.desk import Desk as PaperDesk
from counter_client.peer import SILENCE_SECONDS, Peer, PeerFailed, Sources
from counter_client.rest import Rest
from counter_client.scene import Scene
from counter_client.speech import hum
from media.routes import routes
from signaling.protocol.media import PLANS, Source, Track
from signaling.protocol.names import Role
from tests.support.media_call import SESSION, Desk, a_node
from tests.support.served import served


class Watched:
    """A peer, and a wait for what it decodes."""

    def __init__(self, role: Role, *, unwatched: tuple[Source, ...] = (), camera: bool = True) -> None:
        self._news = asyncio.Event()
        voice = hum()
        sources = Sources(voice=voice, camera=Scene(voice) if camera else None, document=PaperDesk())
        self.peer = Peer(PLANS[role], sources, unwatched=unwatched, listen=lambda *_: self._news.set())

    async def sees(self, role: Role, track: Track, frames: int = 3) -> None:
        async with asyncio.timeout(20):
            while self.peer.frames[Source(role, track)] < frames:
                self._news.clear()
                await self._news.wait()


async def test_both_ends_see_and_hear_each_other_and_the_paper() -> None:
    desk = Desk()
    async with a_node(desk) as node, served(routes(node)) as url:
        rest = Rest(url)
        window, official = Watched(Role.WINDOW), Watched(Role.OFFICIAL)
        await window.peer.join(rest, "/media/peers", desk.grant(Role.WINDOW, "p1"))
        await official.peer.join(rest, "/media/peers", desk.grant(Role.OFFICIAL, "p2"))
        for track in Track:
            await official.sees(Role.WINDOW, track)
        await window.sees(Role.OFFICIAL, Track.VOICE)
        await window.sees(Role.OFFICIAL, Track.CAMERA)
        await window.peer.close()
        await official.peer.close()
        await rest.close()


async def test_a_second_official_sees_and_hears_both_is_seen_and_heard_by_both_and_recorded() -> None:
    desk = Desk()
    async with a_node(desk) as node, served(routes(node)) as url:
        rest = Rest(url)
        node.record(SESSION, bytes(32))
        three = {role: Watched(role) for role in (Role.WINDOW, Role.OFFICIAL, Role.COLLEAGUE)}
        for role, watched in three.items():
            await watched.peer.join(rest, "/media/peers", desk.grant(role, role))
        for role, watched in three.items():
            for other in three.keys() - {role}:
                await watched.sees(other, Track.VOICE)
                await watched.sees(other, Track.CAMERA)
        await three[Role.COLLEAGUE].sees(Role.WINDOW, Track.DOCUMENT)
        (recorder,) = desk.recorders
        filmed = {source for track, source in recorder.tracks.items() if recorder.packets[track]}
        assert filmed >= {(Role.COLLEAGUE, Track.VOICE), (Role.COLLEAGUE, Track.CAMERA)}
        await three[Role.COLLEAGUE].peer.close()
        heard = three[Role.WINDOW].peer.frames[Source(Role.OFFICIAL, Track.VOICE)]
        await three[Role.WINDOW].sees(Role.OFFICIAL, Track.VOICE, heard + 25)  # The session goes on without them.
        for role in (Role.WINDOW, Role.OFFICIAL):
            await three[role].peer.close()
        await rest.close()


async def test_a_picture_that_nobody_watches_is_not_decoded() -> None:
    desk = Desk()
    async with a_node(desk) as node, served(routes(node)) as url:
        rest = Rest(url)
        picture = Source(Role.OFFICIAL, Track.CAMERA)
        window, official = Watched(Role.WINDOW, unwatched=(picture,), camera=False), Watched(Role.OFFICIAL)
        await window.peer.join(rest, "/media/peers", desk.grant(Role.WINDOW, "p1"))
        await official.peer.join(rest, "/media/peers", desk.grant(Role.OFFICIAL, "p2"))
        await window.sees(Role.OFFICIAL, Track.VOICE, frames=50)
        assert window.peer.frames[picture] == 0
        await window.peer.close()
        await official.peer.close()
        await rest.close()


async def test_a_grant_is_spent_once() -> None:
    desk = Desk()
    async with a_node(desk) as node, served(routes(node)) as url:
        rest = Rest(url)
        grant = desk.grant(Role.WINDOW, "p1")
        first, second = Watched(Role.WINDOW).peer, Watched(Role.WINDOW).peer
        await first.join(rest, "/media/peers", grant)
        with pytest.raises(PeerFailed, match="grant-used"):
            await second.join(rest, "/media/peers", grant)
        await first.close()
        await second.close()
        await rest.close()


async def test_a_living_node_is_not_given_up_and_a_dead_one_is() -> None:
    desk = Desk()
    async with a_node(desk) as node, served(routes(node)) as url:
        rest = Rest(url)
        window = Watched(Role.WINDOW)
        await window.peer.join(rest, "/media/peers", desk.grant(Role.WINDOW, "p1"))
        lost = asyncio.create_task(window.peer.lost())
        # Nobody else is in the session: all that comes is the node's own reports.
        done, _ = await asyncio.wait({lost}, timeout=SILENCE_SECONDS + 1.0)
        assert not done
        await node.stop()
        await asyncio.wait_for(lost, SILENCE_SECONDS + 2.0)
        await window.peer.close()
        await rest.close()


async def test_an_answer_that_is_none_fails_the_peer() -> None:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

    async def junk(_: Request) -> Response:
        return Response("junk", 201, {"Location": "/media/peers/x"}, media_type="application/sdp")

    async with served([Route("/media/peers", junk, methods=["POST"])]) as url:
        rest = Rest(url)
        peer = Watched(Role.WINDOW).peer
        with pytest.raises(PeerFailed, match="answer"):
            await peer.join(rest, "/media/peers", "grant")
        await peer.close()
        await rest.close()
