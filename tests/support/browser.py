"""
Chromium for tests: a fresh profile per person, cameras and a microphone of our own, and what a person sees and hears.

Each person's camera shows one plain colour and their voice is one tone, so a test can tell not only that a picture
moves and something sounds, but whose it is.
"""

import json
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal

import msgspec
from playwright.async_api import Browser, Page, async_playwright, expect

ROOT = Path(__file__).parents[2]
FAKE_DEVICES = Path(__file__).with_name("fake_devices.js").read_text("utf-8")
STEP_MILLISECONDS = 20_000  # For one step on a page, on a machine with two cores and several browsers.
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"

FLAGS = (
    "--autoplay-policy=no-user-gesture-required",  # As deploy/ sets it for the windows' kiosks.
    "--disable-background-timer-throttling",  # Several pages share one machine; none of them is "in the background".
    "--disable-renderer-backgrounding",
    "--disable-backgrounding-occluded-windows",
    "--disable-dev-shm-usage",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
    *(("--no-sandbox",) if os.geteuid() == 0 else ()),
)


class Person(msgspec.Struct, frozen=True):
    """Who sits before a browser: the colour of their picture, the tone of their voice, the cameras plugged in."""

    face: str  # CSS colour.
    tone: float  # Hz.
    cameras: tuple[Literal["face", "document"], ...]
    language: Literal["zh-CN", "en"] = "zh-CN"
    portrait: bool = False  # Painted as a person in clothes of that colour, for screenshots.


RESIDENT = Person(face="rgb(0, 128, 64)", tone=440.0, cameras=("face", "document"))
OFFICIAL = Person(face="rgb(32, 64, 192)", tone=880.0, cameras=("face",))
SUPERVISOR = Person(face="rgb(128, 0, 0)", tone=1320.0, cameras=())


@asynccontextmanager
async def chromium(*flags: str) -> AsyncIterator[Browser]:
    """Start Debian's Chromium; closed with the context."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=[*FLAGS, *flags])
        try:
            yield browser
        finally:
            await browser.close()


async def sit_down(browser: Browser, person: Person, *, width: int = 1440, height: int = 900) -> Page:
    """Return an empty page in a fresh profile of its own, with the person's devices."""
    context = await browser.new_context(locale=person.language, viewport={"width": width, "height": height})
    context.set_default_timeout(STEP_MILLISECONDS)
    expect.set_options(timeout=STEP_MILLISECONDS)
    devices = {"face": person.face, "tone": person.tone, "cameras": person.cameras, "portrait": person.portrait}
    await context.add_init_script(f"window.__devices = {json.dumps(devices)};")
    await context.add_init_script(FAKE_DEVICES)
    return await context.new_page()


async def decoded_frames(page: Page, test_id: str) -> int:
    """Tell how many pictures of a <video> were decoded so far."""
    count: int = await page.get_by_test_id(test_id).evaluate(
        "video => video.getVideoPlaybackQuality().totalVideoFrames"
    )
    return count


async def picture_moves(page: Page, test_id: str, *, frames: int = 10, timeout_seconds: float = 15.0) -> None:
    """Wait until so many more pictures were decoded."""
    start = await decoded_frames(page, test_id)
    handle = await page.get_by_test_id(test_id).element_handle()
    await page.wait_for_function(
        "([video, least]) => video.getVideoPlaybackQuality().totalVideoFrames >= least",
        arg=[handle, start + frames],
        timeout=timeout_seconds * 1000,
    )


async def colour_of(page: Page, test_id: str) -> tuple[int, int, int]:
    """Return the colour in the middle of a <video>'s present picture, as red, green and blue."""
    red, green, blue = await page.get_by_test_id(test_id).evaluate(
        """video => {
            const pen = new OffscreenCanvas(1, 1).getContext("2d");
            pen.drawImage(video, video.videoWidth / 2, video.videoHeight / 2, 1, 1, 0, 0, 1, 1);
            return [...pen.getImageData(0, 0, 1, 1).data.slice(0, 3)];
        }"""
    )
    return red, green, blue


async def tones_heard(page: Page, test_id: str, *, seconds: float = 0.5) -> list[float]:
    """Listen to an <audio> or <video> and return the frequencies that stand out, strongest first, in Hz."""
    heard: list[float] = await page.get_by_test_id(test_id).evaluate(
        """async (element, seconds) => {
            const context = new AudioContext();
            await context.resume();
            const ear = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 });
            const voices = new MediaStream(element.srcObject.getAudioTracks());
            new MediaStreamAudioSourceNode(context, { mediaStream: voices }).connect(ear);
            // The loudest moment of each frequency counts: speech has pauses.
            const levels = new Float32Array(ear.frequencyBinCount).fill(-Infinity);
            const now = new Float32Array(ear.frequencyBinCount);
            for (const until = performance.now() + seconds * 1000; performance.now() < until; ) {
                await new Promise(done => setTimeout(done, 100));
                ear.getFloatFrequencyData(now);
                for (const n of levels.keys()) levels[n] = Math.max(levels[n], now[n]);
            }
            const width = context.sampleRate / ear.fftSize;
            await context.close();
            return [...levels.keys()]
                .filter(n => n > 0 && levels[n] > -50 && levels[n] >= levels[n - 1] && levels[n] >= levels[n + 1])
                .sort((a, b) => levels[b] - levels[a])
                .map(n => n * width);
        }""",
        seconds,
    )
    return heard


class Finding(msgspec.Struct, frozen=True):
    """One rule of axe-core that a page breaks."""

    id: str
    impact: str | None
    nodes: tuple[str, ...]  # Selectors.


async def accessibility(page: Page) -> list[Finding]:
    """Return what axe-core finds on a page, by WCAG 2.2 A and AA; a debugger's evaluation is not bound by the CSP."""
    await page.evaluate(AXE.read_text("utf-8"))
    found = await page.evaluate(
        """async () => (await axe.run(document, {
            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], resultTypes: ["violations"],
        })).violations.map(({ id, impact, nodes }) => (
            { id, impact, nodes: nodes.map(node => node.target.join(" ")) }
        ))"""
    )
    return msgspec.convert(found, list[Finding])
