"""Cases in a database in memory, with everybody who may do something to them: commands without a network or a call."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from msgspec.structs import replace
from sqlalchemy import create_engine, insert, select, update
from sqlalchemy.pool import StaticPool

from agent_console.api.schemas import (
    Accept,
    AnyCaseCommand,
    Confirm,
    Decide,
    Present,
    Review,
    Sign,
)
from agent_console.core.acts import ConsentHeard, PageRead, PageReceived
from agent_console.core.catalogue import Item, Material
from agent_console.demo.seed import read_demo_catalogue
from agent_console.services.commands import Request, carry_out
from agent_console.services.dossier import Dossier, load, load_to_change
from agent_console.services.opening import CaseSide
from agent_console.store.tables import case_acts, metadata, windows
from agent_console.store.versions import import_items
from signaling.clock import FakeClock
from signaling.core.access import Actor
from signaling.ports import CaseOpening
from signaling.protocol.case_views import CaseView
from signaling.protocol.names import CaseId, ItemId, Role, SessionId, Sha256, TicketId
from signaling.protocol.views import Text
from signaling.store.savepoint import savepoint
from signaling.store.tables import sessions, tickets

NAME = Text(zh="名", en="Name")
HERE, HOME, CITY = "441302", "441322", "441300"
DEPARTMENT = "market-regulation"
MINE = frozenset({DEPARTMENT})
PAGE, FLAT, INK = (Sha256(letter * 64) for letter in "abc")
ID_NUMBER = "441302199001011231"


def official(name: str, division: str, departments: frozenset[str] = MINE, *, head: bool = False) -> Actor:
    """Return an official; a head of the department by their qualification."""
    qualifications = frozenset({"head"}) if head else frozenset()
    return Actor(Role.OFFICIAL, name, NAME, division, departments=departments, qualifications=qualifications)


RESIDENT = Actor(Role.WINDOW, "w", NAME, HERE, "huicheng")
CLERK = Actor(Role.CLERK, "wu", NAME, HERE, "huicheng")
SUPERVISOR = Actor(Role.SUPERVISOR, "zhou", NAME, CITY)
CHEN, GAO = official("chen", HERE), official("gao", CITY, head=True)
HE, LU = official("he", HOME), official("lu", HOME, head=True)
BASE = replace(
    read_demo_catalogue()[0],
    id=ItemId("licence"),
    division=HERE,
    department=DEPARTMENT,
    materials=(Material("card", NAME, required=False),),
    form={"type": "object", "properties": {"name": {"type": "string", "title": "name"}}},
    labels={"name": NAME},
    service_type=1,
    committed_days=10,
    signature="finger",
    components=(),
    add_ons=(),
)


@dataclass
class Casework:
    """A hall in Huicheng. `items` are published; the first of them is applied for."""

    items: Sequence[Item] = (BASE,)
    clock: FakeClock = field(default_factory=FakeClock)

    def __post_init__(self) -> None:
        engine = create_engine("sqlite://", poolclass=StaticPool)
        metadata.create_all(engine)
        self.tx = engine.connect()
        self.side = CaseSide(self.clock)
        self.keys = itertools.count(1)
        import_items(self.tx, self.items, self.clock.now())
        self.tx.execute(
            insert(windows).values(id="w", name=NAME, division=HERE, hall="huicheng", created_at=self.clock.now())
        )

    def close(self) -> None:
        """Forget everything."""
        self.tx.close()

    def open(self, number: int = 1, *, holder: Actor = CHEN, home: str | None = None) -> CaseId:
        """Open a case in a session of its own, with one page that was read, recorded with consent."""
        opening = self.opening(number, holder, home)
        self._lay_down_session(opening)
        self.side.open(self.tx, opening)
        dossier = load_to_change(self.tx, opening.case)
        for act in (
            ConsentHeard(True),
            PageReceived(PAGE, 1000, 4000, 3000, "image/jpeg", None),
            PageRead(PAGE, FLAT, 4000, 3000, None, 0.9, ()),
        ):
            dossier.note(act, actor="w", role=Role.WINDOW, at=self.clock.now())
        return opening.case

    def opening(self, number: int, holder: Actor, home: str | None = None, case: CaseId | None = None) -> CaseOpening:
        """Return what the desk says when an official calls a ticket."""
        return CaseOpening(
            session=SessionId(f"s{number}"),
            case=case or CaseId(f"c{number}"),
            ticket=TicketId(f"t{number}"),
            item=self.items[0].id,
            item_version=1,
            resident_id_number=ID_NUMBER,
            resident_phone="13800138000",
            language="zh-CN",
            window="w",
            official=holder.id,
            division=holder.division,
            at=self.clock.now(),
            home=home,
            department=DEPARTMENT,
            receiving_office="huicheng",
        )

    def resume(self, case: CaseId, number: int, holder: Actor = CHEN) -> None:
        """Let the resident come back."""
        opening = self.opening(number, holder, case=case)
        self._lay_down_session(opening)
        self.side.resume(self.tx, opening)

    def _lay_down_session(self, opening: CaseOpening) -> None:
        item = self.items[0]
        shared = {"window": opening.window, "division": opening.division, "department": item.department}
        ticket = {"id": opening.ticket, "number": "A1", "hall": "huicheng", "window_name": NAME, "item": item.id}
        ticket |= {"item_version": 1, "item_name": NAME, "department_name": NAME, "area": item.area, "state": "served"}
        ticket |= {"id_number": ID_NUMBER, "phone": "1", "resident": "4413", "language": "zh-CN"}
        self.tx.execute(insert(tickets).values(**ticket, **shared, taken_at=self.clock.now()))
        session = {"id": opening.session, "case_id": opening.case, "ticket": opening.ticket, "official_name": NAME}
        session |= {"official": f"{opening.official}-{opening.session}", "state": "open", "consent": "granted"}
        self.tx.execute(insert(sessions).values(**session, **shared, started_at=self.clock.now(), version=1))

    def end_session(self, number: int = 1) -> None:
        """Let a session be over."""
        over = update(sessions).where(sessions.c.id == f"s{number}")
        self.tx.execute(over.values(state="ended", ended_at=self.clock.now()))

    def act(self, actor: Actor, case: CaseId, command: AnyCaseCommand, key: str = "") -> CaseView:
        """Carry a command out; one of version 0 on the version that stands now."""
        asked = command if command.version else replace(command, version=self.version(case))
        self.clock.advance(timedelta(seconds=1))
        request = Request(
            actor,
            case,
            asked,
            key or f"key-{next(self.keys):08d}",
            self.clock.now(),
            INK if isinstance(asked, Sign) else None,
        )
        with savepoint(self.tx):
            return carry_out(self.tx, request)

    def version(self, case: CaseId) -> int:
        """Return the version that stands."""
        return self.dossier(case).case.version

    def dossier(self, case: CaseId) -> Dossier:
        """Return the case to read."""
        return load(self.tx, case)

    def accept(self, case: CaseId, holder: Actor = CHEN) -> CaseView:
        """Take a fresh case to its acceptance."""
        self.confirm(case, holder)
        return self.act(holder, case, Accept(0))

    def confirm(self, case: CaseId, holder: Actor = CHEN) -> CaseView:
        """Let the resident sign and confirm what the official presents."""
        seen = self.act(holder, case, Present(0))
        assert seen.summary_hash is not None
        self.act(RESIDENT, case, Sign(0, seen.summary_hash, ()))
        return self.act(RESIDENT, case, Confirm(0, seen.summary_hash))

    def decide(self, case: CaseId, decision: str, *, by: Actor = GAO, reviewer: Actor = CHEN) -> CaseView:
        """Review and decide an accepted case."""
        self.act(reviewer, case, Review(0, "granted"))
        if decision == "granted":
            return self.act(by, case, Decide(0, "granted"))
        return self.act(by, case, Decide(0, "refused", "no fire door", "Article 9"))

    def acts(self, case: CaseId) -> list[int]:
        """Return the numbers of the acts that are stored."""
        rows = self.tx.execute(select(case_acts.c.seq).where(case_acts.c.case_id == case).order_by(case_acts.c.seq))
        return [row.seq for row in rows]
