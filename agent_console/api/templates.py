"""Templates: phrases, correction reasons, grounds and messages, with what the case already knows filled in."""

from starlette.requests import Request
from starlette.responses import Response

from agent_console.api.bodies.documents import TemplateView
from agent_console.api.routing import Endpoint, acting, answer, get
from agent_console.console import Console
from agent_console.core.template import TemplateKind, fill, placeholders
from agent_console.services.dossier import load_for
from agent_console.services.drafting import HOTLINE, Drafting
from agent_console.store import templates
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import CaseId, Role
from signaling.protocol.views import Text

_ROLES = (Role.OFFICIAL, Role.CLERK, Role.WINDOW, Role.SUPERVISOR, Role.OPERATOR)


async def list_templates(console: Console, request: Request) -> Response:
    """List the templates of a kind that fit an item; with `case`, filled with what that case knows."""
    actor = await acting(console, request, *_ROLES)
    name, item, case = (request.query_params.get(key) for key in ("kind", "item", "case"))
    if name is not None and name not in set(TemplateKind):
        raise Refused(Code.BAD_REQUEST, problem="no such kind")
    kind = None if name is None else TemplateKind(name)

    def find(tx: Transaction) -> list[TemplateView]:
        facts = _facts(tx, actor, CaseId(case)) if case else {}
        found: list[TemplateView] = []
        for one in templates.find(tx, kind, item):
            said = fill(one.text, facts)
            found.append(TemplateView(one.kind, one.code, said, one.clause, tuple(sorted(placeholders(said.zh)))))
        return found

    return answer(await console.store.read(find))


def _facts(tx: Transaction, actor: Actor, case: CaseId) -> dict[str, Text | str]:
    dossier = load_for(tx, actor, case)
    desk = Drafting(dossier, "")
    facts: dict[str, Text | str] = {
        "item": dossier.item.name,
        "department": desk.authority(),
        "phone": HOTLINE,
        "office": desk.receiving_office(),
    }
    if dossier.case.number is not None:
        facts["number"] = dossier.case.number
    if desk.due_on():
        facts["until"] = desk.due_on()
    return facts


ENDPOINTS: tuple[Endpoint, ...] = (
    get("/api/templates", list_templates, list[TemplateView], roles=_ROLES, query=("kind", "item", "case")),
)
