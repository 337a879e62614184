from datetime import date

import pytest

from agent_console.core.card import READERS, Card, check
from signaling.core.refusal import Refused
from signaling.protocol.codes import Code

TODAY = date(2026, 1, 5)
NUMBER = "44130219900307771X"


def test_a_card_file_is_read_and_its_number_spelt_in_one_way() -> None:
    card = READERS["file"].read(b'{"idNumber": "44130219900307771x", "name": "Zhang", "validUntil": "2030-01-01"}')
    assert check(card, TODAY) == Card(NUMBER, "Zhang", "2030-01-01")


@pytest.mark.parametrize("raw", [b"", b"{}", b"[1]", b"\xff", b'{"idNumber": 7}'])
def test_junk_is_no_card(raw: bytes) -> None:
    with pytest.raises(Refused) as refused:
        READERS["file"].read(raw)
    assert refused.value.code is Code.CARD_UNREADABLE


@pytest.mark.parametrize(
    ("card", "code"),
    [
        (Card("441302199003077711"), Code.ID_NUMBER_INVALID),
        (Card(NUMBER, valid_until="2026-01-04"), Code.CARD_EXPIRED),
        (Card(NUMBER, valid_until="next year"), Code.CARD_UNREADABLE),
    ],
)
def test_a_wrong_card_is_refused(card: Card, code: Code) -> None:
    with pytest.raises(Refused) as refused:
        check(card, TODAY)
    assert refused.value.code is code


def test_a_card_is_valid_on_its_last_day_and_for_ever_without_one() -> None:
    assert check(Card(NUMBER, valid_until="2026-01-05"), TODAY).id_number == NUMBER
    assert check(Card(NUMBER), TODAY).valid_until == "long-term"
