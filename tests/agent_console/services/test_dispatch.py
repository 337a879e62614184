from agent_console.services.dispatch import accounted
from agent_console.services.dossier import load
from tests.agent_console.conftest import Hall
from tests.support.after import accepted


async def test_what_was_only_shown_need_not_be_accounted_for(hall: Hall) -> None:
    case, _ = await accepted(hall)
    assert await hall.product.console.store.read(lambda tx: accounted(load(tx, case))) == ()
