from datetime import timedelta

import pytest

from agent_console.core.notice import Channel
from agent_console.services.messengers import Message
from agent_console.services.notifications import BACKOFF, NO_ADDRESS, queue_messages, send_due
from agent_console.store import outbox
from agent_console.store.outbox import Waiting
from tests.agent_console.api.test_cases import ok
from tests.agent_console.conftest import ID_NUMBER, PHONE, Hall
from tests.support.after import accepted


class Listener:
    """Takes messages, or not."""

    def __init__(self, *, takes: bool) -> None:
        self.takes = takes
        self.heard: list[Message] = []

    async def send(self, message: Message) -> str | None:
        self.heard.append(message)
        return None if self.takes else "the line is busy"


@pytest.fixture(autouse=True)
def _silent(monkeypatch: pytest.MonkeyPatch) -> None:
    # The product's own chore would send before the test does.
    monkeypatch.setattr("agent_console.services.notifications.EVERY_SECONDS", 3600.0)


async def test_each_event_is_told_once_in_words_without_answers(hall: Hall) -> None:
    case, _ = await accepted(hall)
    console, listener = hall.product.console, Listener(takes=True)
    await console.store.write(lambda tx: queue_messages(tx, case, hall.clock.now()))
    assert [await send_due(console, listener), await send_due(console, listener)] == [1, 0]
    message = listener.heard[0]
    assert (message.channel, message.address) == (Channel.SMS, PHONE)
    assert "441302-20260105-00001" in message.body
    assert ID_NUMBER not in message.body
    assert await console.store.read(lambda tx: outbox.states(tx, case)) == [("accepted", "sent")]


async def test_what_no_service_takes_is_tried_later_and_given_up_in_the_end(hall: Hall) -> None:
    case, _ = await accepted(hall)
    console, listener = hall.product.console, Listener(takes=False)
    for pause in (*BACKOFF, timedelta(days=1)):
        await send_due(console, listener)
        await send_due(console, listener)  # Nothing is due yet.
        hall.clock.advance(pause)
    assert len(listener.heard) == len(BACKOFF) + 1
    assert await console.store.read(lambda tx: outbox.states(tx, case)) == [("accepted", "failed")]


async def test_whoever_gave_an_address_hears_by_e_mail_as_well(hall: Hall) -> None:
    case, _ = await accepted(hall)
    console, listener = hall.product.console, Listener(takes=True)
    await console.store.write(lambda tx: outbox.set_email(tx, case, "zhang@example.cn"))
    await hall.end(case)
    decider = await hall.signed_in("lin")
    await ok(hall.act(decider, case, "review", proposal="granted"))
    await ok(hall.act(decider, case, "decide", decision="granted"))
    await console.chores.idle()
    await send_due(console, listener)
    decided = [message for message in listener.heard if "准予" in message.body]
    assert {(message.channel, message.address) for message in decided} == {
        (Channel.SMS, PHONE),
        (Channel.EMAIL, "zhang@example.cn"),
    }


async def test_a_notice_nobody_can_get_fails_at_once_and_says_why(hall: Hall) -> None:
    case, _ = await accepted(hall)
    console, listener = hall.product.console, Listener(takes=True)
    await console.store.write(lambda tx: outbox.add(tx, Waiting("x", case, "no-such-event", 0), hall.clock.now()))
    await send_due(console, listener)
    failed = await console.store.read(lambda tx: outbox.listed(tx, "failed", 10))
    assert [(notice.event, notice.problem) for notice in failed] == [("no-such-event", NO_ADDRESS)]
