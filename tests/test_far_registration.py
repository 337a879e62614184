"""
A resident of Huicheng registers a company for Boluo: on real media, with the demonstration city's items and offices.

From the number to the parcel: four scans, one signature, acceptance, decision, a sealed licence on its way.
"""

import asyncio
import io
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import httpx
import msgspec
import pytest
from pypdf import PdfReader

from agent_console import app, migrate
from agent_console.core.clock import CHINA
from agent_console.demo.seed import BY_HAND, seed
from counter_client.client import Client
from counter_client.core.state import Window
from counter_client.rest import Item, Rest
from counter_client.simulate import Staging, habits
from signaling.protocol.media import Source, Track
from signaling.protocol.messages import ConsentGiven, SessionEnded
from signaling.protocol.names import ItemId, Language, Role
from signaling.protocol.views import CaseState, CaseView, PageState, Text
from signaling.settings import Settings
from tests.support.answers import answers
from tests.support.official import Official, on_duty
from tests.support.product import Product

BOLUO = "441322"
COMPANY = Item(
    ItemId("company-registration"), Text("有限责任公司设立登记", "Registration of a limited liability company"), 25
)
PAPERS = ("application", "articles", "shareholder-identity", "premises-proof")
BRISK = {"consent_after": 0.1, "paper_after": 0.1, "answer_after": 0.1, "sign_after": 0.3, "confirm_after": 0.1}
HOME = {
    "recipient": "王小明",
    "phone": "13800138000",
    "division": "441302",
    "address": "惠州市惠城区演达大道 1 号 2 栋 301",
}
MOST_SECONDS = 60.0  # Of waiting that the system adds to the whole visit.


@asynccontextmanager
async def city(data: Path) -> AsyncIterator[tuple[Product, dict[str, str], str]]:
    """The whole demonstration city without its simulated resident; yields its passwords and a window's code, too."""
    settings = Settings(data=data)
    await asyncio.to_thread(migrate.upgrade, app.database_url(settings))
    made = app.Product(settings, "http://127.0.0.1")
    passwords = {entry.account: entry.password for entry in await seed(made.console, data, whole=True)}
    code = await made.console.accounts.add_window(BY_HAND)
    await made.console.store.close()
    product = Product(data)
    await product.start()
    try:
        yield product, passwords, code
    finally:
        await product.stop()


@asynccontextmanager
async def a_resident(product: Product, code: str) -> AsyncIterator[Client]:
    rest = Rest(product.url)
    await rest.enrol(code)
    staging = await asyncio.to_thread(Staging, COMPANY, Language.CHINESE)
    how = msgspec.structs.replace(habits(COMPANY.id, Language.CHINESE), **BRISK, home=BOLUO, ticket_after=None)
    client = Client(rest, Window(how, "far00001"), staging.sources, staging.desk)
    running = asyncio.create_task(client.run())
    try:
        yield client
    finally:
        client.stop("end")
        await running
        await rest.close()


@asynccontextmanager
async def desk(product: Product, account: str, password: str) -> AsyncIterator[httpx.AsyncClient]:
    """An official after the call, without a socket."""
    headers = {"Origin": product.url, "X-Page": "official"}
    async with httpx.AsyncClient(base_url=product.url, headers=headers, timeout=30.0) as client:
        answer = await client.post("/api/sign-in", json={"page": "official", "account": account, "password": password})
        assert answer.status_code == 200, answer.text
        # A `__Host-` cookie is for HTTPS only to httpx; to browsers 127.0.0.1 is as good.
        client.headers["Cookie"] = answer.headers["set-cookie"].partition(";")[0]
        yield client


async def act(client: httpx.AsyncClient, case: str, action: str, **body: object) -> CaseView:
    now = msgspec.json.decode((await client.get(f"/api/cases/{case}")).content, type=CaseView)
    answer = await client.post(
        f"/api/cases/{case}/actions",
        json={"action": action, "version": now.version, **body},
        headers={"Idempotency-Key": f"far-{action}-{secrets.token_hex(4)}"},
    )
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=CaseView)


async def register(official: Official) -> CaseView:
    """The call: see and hear, four scans, the form, the notes, the signature, the acceptance."""
    await official.somebody_waits()
    case = await official.call_next()
    assert (case.item, case.home) == (COMPANY.id, BOLUO)
    await official.join()
    for track in Track:
        await official.sees(Source(Role.WINDOW, track), 5)
    await official.wire.wait(ConsentGiven, lambda fact: fact.granted)
    for material in PAPERS:
        page = await official.scan()
        assert page.state is PageState.READ
        await official.act("accept-page", page=page.hash, material=material)
    detail = msgspec.json.decode(await official.rest.fetch(f"/api/items/{case.item}"))
    values = (await official.case()).values
    await official.act("save-form", values=answers(detail["form"], datetime.now(CHINA).date(), values))
    for note in (await official.case()).to_tell:
        await official.act("tell-note", index=note.index)
    await official.act("present")
    await official.case_when("confirmed")
    accepted = await official.act("accept")
    assert accepted.number is not None
    return accepted


@pytest.mark.timeout(300)
async def test_a_company_for_boluo_is_registered_at_huicheng(tmp_path: Path) -> None:
    async with city(tmp_path) as (product, passwords, code):
        async with a_resident(product, code), on_duty(product.url, "chen", passwords["chen"]) as official:
            begun = time.monotonic()
            accepted = await register(official)
            async with desk(product, "chen", passwords["chen"]) as chen:
                chosen = await chen.post(f"/api/cases/{accepted.id}/delivery", json={"way": "parcel", "to": HOME})
                assert chosen.status_code == 200, chosen.text
            waited_seconds = time.monotonic() - begun
            await official.end()
            await official.wire.wait(SessionEnded)
        async with desk(product, "lin", passwords["lin"]) as lin, desk(product, "gao", passwords["gao"]) as gao:
            begun = time.monotonic()
            await act(lin, accepted.id, "review", proposal="granted")
            decided = await act(gao, accepted.id, "decide", decision="granted")
            assert decided.decision == "granted"
            pdf = await licence(gao, accepted.id)
            text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
            assert "有限责任公司" in text
            headers = {"Idempotency-Key": "far-parcel-1"}
            for material in PAPERS[:3]:
                await act(gao, accepted.id, "settle-original", material=material, where="returned")
            sent = await gao.post(f"/api/cases/{accepted.id}/delivery/send", json={}, headers=headers)
            assert sent.status_code == 200, sent.text
            waited_seconds += time.monotonic() - begun
        assert sent.json()["number"]
        assert waited_seconds < MOST_SECONDS


async def licence(client: httpx.AsyncClient, case: str) -> bytes:
    """Return the result, as soon as it is made."""
    async with asyncio.timeout(30):
        while True:
            view = msgspec.json.decode((await client.get(f"/api/cases/{case}")).content, type=CaseView)
            if view.state is CaseState.ISSUED and view.result is not None and view.result.document is not None:
                answer = await client.get(f"/api/cases/{case}/documents/{view.result.document}.pdf?page=official")
                assert answer.status_code == 200, answer.text
                return answer.content
            await asyncio.sleep(0.2)
