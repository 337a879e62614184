from datetime import timedelta
from functools import partial

from agent_console.store import accounts
from agent_console.store.accounts import Account, Window
from signaling.clock import FakeClock
from signaling.ports import Transaction
from signaling.protocol.names import Role
from signaling.protocol.views import Text
from signaling.store.engine import Store

NAME = Text(zh="陈", en="Chen")
ACCOUNT = Account(
    "chen", Role.OFFICIAL, "hash", NAME, "441302", "hall", frozenset({"a", "b"}), frozenset({"q"}), frozenset({"en"})
)
WINDOW = Window("window-1", NAME, "441302", "hall")
NOW = FakeClock().now()
DAY = timedelta(days=1)


async def test_an_account_is_read_back_as_it_was(store: Store) -> None:
    await store.write(lambda tx: accounts.add_account(tx, ACCOUNT, NOW))
    assert await store.read(lambda tx: accounts.get_account(tx, "chen")) == ACCOUNT
    assert await store.read(lambda tx: accounts.get_account(tx, "none")) is None
    assert ACCOUNT.actor().departments == {"a", "b"}


async def test_a_code_is_spent_once_and_in_time(store: Store) -> None:
    def lay_down(tx: Transaction) -> None:
        accounts.add_window(tx, WINDOW, NOW)
        accounts.add_window(tx, WINDOW, NOW)
        accounts.add_enrolment(tx, "one", "window-1", NOW + DAY)
        accounts.add_enrolment(tx, "late", "window-1", NOW)

    await store.write(lay_down)
    assert await store.write(lambda tx: accounts.spend_enrolment(tx, "one", NOW)) == WINDOW
    for code in ("one", "late", "none"):
        assert await store.write(partial(accounts.spend_enrolment, code_hash=code, now=NOW)) is None


async def test_a_session_belongs_to_its_page_and_ends(store: Store) -> None:
    def lay_down(tx: Transaction) -> None:
        accounts.add_account(tx, ACCOUNT, NOW)
        accounts.add_login(tx, "token", Role.OFFICIAL, "chen", NOW, NOW + DAY)

    await store.write(lay_down)
    assert await store.read(lambda tx: accounts.get_login(tx, "token", Role.OFFICIAL, NOW)) == ACCOUNT.actor()
    assert await store.read(lambda tx: accounts.get_login(tx, "token", Role.SUPERVISOR, NOW)) is None
    assert await store.read(lambda tx: accounts.get_login(tx, "token", Role.WINDOW, NOW)) is None
    assert await store.read(lambda tx: accounts.get_login(tx, "token", Role.OFFICIAL, NOW + DAY)) is None
    await store.write(lambda tx: accounts.end_login(tx, "token"))
    assert await store.read(lambda tx: accounts.get_login(tx, "token", Role.OFFICIAL, NOW)) is None


async def test_failures_are_counted_for_a_while_and_forgotten(store: Store) -> None:
    def fail(tx: Transaction) -> None:
        accounts.add_failure(tx, ("account:chen", "address:x"), NOW, DAY)

    await store.write(fail)
    await store.write(fail)
    assert await store.read(lambda tx: accounts.count_failures(tx, "account:chen", NOW - DAY)) == 2
    assert await store.read(lambda tx: accounts.count_failures(tx, "account:chen", NOW)) == 0
    await store.write(lambda tx: accounts.clear_failures(tx, "account:chen"))
    assert await store.read(lambda tx: accounts.count_failures(tx, "account:chen", NOW - DAY)) == 0
    assert await store.read(lambda tx: accounts.count_failures(tx, "address:x", NOW - DAY)) == 2
    await store.write(lambda tx: accounts.forgive_failure(tx, "address:x"))
    assert await store.read(lambda tx: accounts.count_failures(tx, "address:x", NOW - DAY)) == 1
