"""Bringing a case beyond its acceptance, for tests of what follows."""

import httpx

from agent_console.store import documents
from agent_console.store.documents import Document
from signaling.protocol.case_views import CaseState, CaseView
from signaling.protocol.names import CaseId
from tests.agent_console.api.test_cases import bring_to, ok
from tests.agent_console.conftest import Hall


async def accepted(hall: Hall) -> tuple[CaseId, httpx.AsyncClient]:
    """An accepted case with its notice made, and the official who accepted it."""
    case = await hall.open_case()
    official = await hall.signed_in("chen")
    await bring_to(hall, official, await hall.window(), case, CaseState.ACCEPTED)
    await hall.product.console.chores.idle()
    return case, official


async def issued(hall: Hall, decision: str = "granted") -> tuple[CaseId, httpx.AsyncClient, CaseView]:
    """A case that another official decided, with what that makes on paper, and that official."""
    case, _ = await accepted(hall)
    await hall.end(case)
    decider = await hall.signed_in("lin")
    await ok(hall.act(decider, case, "review", proposal=decision))
    ground = {} if decision == "granted" else {"reason": "场所不符", "ground": "《条例》第十一条"}
    await ok(hall.act(decider, case, "decide", decision=decision, **ground))
    await hall.product.console.chores.idle()
    return case, decider, await hall.seen(decider, case)


async def made(hall: Hall, case: CaseId) -> dict[str, Document]:
    """The documents of a case by kind."""
    found = await hall.product.console.store.read(lambda tx: documents.of_case(tx, case))
    return {document.kind: document for document in found}
