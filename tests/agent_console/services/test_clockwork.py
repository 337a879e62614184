from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select, update

from agent_console.core import acts
from agent_console.services.application import by_system
from agent_console.services.clockwork import tick
from agent_console.services.documents import follow_all
from agent_console.services.dossier import load, load_to_change
from agent_console.store import outbox
from agent_console.store.after_tables import clock_warnings
from agent_console.store.tables import accounts, cases
from signaling.ports import Transaction
from signaling.protocol.case_views import CaseState, MissingView
from signaling.protocol.names import CaseId, Role
from tests.agent_console.api.test_cases import bring_to
from tests.agent_console.conftest import Hall

DAY = timedelta(days=1)


async def brought(hall: Hall, state: CaseState) -> CaseId:
    case = await hall.open_case()
    await bring_to(hall, await hall.signed_in("chen"), await hall.window(), case, state)
    await hall.end(case)
    return case


async def days(hall: Hall, count: int) -> None:
    """Let days pass, each with the clock's work done."""
    for _ in range(count):
        hall.clock.advance(DAY)
        await tick(hall.product.console)


async def seen(hall: Hall, case: CaseId) -> tuple[CaseState, list[tuple[Role, str | None, str | None]]]:
    found = await hall.product.console.store.read(lambda tx: load(tx, case).case)
    return found.state, [(urge.role, urge.escalated_to, urge.number) for urge in found.urges]


async def test_a_late_case_is_urged_and_goes_up_to_an_order(hall: Hall) -> None:
    case = await brought(hall, CaseState.ACCEPTED)  # On a Monday, for one working day.
    await days(hall, 1)
    assert (await seen(hall, case))[1] == []
    await days(hall, 1)
    assert (await seen(hall, case))[1] == [(Role.OPERATOR, None, None)]
    await days(hall, 2)
    assert (await seen(hall, case))[1] == [(Role.OPERATOR, "head", None)]
    await days(hall, 1)
    assert (await seen(hall, case))[1] == [(Role.OPERATOR, "head", None)]  # A Saturday answers nothing.
    await days(hall, 2)
    assert (await seen(hall, case))[1] == [(Role.OPERATOR, "supervisor", "督办〔2026〕00001")]
    await days(hall, 10)
    assert len((await seen(hall, case))[1]) == 1
    zhou = await hall.signed_in("zhou", "supervisor")
    (order,) = (await zhou.get("/api/inquiries?kind=order")).json()
    assert (order["number"], order["case"], order["overdue"]) == ("督办〔2026〕00001", case, True)


async def test_each_step_of_the_period_is_told_once(hall: Hall) -> None:
    case = await brought(hall, CaseState.ACCEPTED)
    await days(hall, 4)
    query = select(clock_warnings.c.percent).where(clock_warnings.c.case_id == case)
    told = await hall.product.console.store.read(lambda tx: tx.execute(query).scalars().all())
    assert sorted(told) == sorted(set(told))
    assert told[-1] == 100


async def test_silence_is_acceptance_from_the_day_of_receipt(hall: Hall) -> None:
    case = await brought(hall, CaseState.CONFIRMED)
    received = hall.clock.now()
    await days(hall, 7)
    assert (await seen(hall, case))[0] is CaseState.CONFIRMED
    await days(hall, 1)
    found = await hall.product.console.store.read(lambda tx: load(tx, case).case)
    assert (found.state, found.accepted_at) == (CaseState.ACCEPTED, received)


@pytest.mark.parametrize("owed", ["correction", "supply"])
async def test_what_does_not_come_in_time_ends_the_case(hall: Hall, owed: str) -> None:
    case = await brought(hall, CaseState.CONFIRMED if owed == "correction" else CaseState.ACCEPTED)
    due = hall.clock.now().date() + 2 * DAY
    act: acts.AnyAct = (
        acts.CorrectionAsked((MissingView("premises-proof", "missing"),), due)
        if owed == "correction"
        else acts.SupplyWaived("premises-proof", due)
    )

    def owe(tx: Transaction) -> None:
        by_system(load_to_change(tx, case), act, hall.clock.now())

    await hall.product.console.store.write(owe)
    await days(hall, 2)
    assert (await seen(hall, case))[0] is not CaseState.CLOSED
    await days(hall, 1)
    found = await hall.product.console.store.read(lambda tx: load(tx, case).case)
    assert (found.state, found.closing) == (CaseState.CLOSED, "terminated")


async def test_an_owner_is_reminded_of_an_answer(hall: Hall) -> None:
    zhou = await hall.signed_in("zhou", "supervisor")
    body = {"kind": "complaint", "question": "慢", "department": "market-regulation"}
    assert (await zhou.post("/api/inquiries", json=body)).status_code == 201
    await days(hall, 14)
    zhou = await hall.signed_in("zhou", "supervisor")
    assert (await zhou.get("/api/inquiries?pending=1")).json()[0]["overdue"] is True


async def test_a_resident_urges_once_a_working_day(hall: Hall) -> None:
    case = await brought(hall, CaseState.ACCEPTED)
    query = select(cases.c.token).where(cases.c.id == case)
    token = await hall.product.console.store.read(lambda tx: tx.execute(query).scalar_one())
    phone = hall.browser()
    assert (await phone.get(f"/api/progress/{token}/after")).json()["mayUrge"] is True
    assert (await phone.post(f"/api/progress/{token}/urge", json={})).status_code == 204
    again = await phone.post(f"/api/progress/{token}/urge", json={})
    assert (again.status_code, again.json()["code"]) == (409, "already-urged")
    assert (await seen(hall, case))[1] == [(Role.WINDOW, None, None)]
    chen = await hall.signed_in("chen")
    assert (await hall.act(chen, case, "answer-urge", text="明天办结")).status_code == 200


async def test_officials_are_told_on_their_desk_and_by_e_mail_up_to_the_order(hall: Hall) -> None:
    store = hall.product.console.store
    await store.write(lambda tx: tx.execute(update(accounts).values(email="desk@hall.example")))
    await brought(hall, CaseState.ACCEPTED)
    await hall.product.console.chores.idle()
    for _ in range(8):
        await days(hall, 1)
        await follow_all(hall.product.console)
    told = {
        name: [notice.event for notice in await store.read(partial(outbox.on_desk, account=name, limit=20))][::-1]
        for name in ("chen", "gao", "zhou")
    }
    assert told["zhou"] == ["order"]
    assert {"assigned", "clock-100", "urged-head"} <= set(told["gao"])
    assert {"clock-100", "urged"} <= set(told["chen"])
    every = [event for events in told.values() for event in events]
    mailed = [notice for notice in await store.read(partial(outbox.listed, state=None, limit=99)) if notice.recipient]
    assert sorted(notice.event for notice in mailed) == sorted(every)
