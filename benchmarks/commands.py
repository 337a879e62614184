"""
Case commands a second in one process, each with its ledger rows and a durable commit, 32 at a time.

SQLite as the product opens it, and a PostgreSQL of its own with fsync on. Every command is one that an official sends
while a form is filled in and papers are judged: the whole draft saved, a page accepted, a page returned. Then the same
at half of what is aimed at, arriving by the clock, for the time that one takes.
"""

import asyncio
import contextlib
import itertools
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import msgspec
from sqlalchemy import insert

from agent_console.api.schemas import AcceptPage, AnyCaseCommand, ReturnPage, SaveForm
from agent_console.core.acts import PageRead, PageReceived
from agent_console.core.form import Value
from agent_console.demo.seed import BY_HAND, read_demo_catalogue
from agent_console.heap import freeze_heap
from agent_console.services.commands import Request, carry_out
from agent_console.services.dossier import load_to_change
from agent_console.services.opening import CaseSide
from agent_console.store.versions import import_items
from benchmarks.report import table, write
from signaling.clock import SystemClock
from signaling.core.access import Actor
from signaling.ports import CaseOpening, Transaction
from signaling.protocol.case_views import CaseView
from signaling.protocol.names import CaseId, Role, SessionId, Sha256, TicketId
from signaling.protocol.views import Text
from signaling.store.engine import Store
from signaling.store.tables import sessions, tickets
from tests.support.services import postgres_server

AT_ONCE = 32
SECONDS, QUICK_SECONDS = 5.0, 0.5
AIMS = {"sqlite": 1500, "postgresql": 600}
NAME = Text(zh="陈", en="Chen")
CHEN = Actor(Role.OFFICIAL, "chen", NAME, BY_HAND.division, departments=frozenset({"market-regulation"}))
ANSWERS: dict[str, Value] = {
    "operator_name": "张三",
    "operator_id_number": "441302199001011231",
    "operator_phone": "13800138000",
    "business_name": "惠城区张三小吃店",
    "trade": "catering",
    "business_scope": "餐饮服务",
    "premises": "惠州市惠城区演达大道 1 号",
    "capital": "50000.00",
    "employees": 3,
}
PAGES = tuple(Sha256(letter * 64) for letter in "abcd")
KEYS = itertools.count(1)
ITEMS = read_demo_catalogue()


class Figures(msgspec.Struct, frozen=True, rename="camel"):
    """Of one database. Milliseconds are from the request to its durable outcome."""

    database: str
    commands_a_second: float
    aim: int
    median_ms: float  # 32 at a time.
    cpu_ms_a_command: float  # Of this process, at full rate: the asking included, PostgreSQL's own processes not.
    steady_a_second: float  # Half of the aim, arriving by the clock.
    steady_p50_ms: float
    steady_p99_ms: float


class Run(msgspec.Struct, frozen=True):
    """Both databases, one after the other."""

    seconds: float
    at_once: int
    databases: tuple[Figures, ...]


async def run(*, quick: bool) -> None:
    """Measure, write the result and print it."""
    seconds = QUICK_SECONDS if quick else SECONDS
    found = []
    with tempfile.TemporaryDirectory(prefix="remote-counter-") as folder:
        found.append(await _measured("sqlite", f"sqlite:///{Path(folder) / 'bench.sqlite'}", seconds))
    with postgres_server(durable=True) as server, server.database() as url:
        found.append(await _measured("postgresql", url, seconds))
    write("commands", Run(seconds, AT_ONCE, tuple(found)), quick=quick)
    heads = ("", "a second", "aim", "median ms", "CPU ms each", "at half", "p50 ms", "p99 ms")
    print(table(heads, [_cells(figures) for figures in found]), file=sys.stderr)


def _cells(figures: Figures) -> list[str]:
    return [
        figures.database,
        *(f"{number:.0f}" for number in (figures.commands_a_second, figures.aim, figures.median_ms)),
        f"{figures.cpu_ms_a_command:.2f}",
        f"{figures.steady_a_second:.0f}",
        *(f"{number:.1f}" for number in (figures.steady_p50_ms, figures.steady_p99_ms)),
    ]


async def _measured(database: str, url: str, seconds: float) -> Figures:
    aim = AIMS[database]
    async with _store(url) as store:
        desks = [await _desk(store, number) for number in range(AT_ONCE * 4)]
        await _crowd(store, desks, 0.3)  # Prepared statements, caches and pages of the file.
        freeze_heap()  # As the server does once it stands.
        before = time.process_time()
        busy = await _crowd(store, desks, seconds)
        cpu_seconds = time.process_time() - before
        steady = await _steady(store, desks, aim / 2, seconds)
    return Figures(
        database=database,
        commands_a_second=len(busy) / seconds,
        aim=aim,
        median_ms=_part(busy, 0.5),
        cpu_ms_a_command=cpu_seconds / len(busy) * 1000,
        steady_a_second=len(steady) / seconds,
        steady_p50_ms=_part(steady, 0.5),
        steady_p99_ms=_part(steady, 0.99),
    )


