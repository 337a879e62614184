from functools import partial

from msgspec.structs import replace

from agent_console.core.custody import Page
from agent_console.store import custody
from agent_console.store.custody import ResultReceipt, Slip, Transfer
from signaling.clock import FakeClock
from signaling.core.access import Actor
from signaling.ports import Transaction
from signaling.protocol.names import CaseId, Role, Sha256
from signaling.protocol.views import Text
from signaling.store.engine import Store

NOW = FakeClock().now()
NAME = Text(zh="吴", en="Wu")
CASE = CaseId("c1")
PAGES = (Page("lease", (Sha256("a" * 64),)), Page("identity-card"))
SLIP = Slip("S1", CASE, None, "huicheng", "441302", "tax", "441322", PAGES, "wu", NAME, NOW)


async def test_numbers_go_up_by_division_and_day(store: Store) -> None:
    def numbers(tx: Transaction) -> list[str]:
        return [custody.next_number(tx, division, NOW) for division in ("441302", "441302", "441303")]

    assert [number[-5:] for number in await store.write(numbers)] == ["00001", "00002", "00001"]


async def test_a_slip_is_seen_from_both_its_ends(store: Store) -> None:
    clerk = Actor(Role.CLERK, "li", NAME, "441302", "huicheng")
    official = Actor(Role.OFFICIAL, "he", NAME, "441322", departments=frozenset({"tax"}))
    await store.write(lambda tx: custody.add_slip(tx, SLIP))
    received = replace(SLIP, handed_at=NOW, receiver="he", receiver_name=NAME, received_at=NOW, difference="one less")
    await store.write(lambda tx: custody.put_slip(tx, received))
    for actor in (clerk, official, replace(official, id="wu", departments=frozenset())):
        assert await store.read(partial(custody.of_actor, actor=actor)) == [received]
    for actor in (replace(clerk, hall="huiyang"), replace(official, division="441323")):
        assert await store.read(partial(custody.of_actor, actor=actor)) == []
    assert await store.read(lambda tx: custody.of_case(tx, CASE)) == [received]
    assert received.materials() == ("lease", "identity-card")


async def test_transfers_and_receipts_are_kept(store: Store) -> None:
    sent = Transfer("t1", CASE, PAGES, "441322", "tax", "wu", NOW)
    given = ResultReceipt(CASE, "wu", "huicheng", "paper", "", NOW)
    await store.write(lambda tx: custody.add_transfer(tx, sent))
    await store.write(lambda tx: custody.add_receipt(tx, given))
    assert await store.read(lambda tx: custody.transfers(tx, CASE)) == [sent]
    assert await store.read(lambda tx: custody.receipt(tx, CASE)) == given
    assert await store.read(lambda tx: custody.receipt(tx, CaseId("c2"))) is None
