from agent_console.services.notices import finish_notices, issue_notice
from agent_console.store import cases
from signaling.protocol.views import CaseState
from tests.agent_console.api.test_cases import bring_to
from tests.agent_console.conftest import Hall


async def test_a_notice_that_a_killed_server_left_unmade_is_made_at_the_next_start(hall: Hall) -> None:
    console = hall.product.console
    case = await hall.open_case()
    official = await hall.signed_in("chen")
    await bring_to(hall, official, await hall.window(), case, CaseState.ACCEPTED)
    await console.chores.close()  # As a kill would: nobody knows whether the notice was made.
    made = (await hall.seen(official, case)).notice
    await finish_notices(console)
    seen = await hall.seen(official, case)
    assert seen.notice is not None
    assert made in (None, seen.notice)
    assert await console.store.read(cases.without_notice) == []


async def test_a_notice_is_issued_once(hall: Hall) -> None:
    console = hall.product.console
    case = await hall.open_case()
    official = await hall.signed_in("chen")
    await bring_to(hall, official, await hall.window(), case, CaseState.ACCEPTED)
    await issue_notice(console, case)
    before = await hall.seen(official, case)
    await issue_notice(console, case)
    assert await hall.seen(official, case) == before


async def test_a_case_that_is_not_accepted_gets_none(hall: Hall) -> None:
    case = await hall.open_case()
    await issue_notice(hall.product.console, case)
    assert (await hall.seen(await hall.signed_in("chen"), case)).notice is None
