from functools import partial

from agent_console.core.notice import DeskEvent
from agent_console.services.dossier import load
from agent_console.services.official_notices import responsible, tell
from agent_console.store import outbox
from signaling.ports import Transaction
from tests.agent_console.conftest import Hall
from tests.support.after import accepted


async def test_who_accepted_handles_the_case_unless_somebody_else_has_to(hall: Hall) -> None:
    case, _ = await accepted(hall)

    def who(tx: Transaction) -> tuple[str, str]:
        dossier = load(tx, case)
        return responsible(dossier), responsible(dossier, but="chen")

    assert await hall.product.console.store.read(who) == ("chen", "gao")


async def test_a_notice_is_put_once_and_to_nobody_where_nobody_answers(hall: Hall) -> None:
    case, _ = await accepted(hall)
    store = hall.product.console.store

    def twice(tx: Transaction) -> None:
        for account in ("chen", "chen", ""):
            known = outbox.ids(tx, case)
            tell(load(tx, case), DeskEvent.URGED, "1", account, known, hall.clock.now())

    await store.write(twice)
    assert len(await store.read(partial(outbox.on_desk, account="chen", limit=9))) == 1
