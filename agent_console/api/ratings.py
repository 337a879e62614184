"""Ratings: at the window once the official has left, and by the link of the receipt."""

from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from agent_console.api.bodies.inquiries import RateSession, RatingReceipt, RatingState
from agent_console.api.routing import Endpoint, acting, answer, get, post
from agent_console.console import Console
from agent_console.core.rating import Score, check, reasons_for
from agent_console.services.ratings import may_rate_at_window, rate_at_window, rate_by_token
from agent_console.store.inquiries import Inquiry
from signaling.protocol.names import Role, SessionId

REASONS = tuple(reasons_for(score) for score in Score)


async def get_rating(console: Console, request: Request) -> Response:
    """Tell a window's page whether to ask for a rating of the session that has just ended there."""
    actor = await acting(console, request, Role.WINDOW)
    session = SessionId(request.path_params["session"])
    ask = await console.store.read(partial(may_rate_at_window, actor=actor, session=session))
    return answer(RatingState(rated=not ask, reasons=REASONS))


async def rate_session(console: Console, request: Request, body: RateSession) -> Response:
    """Rate the session that has just ended at this window: once, voluntarily."""
    actor = await acting(console, request, Role.WINDOW)
    session, rating = SessionId(request.path_params["session"]), check(body.score, body.reasons, body.text)
    rate = partial(rate_at_window, actor=actor, session=session, rating=rating, at=console.clock.now())
    return answer(_receipt(await console.store.write(rate)), 201)


async def rate_case(console: Console, request: Request, body: RateSession) -> Response:
    """Rate the last session of a case, by the link of its receipt: once, voluntarily."""
    rating = check(body.score, body.reasons, body.text)
    rate = partial(rate_by_token, token=request.path_params["token"], rating=rating, at=console.clock.now())
    return answer(_receipt(await console.store.write(rate)), 201)


def _receipt(complaint: Inquiry | None) -> RatingReceipt:
    if complaint is None:
        return RatingReceipt(None, None, None)
    return RatingReceipt(complaint.number, complaint.due_on, complaint.token)


ENDPOINTS: tuple[Endpoint, ...] = (
    get("/api/sessions/{session}/rating", get_rating, RatingState, roles=(Role.WINDOW,)),
    post("/api/sessions/{session}/rating", rate_session, RateSession, RatingReceipt, roles=(Role.WINDOW,)),
    post("/api/progress/{token}/rating", rate_case, RateSession, RatingReceipt),
)
