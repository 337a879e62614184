import hashlib
from datetime import timedelta

import httpx
import msgspec

from agent_console.api.bodies.folders import FolderView
from agent_console.services import folders as service
from agent_console.store import folders
from signaling.protocol.case_views import PageState
from signaling.protocol.names import Sha256, TicketId
from tests.agent_console.api.test_pages import photograph
from tests.agent_console.conftest import ID_NUMBER, ITEM, PHONE, Hall

IDENTITY = "identity-card"


async def ticket_taken(clerk: httpx.AsyncClient) -> TicketId:
    body = {"window": "window-1", "item": ITEM, "idNumber": ID_NUMBER, "phone": PHONE}
    taken = await clerk.post("/api/clerk/tickets", json=body, headers={"Idempotency-Key": "key-00000001"})
    assert taken.status_code == 201, taken.text
    return TicketId(taken.json()["id"])


async def put(client: httpx.AsyncClient, ticket: str, content: bytes, material: str = IDENTITY) -> httpx.Response:
    name = hashlib.sha256(content).hexdigest()
    headers = {"Content-Type": "image/jpeg"}
    return await client.put(f"/api/tickets/{ticket}/pages/{name}?material={material}", content=content, headers=headers)


def view(response: httpx.Response) -> FolderView:
    assert response.status_code in (200, 201), response.text
    return msgspec.json.decode(response.content, type=FolderView)


async def test_a_page_is_scanned_and_judged_before_the_call(hall: Hall) -> None:
    window, clerk = await hall.window(), await hall.signed_in("wu", "clerk")
    ticket, content = await ticket_taken(clerk), photograph()
    assert (await put(clerk, ticket, content)).status_code == 201
    assert (await put(window, ticket, content)).status_code == 200
    await hall.product.console.chores.idle()
    (page,) = view(await window.get(f"/api/tickets/{ticket}/folder")).pages
    assert (page.material, page.state) == (IDENTITY, PageState.READ)
    for form in ("original", "flat"):
        picture = await clerk.get(f"/api/tickets/{ticket}/pages/{page.hash}/{form}")
        assert picture.headers["content-type"] == "image/jpeg"
    assert (await clerk.get("/api/clerk/hall")).json()["windows"][0]["ticket"]["pages"] == 1
    gone = await clerk.post(f"/api/tickets/{ticket}/pages/removals", json={"page": page.hash})
    assert view(gone).pages == ()
    assert (await clerk.get(f"/api/tickets/{ticket}/pages/{page.hash}/flat")).json()["code"] == "page-unknown"


async def test_the_checklist_is_ticked_with_the_time_an_original_was_seen(hall: Hall) -> None:
    await hall.window()
    clerk = await hall.signed_in("wu", "clerk")
    path = f"/api/tickets/{await ticket_taken(clerk)}/materials"
    view(await clerk.post(path, json={"material": IDENTITY, "mark": "have", "seen": True}))
    hall.clock.advance(timedelta(minutes=1))
    again = view(await clerk.post(path, json={"material": IDENTITY, "mark": "have", "seen": True})).materials
    card = next(material for material in again if material.code == IDENTITY)
    assert card.mark == "have"
    assert card.seen_at is not None
    assert card.seen_at < hall.clock.now()
    undone = view(await clerk.post(path, json={"material": IDENTITY, "mark": "missing"})).materials
    assert next(one for one in undone if one.code == IDENTITY).seen_at is None
    unknown = await clerk.post(path, json={"material": "moon", "mark": "have"})
    assert unknown.json()["code"] == "material-unknown"


async def test_what_was_scanned_before_the_call_is_in_the_case_when_it_opens(hall: Hall) -> None:
    window, clerk = await hall.window(), await hall.signed_in("wu", "clerk")
    ticket, content = await ticket_taken(clerk), photograph()
    await put(clerk, ticket, content)
    await hall.product.console.chores.idle()
    await clerk.post(f"/api/tickets/{ticket}/materials", json={"material": IDENTITY, "mark": "have", "seen": True})
    official = await hall.signed_in("chen")
    case = await hall.call()
    (page,) = (await hall.seen(official, case)).pages
    assert (page.hash, page.state) == (hashlib.sha256(content).hexdigest(), PageState.READ)
    assert (await put(window, ticket, content)).json()["code"] == "ticket-called"


async def test_a_page_that_is_still_being_read_when_the_case_opens_is_told_there(hall: Hall) -> None:
    await hall.window()
    clerk, console = await hall.signed_in("wu", "clerk"), hall.product.console
    ticket, content = await ticket_taken(clerk), photograph()
    await put(clerk, ticket, content)
    await console.chores.idle()
    (page,) = await console.store.read(lambda tx: folders.pages(tx, ticket))
    unread = msgspec.structs.replace(page, state=PageState.RECEIVED, flat=None)
    await console.store.write(lambda tx: folders.put_page(tx, ticket, unread))
    case = await hall.call()
    await service.finish_reading(console)
    assert (await hall.seen(await hall.signed_in("chen"), case)).pages[0].state is PageState.READ


async def test_a_folder_is_its_halls_and_its_windows_only(hall: Hall) -> None:
    await hall.window()
    clerk, official = await hall.signed_in("wu", "clerk"), await hall.signed_in("chen")
    ticket = await ticket_taken(clerk)
    assert (await official.get(f"/api/tickets/{ticket}/folder")).json()["code"] == "not-allowed"
    assert (await clerk.get("/api/tickets/none/folder")).json()["code"] == "ticket-unknown"
    assert (await put(clerk, ticket, b"no picture")).json()["code"] == "image-invalid"
    wrong = await clerk.put(f"/api/tickets/{ticket}/pages/{Sha256('a' * 64)}", content=photograph())
    assert wrong.json()["code"] == "hash-mismatch"
