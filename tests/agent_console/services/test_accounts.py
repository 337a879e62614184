import asyncio
from collections import Counter

import pytest

from agent_console.demo.seed import BY_HAND
from agent_console.services.accounts import (
    FAILURES_KEPT,
    MAX_FAILURES_OF_ACCOUNT,
    MAX_FAILURES_OF_ADDRESS,
    check_origin,
)
from agent_console.store.accounts import add_failure, count_failures, get_account
from signaling.core.refusal import Refused
from signaling.ports import Handshake, Transaction
from signaling.protocol.names import Role
from tests.agent_console.conftest import Hall

HOST = "hall.test"


async def test_a_socket_is_opened_by_whoever_holds_the_pages_cookie(hall: Hall) -> None:
    accounts = hall.product.console.accounts
    login = await accounts.enrol(await accounts.add_window(BY_HAND))
    cookies = {"__Host-window": login.token}
    assert await accounts.identify(Handshake(Role.WINDOW, cookies, f"https://{HOST}", HOST)) == BY_HAND.actor()
    with pytest.raises(Refused, match="not-signed-in"):
        await accounts.identify(Handshake(Role.OFFICIAL, cookies, f"https://{HOST}", HOST))
    with pytest.raises(Refused, match="not-signed-in"):
        await accounts.identify(Handshake(Role.OFFICIAL, {"__Host-official": login.token}, f"https://{HOST}", HOST))
    with pytest.raises(Refused, match="origin-wrong"):
        await accounts.identify(Handshake(Role.WINDOW, cookies, "https://evil.test", HOST))


@pytest.mark.parametrize("origin", ["https://hall.test", "http://hall.test", "https://HALL.test", None])
def test_our_own_pages_and_no_browser_at_all_pass(origin: str | None) -> None:
    check_origin(origin, HOST)


@pytest.mark.parametrize("origin", ["null", "", "https://hall.test:8443", "https://evil.test", "hall.test", "https://"])
def test_any_other_origin_is_refused(origin: str) -> None:
    with pytest.raises(Refused, match="origin-wrong"):
        check_origin(origin, HOST)


async def test_an_address_that_tries_many_accounts_is_locked_out(hall: Hall) -> None:
    accounts = hall.product.console.accounts
    console = hall.product.console
    now = hall.clock.now()

    def fail(tx: Transaction) -> None:
        for _ in range(MAX_FAILURES_OF_ADDRESS):
            add_failure(tx, ("address:10.0.0.9",), now, FAILURES_KEPT)

    await console.store.write(fail)
    with pytest.raises(Refused, match="too-many-attempts"):
        await accounts.sign_in(Role.OFFICIAL, "chen", hall.password("chen"), "10.0.0.9")
    await accounts.sign_in(Role.OFFICIAL, "chen", hall.password("chen"), "10.0.0.10")


async def test_a_new_password_ends_the_old_sessions(hall: Hall) -> None:
    accounts = hall.product.console.accounts
    login = await accounts.sign_in(Role.OFFICIAL, "chen", hall.password("chen"), "")
    account = await hall.product.console.store.read(lambda tx: get_account(tx, "chen"))
    assert account is not None
    await accounts.add_account(account, "another")
    with pytest.raises(Refused, match="not-signed-in"):
        await accounts.holder(Role.OFFICIAL, login.token)
    await accounts.sign_in(Role.OFFICIAL, "chen", "another", "")


async def test_of_many_guesses_at_once_no_more_are_tried_than_one_after_another(hall: Hall) -> None:
    accounts = hall.product.console.accounts

    async def guess(number: int) -> str:
        try:
            await accounts.sign_in(Role.OFFICIAL, "chen", f"guess-{number}", "10.0.0.9")
        except Refused as refused:
            return refused.code.value
        return "in"

    answers = Counter(await asyncio.gather(*map(guess, range(20))))
    assert answers == {"credentials-wrong": MAX_FAILURES_OF_ACCOUNT, "too-many-attempts": 15}


async def test_those_who_come_in_do_not_use_up_their_halls_attempts(hall: Hall) -> None:
    accounts = hall.product.console.accounts
    for _ in range(3):
        await accounts.sign_in(Role.OFFICIAL, "chen", hall.password("chen"), "10.0.0.9")
    since = hall.clock.now() - FAILURES_KEPT
    count = await hall.product.console.store.read(lambda tx: count_failures(tx, "address:10.0.0.9", since))
    assert count == 0
