from datetime import timedelta

import pytest

from agent_console.services.notifications import BACKOFF, AppriseMessenger, Message, queue_messages, send_due
from agent_console.store import outbox
from tests.agent_console.conftest import ID_NUMBER, PHONE, Hall
from tests.support.after import accepted


class Listener:
    """Takes messages, or not."""

    def __init__(self, *, takes: bool) -> None:
        self.takes = takes
        self.heard: list[Message] = []

    async def send(self, message: Message) -> bool:
        self.heard.append(message)
        return self.takes


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
    assert message.phone == PHONE
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


async def test_apprise_without_a_usable_service_takes_nothing() -> None:
    assert not await AppriseMessenger(()).send(Message(PHONE, "", "words"))
