from datetime import timedelta
from functools import partial

from sqlalchemy import insert

from agent_console.core.acts import AnyAct, FormSaved, Opened
from agent_console.core.case import Case
from agent_console.core.clock import Period
from agent_console.store import cases
from signaling.clock import FakeClock
from signaling.ports import CaseOpening, Transaction
from signaling.protocol.case_views import CaseState
from signaling.protocol.names import CaseId, ItemId, Language, Role, SessionId, Sha256, TicketId
from signaling.protocol.views import Text
from signaling.store.engine import Store
from signaling.store.tables import sessions, tickets

NOW = FakeClock().now()
CASE = CaseId("case-1")
NAME = Text(zh="名", en="Name")
OPENING = CaseOpening(
    session=SessionId("s"),
    case=CASE,
    ticket=TicketId("t"),
    item=ItemId("item"),
    item_version=2,
    resident_id_number="441302199001011231",
    resident_phone="13800138000",
    language="en",
    window="w",
    official="o",
    division="441302",
    at=NOW,
)


def lay_down(tx: Transaction) -> None:
    """A session with its ticket, as the desk writes them, and its case."""
    shared = {"window": "w", "division": "441302", "department": "d"}
    ticket = {"id": "t", "number": "A001", "hall": "h", "window_name": NAME, "item": "item", "item_version": 2}
    ticket |= {"item_name": NAME, "department_name": NAME, "area": "a", "id_number": "x", "phone": "1"}
    tx.execute(insert(tickets).values(**ticket, **shared, resident="x", language="en", state="called", taken_at=NOW))
    session = {"id": "s", "case_id": CASE, "ticket": "t", "official": "o", "official_name": NAME, "state": "open"}
    tx.execute(insert(sessions).values(**session, **shared, consent="unasked", started_at=NOW, version=1))
    cases.insert_case(tx, OPENING, "d")


async def test_a_case_is_what_its_acts_made_it_with_and_without_its_snapshot(store: Store) -> None:
    def act(tx: Transaction) -> None:
        lay_down(tx)
        done: tuple[AnyAct, ...] = (Opened({"a": 1}), FormSaved({"a": 2}))
        for seq, deed in enumerate(done, start=1):
            cases.append(tx, CASE, deed, seq=seq, actor="o", role=Role.OFFICIAL, at=NOW)

    await store.write(act)
    folded = await store.read(lambda tx: cases.load(tx, CASE))
    assert folded is not None
    assert (folded.case.version, folded.case.values, folded.session_ended) == (2, {"a": 2}, False)
    await store.write(lambda tx: cases.keep(tx, CASE, folded.case, 2))
    kept = await store.read(lambda tx: cases.load(tx, CASE))
    assert kept is not None
    assert (kept.case, kept.acts) == (await store.read(lambda tx: cases.get_case(tx, CASE)), 2)
    row = await store.read(lambda tx: cases.get_row(tx, CASE))
    assert row is not None
    assert (row.department, row.language, row.item_version) == ("d", Language.ENGLISH, 2)
    assert await store.read(lambda tx: cases.get_row(tx, CaseId("none"))) is None
    assert await store.read(lambda tx: cases.load(tx, CaseId("none"))) is None


async def test_an_accepted_case_is_found_by_its_token_and_waits_for_its_notice(store: Store) -> None:
    await store.write(lay_down)
    assert await store.read(cases.without_notice) == []
    assert await store.read(cases.unfinished) == [CASE]
    await store.write(lambda tx: cases.note_acceptance(tx, CASE, "number", "token"))
    assert await store.read(cases.without_notice) == [CASE]
    assert await store.read(lambda tx: cases.by_token(tx, "token")) == CASE
    assert await store.read(lambda tx: cases.by_token(tx, "other")) is None
    await store.write(lambda tx: cases.note_notice(tx, CASE, Sha256("a" * 64)))
    assert await store.read(cases.without_notice) == []
    closed = Case(state=CaseState.CLOSED, closing="withdrawn", closed_at=NOW)
    await store.write(lambda tx: cases.keep(tx, CASE, closed, 1))
    assert await store.read(cases.unfinished) == []


async def test_warnings_rise_with_the_days_and_never_fall(store: Store) -> None:
    day = NOW.date()
    runs = Period(due_on=day + timedelta(9), half_on=day + timedelta(4), most_on=day + timedelta(7))

    def accepted(tx: Transaction) -> None:
        lay_down(tx)
        cases.keep(tx, CASE, Case(state=CaseState.ACCEPTED), 1)
        cases.keep_clock(tx, CASE, runs, day)

    await store.write(accepted)
    found = []
    for later in (3, 4, 8, 9, 0):
        today = day + timedelta(later)
        await store.write(partial(cases.keep_warnings, today=today))
        loaded = await store.read(lambda tx: cases.load(tx, CASE))
        assert loaded is not None
        found.append(loaded.warning)
    assert found == [0, 50, 80, 100, 100]


async def test_a_case_moves_into_another_session(store: Store) -> None:
    await store.write(lay_down)
    await store.write(lambda tx: cases.lock(tx, CASE))
    await store.write(lambda tx: cases.move_session(tx, CASE, SessionId("s"), "another", "w9"))
    row = await store.read(lambda tx: cases.get_row(tx, CASE))
    assert row is not None
    assert (row.official, row.window) == ("another", "w9")
    assert await store.read(lambda tx: cases.masked_resident(tx, CASE)) == "4413**********1231"


async def test_serial_numbers_are_by_division_and_day_and_without_gaps(store: Store) -> None:
    def take(tx: Transaction) -> list[int]:
        return [cases.next_serial(tx, division, "20260105") for division in ("441302", "441302", "441303")]

    assert await store.write(take) == [1, 2, 1]
