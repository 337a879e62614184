"""A hall with its officials, windows and residents, spoken to over HTTP; nothing of ours is mocked."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import msgspec
import pytest
from argon2 import PasswordHasher
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select

from agent_console.app import Product
from agent_console.core.form import Value
from agent_console.demo.seed import BY_HAND, Credentials, seed
from agent_console.services.opening import CaseSide
from agent_console.store import accounts, catalogue
from agent_console.store.accounts import Window
from signaling.clock import FakeClock
from signaling.core.access import Actor
from signaling.ports import Transaction
from signaling.protocol import commands
from signaling.protocol.case_views import CaseView
from signaling.protocol.names import CaseId, ItemId, Language, OfficialId, SessionId
from signaling.services import calls, queue
from signaling.services.context import Context
from signaling.settings import Settings
from signaling.store import sessions
from signaling.store.engine import Store
from signaling.store.tables import sessions as session_table
from tests.support.services import postgres, postgres_url

__all__ = ["postgres", "postgres_url"]

URL = "https://hall.test"
CHEAP = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)  # The real one takes a tenth of a second each time.
ITEM = ItemId("individual-business-registration")
ID_NUMBER = "441302199001011231"
PHONE = "13800138000"
ANSWERS: dict[str, Value] = {
    "operator_name": "张三",
    "operator_id_number": ID_NUMBER,
    "operator_phone": PHONE,
    "business_name": "惠城区张三小吃店",
    "trade": "catering",
    "business_scope": "餐饮服务",
    "premises": "惠州市惠城区演达大道 1 号",
    "capital": "50000.00",
    "employees": 3,
}


@dataclass
class Hall:
    """The product, and whoever uses it."""

    product: Product
    clock: FakeClock
    credentials: tuple[Credentials, ...]
    data: Path
    refs: int = 0
    clients: list[httpx.AsyncClient] = field(default_factory=list)

    def password(self, account: str) -> str:
        return next(entry.password for entry in self.credentials if entry.account == account)

    def browser(self) -> httpx.AsyncClient:
        """A browser of its own, nobody signed in."""
        transport = httpx.ASGITransport(self.product.asgi, raise_app_exceptions=False)
        client = httpx.AsyncClient(transport=transport, base_url=URL, headers={"Origin": URL})
        self.clients.append(client)
        return client

    async def signed_in(self, account: str, page: str = "official") -> httpx.AsyncClient:
        client = self.browser()
        body = {"page": page, "account": account, "password": self.password(account)}
        assert (await client.post("/api/sign-in", json=body)).status_code == 200
        client.headers["X-Page"] = page
        return client

    async def window(self, window: Window = BY_HAND) -> httpx.AsyncClient:
        client = self.browser()
        code = await self.product.console.accounts.add_window(window)
        assert (await client.post("/api/windows/enrol", json={"code": code})).status_code == 200
        client.headers["X-Page"] = "window"
        return client

    def ref(self) -> str:
        self.refs += 1
        return f"ref-{self.refs:08d}"

    def context(self) -> Context:
        console = self.product.console
        return Context(
            catalogue.route, CaseSide(console.clock), "node", "/media", Ed25519PrivateKey.generate(), console.master_key
        )

    async def open_case(
        self, *, window: Window = BY_HAND, official: str = "chen", item: ItemId = ITEM, resident: str = ID_NUMBER
    ) -> CaseId:
        """Let a resident take a number at the window, and the official call it, as the desk does."""
        store, context, now = self.product.console.store, self.context(), self.clock.now()

        def run(tx: Transaction) -> CaseId:
            account = accounts.get_account(tx, official)
            assert account is not None
            take = commands.TakeTicket(self.ref(), resident, PHONE, item, Language.CHINESE)
            queue.take_ticket(tx, context, window.actor(), take, now)
            return self._called(tx, account.actor())

        return await store.write(run)

    async def call(self, official: str = "chen") -> CaseId:
        """Let the official go on duty and call whoever waits."""

        def run(tx: Transaction) -> CaseId:
            account = accounts.get_account(tx, official)
            assert account is not None
            return self._called(tx, account.actor())

        return await self.product.console.store.write(run)

    def _called(self, tx: Transaction, official: Actor) -> CaseId:
        context, now = self.context(), self.clock.now()
        queue.set_duty(tx, context, official, commands.SetDuty(self.ref(), True), now)
        queue.call_next(tx, context, official, commands.CallNext(self.ref()), now)
        running = sessions.running_of_official(tx, OfficialId(official.id))
        return CaseId(tx.execute(select(session_table.c.case_id).where(session_table.c.id == running)).scalar_one())

    async def session_of(self, case: CaseId) -> SessionId:
        latest = session_table.c.started_at.desc()
        query = select(session_table.c.id).where(session_table.c.case_id == case).order_by(latest).limit(1)
        return SessionId(await self.product.console.store.read(lambda tx: tx.execute(query).scalar_one()))

    async def consent(self, case: CaseId, *, granted: bool = True) -> None:
        session, context = await self.session_of(case), self.context()
        give = commands.GiveConsent(self.ref(), session, granted)
        await self.product.console.store.write(
            lambda tx: calls.give_consent(tx, context, BY_HAND.actor(), give, self.clock.now())
        )

    async def end(self, case: CaseId) -> None:
        session, context = await self.session_of(case), self.context()
        leave = commands.LeaveSession(self.ref(), session)
        await self.product.console.store.write(
            lambda tx: calls.leave_session(tx, context, BY_HAND.actor(), leave, self.clock.now())
        )

    async def act(self, client: httpx.AsyncClient, case: CaseId, action: str, **body: object) -> httpx.Response:
        """Do one thing to a case; without a version, on the one that stands now."""
        if "version" not in body:
            body["version"] = (await self.seen(client, case)).version
        key = str(body.pop("key", self.ref()))
        return await client.post(
            f"/api/cases/{case}/actions", json={"action": action, **body}, headers={"Idempotency-Key": key}
        )

    async def seen(self, client: httpx.AsyncClient, case: CaseId) -> CaseView:
        answer = await client.get(f"/api/cases/{case}")
        assert answer.status_code == 200, answer.text
        return msgspec.json.decode(answer.content, type=CaseView)


@asynccontextmanager
async def open_hall(data: Path, database: str = "") -> AsyncIterator[Hall]:
    """Open a hall with the demonstration's catalogue and people."""
    clock = FakeClock()
    product = Product(Settings(data=data, database=database), URL, clock=clock, hasher=CHEAP)
    await product.console.store.create()
    async with product.asgi.router.lifespan_context(product.asgi):
        made = Hall(product, clock, await seed(product.console, data), data)
        yield made
        for client in made.clients:
            await client.aclose()


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Hall]:
    """A hall on SQLite."""
    async with open_hall(tmp_path) as opened:
        yield opened


@pytest.fixture
async def hall_on_each(tmp_path: Path, database_url: str) -> AsyncIterator[Hall]:
    """A hall on each database."""
    async with open_hall(tmp_path, database_url) as opened:
        yield opened


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'new.sqlite'}"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """A store with its tables made, on each database."""
    opened = Store(database_url)
    await opened.create()
    yield opened
    await opened.close()
