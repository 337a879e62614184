"""Invented people whose numbers any desk accepts."""

from datetime import date

from counter_client.specimens import SPECIMENS, id_number, masked_like
from signaling.core.ticket import check_id_number, check_phone


def test_the_check_digit_is_that_of_the_standard() -> None:
    # The example of GB 11643-1999 itself.
    assert id_number("110105", date(1949, 12, 31), 2) == "11010519491231002X"


def test_the_desk_accepts_every_specimen() -> None:
    for specimen in SPECIMENS:
        check_id_number(specimen.id_number, date(2026, 1, 5))
        check_phone(specimen.phone)


def test_every_specimen_says_that_it_is_one() -> None:
    assert all("样本" in specimen.name and "样本" in specimen.address for specimen in SPECIMENS)


def test_a_masked_number_finds_its_owner() -> None:
    for specimen in SPECIMENS:
        number = specimen.id_number
        assert masked_like(number[:4] + "*" * 10 + number[-4:]) == specimen


def test_an_unknown_number_is_given_the_first_specimen() -> None:
    assert masked_like("") == SPECIMENS[0]
