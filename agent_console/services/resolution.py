"""How a case is handled: the item's implementation and the window's place, resolved once, when it is opened."""

from agent_console.core.catalogue import Item
from agent_console.core.handling import Handling, Mode, ServiceType


def handling_of(item: Item, *, home: str, receiving: str, receiving_office: str) -> Handling:
    """Return how an item of `home` is handled that is applied for at a window of `receiving`."""
    kind = ServiceType(item.service_type)
    return Handling(
        service_type=kind,
        mode=Mode.COLLECTION,
        receiving=receiving,
        receiving_office=receiving_office,
        home=home,
        accepting=home if kind is ServiceType.COLLECTED else receiving,
        deciding=receiving if kind is ServiceType.HANDLED else home,
        department=item.department,
        legal_days=item.legal_days,
        committed_days=item.committed_days,
    )
