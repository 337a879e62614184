"""Invented residents with valid check digits: recognisably nobody, and accepted wherever a number is checked."""

from datetime import date

import msgspec

from counter_client.core.state import Resident
from signaling.protocol.names import Language

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


class Specimen(msgspec.Struct, frozen=True):
    """A person who does not exist, as his papers show him."""

    name: str
    sex: str
    nation: str
    born: date
    address: str
    id_number: str
    phone: str

    def resident(self, language: Language = Language.CHINESE) -> Resident:
        """Return what the queue needs to know of this person."""
        return Resident(self.id_number, self.phone, language)


def id_number(division: str, born: date, sequence: int) -> str:
    """
    Return an ID number with its check digit (GB 11643-1999 §4.2).

    Args:
        division: Six digits of GB/T 2260.
        born: Date of birth.
        sequence: 0 to 999; odd for a man, even for a woman.
    """
    body = f"{division}{born:%Y%m%d}{sequence:03d}"
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, body, strict=True))
    return body + _CHECKS[total % 11]


def _specimen(name: str, sex: str, born: date, sequence: int, house: int, phone: str) -> Specimen:
    address = f"广东省惠州市惠城区样本路{house}号样本小区{house}栋101"
    return Specimen(name, sex, "汉", born, address, id_number("441302", born, sequence), phone)


SPECIMENS: tuple[Specimen, ...] = (
    _specimen("张样本", "女", date(1990, 1, 1), 2, 1, "13800000001"),
    _specimen("李样本", "男", date(1985, 5, 5), 5, 2, "13800000002"),
    _specimen("王样本", "女", date(1978, 8, 8), 8, 3, "13800000003"),
)


def masked_like(masked: str) -> Specimen:
    """Return the specimen whose ID number a masked one ("4413**********1234") stands for; else the first."""
    for specimen in SPECIMENS:
        if len(masked) == len(specimen.id_number) and all(
            shown in ("*", digit) for shown, digit in zip(masked, specimen.id_number, strict=True)
        ):
            return specimen
    return SPECIMENS[0]
