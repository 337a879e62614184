"""Custody of materials: originals, and hand-over slips that both ends acknowledge."""

from functools import partial

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from agent_console.api.bodies.custody import AcknowledgeSlip, CustodyView, MakeSlip, Settle, SlipView, Unsettled
from agent_console.api.idempotency import idempotency_key
from agent_console.api.routing import Endpoint, acting, answer, get, post
from agent_console.console import Console
from agent_console.receipts.paper import render
from agent_console.receipts.slip import Original, Slip, slip_paper
from agent_console.services import handover
from agent_console.services.custody_views import custody_view, slip_view, unsettled
from agent_console.store import custody
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import CaseId, Role
from signaling.store import ledger

_ENDS = (Role.CLERK, Role.OFFICIAL)
RENDER_SECONDS = 20.0


async def get_custody(console: Console, request: Request) -> Response:
    """Return where everything of a case is, and what still prevents its closing."""
    actor = await acting(console, request, *_ENDS)
    case = CaseId(request.path_params["case"])
    return answer(await console.store.read(partial(custody_view, actor=actor, case=case)))


async def settle_original(console: Console, request: Request, body: Settle) -> Response:
    """Record that an original was returned to the resident, or is kept."""
    actor = await acting(console, request, *_ENDS)
    case, key, now = CaseId(request.path_params["case"]), idempotency_key(request), console.clock.now()

    def settled(tx: Transaction) -> CustodyView:
        handover.settle(tx, actor, case, body.material, body.where, key, now)
        return custody_view(tx, actor, case)

    return answer(await console.store.write(settled))


async def make_slip(console: Console, request: Request, body: MakeSlip) -> Response:
    """Write a numbered hand-over slip for originals; repeated under its key, it gets the same number."""
    actor = await acting(console, request, *_ENDS)
    key, now = idempotency_key(request), console.clock.now()
    digest = ledger.digest(msgspec.json.encode(body))

    def made(tx: Transaction) -> SlipView:
        first = ledger.outcome(tx, actor.id, f"slip/{key}", digest)
        if first is not None:
            return msgspec.json.decode(first, type=SlipView)
        view = slip_view(tx, actor, handover.make_slip(tx, actor, body.case, body.materials, now))
        ledger.remember(tx, actor.id, f"slip/{key}", digest, msgspec.json.encode(view))
        return view

    return answer(await console.store.write(made), 201)


async def list_unsettled(console: Console, request: Request) -> Response:
    """List the latest cases of the clerk's hall of which an original is not accounted for."""
    actor = await acting(console, request, Role.CLERK)
    return answer(await console.store.read(partial(unsettled, actor=actor)))


async def list_slips(console: Console, request: Request) -> Response:
    """List the slips that the reader sends or receives, the latest first."""
    actor = await acting(console, request, *_ENDS)

    def look(tx: Transaction) -> list[SlipView]:
        return [slip_view(tx, actor, slip) for slip in custody.of_actor(tx, actor)]

    return answer(await console.store.read(look))


async def acknowledge_slip(console: Console, request: Request, body: AcknowledgeSlip) -> Response:
    """Acknowledge a slip: the sender that the papers left, the receiver that they came and what was otherwise."""
    actor = await acting(console, request, *_ENDS)
    number, now = request.path_params["number"], console.clock.now()

    def acknowledged(tx: Transaction) -> SlipView:
        if body.end == "sender":
            return slip_view(tx, actor, handover.hand_over(tx, actor, number, now))
        return slip_view(tx, actor, handover.receive(tx, actor, number, body.difference, now))

    return answer(await console.store.write(acknowledged))


async def get_slip(console: Console, request: Request) -> Response:
    """Return a slip to be printed, with a bar code and room for both signatures."""
    actor = await acting(console, request, *_ENDS)
    number = request.path_params["number"]
    paper = slip_paper(await console.store.read(partial(_printed, actor=actor, number=number)))
    pdf = await console.workers.run(render, paper, timeout_seconds=RENDER_SECONDS)
    headers = {"Cache-Control": "private, no-cache", "Content-Disposition": f'inline; filename="{number}.pdf"'}
    return Response(pdf, headers=headers, media_type="application/pdf")


def _printed(tx: Transaction, actor: Actor, number: str) -> Slip:
    found = custody.get_slip(tx, number)
    if found is None:
        raise Refused(Code.NOT_FOUND)
    custody_view(tx, actor, found.case_id)
    seen = slip_view(tx, actor, found)
    return Slip(
        number=number,
        case_number=seen.case_number or "",
        item=seen.item_name,
        sender=seen.sender_office,
        receiver=seen.receiver_office,
        clerk=seen.sender_name,
        at=seen.made_at,
        originals=tuple(Original(one.name, max(1, one.pages), "sent") for one in seen.materials),
    )


ENDPOINTS: tuple[Endpoint, ...] = (
    get("/api/cases/{case}/custody", get_custody, CustodyView, roles=_ENDS),
    post("/api/cases/{case}/originals", settle_original, Settle, CustodyView, roles=_ENDS, idempotent=True),
    get("/api/clerk/originals", list_unsettled, list[Unsettled], roles=(Role.CLERK,)),
    get("/api/slips", list_slips, list[SlipView], roles=_ENDS),
    post("/api/slips", make_slip, MakeSlip, SlipView, roles=_ENDS, idempotent=True),
    post("/api/slips/{number}/acknowledgements", acknowledge_slip, AcknowledgeSlip, SlipView, roles=_ENDS),
    get("/api/slips/{number}/slip.pdf", get_slip, roles=_ENDS, query=("page",), sends="application/pdf"),
)
