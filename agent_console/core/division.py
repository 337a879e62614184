"""
Divisions (行政区划): the tree of province, city, county, township and village by code.

Codes are those of GB/T 2260 (six digits, province to county) and GB/T 10114 (nine digits, township; twelve, village).
Files write them with 2 to 12 digits; here each has one form: `440000`, `441300`, `441302`, `441302001`,
`441302001002`. A hall or a development zone is no division: it is an office, and stands in one.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

import msgspec

from signaling.protocol.views import Text


class Level(StrEnum):
    """How high a division stands, the highest first."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"


_DIGITS = {2: Level.PROVINCE, 4: Level.CITY, 6: Level.COUNTY, 9: Level.TOWNSHIP, 12: Level.VILLAGE}
_ORDER = tuple(_DIGITS)


class CodeInvalid(Exception):
    """The text is no code of a division."""


class Division(msgspec.Struct, frozen=True, rename="camel"):
    """One division; `parent` is the code of the next one above that is known."""

    code: str
    name: Text
    level: Level
    parent: str | None


def stem(code: str) -> str:
    """
    Return the digits of a code that say something: `441300` gives `4413`, `441302001000` gives `441302001`.

    Raises:
        CodeInvalid: Not 2, 4, 6, 9 or 12 digits, or beginning with a zero.
    """
    if not (code.isascii() and code.isdigit()) or len(code) not in _DIGITS or code[0] == "0":
        raise CodeInvalid(code)
    for length in _ORDER:
        if length <= len(code) and not code[length:].strip("0"):
            return code[:length]
    raise AssertionError("a code is its own stem")


def canonical(code: str) -> str:
    """Return the one form of a code. Raises CodeInvalid."""
    return stem(code).ljust(6, "0")


def level(code: str) -> Level:
    """Return how high the division of a code stands. Raises CodeInvalid."""
    return _DIGITS[len(stem(code))]


def covers(higher: str, lower: str) -> bool:
    """Tell whether a division is another, or holds it. Raises CodeInvalid."""
    return stem(lower).startswith(stem(higher))


def lineage(code: str) -> tuple[str, ...]:
    """Return the codes from the province down to a division itself, known or not. Raises CodeInvalid."""
    digits = stem(code)
    # A township directly below its city has the city's code where its county's would be.
    return tuple(dict.fromkeys(canonical(digits[:length]) for length in _ORDER if length <= len(digits)))


class Tree:
    """Divisions by code, and what lies below each."""

    def __init__(self, divisions: Sequence[Division]) -> None:
        self._by_code: Mapping[str, Division] = {division.code: division for division in divisions}
        self._children: dict[str | None, list[Division]] = {}
        for division in sorted(divisions, key=lambda each: each.code):
            self._children.setdefault(division.parent, []).append(division)

    def __len__(self) -> int:
        return len(self._by_code)

    def __iter__(self) -> Iterator[Division]:
        return iter(self._by_code.values())

    def get(self, code: str) -> Division | None:
        """Return the division of a code in any of its forms, None where there is none."""
        try:
            return self._by_code.get(canonical(code))
        except CodeInvalid:
            return None

    def children(self, code: str | None) -> tuple[Division, ...]:
        """Return what lies directly below a division, or the highest ones, by code."""
        return tuple(self._children.get(None if code is None else canonical(code), ()))

    def path(self, code: str) -> tuple[Division, ...]:
        """Return the known divisions from the highest down to this one."""
        return tuple(self._by_code[each] for each in lineage(code) if each in self._by_code)


def joined(codes_and_names: Mapping[str, Text]) -> tuple[Division, ...]:
    """
    Return divisions with their parents found: the nearest above that is among them.

    A county of the files that only stands for its city (441900, Dongguan) is that city.

    Raises:
        CodeInvalid: One of the codes is none.
    """
    names: dict[str, Text] = {}
    for code, name in codes_and_names.items():
        names.setdefault(canonical(code), name)
    return tuple(
        Division(
            code=code,
            name=name,
            level=level(code),
            parent=next((above for above in reversed(lineage(code)[:-1]) if above in names), None),
        )
        for code, name in sorted(names.items())
    )
