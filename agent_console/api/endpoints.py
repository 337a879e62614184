"""Every endpoint of ours over HTTP, in one table."""

from starlette.requests import Request
from starlette.responses import Response

from agent_console.api import (
    auth,
    backoffice,
    cases,
    choices,
    clerk,
    dispatch,
    documents,
    folders,
    inquiries,
    items,
    pages,
    printing,
    progress,
    ratings,
    reports,
    signing,
    supervision,
    supply,
    systems,
    templates,
)
from agent_console.api.calendars import ENDPOINTS as CALENDARS
from agent_console.api.catalogue import ENDPOINTS as CATALOGUE
from agent_console.api.checklists import ENDPOINTS as CHECKLISTS
from agent_console.api.custody import ENDPOINTS as CUSTODY
from agent_console.api.farewell import ENDPOINTS as FAREWELL
from agent_console.api.item_editor import ENDPOINTS as ITEM_EDITOR
from agent_console.api.materials import ENDPOINTS as MATERIALS
from agent_console.api.notices import ENDPOINTS as NOTICES
from agent_console.api.openapi import document
from agent_console.api.places import ENDPOINTS as PLACES
from agent_console.api.results import ENDPOINTS as RESULTS
from agent_console.api.routing import Endpoint, answer, get, post, put
from agent_console.api.schemas import (
    AnyCaseCommand,
    Enrolment,
    ItemBrief,
    ItemDetail,
    Me,
    PastSession,
    Receipt,
    SignIn,
    SignOut,
)
from agent_console.api.search import ENDPOINTS as SEARCH
from agent_console.console import Console
from signaling.protocol.case_views import CaseView
from signaling.protocol.names import Role

_ANY = (Role.OFFICIAL, Role.SUPERVISOR, Role.WINDOW)
_ACTORS = (Role.OFFICIAL, Role.WINDOW)
_PAGE = ("page",)


async def healthz(console: Console, _: Request) -> Response:
    """Tell that the server runs and reaches its database."""
    await console.store.read(lambda tx: tx.exec_driver_sql("SELECT 1").scalar_one())
    return answer({"status": "ok"})


async def openapi(_console: Console, _: Request) -> Response:
    """Return this document."""
    return answer(document(ENDPOINTS))


ENDPOINTS: tuple[Endpoint, ...] = (
    get("/healthz", healthz, dict[str, str]),
    get("/openapi.json", openapi, dict[str, object]),
    post("/api/sign-in", auth.sign_in, SignIn, Me),
    post("/api/sign-out", auth.sign_out, SignOut, None),
    post("/api/windows/enrol", auth.enrol, Enrolment, Me),
    get("/api/me", auth.me, Me, roles=_ANY, query=_PAGE),
    get("/api/items", items.list_items, list[ItemBrief]),
    get("/api/items/{item}", items.get_item, ItemDetail, query=("version",)),
    get("/api/cases/{case}", cases.get_case, CaseView, roles=_ANY, query=_PAGE),
    post("/api/cases/{case}/actions", cases.act_on_case, AnyCaseCommand, CaseView, roles=_ACTORS, idempotent=True),
    put(
        "/api/cases/{case}/pages/{sha256}",
        pages.put_page,
        Receipt,
        takes="image/jpeg, image/png",
        roles=(Role.WINDOW,),
        query=("still",),
    ),
    get("/api/cases/{case}/pages/{sha256}/original", pages.get_original, roles=_ANY, query=_PAGE, sends="image/*"),
    get("/api/cases/{case}/pages/{sha256}/flat", pages.get_flat, roles=_ANY, query=_PAGE, sends="image/jpeg"),
    get("/api/cases/{case}/signature.svg", signing.get_signature, roles=_ANY, query=_PAGE, sends="image/svg+xml"),
    get("/api/cases/{case}/notice.pdf", cases.get_notice, roles=_ANY, query=_PAGE, sends="application/pdf"),
    get("/api/sessions", supervision.list_sessions, list[PastSession], roles=(Role.SUPERVISOR,)),
    get(
        "/api/sessions/{session}/recording/{number:int}.mkv",
        supervision.get_recording,
        roles=(Role.SUPERVISOR,),
        query=_PAGE,
        sends="video/x-matroska",
    ),
    *progress.ENDPOINTS,
    *documents.ENDPOINTS,
    *templates.ENDPOINTS,
    *printing.ENDPOINTS,
    *supply.ENDPOINTS,
    *dispatch.ENDPOINTS,
    *SEARCH,
    *PLACES,
    *CATALOGUE,
    *CALENDARS,
    *ITEM_EDITOR,
    *CHECKLISTS,
    *FAREWELL,
    *MATERIALS,
    *NOTICES,
    *backoffice.ENDPOINTS,
    *choices.ENDPOINTS,
    *inquiries.ENDPOINTS,
    *ratings.ENDPOINTS,
    *reports.ENDPOINTS,
    *systems.ENDPOINTS,
    *clerk.ENDPOINTS,
    *folders.ENDPOINTS,
    *CUSTODY,
    *RESULTS,
)
