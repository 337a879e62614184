from playwright.async_api import Page

from tests.support.browser import (
    RESIDENT,
    SUPERVISOR,
    chromium,
    colour_of,
    picture_moves,
    sit_down,
    tones_heard,
)

MIRROR = """
<title>Mirror</title><video data-testid="face" autoplay muted></video><video data-testid="paper" autoplay muted></video>
<audio data-testid="voice" autoplay></audio>
<script>
    const show = async (id, constraints) => {
        const stream = await navigator.mediaDevices.getUserMedia(constraints);
        document.querySelector(`[data-testid=${id}]`).srcObject = stream;
    };
    show("face", { video: { deviceId: { exact: "face" } } });
    show("paper", { video: { deviceId: { exact: "document" } } });
    show("voice", { audio: true });
</script>
"""


async def serve(page: Page, html: str) -> None:
    """Devices exist in a secure context only, and about:blank is none."""
    await page.route("http://127.0.0.1/", lambda route: route.fulfill(body=html, content_type="text/html"))
    await page.goto("http://127.0.0.1/")


async def test_a_person_has_a_face_a_paper_and_a_voice_of_their_own() -> None:
    async with chromium() as browser:
        page = await sit_down(browser, RESIDENT)
        await serve(page, MIRROR)
        await picture_moves(page, "face")
        await picture_moves(page, "paper", frames=3)
        assert await colour_of(page, "face") == (0, 128, 64)
        assert await colour_of(page, "paper") == (253, 253, 248)
        assert abs((await tones_heard(page, "voice"))[0] - RESIDENT.tone) < 10


async def test_a_device_can_be_missing_denied_and_pulled_out() -> None:
    async with chromium() as browser:
        page = await sit_down(browser, SUPERVISOR)
        await serve(page, "<title>Nothing</title>")
        ask = "k => navigator.mediaDevices.getUserMedia(k).then(() => 'given', e => e.name)"
        assert await page.evaluate(ask, {"video": True}) == "NotFoundError"
        assert await page.evaluate(ask, {"audio": True}) == "given"
        await page.evaluate("fakeDevices.failWith('NotAllowedError')")
        assert await page.evaluate(ask, {"audio": True}) == "NotAllowedError"
        ended = await page.evaluate(
            """async () => {
                fakeDevices.failWith(null);
                const [track] = (await navigator.mediaDevices.getUserMedia({ audio: true })).getTracks();
                const ended = new Promise(done => track.addEventListener("ended", () => done(track.readyState)));
                fakeDevices.unplug("microphone");
                return [await ended, (await navigator.mediaDevices.enumerateDevices()).length];
            }"""
        )
        assert ended == ["ended", 0]
