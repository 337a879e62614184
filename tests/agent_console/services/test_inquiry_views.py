from agent_console.core.inquiry import InquiryKind, InquiryOrigin, InquiryState
from agent_console.services.inquiries import Raised, Subject, answer, open_inquiry
from agent_console.services.inquiry_views import public, seen
from agent_console.store import accounts
from agent_console.store.accounts import Account
from signaling.clock import FakeClock
from signaling.ports import Transaction
from signaling.protocol.names import CaseId, Role, SessionId
from signaling.protocol.views import Text
from signaling.store.engine import Store

CLOCK = FakeClock()
NOW = CLOCK.now()
NAME = Text(zh="高", en="Gao")
GAO = Account("gao", Role.OFFICIAL, "", NAME, "441302", "", frozenset({"market"}), frozenset({"head"}))
ZHOU = Account("zhou", Role.SUPERVISOR, "", NAME, "441300")
SUBJECT = Subject("441302", "market", NAME, SessionId("s1"), CaseId("c1"))


async def test_an_official_is_not_told_whose_rating_it_was(store: Store) -> None:
    def check(tx: Transaction) -> None:
        accounts.add_account(tx, GAO, NOW)
        rated = open_inquiry(tx, SUBJECT, Raised(InquiryKind.COMPLAINT, InquiryOrigin.RATING, "慢"), NOW)
        own = seen(tx, GAO.actor(), rated, NOW)
        assert (own.session, own.case, own.owner_name, own.may_answer) == (None, None, NAME, True)
        above = seen(tx, ZHOU.actor(), rated, NOW)
        assert (above.session, above.case, above.overdue) == ("s1", "c1", False)
        late = NOW.replace(month=2)
        assert seen(tx, ZHOU.actor(), rated, late).overdue

    await store.write(check)


async def test_a_resident_may_appeal_once_there_is_an_answer(store: Store) -> None:
    def check(tx: Transaction) -> None:
        accounts.add_account(tx, GAO, NOW)
        made = open_inquiry(tx, SUBJECT, Raised(InquiryKind.COMPLAINT, InquiryOrigin.PROGRESS, "慢"), NOW)
        assert not public(made).may_appeal
        answered = public(answer(tx, GAO.actor(), made.id, "好", NOW))
        assert (answered.state, answered.answer, answered.may_appeal) == (InquiryState.ANSWERED, "好", True)

    await store.write(check)
