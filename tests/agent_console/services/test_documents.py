from agent_console.services.documents import follow, follow_all
from agent_console.store import documents
from tests.agent_console.conftest import Hall
from tests.support.after import accepted, made


async def test_a_document_that_a_killed_server_left_unmade_is_made_at_the_next_start(hall: Hall) -> None:
    case, official = await accepted(hall)
    await follow_all(hall.product.console)
    papers = await made(hall, case)
    assert set(papers) == {"notice"}
    assert (await hall.seen(official, case)).notice == papers["notice"].sha256
    assert await hall.product.console.store.read(documents.unfollowed) == []


async def test_following_again_makes_nothing_new(hall: Hall) -> None:
    case, official = await accepted(hall)
    before = await hall.seen(official, case)
    await follow(hall.product.console, case)
    assert await hall.seen(official, case) == before


async def test_a_case_in_its_session_calls_for_nothing(hall: Hall) -> None:
    case = await hall.open_case()
    await follow(hall.product.console, case)
    assert await made(hall, case) == {}
