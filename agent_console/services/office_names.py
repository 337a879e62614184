"""Names of offices and departments, as people know them, instead of their codes."""

from agent_console.store import catalogue, places
from signaling.ports import Transaction
from signaling.protocol.views import Text


def hall_name(tx: Transaction, hall: str) -> Text | None:
    """Return a hall's name; None where there is no such office."""
    found = places.get(tx, hall) if hall else None
    return None if found is None else found.name


def office_name(tx: Transaction, division: str, department: str) -> Text:
    """Return a department with the division that it serves; what nobody named stands as its code."""
    place = next((one.name for one in places.all_divisions(tx) if one.code == division), Text(division, division))
    if not department:
        return place
    named = catalogue.department_names(tx).get(department, Text(department, department))
    return Text(zh=f"{place.zh}{named.zh}", en=f"{named.en}, {place.en}")
