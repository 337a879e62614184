from agent_console.services.custody_views import custody_view, ready_results
from agent_console.store import accounts
from signaling.ports import Transaction
from tests.agent_console.conftest import Hall


async def test_a_new_case_holds_nothing_and_is_not_ready(hall: Hall) -> None:
    await hall.window()
    case = await hall.open_case()

    def look(tx: Transaction) -> None:
        account = accounts.get_account(tx, "wu")
        assert account is not None
        view = custody_view(tx, account.actor(), case)
        assert (view.open, view.slips, view.transfers) == ((), (), ())
        assert {one.where for one in view.originals} == {None}
        assert ready_results(tx, account.actor(), "") == []

    await hall.product.console.store.read(look)
