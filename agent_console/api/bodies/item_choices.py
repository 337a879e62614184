"""What the operator's editor of an item picks from."""

from agent_console.api.bodies.choices import Choice
from agent_console.api.schemas import Body
from agent_console.core.office import OfficeKind
from signaling.protocol.views import Text


class ReceivingOffice(Body, frozen=True):
    """A hall or an agency window, where an item may be applied for."""

    id: str
    kind: OfficeKind
    name: Text
    division_name: Text


class ItemChoices(Body, frozen=True):
    """All that an item may name, in words."""

    departments: tuple[Choice, ...]
    areas: tuple[Choice, ...]
    divisions: tuple[Choice, ...]  # Down to counties.
    offices: tuple[ReceivingOffice, ...]
    qualifications: tuple[str, ...]  # That officials hold, or items want.
    seals: tuple[str, ...]
    connectors: tuple[str, ...]  # Department systems.
    items: tuple[Choice, ...]
    defaults: str  # JSON: what a key that is left out means, of `item`, `material`, `implementation` and `field`.
    applicant: str  # JSON: the fields that every form begins with, by name.
