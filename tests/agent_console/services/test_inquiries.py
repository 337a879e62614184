import pytest

from agent_console.core.inquiry import InquiryKind, InquiryOrigin, InquiryState
from agent_console.services.inquiries import Raised, Subject, answer, appeal, may_answer, open_inquiry
from agent_console.store import accounts
from agent_console.store.accounts import Account
from agent_console.store.inquiries import Inquiry
from signaling.clock import FakeClock
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.names import Role
from signaling.protocol.views import Text
from signaling.store.engine import Store

NOW = FakeClock().now()
NAME = Text(zh="高", en="Gao")
GAO = Account("gao", Role.OFFICIAL, "", NAME, "441302", "", frozenset({"market"}), frozenset({"head"}))
LIN = Account("lin", Role.OFFICIAL, "", NAME, "441302", "", frozenset({"market"}))
ZHOU = Account("zhou", Role.SUPERVISOR, "", NAME, "441300")


def complain(tx: Transaction) -> Inquiry:
    for account in (GAO, LIN, ZHOU):
        accounts.add_account(tx, account, NOW)
    return open_inquiry(
        tx, Subject("441302", "market"), Raised(InquiryKind.COMPLAINT, InquiryOrigin.PROGRESS, "等了很久"), NOW
    )


async def test_a_complaint_goes_from_owner_to_supervisor_and_ends(store: Store) -> None:
    made = await store.write(complain)
    assert (made.number, made.owner, made.due_on) == ("投诉〔2026〕00001", "gao", "2026-01-12")
    first = await store.write(lambda tx: answer(tx, GAO.actor(), made.id, "已改进", NOW))
    assert (first.state, first.answer) == (InquiryState.ANSWERED, "已改进")
    again = await store.write(lambda tx: appeal(tx, made.token, "没有改进", NOW))
    assert (again.state, again.owner) == (InquiryState.APPEALED, "zhou")
    last = await store.write(lambda tx: answer(tx, ZHOU.actor(), made.id, "已约谈", NOW))
    assert (last.state, last.answer, last.last_answer) == (InquiryState.CLOSED, "已改进", "已约谈")
    with pytest.raises(Refused):
        await store.write(lambda tx: appeal(tx, made.token, "再来", NOW))


async def test_who_is_not_concerned_does_not_answer(store: Store) -> None:
    made = await store.write(complain)
    with pytest.raises(Refused) as refused:
        await store.write(lambda tx: answer(tx, LIN.actor(), made.id, "好", NOW))
    assert refused.value.code == "not-found"
    assert not may_answer(LIN.actor(), made)


async def test_an_unknown_link_appeals_against_nothing(store: Store) -> None:
    with pytest.raises(Refused):
        await store.write(lambda tx: appeal(tx, "none", "x", NOW))
