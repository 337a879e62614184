import pytest
from msgspec.structs import replace

from agent_console.core.inquiry import InquiryKind, InquiryOrigin
from agent_console.services.inquiries import Raised, Subject, answer, appeal, open_inquiry
from agent_console.services.reassigning import candidates, may_reassign, owners, reassign
from agent_console.store import accounts
from agent_console.store.accounts import Account
from agent_console.store.inquiries import Inquiry
from signaling.clock import FakeClock
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import Role
from signaling.protocol.views import Text
from signaling.store.engine import Store
from tests.agent_console.conftest import Hall

NOW = FakeClock().now()
MARKET = frozenset({"market"})
GAO = Account("gao", Role.OFFICIAL, "", Text(zh="高", en="Gao"), "441302", "", MARKET, frozenset({"head"}))
LIN = replace(GAO, id="lin", name=Text(zh="林", en="Lin"), qualifications=frozenset())
FAR = replace(LIN, id="far", division="441322")
TAX = replace(LIN, id="tax", departments=frozenset({"tax"}))
ZHOU = Account("zhou", Role.SUPERVISOR, "", Text(zh="周", en="Zhou"), "441300")


def complaint(tx: Transaction) -> Inquiry:
    for account in (GAO, LIN, FAR, TAX, ZHOU):
        accounts.add_account(tx, account, NOW)
    raised = Raised(InquiryKind.COMPLAINT, InquiryOrigin.PROGRESS, "等了很久")
    return open_inquiry(tx, Subject("441302", "market"), raised, NOW)


async def test_an_owner_hands_over_and_says_why(store: Store) -> None:
    def check(tx: Transaction) -> None:
        made = complaint(tx)
        assert made.owner == "gao"
        assert [each.id for each in candidates(tx, made)] == ["lin", "zhou"]
        after = reassign(tx, GAO.actor(), made.id, "lin", " 休假 ", NOW)
        assert (after.owner, after.due_on) == ("lin", made.due_on)
        told = owners(tx, ZHOU.actor(), made.id)
        (entry,) = told.history
        assert (entry.by, entry.before, entry.after, entry.reason) == (GAO.name, GAO.name, LIN.name, "休假")
        assert [each.id for each in told.candidates] == ["gao", "zhou"]

    await store.write(check)


@pytest.mark.parametrize(
    ("actor", "owner", "reason", "code"),
    [
        (GAO, "tax", "休假", Code.OWNER_UNFIT),
        (GAO, "far", "休假", Code.OWNER_UNFIT),
        (GAO, "nobody", "休假", Code.OWNER_UNFIT),
        (GAO, "gao", "休假", Code.OWNER_UNFIT),
        (GAO, "lin", " ", Code.TEXT_INVALID),
        (LIN, "lin", "我来", Code.NOT_FOUND),
    ],
)
async def test_what_does_not_fit_is_refused(store: Store, actor: Account, owner: str, reason: str, code: Code) -> None:
    def check(tx: Transaction) -> None:
        made = complaint(tx)
        with pytest.raises(Refused) as refused:
            reassign(tx, actor.actor(), made.id, owner, reason, NOW)
        assert refused.value.code is code

    await store.write(check)


async def test_the_answer_to_an_appeal_stays_with_supervisors(store: Store) -> None:
    def check(tx: Transaction) -> None:
        made = complaint(tx)
        answer(tx, GAO.actor(), made.id, "已改进", NOW)
        again = appeal(tx, made.token, "没有", NOW)
        assert not may_reassign(GAO.actor(), again)
        assert candidates(tx, again) == []

    await store.write(check)


async def test_a_complaint_is_never_given_to_the_official_complained_of(hall: Hall) -> None:
    session = await hall.session_of(await hall.open_case(official="chen"))

    def check(tx: Transaction) -> None:
        subject = Subject("441302", "market-regulation", session=session, concerns="chen")
        made = open_inquiry(tx, subject, Raised(InquiryKind.COMPLAINT, InquiryOrigin.RATING, "慢"), NOW)
        found = {each.id for each in candidates(tx, made)}
        assert "lin" in found
        assert "chen" not in found

    await hall.product.console.store.write(check)
