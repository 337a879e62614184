"""Acceptance notices: documents like the others; these two names are where the rest of the house asks for them."""

from agent_console.console import Console
from agent_console.services.documents import follow, follow_all
from agent_console.store import cases
from signaling.protocol.names import CaseId

SYSTEM = "system"  # The actor of what no person does.


async def finish_notices(console: Console) -> None:
    """Make the notices, and whatever else was called for, that an earlier run of the server left unmade."""
    for case in await console.store.read(cases.without_notice):
        await follow(console, case)
    await follow_all(console)


async def issue_notice(console: Console, case: CaseId) -> None:
    """Make what a case calls for since its acceptance. Harmless when it has been made."""
    await follow(console, case)
