"""The whole demonstration city served by a process of its own, a resident at its window, and the officials after."""

import asyncio
import secrets
from collections import Counter
from collections.abc import AsyncIterator, Collection
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import msgspec
from av import AudioFrame, VideoFrame

from agent_console import app, migrate
from agent_console.demo.city.matters import departments
from agent_console.demo.past import lay_down_past
from agent_console.demo.people import people
from agent_console.demo.seed import BY_HAND, SIMULATED, seed
from counter_client.client import Client
from counter_client.core.state import Window
from counter_client.rest import Rest
from counter_client.simulate import Staging, habits
from signaling.protocol.case_views import CaseView
from signaling.protocol.media import Source
from signaling.protocol.names import CaseId, Language, Role
from signaling.protocol.views import Text
from signaling.settings import Settings
from tests.support.official import Official, on_duty
from tests.support.product import Product

BRISK = {"consent_after": 0.1, "paper_after": 0.1, "answer_after": 0.1, "sign_after": 0.3, "confirm_after": 0.1}
READY_SECONDS = 60
# Of every department of Huicheng, as chen is: whoever reviews and decides is not who accepted.
OTHERS = {"second": Text("周慧", "Zhou Hui"), "third": Text("马健", "Ma Jian")}
_PASSWORD = "correct horse battery"


@dataclass
class Resident:
    """Who sits at the window; `frames` counts what they saw and heard, by its source."""

    client: Client
    id_number: str
    frames: Counter[Source]
    _came: asyncio.Event

    async def sees(self, source: Source, frames: int) -> None:
        """Return once so many frames of a source have come."""
        async with asyncio.timeout(READY_SECONDS):
            while self.frames[source] < frames:
                self._came.clear()
                await self._came.wait()


@dataclass
class City:
    """A running city, and who may sign in."""

    product: Product
    passwords: dict[str, str]
    window: Rest
    enrolment: str  # Of a second window, for a page or for `second_window`.

    @asynccontextmanager
    async def second_window(self) -> AsyncIterator[Rest]:
        """Enrol the second window."""
        rest = Rest(self.product.url)
        try:
            await rest.enrol(self.enrolment)
            yield rest
        finally:
            await rest.close()

    def official(self, account: str) -> AbstractAsyncContextManager[Official]:
        """An official on duty, with a socket."""
        return on_duty(self.product.url, account, self.passwords[account])

    @asynccontextmanager
    async def resident(
        self, item: str, *, home: str | None = None, case: CaseId | None = None, at: Rest | None = None
    ) -> AsyncIterator[Resident]:
        """
        The simulated resident, who thinks faster than in the demonstration.

        With one matter, or come back for a case; at the first window, or another that was enrolled.
        """
        wanted = next(offered for offered in await self.window.items() if offered.id == item)
        staging = await asyncio.to_thread(Staging, wanted, Language.CHINESE)
        how = msgspec.structs.replace(
            habits(wanted.id, Language.CHINESE), **BRISK, home=home, case=case, ticket_after=None
        )
        frames: Counter[Source] = Counter()
        came = asyncio.Event()

        def listen(source: Source, _: AudioFrame | VideoFrame) -> None:
            frames[source] += 1
            came.set()

        window = Window(how, f"city{secrets.token_hex(2)}")
        client = Client(at or self.window, window, staging.sources, staging.desk, listen=listen)
        running = asyncio.create_task(client.run())
        try:
            yield Resident(client, how.residents[0].id_number, frames, came)
        finally:
            client.stop("end")
            await running

    @asynccontextmanager
    async def desk(self, account: str, page: Role = Role.OFFICIAL) -> AsyncIterator["Desk"]:
        """Somebody at work without a socket: after the call, or beside it."""
        headers = {"Origin": self.product.url, "X-Page": page.value}
        async with httpx.AsyncClient(base_url=self.product.url, headers=headers, timeout=30.0) as client:
            body = {"page": page.value, "account": account, "password": self.passwords[account]}
            answer = await client.post("/api/sign-in", json=body)
            assert answer.status_code == 200, answer.text
            # A `__Host-` cookie is for HTTPS only to httpx; to browsers 127.0.0.1 is as good.
            client.headers["Cookie"] = answer.headers["set-cookie"].partition(";")[0]
            yield Desk(client)


@dataclass(frozen=True)
class Desk:
    """An official's or a clerk's REST."""

    client: httpx.AsyncClient

    async def case(self, case: str) -> CaseView:
        """Return a case as it stands."""
        answer = await self.client.get(f"/api/cases/{case}")
        assert answer.status_code == 200, answer.text
        return msgspec.json.decode(answer.content, type=CaseView)

    async def act(self, case: str, action: str, **body: object) -> CaseView:
        """Do one thing to a case, on the version that stands now."""
        command = {"action": action, "version": (await self.case(case)).version, **body}
        return msgspec.json.decode(await self.post(f"/api/cases/{case}/actions", **command), type=CaseView)

    async def post(self, path: str, **body: object) -> bytes:
        """Send a write under a key of its own; return the answer's body."""
        answer = await self.client.post(path, json=body, headers={"Idempotency-Key": f"desk-{secrets.token_hex(8)}"})
        assert answer.is_success, answer.text
        return answer.content

    async def document(self, case: str, kind: str) -> bytes:
        """Return the PDF of a kind, as soon as it is made."""
        async with asyncio.timeout(READY_SECONDS):
            while True:
                made = (await self.client.get(f"/api/cases/{case}/documents")).json()
                for document in made:
                    if document["kind"] == kind:
                        path = f"/api/cases/{case}/documents/{document['sha256']}.pdf?page=official"
                        answer = await self.client.get(path)
                        assert answer.status_code == 200, answer.text
                        return answer.content
                await asyncio.sleep(0.1)

    async def decide(self, case: str, decider: "Desk", decision: str = "granted", **grounds: object) -> CaseView:
        """Review a case, and let another decide it."""
        await self.act(case, "review", proposal=decision)
        return await decider.act(case, "decide", decision=decision, **grounds)

    async def account_for_originals(self, case: str) -> None:
        """Give back every original that is still here."""
        delivery = (await self.client.get(f"/api/cases/{case}/delivery")).json()
        await self.settle(case, delivery["unaccounted"], "returned")

    async def settle(self, case: str, materials: Collection[str], where: str) -> None:
        """Say where originals are."""
        for material in materials:
            await self.act(case, "settle-original", material=material, where=where)


@asynccontextmanager
async def city(data: Path, *, past: bool = False) -> AsyncIterator[City]:
    """Lay down the city, two more officials and two windows; serve it, with weeks of work behind it if asked."""
    settings = Settings(data=data)
    await asyncio.to_thread(migrate.upgrade, app.database_url(settings))
    made = app.Product(settings, "http://127.0.0.1")
    passwords = {entry.account: entry.password for entry in await seed(made.console, data, whole=True)}
    chen = people(frozenset(departments()))[0]
    for account, name in OTHERS.items():
        await made.console.accounts.add_account(msgspec.structs.replace(chen, id=account, name=name), _PASSWORD)
        passwords[account] = _PASSWORD
    if past:
        await lay_down_past(made.console)
    code = await made.console.accounts.add_window(BY_HAND)
    for_a_page = await made.console.accounts.add_window(SIMULATED)
    await made.console.store.close()
    product = Product(data)
    await product.start()
    window = Rest(product.url)
    try:
        await window.enrol(code)
        yield City(product, passwords, window, for_a_page)
    finally:
        await window.close()
        await product.stop()
