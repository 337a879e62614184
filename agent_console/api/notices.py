"""Notices: the operator's list of what went out and what failed, an official's desk, a resident's e-mail address."""

from functools import partial

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from agent_console.api.bodies.notices import (
    DeskNotice,
    GiveEmail,
    GivenEmail,
    RetryNotice,
    SeeNotices,
    SentNotice,
    SentNotices,
)
from agent_console.api.routing import Endpoint, acting, answer, get, post
from agent_console.console import Console
from agent_console.core.notice import mask_address
from agent_console.services.dossier import load
from agent_console.services.notifications import address_of
from agent_console.services.resident_desk import email_by_token, give_email
from agent_console.store import outbox
from agent_console.store.outbox import Sending
from signaling.core.access import Actor
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import Role
from signaling.store import ledger

LISTED = 200
ON_DESK = 50
_OPERATOR = (Role.OPERATOR,)
_DESK = (Role.OFFICIAL, Role.SUPERVISOR)
_STATES = frozenset({"waiting", "sent", "failed"})


async def list_notices(console: Console, request: Request) -> Response:
    """List the newest notices by SMS and e-mail, of one `state` or all, with why one could not be sent."""
    await acting(console, request, *_OPERATOR)
    return answer(await console.store.read(partial(_sent, console=console, state=_state(request))))


async def retry_notice(console: Console, request: Request, _: RetryNotice) -> Response:
    """Send a notice now that was given up, or waits for its next try."""
    actor = await acting(console, request, *_OPERATOR)
    notice, now = request.path_params["notice"], console.clock.now()

    def run(tx: Transaction) -> None:
        if not outbox.retry(tx, notice, now):
            raise Refused(Code.NOT_FOUND)
        ledger.record(tx, (), ledger.Entry(actor.id, actor.role, "notice-retried", notice, now, {}))

    await console.store.write(run)
    return answer(await console.store.read(partial(_sent, console=console, state=_state(request))))


async def list_desk(console: Console, request: Request) -> Response:
    """List what the official was told of their cases, the newest first."""
    actor = await acting(console, request, *_DESK)
    return answer(await console.store.read(partial(_desk, actor=actor)))


async def see_notices(console: Console, request: Request, body: SeeNotices) -> Response:
    """Note that the official saw notices on their desk."""
    actor = await acting(console, request, *_DESK)
    now = console.clock.now()
    await console.store.write(partial(outbox.see, account=actor.id, notices=body.ids, now=now))
    return answer(await console.store.read(partial(_desk, actor=actor)))


async def get_email(console: Console, request: Request) -> Response:
    """Return the e-mail address that a case's notices go to, masked, to whoever holds its receipt."""
    found = await console.store.read(partial(email_by_token, token=request.path_params["token"]))
    return answer(_given(found))


async def put_email(console: Console, request: Request, body: GiveEmail) -> Response:
    """Let a case's notices go to an e-mail address, too, or no longer."""
    token = request.path_params["token"]
    at = console.clock.now()
    return answer(_given(await console.store.write(partial(give_email, token=token, email=body.email, at=at))))


def _given(email: str | None) -> GivenEmail:
    return GivenEmail(mask_address(email) if email else None)


def _state(request: Request) -> str | None:
    asked = request.query_params.get("state") or None
    if asked is not None and asked not in _STATES:
        raise Refused(Code.BAD_REQUEST, problem="state is waiting, sent or failed")
    return asked


def _sent(tx: Transaction, console: Console, state: str | None) -> SentNotices:
    counted = outbox.counts(tx)
    return SentNotices(
        notices=tuple(_notice(tx, each) for each in outbox.listed(tx, state, LISTED)),
        waiting=counted.get("waiting", 0),
        sent=counted.get("sent", 0),
        failed=counted.get("failed", 0),
        sms="service" if console.messages.sms else "file",
        email="service" if console.messages.email else "file",
    )


def _notice(tx: Transaction, each: Sending) -> SentNotice:
    return msgspec.convert(
        {
            "id": each.id,
            "event": each.event,
            "channel": each.channel,
            "to": mask_address(address_of(tx, each)),
            "account": each.recipient,
            "number": each.number,
            "state": each.state,
            "tries": each.tries,
            "madeAt": each.made_at,
            "dueAt": each.due_at,
            "sentAt": each.sent_at,
            "problem": each.problem,
        },
        SentNotice,
    )


def _desk(tx: Transaction, actor: Actor) -> list[DeskNotice]:
    return [_on_desk(tx, each) for each in outbox.on_desk(tx, actor.id, ON_DESK)]


def _on_desk(tx: Transaction, each: Sending) -> DeskNotice:
    dossier = load(tx, each.case_id)
    return msgspec.convert(
        {
            "id": each.id,
            "event": each.event,
            "case": each.case_id,
            "number": dossier.case.number,
            "itemName": dossier.item.name,
            "dueOn": dossier.due_on.isoformat() if dossier.due_on else None,
            "at": each.made_at,
            "seen": each.seen_at is not None,
        },
        DeskNotice,
    )


ENDPOINTS: tuple[Endpoint, ...] = (
    get("/api/notices", list_notices, SentNotices, roles=_OPERATOR, query=("state",)),
    post("/api/notices/{notice}/retry", retry_notice, RetryNotice, SentNotices, roles=_OPERATOR),
    get("/api/desk/notices", list_desk, list[DeskNotice], roles=_DESK),
    post("/api/desk/notices/seen", see_notices, SeeNotices, list[DeskNotice], roles=_DESK),
    get("/api/progress/{token}/email", get_email, GivenEmail),
    post("/api/progress/{token}/email", put_email, GiveEmail, GivenEmail),
)
