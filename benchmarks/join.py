"""
How long a person waits for the first picture, in Chromium: through our node, directly connected, through Janus.

Warm: the other side has been sending for a while. Cold: both sit down at the same moment. A directly connected pair is
always cold, and is the yardstick for both.
"""

import itertools
import statistics
import sys

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from playwright.async_api import Page, async_playwright

from benchmarks import janus, node, report
from benchmarks.load.node_rooms import sign_grant
from signaling.protocol.media import PLANS, Line
from signaling.protocol.names import Role, SessionId

ROUNDS = 11
RUN_UP_SECONDS = 20.0  # Chromium's estimate climbs for about fifteen.
RATE_SECONDS = 10.0
CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
    "--disable-dev-shm-usage",
    "--no-sandbox",  # Root in a namespace of its own has no other way.
)


class Joining(msgspec.Struct, frozen=True, rename="camel"):
    """Milliseconds from offer to first decoded picture, and bits per second that Chromium sends."""

    direct: list[float]
    node_warm: list[float]
    node_cold: list[float]
    janus_warm: list[float]
    direct_rate: float
    node_rate: float


async def run(*, quick: bool) -> None:
    """Measure, taking turns within each round; write the result and print it."""
    rounds = 2 if quick else ROUNDS
    run_up, seconds = (2.0, 2.0) if quick else (RUN_UP_SECONDS, RATE_SECONDS)
    async with node.running() as ours, janus.running() as theirs, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = await browser.new_page()
        await page.goto(f"{ours.url}/")
        await page.evaluate("open()")
        bench = Bench(page, Ed25519PrivateKey.from_private_bytes(bytes.fromhex(ours.key)), theirs.url)
        figures: dict[str, list[float]] = {"direct": [], "node_warm": [], "node_cold": [], "janus_warm": []}
        for n in range(rounds + 1):
            taken = [await bench.direct(), await bench.warm(), await bench.cold(), await bench.janus()]
            if n:  # The first round warms Chromium itself up.
                for values, value in zip(figures.values(), taken, strict=True):
                    values.append(value)
            print(".", end="", file=sys.stderr, flush=True)
        joining = Joining(
            **figures,
            direct_rate=await bench.direct_rate(run_up, seconds),
            node_rate=await bench.node_rate(run_up, seconds),
        )
        await browser.close()
    print(file=sys.stderr)
    file = report.write("join", joining, quick=quick)
    print(_table(joining))
    print(f"\nwritten to {file.name}")


class Bench:
    """The page that measures, and what it needs from outside: grants and rooms."""

    def __init__(self, page: Page, key: Ed25519PrivateKey, janus_url: str) -> None:
        self._page = page
        self._key = key
        self._janus_url = janus_url
        self._numbers = itertools.count(1)

    async def direct(self) -> float:
        took = await self._call("direct")
        await self._page.evaluate("closeAll()")
        return took

    async def warm(self) -> float:
        """The window has been sending when the official sits down."""
        session = self._session()
        await self._call("publish", *self._seat(session, Role.WINDOW))
        await self._page.wait_for_timeout(1000)
        took = await self._call("subscribe", *self._seat(session, Role.OFFICIAL))
        await self._page.evaluate("closeAll()")
        return took

    async def cold(self) -> float:
        """Both sit down at the same moment."""
        session = self._session()
        took = await self._call("together", *self._seat(session, Role.WINDOW), *self._seat(session, Role.OFFICIAL))
        await self._page.evaluate("closeAll()")
        return took

    async def janus(self) -> float:
        """Janus, warm."""
        room = next(self._numbers)
        feed = await self._call("janusPublish", self._janus_url, room)
        await self._page.wait_for_timeout(1000)
        took = await self._call("janusSubscribe", room, feed)
        await self._page.evaluate("closeAll()")
        return took

    async def direct_rate(self, run_up: float, seconds: float) -> float:
        await self._call("direct")
        rate = await self._call("sendingRate", run_up, seconds)
        await self._page.evaluate("closeAll()")
        return rate

    async def node_rate(self, run_up: float, seconds: float) -> float:
        session = self._session()
        await self._call("publish", *self._seat(session, Role.WINDOW))
        await self._call("subscribe", *self._seat(session, Role.OFFICIAL))
        rate = await self._call("sendingRate", run_up, seconds)
        await self._page.evaluate("closeAll()")
        return rate

    def _session(self) -> SessionId:
        return SessionId(f"join-{next(self._numbers)}")

    def _seat(self, session: SessionId, role: Role) -> tuple[tuple[Line, ...], str]:
        return PLANS[role], sign_grant(session, role, self._key)

    async def _call(self, function: str, *arguments: object) -> float:
        value: float = await self._page.evaluate(f"given => {function}(...given)", msgspec.to_builtins(list(arguments)))
        return value


def _table(joining: Joining) -> str:
    yardstick = statistics.median(joining.direct)
    rows = []
    for name, values in (
        ("direct pair", joining.direct),
        ("node, warm", joining.node_warm),
        ("node, cold", joining.node_cold),
        ("Janus, warm", joining.janus_warm),
    ):
        middle = statistics.median(values)
        rows.append([name, f"{middle:.0f}", f"{min(values):.0f}", f"{max(values):.0f}", f"{middle / yardstick:.2f}"])
    times = report.table(["to the first picture", "median ms", "least", "most", "of direct"], rows)
    share = joining.node_rate / joining.direct_rate
    return (
        f"{times}\n\nChromium sends {joining.direct_rate / 1e6:.2f} Mb/s directly, "
        f"{joining.node_rate / 1e6:.2f} Mb/s through the node ({share:.2f})"
    )
