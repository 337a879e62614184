"""The server is killed in mid-session, as by a power cut: nobody presses anything, and nothing acknowledged is lost."""

import asyncio
import io
from datetime import UTC, datetime

import av
import msgspec
import pytest
from playwright.async_api import Page, expect

from agent_console.api.schemas import PastSession
from tests.support.browser import picture_moves
from tests.support.product import Product, Provisioned
from tests.support.visit import APPLICANT, Visit, call, consent, end, fill_form, scan, take_number, visiting, watch

RECORDED_SECONDS = 4.0  # Before the kill.
LOST_SECONDS = 2.0
BACK_SECONDS = 45.0  # Includes the server's own start on a busy machine.


async def running_session(supervisor: Page) -> str:
    """Return the test id of the one session that runs; it names the session."""
    button = supervisor.get_by_test_id("sessions-list").get_by_role("button").first
    return str(await button.get_attribute("data-testid"))


async def recorded(supervisor: Page, *, segments: int) -> PastSession:
    """Return the ended session once so many segments of it can be played."""
    async with asyncio.timeout(BACK_SECONDS):
        found = await supervisor.evaluate(
            """async least => {
                for (;;) {
                    const answer = await fetch("/api/sessions", { headers: { "x-page": "supervisor" } });
                    const [past] = await answer.json();
                    if (past?.segments.length >= least) return past;
                    await new Promise(done => setTimeout(done, 300));
                }
            }""",
            segments,
        )
    return msgspec.convert(found, PastSession)


async def film(supervisor: Page, url: str) -> tuple[float, set[str]]:
    """Download a segment and decode it; return its length in seconds and the kinds of its streams."""
    answer = await supervisor.context.request.get(supervisor.url.partition("/supervisor")[0] + url)
    assert answer.ok, answer.status
    with av.open(io.BytesIO(await answer.body()), "r") as container:
        kinds: set[str] = {stream.type for stream in container.streams}
        times = [float(frame.time) for frame in container.decode(video=0) if frame.time is not None]
    return times[-1] - times[0], kinds


async def both_see_each_other(visit: Visit) -> None:
    await picture_moves(visit.official, "video-window-camera", timeout_seconds=BACK_SECONDS)
    await picture_moves(visit.window, "video-official-camera", timeout_seconds=BACK_SECONDS)


@pytest.mark.timeout(240)
async def test_a_session_survives_the_servers_death(product: Product, provisioned: Provisioned) -> None:
    async with visiting(product, provisioned, supervised=True) as visit:
        assert visit.supervisor is not None
        await call(visit.official, await take_number(visit.window))
        await consent(visit)
        recording_since = datetime.now(UTC)
        await both_see_each_other(visit)
        session = await running_session(visit.supervisor)
        await fill_form(visit)
        page = await scan(visit)
        # As a function: an expression would be evaluated again at each look, which the pages' CSP forbids.
        enough = 1000 * (recording_since.timestamp() + RECORDED_SECONDS)
        await visit.window.wait_for_function("moment => Date.now() > moment", arg=enough, polling=200)

        killed_at = datetime.now(UTC)
        await product.kill()
        await product.start()

        await both_see_each_other(visit)
        assert await running_session(visit.supervisor) == session
        for end_of_line in (visit.official, visit.window):
            await expect(end_of_line.get_by_test_id("page-hash")).to_have_attribute("data-hash", page)
        await expect(visit.official.locator("#root_applicant_name")).to_have_value(APPLICANT)

        await watch(visit.supervisor)
        await picture_moves(visit.supervisor, "video-window-document", frames=3)
        await end(visit.official)
        past = await recorded(visit.supervisor, segments=2)
        before, after = past.segments[0], past.segments[-1]
        until = before.started_at.timestamp() + before.seconds
        assert killed_at.timestamp() - until < LOST_SECONDS
        assert after.gap_seconds > 0.0
        for segment in (before, after):
            seconds, kinds = await film(visit.supervisor, segment.url)
            assert kinds >= {"audio", "video"}
            assert abs(seconds - segment.seconds) < LOST_SECONDS
