"""Claims about pages that no scanner of ours took."""

import pytest

from agent_console.services.arrivals import Arrival, add_page
from agent_console.services.dossier import load_to_change
from agent_console.services.paper import MAX_PAGES
from agent_console.store.materials import PHONE, Fetched, fetched_of
from media.scan.header import Header, read_header
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.names import CaseId, Role, Sha256
from tests.agent_console.api.test_pages import photograph
from tests.agent_console.conftest import Hall


async def test_a_page_comes_once_and_no_more_than_a_case_may_have(hall: Hall) -> None:
    case, now = await hall.open_case(), hall.clock.now()
    header = read_header(photograph())

    def add(tx: Transaction, number: int) -> bool:
        return add_page(load_to_change(tx, case), _arrival(case, number, header), "material-sent", now)

    def _arrival(case: CaseId, number: int, header: Header) -> Arrival:
        page = Sha256(f"{number:064d}")
        return Arrival(Fetched(case, page, "m", PHONE, "", None, None, "resident", now), Role.WINDOW, 10, header)

    store = hall.product.console.store
    assert await store.write(lambda tx: add(tx, 0))
    assert not await store.write(lambda tx: add(tx, 0))
    await store.write(lambda tx: [add(tx, number) for number in range(1, MAX_PAGES)])
    with pytest.raises(Refused):
        await store.write(lambda tx: add(tx, MAX_PAGES))
    assert len(await store.read(lambda tx: fetched_of(tx, case))) == MAX_PAGES
