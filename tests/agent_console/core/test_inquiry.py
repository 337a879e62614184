from datetime import UTC, date, datetime

import pytest

from agent_console.core.clock import Calendar
from agent_console.core.inquiry import Event, InquiryKind, InquiryState, advance, answer_due, checked, serial, year_of
from signaling.core.refusal import Refused

FRIDAY = datetime(2026, 1, 9, 9, 0, tzinfo=UTC)


def test_an_answer_may_be_appealed_against_once() -> None:
    state = InquiryState.OPEN
    for event in (Event.ANSWER, Event.APPEAL, Event.ANSWER):
        state = advance(state, event, InquiryKind.COMPLAINT)
    assert state is InquiryState.CLOSED
    for event in Event:
        with pytest.raises(Refused):
            advance(state, event, InquiryKind.COMPLAINT)


def test_nobody_appeals_against_the_answer_to_an_order() -> None:
    with pytest.raises(Refused):
        advance(InquiryState.ANSWERED, Event.APPEAL, InquiryKind.ORDER)


def test_a_number_carries_its_kind_and_year() -> None:
    assert serial(InquiryKind.ORDER, 2026, 1) == "督办〔2026〕00001"
    assert serial(InquiryKind.COMPLAINT, 2026, 12) == "投诉〔2026〕00012"
    assert serial(InquiryKind.CONSULTATION, 2027, 3) == "咨询〔2027〕00003"


def test_the_year_is_that_of_the_halls_clock() -> None:
    assert year_of(datetime(2026, 12, 31, 17, 0, tzinfo=UTC)) == 2027


def test_an_answer_is_due_in_working_days() -> None:
    assert answer_due(InquiryKind.COMPLAINT, FRIDAY, Calendar()) == date(2026, 1, 16)
    assert answer_due(InquiryKind.ORDER, FRIDAY, Calendar()) == date(2026, 1, 14)


def test_words_must_be_seen() -> None:
    assert checked(" 请问\n何时 ") == "请问\n何时"
    for words in ("", " \n ", "a\x07", "x" * 2001):
        with pytest.raises(Refused):
            checked(words)
