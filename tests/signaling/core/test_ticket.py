import contextlib
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from signaling.core import ticket
from signaling.core.refusal import Refused
from signaling.core.ticket import TRANSITIONS, TicketEvent, advance, check_id_number, check_phone, hall_day, mask
from signaling.protocol.codes import Code
from signaling.protocol.views import TicketState

PROVINCES = ("110105", "441302", "650102", "810000", "820000", "830000")


def checked(first: str) -> str:
    """Return 17 digits with their check character, worked out by powers of two as in GB 11643-1999 annex A."""
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(first))
    return first + "0123456789X"[(12 - total) % 11]


people = st.builds(
    lambda region, born, serial: checked(f"{region}{born:%Y%m%d}{serial:03d}"),
    st.sampled_from(PROVINCES),
    st.dates(date(1900, 1, 1), date(2026, 1, 1)),
    st.integers(0, 999),
)


def refusal(text: str, today: date = date.max) -> Code:
    with pytest.raises(Refused) as refused:
        check_id_number(text, today)
    return refused.value.code


@pytest.mark.parametrize("number", ["11010519491231002X", "440524188001010014"])
def test_the_examples_of_the_standard_are_right(number: str) -> None:
    assert check_id_number(number) == number


@given(people)
def test_a_right_number_is_taken_however_it_is_typed(number: str) -> None:
    assert check_id_number(f" {number[:6]} {number[6:].lower()}\n") == number


@given(people, st.integers(0, 17), st.sampled_from("0123456789X"))
def test_no_single_wrong_character_passes(number: str, place: int, character: str) -> None:
    wrong = number[:place] + character + number[place + 1 :]
    if wrong != number:
        assert refusal(wrong) is Code.ID_NUMBER_INVALID


@given(people, st.integers(0, 15))
def test_no_two_neighbours_that_changed_places_pass(number: str, place: int) -> None:
    wrong = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    if wrong != number:
        assert refusal(wrong) is Code.ID_NUMBER_INVALID


@pytest.mark.parametrize("region", ["810000", "820000", "830000"])
def test_residence_permits_of_hong_kong_macao_and_taiwan_follow_the_same_rule(region: str) -> None:
    number = checked(f"{region}19900101123")
    assert check_id_number(number) == number


@pytest.mark.parametrize(
    "number",
    [
        checked("44130219900230123"),  # 30 February.
        checked("44130219901301123"),
        checked("44130200000101123"),
        checked("99130219900101123"),  # No such province.
        "44130219900101123",
        "4413021990010112345",
        "",
        "１１０１０５１９４９１２３１００２Ｘ",
        "11010519491231002Ｘ",
        "junk",
    ],
)
def test_what_is_no_id_number_is_refused(number: str) -> None:
    assert refusal(number) is Code.ID_NUMBER_INVALID


def test_nobody_is_born_after_today() -> None:
    number = checked("44130220260106123")
    assert refusal(number, date(2026, 1, 5)) is Code.ID_NUMBER_INVALID
    assert check_id_number(number, date(2026, 1, 6)) == number


@given(st.text())
def test_junk_is_refused_or_right(text: str) -> None:
    with contextlib.suppress(Refused):
        assert len(check_id_number(text)) == 18


@pytest.mark.parametrize("text", ["13800138000", "138 0013 8000", "138-0013-8000", "+8613800138000", "86 13800138000"])
def test_a_mobile_phone_is_taken_however_it_is_typed(text: str) -> None:
    assert check_phone(text) == "13800138000"


@pytest.mark.parametrize("text", ["", "12800138000", "1380013800", "138001380000", "0752-2801234", "１3800138000", "x"])
def test_what_is_no_mainland_mobile_phone_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        check_phone(text)
    assert refused.value.code is Code.PHONE_INVALID


@given(people)
def test_a_masked_number_shows_neither_birthday_nor_district(number: str) -> None:
    assert mask(number) == number[:4] + "**********" + number[14:]


def test_a_halls_day_begins_at_its_own_midnight() -> None:
    assert hall_day(datetime(2026, 1, 5, 15, 59, 59, tzinfo=UTC)) == date(2026, 1, 5)
    assert hall_day(datetime(2026, 1, 5, 16, 0, tzinfo=UTC)) == date(2026, 1, 6)


@pytest.mark.parametrize(
    ("line", "place", "number"),
    [(0, 1, "A001"), (0, 17, "A017"), (7, 999, "H999"), (8, 1000, "J1000"), (24, 1, "AA001")],
)
def test_a_number_is_a_letter_and_three_digits_and_grows_where_it_must(line: int, place: int, number: str) -> None:
    assert ticket.number(line, place) == number


@given(st.sets(st.integers(0, 2_000), min_size=2))
def test_no_two_lines_share_their_letters(lines: set[int]) -> None:
    found = {ticket.letters(line) for line in lines}
    assert len(found) == len(lines)
    assert not {"I", "O"} & set("".join(found))


def test_an_item_stands_in_the_line_of_its_area_or_else_of_its_department() -> None:
    assert ticket.line("tax", "legal") == ticket.line("market", "legal")
    assert len({ticket.line("tax", ""), ticket.line("market", ""), ticket.line("tax", "tax")}) == 3


class TicketMachine(RuleBasedStateMachine):
    """Whatever is asked in whatever order, a ticket is called once, ends once, and never comes back."""

    @initialize()
    def take(self) -> None:
        self.state = TicketState.WAITING
        self.passed = [self.state]

    @rule(event=st.sampled_from(TicketEvent))
    def happen(self, event: TicketEvent) -> None:
        if (self.state, event) in TRANSITIONS:
            self.state = advance(self.state, event)
            self.passed.append(self.state)
        else:
            with pytest.raises(Refused) as refused:
                advance(self.state, event)
            called = self.state is TicketState.CALLED
            assert refused.value.code is (Code.TICKET_CALLED if called else Code.TICKET_UNKNOWN)

    @invariant()
    def it_goes_one_way(self) -> None:
        assert self.passed.count(TicketState.CALLED) <= 1
        assert len(self.passed) == len(set(self.passed))
        if TicketState.SERVED in self.passed:
            assert self.passed == [TicketState.WAITING, TicketState.CALLED, TicketState.SERVED]


TestTicketMachine = TicketMachine.TestCase


def test_the_table_knows_every_event_and_leads_out_of_every_live_state() -> None:
    assert {event for _, event in TRANSITIONS} == set(TicketEvent)
    assert {state for state, _ in TRANSITIONS} == {TicketState.WAITING, TicketState.CALLED}
