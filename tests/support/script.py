"""A scripted visit over HTTP: a resident, a clerk and officials take any item as far as it goes, the way people do."""

import hashlib
from collections.abc import Awaitable, Collection
from dataclasses import dataclass, field
from datetime import datetime

import cv2
import httpx
import msgspec

from agent_console.core.catalogue import Item
from agent_console.core.clock import CHINA
from agent_console.demo.answers import answers
from agent_console.demo.seed import BY_HAND
from agent_console.store import catalogue
from agent_console.store.accounts import Account
from signaling.protocol.case_views import CaseView, PageState
from signaling.protocol.commands import TakeTicket
from signaling.protocol.names import CaseId, ItemId, Language, Role
from signaling.protocol.views import Text
from signaling.services import queue
from tests.agent_console.conftest import ID_NUMBER, PHONE, Hall
from tests.support.paper import A4, Shot, paper, photograph

STROKES = [[[0.1, 0.5, 0], [0.4, 0.2, 40], [0.7, 0.8, 90], [0.9, 0.3, 140]]]
PASSWORD = "correct horse battery"
_SHEET = paper(A4, 4.0)


def picture(number: int) -> bytes:
    """Return a photograph of a sheet, unlike those of other numbers."""
    image, _ = photograph(_SHEET, Shot(frame=(960, 720), turn_degrees=1 + number % 7, shift=(0.002 * (number // 7), 0)))
    encoded, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, 80])
    assert encoded
    return bytes(data)


async def seen(answer: Awaitable[httpx.Response]) -> CaseView:
    """Return the case that an answer shows."""
    response = await answer
    assert response.status_code == 200, response.text
    return msgspec.json.decode(response.content, type=CaseView)


async def code(answer: Awaitable[httpx.Response]) -> str:
    """Return the code of a refusal."""
    response = await answer
    assert response.status_code >= 400, response.text
    return str(response.json()["code"])


@dataclass
class Visit:
    """One hall, one resident; officials sign in by name when they are first needed."""

    hall: Hall
    people: dict[str, httpx.AsyncClient] = field(default_factory=dict)
    pictures: int = 0

    async def somebody(
        self,
        name: str,
        division: str,
        departments: Collection[str],
        qualifications: Collection[str] = (),
        role: Role = Role.OFFICIAL,
        office: str = "huicheng",
    ) -> httpx.AsyncClient:
        """Make an account and sign in with it, on its role's page."""
        account = Account(
            id=name,
            role=role,
            password="",
            name=Text(zh=name, en=name),
            division=division,
            hall=office,
            departments=frozenset(departments),
            qualifications=frozenset(qualifications),
        )
        await self.hall.product.console.accounts.add_account(account, PASSWORD)
        client = self.hall.browser()
        body = {"page": role.value, "account": name, "password": PASSWORD}
        assert (await client.post("/api/sign-in", json=body)).status_code == 200
        client.headers["X-Page"] = role.value
        self.people[name] = client
        return client

    async def open(self, item: str, official: str, *, home: str | None = None, case: CaseId | None = None) -> CaseId:
        """Take a number at the window and let an official call it; `case` is one that goes on."""
        store, window = self.hall.product.console.store, BY_HAND.actor()
        take = TakeTicket(self.hall.ref(), ID_NUMBER, PHONE, ItemId(item), Language.CHINESE, home=home, case=case)
        context, now = self.hall.context(), self.hall.clock.now()
        await store.write(lambda tx: queue.take_ticket(tx, context, window, take, now))
        return await self.hall.call(official)

    async def window(self) -> httpx.AsyncClient:
        """Return the window of the resident."""
        if "window" not in self.people:
            self.people["window"] = await self.hall.window()
        return self.people["window"]

    async def do(self, who: httpx.AsyncClient, case: CaseId, action: str, **body: object) -> CaseView:
        """Do one thing to a case, on the version that stands now."""
        return await seen(self.hall.act(who, case, action, **body))

    async def lay(self, case: CaseId, material: str, official: httpx.AsyncClient) -> str:
        """Lay a paper under the window's camera; the official takes it for a material."""
        page = await self.hand_in(case, await self.window())
        await self.do(official, case, "accept-page", page=page, material=material)
        return page

    async def hand_in(self, case: CaseId, client: httpx.AsyncClient) -> str:
        """Send a new picture from a client's page, and wait until it was read."""
        self.pictures += 1
        content = picture(self.pictures)
        page = hashlib.sha256(content).hexdigest()
        headers = {"Content-Type": "image/jpeg"}
        answer = await client.put(f"/api/cases/{case}/pages/{page}", content=content, headers=headers)
        assert answer.status_code == 201, answer.text
        await self.hall.product.console.chores.idle()
        view = await self.hall.seen(client, case)
        found = next(one for one in view.pages if one.hash == page)
        assert found.state is PageState.READ, found
        return page

    async def fill(self, case: CaseId, official: httpx.AsyncClient, **known: object) -> CaseView:
        """Answer every question of the form; `known` answers come first."""
        view = await self.hall.seen(official, case)
        form = (await self.item(view)).form
        today = self.hall.clock.now().astimezone(CHINA).date()
        given = {**view.values, **msgspec.convert(known, dict[str, str | int | bool])}
        return await self.do(official, case, "save-form", values=answers(form, today, given))

    async def item(self, view: CaseView) -> Item:
        """Return the version of the item that a case was opened with."""
        found = await self.hall.product.console.store.read(
            lambda tx: catalogue.get_version(tx, ItemId(view.item), view.item_version)
        )
        assert found is not None
        return found

    async def complete(
        self,
        case: CaseId,
        official: httpx.AsyncClient,
        *,
        without: Collection[str] = (),
        clerk: httpx.AsyncClient | None = None,
        **known: object,
    ) -> CaseView:
        """Fill the form, lay down every paper that is needed, and say what must be told."""
        await self.hall.consent(case)
        view = await self.fill(case, official, **known)
        to_be_seen = {material.code for material in (await self.item(view)).materials if material.original_seen}
        for material in view.materials:
            if not material.required or material.code in without or material.pages or material.on_card:
                continue
            await self.lay(case, material.code, official)
            if material.code in to_be_seen and clerk is not None:
                await self.do(clerk, case, "see-original", material=material.code)
                await self.do(clerk, case, "settle-original", material=material.code, where="returned")
        for index, note in enumerate(view.to_tell):
            if note.told_at is None:
                await self.do(official, case, "tell-note", index=index)
        return await self.hall.seen(official, case)

    async def conclude(self, case: CaseId, official: httpx.AsyncClient) -> CaseView:
        """Present, sign, confirm, accept."""
        window = await self.window()
        view = await self.do(official, case, "present")
        await self.do(window, case, "sign", summaryHash=view.summary_hash, strokes=STROKES)
        await self.do(window, case, "confirm", summaryHash=view.summary_hash)
        return await self.do(official, case, "accept")

    def now(self) -> datetime:
        """Return the time in the hall."""
        return self.hall.clock.now()
