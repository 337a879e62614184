"""The call keeps its media alive: a peer is replaced only by a connected one."""

import asyncio

from counter_client.call import Call
from counter_client.core.effects import PeerLost, PeerUp
from counter_client.peer import Sources
from counter_client.rest import Rest
from counter_client.speech import hum
from media.routes import routes
from signaling.ports import PeerState
from signaling.protocol.names import Role
from tests.support.media_call import SESSION, Desk, a_node
from tests.support.served import served


class Told:
    """What a call has said."""

    def __init__(self) -> None:
        self.events: asyncio.Queue[PeerUp | PeerLost] = asyncio.Queue()

    async def next(self) -> PeerUp | PeerLost:
        return await asyncio.wait_for(self.events.get(), 15)


async def test_a_second_peer_is_connected_before_the_first_is_closed() -> None:
    desk, told = Desk(), Told()
    async with a_node(desk) as node, served(routes(node)) as url:
        rest = Rest(url)
        call = Call(rest, Sources(voice=hum()), told.events.put_nowait, listen=None, watch=True)
        call.join(SESSION, "/media/peers", desk.grant(Role.WINDOW, "p1"))
        assert await told.next() == PeerUp(SESSION)
        call.join(SESSION, "/media/peers", desk.grant(Role.WINDOW, "p2"))
        assert await told.next() == PeerUp(SESSION)
        await desk.peer_is("p1", PeerState.CLOSED)
        await call.leave()
        await desk.peer_is("p2", PeerState.CLOSED)
        await rest.close()


async def test_a_refused_grant_is_told_as_a_loss() -> None:
    desk, told = Desk(), Told()
    async with a_node(desk) as node, served(routes(node)) as url:
        rest = Rest(url)
        call = Call(rest, Sources(), told.events.put_nowait, listen=None, watch=False)
        call.join(SESSION, "/media/peers", "no grant at all")
        assert await told.next() == PeerLost(SESSION)
        await call.leave()
        await rest.close()


async def test_a_dead_node_is_told_as_a_loss() -> None:
    desk, told = Desk(), Told()
    async with a_node(desk) as node, served(routes(node)) as url:
        rest = Rest(url)
        call = Call(rest, Sources(), told.events.put_nowait, listen=None, watch=False)
        call.join(SESSION, "/media/peers", desk.grant(Role.WINDOW, "p1"))
        assert await told.next() == PeerUp(SESSION)
        await node.stop()
        assert await told.next() == PeerLost(SESSION)
        await call.leave()
        await rest.close()


async def test_leaving_twice_is_harmless() -> None:
    rest = Rest("http://127.0.0.1:1")
    call = Call(rest, Sources(), lambda _: None, listen=None, watch=False)
    await call.leave()
    await call.leave()
    await rest.close()
