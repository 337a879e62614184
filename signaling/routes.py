"""The desk's sockets: one path a role, since a role's page, cookie and language are its own."""

from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket

from signaling.connection import Connection, Limits
from signaling.core.refusal import Refused
from signaling.ports import Handshake, Identify
from signaling.protocol.codes import Close, Code
from signaling.protocol.names import Role
from signaling.services.desk import Desk

LIMITS = Limits()
PATHS = {
    Role.WINDOW: "/ws/window",
    Role.OFFICIAL: "/ws/official",
    Role.SUPERVISOR: "/ws/supervisor",
    Role.CLERK: "/ws/clerk",
}


def routes(desk: Desk, identify: Identify, limits: Limits = LIMITS) -> list[WebSocketRoute]:
    """Return the routes of the sockets; `desk` must be running while they are served."""
    return [_route(path, role, desk, identify, limits) for role, path in PATHS.items()]


def _route(path: str, role: Role, desk: Desk, identify: Identify, limits: Limits) -> WebSocketRoute:
    async def serve(socket: WebSocket) -> None:
        # Accepted before it is judged: a page learns the reason of a refusal from a close code only.
        await socket.accept()
        try:
            actor = await identify(_handshake(role, socket))
        except Refused as refused:
            wrong = refused.code is Code.ORIGIN_WRONG
            await socket.close(Close.ORIGIN_WRONG if wrong else Close.NOT_SIGNED_IN)
            return
        await Connection(desk, actor, socket, limits).run()

    return WebSocketRoute(path, serve)


def _handshake(role: Role, socket: WebSocket) -> Handshake:
    return Handshake(role, socket.cookies, socket.headers.get("origin"), socket.headers.get("host", ""))
