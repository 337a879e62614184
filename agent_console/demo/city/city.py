"""
The demonstration city, whole: 1,087 items of 35 departments, implemented in five counties, at 16 halls and 50 agencies.

The split is what the project claims of a city; a file that was edited to another one is refused, and told why.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import msgspec
import yaml

from agent_console.core.catalogue import Item
from agent_console.core.catalogue_file import read_listed
from agent_console.core.handling import Mode, ServiceType
from agent_console.core.implementation import ANYWHERE, Implementation, Listed
from agent_console.core.office import HALL_HOURS, OFFICE_HOURS, Office, OfficeKind
from agent_console.demo.city.matters import read_matters
from signaling.protocol.views import Text

HERE = Path(__file__).parent
WANTED = HERE.parent / "catalogue.yaml"  # Written by hand.
CITY = "441300"
COUNTIES = ("441302", "441303", "441322", "441323", "441324")
LONGMEN = "441324"
# Of these departments only the city's own decides.
CITY_LEVEL = frozenset({"housing-fund", "foreign-affairs", "tobacco", "meteorology", "post"})

ITEMS = {"hall": 733, "department": 354}
ID_CARD_ONLY = 12
HALLS = 16
AGENCIES = 50
ZONED = frozenset(
    {"public-security", "tax", "social-security", "natural-resources", "housing-fund", "justice"}
)  # Their items stand in the zone of the departments.


class SplitWrong(Exception):
    """The city is not the one that is claimed; `faults` says what is wrong."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class _Places(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    halls: tuple[tuple[str, str, str, str, float, float, str, str], ...]
    agencies: tuple[tuple[str, str, str, str, float, float], ...]


@cache
def read_wanted() -> tuple[Listed, ...]:
    """Return the items written by hand, with their implementations."""
    return _implemented(read_listed(_load(WANTED)))


def read_city() -> tuple[Listed, ...]:
    """
    Return all items of the city, with their implementations.

    Raises:
        SplitWrong: It is not 733 of the hall's zone and 354 of the departments'.
        CatalogueInvalid: A file has a fault.
    """
    made = read_wanted() + _implemented(read_listed(read_matters(COUNTIES[0])))
    check_items([listed.item for listed in made])
    return made


def read_offices() -> tuple[Office, ...]:
    """Return the halls, then the agencies. Raises SplitWrong."""
    places = msgspec.convert(_load(HERE / "offices.yaml"), _Places)
    halls = [
        Office(
            id=name,
            kind=OfficeKind.HALL,
            name=Text(zh=zh, en=en),
            division=division,
            address=Text(zh=address_zh, en=address_en),
            latitude=latitude,
            longitude=longitude,
            hours=HALL_HOURS,
        )
        for name, zh, en, division, latitude, longitude, address_zh, address_en in places.halls
    ]
    agencies = [
        Office(
            id=name,
            kind=OfficeKind.AGENCY,
            name=Text(zh=zh, en=en),
            division=division,
            address=Text(zh=zh, en=en),
            latitude=latitude,
            longitude=longitude,
            hours=OFFICE_HOURS,
        )
        for name, zh, en, division, latitude, longitude in places.agencies
    ]
    check_offices(halls + agencies)
    return (*halls, *agencies)


def check_items(items: Sequence[Item]) -> None:
    """Let exactly the claimed split pass. Raises SplitWrong, naming every number that is another."""
    faults = [f"item {name!r} stands twice" for name, count in Counter(item.id for item in items).items() if count > 1]
    zones: Counter[str] = Counter(item.zone for item in items)
    faults += [
        f"{zones[zone]} items of zone {zone!r}, not {count}" for zone, count in ITEMS.items() if zones[zone] != count
    ]
    cards = sum(item.id_card_only for item in items)
    if cards != ID_CARD_ONLY:
        faults.append(f"{cards} items that need an ID card only, not {ID_CARD_ONLY}")
    departments = {item.department for item in items if item.zone == "department"}
    faults += [f"no item of {name!r} in zone 'department'" for name in sorted(ZONED - departments)]
    faults += [f"{name!r} stands in zone 'department'" for name in sorted(departments - ZONED)]
    if faults:
        raise SplitWrong(tuple(faults))


def check_offices(offices: Sequence[Office]) -> None:
    """Let the claimed number of halls and agencies pass. Raises SplitWrong."""
    kinds = Counter(office.kind for office in offices)
    faults = [] if kinds[OfficeKind.HALL] == HALLS else [f"{kinds[OfficeKind.HALL]} halls, not {HALLS}"]
    if kinds[OfficeKind.AGENCY] < AGENCIES:
        faults.append(f"{kinds[OfficeKind.AGENCY]} agencies, not at least {AGENCIES}")
    if faults:
        raise SplitWrong(tuple(faults))


def digest(*, whole: bool) -> str:
    """Return the SHA-256 of all that the city is made of: another one, and it is read again."""
    files = [WANTED, *sorted(HERE.glob("*.yaml")), *sorted(HERE.glob("*.py"))]
    found = hashlib.sha256(b"whole" if whole else b"wanted")
    for file in files:
        found.update(file.read_bytes())
    return found.hexdigest()


def _implemented(listed: Sequence[Listed]) -> tuple[Listed, ...]:
    """Give every item its implementations: in each county, or at the city where only that decides."""
    return tuple(each if each.implementations else Listed(each.item, _implementations(each.item)) for each in listed)


def _implementations(item: Item) -> tuple[Implementation, ...]:
    mode = Mode.JOINT if item.components else Mode.COLLECTION
    alone = item.id_card_only
    usual = ServiceType(item.service_type)
    if item.department in CITY_LEVEL:
        # The city's own centre may hand over what any other hall only accepts.
        kind = min(usual, ServiceType.ACCEPTED)
        return (Implementation(CITY, service_types={ANYWHERE: ServiceType(kind)}, mode=mode, unattended=alone),)
    # Longmen, far from the others, lets nobody decide for it and promises one day more where the law leaves room.
    slower = min(item.committed_days + 1, item.legal_days)
    return tuple(
        Implementation(
            division,
            committed_days=slower if division == LONGMEN else None,
            service_types={ANYWHERE: min(usual, ServiceType.ACCEPTED) if division == LONGMEN else usual},
            mode=mode,
            unattended=alone,
        )
        for division in COUNTIES
    )


def _load(file: Path) -> object:
    return yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)
