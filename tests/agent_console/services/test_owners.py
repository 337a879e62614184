from functools import partial

from agent_console.services.owners import answerer, head_of, supervisor_of
from agent_console.store import accounts
from agent_console.store.accounts import Account
from signaling.clock import FakeClock
from signaling.ports import Transaction
from signaling.protocol.names import Role
from signaling.protocol.views import Text
from signaling.store.engine import Store

NOW = FakeClock().now()
NAME = Text(zh="高", en="Gao")
MARKET, HEAD = frozenset({"market"}), frozenset({"head"})


def lay_down(tx: Transaction) -> None:
    for account in (
        Account("city-head", Role.OFFICIAL, "", NAME, "441300", "", MARKET, HEAD),
        Account("gao", Role.OFFICIAL, "", NAME, "441302", "", MARKET, HEAD),
        Account("lin", Role.OFFICIAL, "", NAME, "441302", "", MARKET),
        Account("zhou", Role.SUPERVISOR, "", NAME, "441300"),
    ):
        accounts.add_account(tx, account, NOW)


async def test_the_nearest_head_answers_and_never_about_themselves(store: Store) -> None:
    await store.write(lay_down)
    for division, but, owner in (("441302", "", "gao"), ("441302", "gao", "city-head"), ("441303", "", "city-head")):
        found = await store.read(partial(head_of, division=division, department="market", but=but))
        assert found == owner


async def test_where_there_is_no_head_the_supervisor_answers(store: Store) -> None:
    await store.write(lay_down)
    assert await store.read(lambda tx: answerer(tx, "441302", "tax")) == "zhou"
    assert await store.read(lambda tx: supervisor_of(tx, "440100", "tax")) == ""
    assert await store.read(lambda tx: answerer(tx, "440100", "tax")) == ""
