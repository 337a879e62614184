"""The load's own process: `python -m benchmarks.load` reads a Plan from standard input and prints its Figures."""

import asyncio
import statistics
import sys

import httpx
import msgspec
import uvloop
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from benchmarks import cpu
from benchmarks.janus import connected
from benchmarks.load.janus_rooms import JanusRooms
from benchmarks.load.node_rooms import NodeRooms
from benchmarks.load.peer import Load, Peer
from benchmarks.load.plan import Figures, Plan, Sample

SETTLE_SECONDS = 0.5
IDLE_SECONDS = 2.0
HTTP_SECONDS = 30.0


async def carry_out(plan: Plan) -> Figures:
    """Open the rooms, send, and measure the server while it forwards."""
    peers: list[Peer] = []
    if plan.server == "janus":
        async with connected(plan.url) as api:
            janus = JanusRooms(api)
            for _ in range(plan.rooms):
                peers += await janus.open(plan.subscribers)
            return await measure(plan, peers)
    async with httpx.AsyncClient(base_url=plan.url, timeout=HTTP_SECONDS) as http:
        ours = NodeRooms(http, Ed25519PrivateKey.from_private_bytes(bytes.fromhex(plan.key)))
        for _ in range(plan.rooms):
            peers += await ours.open(plan.subscribers, real=plan.mix == "real", record=plan.record)
        return await measure(plan, peers)


async def measure(plan: Plan, peers: list[Peer]) -> Figures:
    """Return what forwarding between these peers costs the server."""
    await asyncio.sleep(SETTLE_SECONDS)
    before = cpu.seconds(plan.pid)
    await asyncio.sleep(IDLE_SECONDS)
    idle = (cpu.seconds(plan.pid) - before) / IDLE_SECONDS
    load = Load(peers)
    sending = asyncio.ensure_future(load.run())
    await asyncio.sleep(plan.warm_seconds)
    drops = cpu.socket_drops(plan.pid)
    load.lateness_seconds = 0.0
    samples = [await _sample(plan, peers) for _ in range(plan.repeats)]
    sending.cancel()
    await asyncio.sleep(SETTLE_SECONDS)  # For what is still under way.
    figures = Figures(
        idle_percent=idle * 100,
        microseconds_per_packet=statistics.median(s.cpu_seconds / max(1, s.forwarded) * 1e6 for s in samples),
        samples=samples,
        packets_missing=sum(peer.tally.missing for peer in peers),
        socket_drops=cpu.socket_drops(plan.pid) - drops,
        load_lateness_seconds=load.lateness_seconds,
    )
    for peer in peers:
        peer.transport.close()
    return figures


async def _sample(plan: Plan, peers: list[Peer]) -> Sample:
    def now() -> tuple[float, int, int, float]:
        sent = sum(sender.packets for peer in peers for sender in peer.senders)
        return cpu.seconds(plan.pid), sent, sum(peer.tally.packets for peer in peers), asyncio.get_running_loop().time()

    before = now()
    await asyncio.sleep(plan.seconds)
    after = now()
    return Sample(
        cpu_seconds=after[0] - before[0],
        sent=after[1] - before[1],
        forwarded=after[2] - before[2],
        seconds=after[3] - before[3],
    )


if __name__ == "__main__":
    figures = uvloop.run(carry_out(msgspec.json.decode(sys.stdin.buffer.read(), type=Plan)))
    print(msgspec.json.encode(figures).decode())
