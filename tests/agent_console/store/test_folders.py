from msgspec.structs import replace

from agent_console.core.folder import FolderMark, FolderPage
from agent_console.store import folders
from signaling.clock import FakeClock
from signaling.protocol.case_views import PageProblem, PageState
from signaling.protocol.names import Sha256, TicketId
from signaling.store.engine import Store

NOW = FakeClock().now()
T = TicketId("t1")
PAGE = FolderPage(Sha256("a" * 64), 1, "lease", 9, 4, 3, "image/jpeg", PageState.RECEIVED, "wu", "clerk", NOW)
READ = replace(
    PAGE,
    state=PageState.READ,
    flat=Sha256("b" * 64),
    read_width=4,
    read_height=3,
    corners=((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)),
    sharpness=0.5,
    problems=(PageProblem.GLARE,),
)


async def test_pages_keep_their_order_and_what_was_read(store: Store) -> None:
    second = replace(PAGE, page=Sha256("c" * 64), material=None)
    await store.write(lambda tx: folders.add_page(tx, T, PAGE))
    await store.write(lambda tx: folders.add_page(tx, T, second))
    assert await store.read(folders.unread) == [(T, PAGE.page), (T, second.page)]
    await store.write(lambda tx: folders.put_page(tx, T, READ))
    assert await store.read(lambda tx: folders.pages(tx, T)) == [READ, replace(second, place=2)]
    await store.write(lambda tx: folders.remove_page(tx, T, PAGE.page))
    assert await store.read(folders.unread) == [(T, second.page)]


async def test_the_latest_mark_of_a_material_stands(store: Store) -> None:
    mark = FolderMark("lease", "have", "wu", NOW, "wu", NOW)
    await store.write(lambda tx: folders.put_mark(tx, T, mark))
    await store.write(lambda tx: folders.put_mark(tx, T, replace(mark, mark="missing")))
    assert await store.read(lambda tx: folders.marks(tx, T)) == {"lease": replace(mark, mark="missing")}
