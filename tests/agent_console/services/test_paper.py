import hashlib

from agent_console.core.acts import PageReceived
from agent_console.services.dossier import load_to_change
from agent_console.services.paper import finish_reading, read
from signaling.ports import Transaction
from signaling.protocol.case_views import PageState
from signaling.protocol.names import Role, Sha256
from tests.agent_console.api.test_pages import photograph, upload
from tests.agent_console.conftest import Hall


async def test_a_page_that_a_killed_server_received_is_read_at_the_next_start(hall: Hall) -> None:
    console = hall.product.console
    case = await hall.open_case()
    content = photograph()
    page = Sha256(hashlib.sha256(content).hexdigest())
    await console.blobs.put(page, content)

    def receive(tx: Transaction) -> None:
        act = PageReceived(page, len(content), 1600, 1200, "image/jpeg", None)
        load_to_change(tx, case).note(act, actor="window-1", role=Role.WINDOW, at=hall.clock.now())

    await console.store.write(receive)
    await finish_reading(console)
    (seen,) = (await hall.seen(await hall.signed_in("chen"), case)).pages
    assert seen.state is PageState.READ


async def test_a_page_is_told_as_read_once(hall: Hall) -> None:
    console = hall.product.console
    case = await hall.open_case()
    window = await hall.window()
    receipt = (await upload(window, case, photograph())).json()
    await console.chores.idle()
    before = await hall.seen(window, case)
    await read(console, case, receipt["hash"])
    assert await hall.seen(window, case) == before
