"""
A call of two Chromium pages through the node alone, without a desk: what browsers make of our answers and feedback.

The pages are `media_page.html`, which can also be tried by hand.
"""

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import uvicorn
from playwright.async_api import Page
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.routing import Route

from media.routes import routes
from signaling.protocol.names import Role
from tests.support.browser import chromium
from tests.support.media_call import Desk, a_node

PAGE = Path(__file__).with_name("media_page.html")
FRAMES = 30  # A second of picture.
NOISE = (640, 480, 24)  # Width, height, frames of the camera's picture.


def noisy_film(file: Path) -> Path:
    """Write a film that no encoder can make small: the rate then is what the estimate allows (Chromium wants C420)."""
    width, height, count = NOISE
    rows = [bytes((x * 73 + y * 151 + x * y * 7) & 0xFF for x in range(width)) for y in range(height)]
    grey = bytes([128]) * (width * height // 2)
    with file.open("wb") as film:
        film.write(f"YUV4MPEG2 W{width} H{height} F30:1 Ip A1:1 C420\n".encode())
        for number in range(count):
            shift = number * 19 % height
            film.write(b"FRAME\n" + b"".join(rows[shift:] + rows[:shift]) + grey)
    return file


@pytest.fixture
async def desk() -> Desk:
    return Desk()


@pytest.fixture
async def address(desk: Desk) -> AsyncIterator[str]:
    async def page(request: Request) -> FileResponse:
        return FileResponse(PAGE)

    async with a_node(desk) as node:
        app = Starlette(routes=[*routes(node), Route("/", page)])
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
        with socket.create_server(("127.0.0.1", 0)) as listening:
            serving = asyncio.create_task(server.serve(sockets=[listening]))
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
            server.should_exit = True
            await serving


@pytest.fixture
async def pages(address: str, tmp_path: Path) -> AsyncIterator[tuple[Page, Page]]:
    film = noisy_film(tmp_path / "noise.y4m")
    flags = (
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
        "--allow-loopback-in-peer-connection",
    )
    async with chromium(*flags) as browser:
        first, second = await browser.new_page(), await browser.new_page()
        for page in (first, second):
            await page.goto(address)
            await page.evaluate("async () => { window.own = await devices({ width: 640, height: 480 }) }")
        yield first, second


async def grows(page: Page, expression: str, least: float) -> None:
    """Wait until an expression over `report(0)`, as `r`, reaches a number."""
    await page.wait_for_function(
        f"async least => {{ const r = await report(0); return ({expression}) >= least; }}",
        arg=least,
        timeout=40_000,
        polling=250,
    )


async def test_two_pages_see_and_hear_each_other(pages: tuple[Page, Page], desk: Desk) -> None:
    window, official = pages
    await window.evaluate("grant => join('window', grant, own)", desk.grant(Role.WINDOW, "w1"))
    joined = await official.evaluate("grant => join('official', grant, own)", desk.grant(Role.OFFICIAL, "o1"))
    await official.evaluate("joined => firstFrame(joined, 1)", joined)
    for page, videos in ((window, 1), (official, 2)):
        await page.evaluate("listen(0)")
        for index in range(videos):
            await grows(page, f"r.framesDecoded[{index}]", FRAMES)
        await grows(page, "r.audioEnergy[0] * 1e9", 1)


async def test_a_supervisor_sees_both(pages: tuple[Page, Page], desk: Desk) -> None:
    window, official = pages
    await window.evaluate("grant => join('window', grant, own)", desk.grant(Role.WINDOW, "w1"))
    await official.evaluate("grant => join('official', grant, own)", desk.grant(Role.OFFICIAL, "o1"))
    watcher = await official.evaluate("grant => join('supervisor', grant, null)", desk.grant(Role.SUPERVISOR, "s1"))
    for index in (1, 2, 4):
        await official.evaluate("([joined, index]) => firstFrame(joined, index)", [watcher, index])


async def test_chromium_sends_as_much_as_to_a_direct_pair(pages: tuple[Page, Page], desk: Desk) -> None:
    window, official = pages
    await official.evaluate("grant => join('official', grant, own)", desk.grant(Role.OFFICIAL, "o1"))
    await window.evaluate("grant => join('window', grant, null)", desk.grant(Role.WINDOW, "w1"))
    # A direct pair reaches 1.7 Mb/s at this size, Chromium's own limit; without transport-cc it is 0.6.
    await grows(official, "r.sent.find(one => one.kind === 'video').target", 1_600_000)
