"""What lists and reports may be narrowed to, and who may take something over."""

from agent_console.api.schemas import Body
from signaling.protocol.names import Role
from signaling.protocol.views import Text


class Choice(Body, frozen=True):
    """A code with what people call it."""

    code: str
    name: Text


class Assignee(Body, frozen=True):
    """Somebody who may become an owner."""

    id: str
    name: Text
    role: Role
    division: str


class Choices(Body, frozen=True):
    """What is within the reader's region and departments."""

    departments: tuple[Choice, ...]
    divisions: tuple[Choice, ...]
    colleagues: tuple[Assignee, ...]
