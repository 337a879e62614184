import pytest

from agent_console.api.bodies.inquiries import OpenInquiry
from agent_console.core.inquiry import InquiryKind, InquiryState
from agent_console.services.resident_desk import after_call, complain_by_token, write_down
from agent_console.store import accounts
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from tests.agent_console.conftest import Hall


def actor(tx: Transaction, name: str) -> Actor:
    account = accounts.get_account(tx, name)
    assert account is not None
    return account.actor()


async def test_a_question_is_answered_at_once_or_left_open(hall: Hall) -> None:
    session = await hall.session_of(await hall.open_case())
    now = hall.clock.now()

    def check(tx: Transaction) -> None:
        chen = actor(tx, "chen")
        asked = write_down(tx, chen, OpenInquiry(InquiryKind.CONSULTATION, "何时发证？", session=session), now)
        assert (asked.state, asked.owner, asked.due_on) == (InquiryState.OPEN, "chen", "2026-01-12")
        told = write_down(
            tx, chen, OpenInquiry(InquiryKind.CONSULTATION, "几点开门？", session=session, answer="八点半"), now
        )
        assert (told.state, told.answer) == (InquiryState.ANSWERED, "八点半")

    await hall.product.console.store.write(check)


async def test_nobody_writes_down_what_is_not_theirs(hall: Hall) -> None:
    session = await hall.session_of(await hall.open_case())
    now = hall.clock.now()

    def check(tx: Transaction) -> None:
        for name, body in (
            ("lin", OpenInquiry(InquiryKind.CONSULTATION, "？", session=session)),
            ("chen", OpenInquiry(InquiryKind.ORDER, "？", session=session)),
            ("chen", OpenInquiry(InquiryKind.COMPLAINT, "？", session=session, answer="好")),
            ("zhou", OpenInquiry(InquiryKind.CONSULTATION, "？")),
        ):
            with pytest.raises(Refused):
                write_down(tx, actor(tx, name), body, now)

    await hall.product.console.store.write(check)


async def test_an_unknown_link_does_nothing(hall: Hall) -> None:
    now = hall.clock.now()
    for work in (
        lambda tx: after_call(tx, "none", now),
        lambda tx: complain_by_token(tx, "none", "x", now),
    ):
        with pytest.raises(Refused):
            await hall.product.console.store.write(work)
