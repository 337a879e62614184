"""
One resident served, end to end: the window's client and an official's, on real media, against the real application.

Both are aiortc; the same visit in Chromium is tests/test_browser_call.py.
"""

import asyncio
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
import pytest
from pypdf import PdfReader

from counter_client.client import Client
from counter_client.core.state import Window
from counter_client.devices import LoopedSound, read_sound
from counter_client.listener import VoiceFile
from counter_client.rest import Declined, Item, Rest
from counter_client.simulate import Staging, habits
from counter_client.specimens import SPECIMENS
from signaling.protocol.case_views import CaseState, PageState
from signaling.protocol.facts import ConsentGiven, MessageSaid, SessionEnded
from signaling.protocol.media import Source, Track
from signaling.protocol.names import ItemId, Language, Role
from signaling.protocol.views import Text
from tests.support.official import Official, on_duty
from tests.support.product import OFFICIAL, Product, Provisioned

ITEM = Item(ItemId("title-enquiry"), Text("不动产登记资料查询", "Enquiry into the real-estate register"), 6)
MATERIAL = "identity-card"
BRISK = {"consent_after": 0.1, "paper_after": 0.1, "answer_after": 0.1, "sign_after": 0.3, "confirm_after": 0.1}


@asynccontextmanager
async def a_window(product: Product, provisioned: Provisioned, voice: VoiceFile | None = None) -> AsyncIterator[Client]:
    """The simulated resident, who thinks faster than in the demonstration."""
    rest = Rest(product.url)
    await rest.enrol(provisioned.enrolment.removeprefix("enrol="))
    staging = await asyncio.to_thread(Staging, ITEM, Language.CHINESE)
    how = msgspec.structs.replace(habits(ITEM.id, Language.CHINESE), **BRISK, ticket_after=0.5)
    client = Client(rest, Window(how, "test0001"), staging.sources, staging.desk, listen=voice)
    running = asyncio.create_task(client.run())
    try:
        yield client
    finally:
        client.stop("end")
        await running
        await rest.close()


async def scan_and_accept(official: Official) -> str:
    page = await official.scan()
    assert page.state is PageState.READ
    assert page.problems == ()
    assert (page.width, page.height) == (3840, 2160)
    await official.act("accept-page", page=page.hash, material=MATERIAL)
    return page.hash


async def fill_in(official: Official) -> None:
    values = (await official.case()).values
    answers = {"applicant_name": SPECIMENS[0].name, "purpose": "school", "copies": 2}
    await official.act("save-form", values={**values, **answers})


@pytest.mark.timeout(300)
async def test_a_resident_is_served_from_number_to_notice(
    product: Product, provisioned: Provisioned, tmp_path: Path
) -> None:
    voice = VoiceFile(tmp_path / "official.wav")
    writing = asyncio.create_task(voice.write())
    async with (
        a_window(product, provisioned, voice) as window,
        on_duty(product.url, OFFICIAL, provisioned.passwords[OFFICIAL]) as official,
    ):
        await official.somebody_waits()
        case = await official.call_next()
        assert case.values["applicant_id_number"] == SPECIMENS[0].id_number
        await official.join()
        for track in Track:
            await official.sees(Source(Role.WINDOW, track), 5)
        await official.wire.wait(ConsentGiven, lambda fact: fact.granted)

        await official.say("请出示身份证。")
        await official.wire.wait(MessageSaid, lambda fact: fact.message.role is Role.WINDOW)
        page = await scan_and_accept(official)
        assert window.window.case is not None
        assert page in {shown.hash for shown in window.window.case.pages}
        await fill_in(official)

        await official.act("present")
        confirmed = await official.case_when("confirmed")
        assert confirmed.state is CaseState.CONFIRMED
        await official.act("accept")
        noticed = await official.case_when("notice-issued")
        assert noticed.number is not None
        notice = await official.rest.fetch(f"/api/cases/{noticed.id}/notice.pdf?page=official")
        text = "".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(notice)).pages)
        assert noticed.number in text
        with pytest.raises(Declined, match="not-allowed"):
            await official.act("accept")

        await official.end()
        await official.wire.wait(SessionEnded)
        await official.somebody_waits_again()
    voice.finish()
    await writing
    heard = read_sound(tmp_path / "official.wav")
    assert abs(LoopedSound(heard).at(0, len(heard))).max() > 1000, "the official's voice has energy in it"


@pytest.mark.timeout(300)
async def test_both_are_back_in_the_session_after_the_server_was_killed(
    product: Product, provisioned: Provisioned
) -> None:
    async with a_window(product, provisioned) as window:
        async with on_duty(product.url, OFFICIAL, provisioned.passwords[OFFICIAL]) as official:
            await official.somebody_waits()
            await official.call_next()
            await official.join()
            await official.sees(Source(Role.WINDOW, Track.CAMERA), 5)
            await official.wire.wait(ConsentGiven, lambda fact: fact.granted)
            page = await scan_and_accept(official)
            session = official.session
            await product.kill()
        await product.start()
        async with on_duty(product.url, OFFICIAL, provisioned.passwords[OFFICIAL]) as official:
            assert (await official.take_up()).id == session
            await official.join()
            for track in Track:
                await official.sees(Source(Role.WINDOW, track), 5)
            assert page in {shown.hash for shown in (await official.case()).pages}
            assert window.window.session is not None
            assert window.window.session.id == session
