"""The hall's stream: snapshot and facts make the same picture, whoever moved it."""

import hashlib

from agent_console.demo.seed import BY_HAND, SIMULATED
from agent_console.services import hall_stream
from signaling.core.access import Actor
from signaling.core.replay import apply
from signaling.ports import Transaction
from signaling.protocol.case_views import CaseState
from signaling.protocol.codec import decode_server
from signaling.protocol.facts import Fact, HallSnapshot
from signaling.protocol.names import Role, StreamName
from signaling.protocol.views import Text
from signaling.services import drafts, streams
from signaling.store import ledger
from tests.agent_console.api.test_cases import bring_to
from tests.agent_console.api.test_pages import photograph
from tests.agent_console.conftest import ID_NUMBER, ITEM, PHONE, Hall

STREAM = drafts.hall(BY_HAND.hall)
CLERK = Actor(Role.CLERK, "wu", Text("吴", "Wu"), BY_HAND.division, BY_HAND.hall)
CARD = f'{{"idNumber": "{ID_NUMBER}", "name": "张三", "validUntil": "2099-01-01"}}'


async def told(hall: Hall) -> tuple[HallSnapshot, HallSnapshot]:
    """Return what a clerk knows who heard every fact from the first, and a fresh snapshot."""

    def look(tx: Transaction) -> tuple[HallSnapshot, HallSnapshot]:
        heard: HallSnapshot = HallSnapshot((), (), (), (), ())
        for stored in ledger.facts_after(tx, STREAM, 0, 500) or ():
            fact = decode_server(stored.body)
            assert isinstance(fact, Fact)
            after = apply(heard, fact)
            assert isinstance(after, HallSnapshot)
            heard = after
        fresh = hall_stream.HALL_STREAM.snapshot(tx, CLERK, STREAM)
        assert isinstance(fresh, HallSnapshot)
        return heard, fresh

    return await hall.product.console.store.read(look)


async def test_snapshot_and_facts_agree_after_every_step_of_a_visit(hall: Hall) -> None:
    window, official = await hall.window(), await hall.signed_in("chen")
    await hall.window(SIMULATED)
    clerk = await hall.signed_in("wu", "clerk")
    seen: list[HallSnapshot] = []

    async def agrees() -> HallSnapshot:
        heard, fresh = await told(hall)
        assert heard == fresh
        seen.append(fresh)
        return fresh

    case = await hall.open_case()
    assert [one.case for one in (await agrees()).sessions] == [case]
    await bring_to(hall, official, window, case, CaseState.ACCEPTED)
    await hall.product.console.chores.idle()
    documents = (await official.get(f"/api/cases/{case}/documents")).json()
    job = (await official.post(f"/api/cases/{case}/print", json={"document": documents[0]["sha256"]})).json()
    await clerk.post(f"/api/print-jobs/{job['id']}", json={"state": "fault", "fault": "no-paper"})
    assert [str(one.fault) for one in (await agrees()).jobs] == ["no-paper"]
    await clerk.post(f"/api/print-jobs/{job['id']}", json={"state": "done"})
    await hall.end(case)
    last = await agrees()
    assert (last.tickets, last.sessions, last.jobs) == ((), (), ())
    body = {"window": SIMULATED.id, "item": ITEM, "idNumber": ID_NUMBER, "phone": PHONE}
    taken = await clerk.post("/api/clerk/tickets", json=body, headers={"Idempotency-Key": hall.ref()})
    ticket = taken.json()["id"]
    assert [one.id for one in (await agrees()).tickets] == [ticket]
    await clerk.post(f"/api/clerk/tickets/{ticket}/person", json={"raw": CARD, "matches": True})
    assert (await agrees()).folders[0].checked_at is not None
    page = photograph()
    name = hashlib.sha256(page).hexdigest()
    await clerk.put(f"/api/tickets/{ticket}/pages/{name}?material=identity-card", content=page)
    await hall.product.console.chores.idle()
    assert (await agrees()).folders[0].read == 1
    await clerk.post(f"/api/tickets/{ticket}/pages/removals", json={"page": name})
    assert (await agrees()).folders[0].pages == 0
    rung = (await window.post("/api/rings", json={"reason": "scan"})).json()
    assert [one.reason for one in (await agrees()).rings] == ["scan"]
    for word in ("coming", "solved"):
        await clerk.post(f"/api/rings/{rung['id']}/answer", json={"answer": word})
        await agrees()


async def test_a_hall_is_its_own_clerks_to_read(hall: Hall) -> None:
    def look(tx: Transaction) -> list[bool]:
        stranger = Actor(Role.CLERK, "ma", Text("马", "Ma"), "441303", "huiyang")
        window = BY_HAND.actor()
        return [hall_stream.HALL_STREAM.may_read(tx, who, STREAM) for who in (CLERK, stranger, window)]

    assert await hall.product.console.store.read(look) == [True, False, False]
    names = await hall.product.console.store.read(lambda tx: streams.readable(tx, CLERK, (), hall.clock.now()))
    assert names == (StreamName(f"hall/{BY_HAND.hall}"),)