@contextlib.asynccontextmanager
async def _store(url: str) -> AsyncIterator[Store]:
    store = Store(url)
    try:
        await store.create()
        await store.write(lambda tx: import_items(tx, ITEMS, datetime.now(UTC)))
        yield store
    finally:
        await store.close()


class Desk:
    """One case with the official who works on it: a command at a time, each on the version that the last one made."""

    def __init__(self, case: CaseId, seen: CaseView) -> None:
        self.case = case
        self.version = seen.version
        self._done = 0
        self._free = asyncio.Lock()

    async def act(self, store: Store, since: float) -> float:
        """Do the next thing, and return how many seconds after `since` it was done."""
        async with self._free:
            command = self._next()
            request = Request(CHEN, self.case, command, f"bench-{next(KEYS):09d}", datetime.now(UTC))
            seen = await store.write(partial(carry_out, request=request))
            took = time.perf_counter() - since
            self.version = seen.version
            return took

    def _next(self) -> AnyCaseCommand:
        self._done += 1
        page = PAGES[self._done % len(PAGES)]
        match self._done % 4:
            case 1:
                return AcceptPage(self.version, page, "identity-card")
            case 2:
                return ReturnPage(self.version, page, "blurred")
            case _:
                # Answers that were never seen: what was checked before is not checked again.
                told: dict[str, Value] = {"business_name": f"惠城区张三小吃店 {self.case}", "employees": self._done}
                return SaveForm(self.version, {**ANSWERS, **told})


async def _desk(store: Store, number: int) -> Desk:
    """Lay down a case as the desk does, with four pages that were read."""
    item, now = ITEMS[0], datetime.now(UTC)
    opening = CaseOpening(
        session=SessionId(f"s{number}"),
        case=CaseId(f"c{number}"),
        ticket=TicketId(f"t{number}"),
        item=item.id,
        item_version=1,
        resident_id_number="441302199001011231",
        resident_phone="13800138000",
        language="zh-CN",
        window=f"w{number}",
        official=CHEN.id,
        division=item.division,
        at=now,
        receiving_office=BY_HAND.hall,
    )

    def lay_down(tx: Transaction) -> CaseView:
        shared = {"window": opening.window, "division": opening.division, "department": item.department}
        ticket = {"id": opening.ticket, "number": f"A{number}", "hall": BY_HAND.hall, "window_name": NAME}
        ticket |= {"item": item.id, "item_version": 1, "item_name": item.name, "area": item.area, "state": "called"}
        ticket |= {"department_name": NAME, "id_number": "1", "phone": "1", "resident": "1", "language": "zh-CN"}
        tx.execute(insert(tickets).values(**ticket, **shared, taken_at=now))
        session = {"id": opening.session, "case_id": opening.case, "ticket": opening.ticket, "official_name": NAME}
        # An official of their own each: one serves one resident at a time.
        session |= {"official": f"o{number}", "state": "open", "consent": "granted", "version": 1}
        tx.execute(insert(sessions).values(**session, **shared, started_at=now))
        CaseSide(SystemClock()).open(tx, opening)
        dossier = load_to_change(tx, opening.case)
        for page in PAGES:
            received = PageReceived(page, 500_000, 4000, 3000, "image/jpeg", None)
            read = PageRead(page, page, 4000, 3000, ((0, 0), (1, 0), (1, 1), (0, 1)), 0.9, ())
            for act in (received, read):
                dossier.note(act, actor=opening.window, role=Role.WINDOW, at=now)
        return dossier.view(Role.OFFICIAL)

    return Desk(opening.case, await store.write(lay_down))


async def _crowd(store: Store, desks: list[Desk], seconds: float) -> list[float]:
    """As many as fit, 32 at a time."""
    took: list[float] = []
    end = time.perf_counter() + seconds

    async def work(mine: list[Desk]) -> None:
        while time.perf_counter() < end:
            for desk in mine:
                took.append(await desk.act(store, time.perf_counter()))

    await asyncio.gather(*(work(desks[number::AT_ONCE]) for number in range(AT_ONCE)))
    return took


async def _steady(store: Store, desks: list[Desk], rate: float, seconds: float) -> list[float]:
    """
    Arriving by the clock, whether or not earlier ones are done.

    Times count from when each was due, so that neither a late clock nor a desk that still waits hides a slow store.
    """
    began = time.perf_counter()
    tasks: list[asyncio.Task[float]] = []
    async with asyncio.TaskGroup() as group:
        for number in range(int(rate * seconds)):
            due = began + number / rate
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            tasks.append(group.create_task(desks[number % len(desks)].act(store, due)))
    return [task.result() for task in tasks]


def _part(took: list[float], share: float) -> float:
    ordered = sorted(took)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000
