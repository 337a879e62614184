"""Delivery of a result: chosen in the session, sent, and followed."""

import re
from functools import partial

from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response

from agent_console.api.bodies.documents import ChooseDelivery, DeliveryView
from agent_console.api.cases import READERS
from agent_console.api.documents import pdf
from agent_console.api.routing import Endpoint, acting, answer, get, post
from agent_console.api.schemas import Body
from agent_console.console import Console
from agent_console.core.dispatch import Address, Chosen
from agent_console.core.identity import mask
from agent_console.services import custody, dispatch
from agent_console.services.dossier import load_for
from agent_console.store import parcels
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.case_views import CaseState
from signaling.protocol.codes import Code
from signaling.protocol.names import CaseId, Role, Sha256

_CHOOSERS = (Role.OFFICIAL, Role.WINDOW, Role.CLERK)
_SENDERS = (Role.OFFICIAL, Role.CLERK)
_KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")


class SendResult(Body, frozen=True):
    """Nothing more is to be said: the way was chosen, and the originals accounted for."""


async def get_delivery(console: Console, request: Request) -> Response:
    """Tell how the result of a case travels, and whether somebody must still choose."""
    actor = await acting(console, request, *READERS)
    return await _answer(console, actor, CaseId(request.path_params["case"]))


async def choose_delivery(console: Console, request: Request, body: ChooseDelivery) -> Response:
    """Choose how the result comes; the address is checked."""
    actor = await acting(console, request, *_CHOOSERS)
    case, chosen = CaseId(request.path_params["case"]), Chosen(body.way, body.office, body.to)
    now = console.clock.now()
    await console.store.write(partial(dispatch.choose, actor=actor, case=case, said=chosen, now=now))
    return await _answer(console, actor, case)


async def send_result(console: Console, request: Request, _: SendResult) -> Response:
    """Put the result into its bag or parcel: every original is accounted for, a label is made, the case moves."""
    actor = await acting(console, request, *_SENDERS)
    case, key = CaseId(request.path_params["case"]), request.headers.get("idempotency-key", "")
    if not _KEY.fullmatch(key):
        raise Refused(Code.BAD_REQUEST, problem="an Idempotency-Key of 8 to 64 letters, digits, - and _ is needed")
    await dispatch.send(console, console.carrier, actor, case, key)
    return await _answer(console, actor, case)


async def get_label(console: Console, request: Request) -> Response:
    """Return the label of the bag or parcel as PDF."""
    actor = await acting(console, request, *_SENDERS)
    case = CaseId(request.path_params["case"])

    def found(tx: Transaction) -> Sha256 | None:
        load_for(tx, actor, case)
        parcel = parcels.get(tx, case)
        return None if parcel is None else parcel.label

    return await pdf(console, await console.store.read(found), "label")


async def _answer(console: Console, actor: Actor, case: CaseId) -> Response:
    view = await console.store.read(partial(_view, actor=actor, case=case))
    if actor.role is Role.SUPERVISOR and view.to is not None:
        view = replace(view, to=replace(view.to, recipient=mask(view.to.recipient), address=mask(view.to.address)))
    return answer(view)


def _view(tx: Transaction, actor: Actor, case: CaseId) -> DeliveryView:
    dossier = load_for(tx, actor, case)
    parcel = dispatch.chosen(tx, dossier)
    originals = dispatch.accounted(dossier)
    open_still = dossier.case.state is not CaseState.CLOSED
    to = None
    if parcel is not None and parcel.recipient is not None:
        to = Address(parcel.recipient, mask(parcel.phone or ""), parcel.division or "", parcel.address or "")
    return DeliveryView(
        ways=dossier.item.delivery,
        remind=parcel is None and open_still and bool(dossier.item.delivery) and not dossier.item.pays,
        way=parcel.way if parcel else None,
        office=parcel.office if parcel else None,
        to=to,
        number=parcel.number if parcel else None,
        state=parcel.state if parcel else None,
        steps=parcel.steps if parcel else (),
        originals=originals,
        unaccounted=tuple(item.material for item in custody.open_items(dossier)),
    )


ENDPOINTS: tuple[Endpoint, ...] = (
    get("/api/cases/{case}/delivery", get_delivery, DeliveryView, roles=READERS),
    post("/api/cases/{case}/delivery", choose_delivery, ChooseDelivery, DeliveryView, roles=_CHOOSERS),
    post("/api/cases/{case}/delivery/send", send_result, SendResult, DeliveryView, roles=_SENDERS, idempotent=True),
    get("/api/cases/{case}/delivery/label.pdf", get_label, roles=_SENDERS, query=("page",), sends="application/pdf"),
)
