"""What the operator's editor of an item offers to pick from, by name."""

import msgspec
from sqlalchemy import select

from agent_console.api.bodies.choices import Choice
from agent_console.api.bodies.item_choices import ItemChoices, ReceivingOffice
from agent_console.core.applicant import FIELDS as APPLICANT
from agent_console.core.catalogue import Material
from agent_console.core.catalogue_file import AREAS, ItemEntry, defaults, sparse
from agent_console.core.division import Level, Tree
from agent_console.core.field import FieldSpec
from agent_console.core.implementation import Implementation, Listed
from agent_console.core.office import OfficeKind
from agent_console.store import catalogue, places
from agent_console.store.places_tables import offices
from signaling.ports import Transaction
from signaling.protocol.views import Text

_LEVELS = (Level.PROVINCE, Level.CITY, Level.COUNTY)  # Those that an implementation may be of.


def make(tx: Transaction, tree: Tree, connectors: tuple[str, ...]) -> ItemChoices:
    """
    Return all that an item may name: departments, areas, divisions, offices, qualifications, seals, systems, items.

    Args:
        tx: Reads.
        tree: The divisions.
        connectors: Names of the department systems.
    """
    listed = [each for _, each in catalogue.latest(tx)]
    held = {name for official in catalogue.officials(tx) for name in official.qualifications}
    wanted = {each.item.qualification for each in listed if each.item.qualification}
    seals = {part.seal for each in listed for part in each.implementations if part.seal}
    return ItemChoices(
        departments=_choices(department_names(tx, listed)),
        areas=_choices(area_names(listed)),
        divisions=tuple(Choice(each.code, _path(tree, each.code)) for each in tree if each.level in _LEVELS),
        offices=tuple(
            ReceivingOffice(each.id, each.kind, each.name, _path(tree, each.division))
            for each in places.all_offices(tx, OfficeKind.HALL, OfficeKind.AGENCY)
        ),
        qualifications=tuple(sorted(held | wanted)),
        seals=tuple(sorted(seals)),
        connectors=connectors,
        items=tuple(Choice(each.item.id, each.item.name) for each in listed),
        defaults=msgspec.json.encode(
            {
                "item": defaults(ItemEntry),
                "material": defaults(Material),
                "implementation": defaults(Implementation),
                "field": defaults(FieldSpec),
            }
        ).decode(),
        applicant=msgspec.json.encode(sparse(APPLICANT)).decode(),
    )


def department_names(tx: Transaction, listed: list[Listed]) -> dict[str, Text]:
    """Return the departments that items name, or that have an office somewhere, each by its highest office's name."""
    known = select(offices.c.department, offices.c.name).where(offices.c.kind == OfficeKind.DEPARTMENT.value)
    named: dict[str, Text] = {}
    for row in tx.execute(known.order_by(offices.c.division)):
        named.setdefault(row.department, row.name)
    return {**named, **{each.item.department: each.item.department_name for each in listed}}


def area_names(listed: list[Listed]) -> dict[str, Text]:
    """Return the functional areas that items name, and the general one."""
    return {**AREAS, **{each.item.area: each.item.area_name for each in listed}}


def _choices(names: dict[str, Text]) -> tuple[Choice, ...]:
    return tuple(Choice(code, names[code]) for code in sorted(names))


def _path(tree: Tree, code: str) -> Text:
    """Return a division's name with that of the one above it: counties of one name lie in several cities."""
    path = tree.path(code)[-2:]
    return Text(zh="".join(each.name.zh for each in path), en=", ".join(each.name.en for each in reversed(path)))
