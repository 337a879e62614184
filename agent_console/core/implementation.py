"""
How a division handles an item (实施清单): who decides, in what time, under which seal, and as which service type where.

The item and its checklist are the same for everybody; an implementation says only what differs between divisions.
"""

from collections.abc import Mapping

import msgspec

from agent_console.core.catalogue import Code, Days, Division, Entry, Item
from agent_console.core.handling import Duty, Handling, Mode, ServiceType
from signaling.core.refusal import Refused
from signaling.protocol.codes import Code as RefusalCode

ANYWHERE = "*"  # In `service_types`: any office that is not named.


class Implementation(Entry, frozen=True):
    """One item in one division; what is None is as the item has it."""

    division: Division
    department: Code | None = None  # Decides.
    legal_days: Days | None = None
    committed_days: Days | None = None
    seal: str = ""
    must_differ: tuple[tuple[Duty, Duty], ...] = ((Duty.ACCEPTOR, Duty.DECIDER),)
    service_types: dict[str, ServiceType] = msgspec.field(default_factory=dict)  # By receiving office, or `*`.
    mode: Mode = Mode.COLLECTION
    unattended: bool = False

    def faults(self, item_legal_days: int, item_committed_days: int) -> list[str]:
        """Return what is wrong with it beside an item, each as a path below it and a sentence."""
        legal = item_legal_days if self.legal_days is None else self.legal_days
        committed = item_committed_days if self.committed_days is None else self.committed_days
        found = [".committed-days: longer than the legal period"] if committed > legal else []
        if any(first is second for first, second in self.must_differ):
            found.append(".must-differ: two different duties")
        return found


class Listed(msgspec.Struct, frozen=True):
    """An item with its implementations: one entry of the catalogue."""

    item: Item
    implementations: tuple[Implementation, ...] = ()


def handling(
    item: Item,
    implementations: Mapping[str, Implementation],
    *,
    home: str | None,
    receiving: str | None,
    receiving_office: str,
) -> Handling:
    """
    Return how a case is handled that begins at a receiving office.

    Args:
        item: The item.
        implementations: By division; none at all: the item's own division handles it as the item says.
        home: Whose authority is applied to; None: the receiving division's, if it handles the item.
        receiving: The receiving office's division; None where nobody knows the office: the home's.
        receiving_office: Its id.

    Raises:
        Refused: item-not-there, if the home division does not handle the item.
    """
    known = implementations or {item.division: Implementation(item.division)}
    if home is None:
        # The nearest authority that handles it, or else the only sensible guess.
        home = receiving if receiving is not None and _of(known, receiving) is not None else _default(item, known)
    own = _of(known, home)
    if own is None:
        raise Refused(RefusalCode.ITEM_NOT_THERE, item=item.id, division=home)
    receiving = home if receiving is None else receiving
    by_office = own.service_types
    kind = ServiceType(by_office.get(receiving_office, by_office.get(ANYWHERE, item.service_type)))
    # Where nobody says who handles it, whoever is there may.
    there = _of(implementations or {receiving: Implementation(receiving)}, receiving)
    if kind is ServiceType.HANDLED and there is None:
        # Nobody there may decide it; what is accepted there goes home.
        kind = ServiceType.ACCEPTED
    decider = there if kind is ServiceType.HANDLED and there is not None else own
    return Handling(
        service_type=kind,
        mode=own.mode,
        receiving=receiving,
        receiving_office=receiving_office,
        home=home,
        accepting=own.division if kind is ServiceType.COLLECTED else receiving,
        deciding=decider.division,
        department=decider.department or item.department,
        legal_days=item.legal_days if decider.legal_days is None else decider.legal_days,
        committed_days=item.committed_days if decider.committed_days is None else decider.committed_days,
        seal=decider.seal,
        must_differ=own.must_differ,
        unattended=own.unattended and not needs_hands(item),
    )


def needs_hands(item: Item) -> bool:
    """Tell whether somebody must be at the window: to hold an original, or a paper signed with ink."""
    return item.signature == "wet" or any(material.original_seen or material.stays for material in item.materials)


def _of(known: Mapping[str, Implementation], division: str) -> Implementation | None:
    """Return a division's implementation: its own, or that of the city or province above it."""
    levels = (division, f"{division[:4]}00", f"{division[:2]}0000")
    return next((known[code] for code in levels if code in known), None)


def _default(item: Item, known: Mapping[str, Implementation]) -> str:
    return item.division if _of(known, item.division) is not None else min(known)
