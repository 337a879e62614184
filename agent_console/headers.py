"""Security headers on every answer, as pure ASGI middleware."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Nothing of another site, no inline script, no eval; styles inline by nonce only (Ant Design writes them at run time).
_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' blob: data:;"
    " media-src 'self' blob:; connect-src 'self'; font-src 'self'; worker-src 'self' blob:; manifest-src 'self';"
    " frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
_PLAIN_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
# A browser's PDF viewer is a page of its own making, which a stricter policy leaves blank.
_PDF_POLICY = "frame-ancestors 'self'"

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(self), microphone=(self), speaker-selection=(self), autoplay=(self), fullscreen=(self),"
        " geolocation=(self), display-capture=(self), payment=(), usb=()"
    ),
}


def page_policy(nonce: str) -> str:
    """Return the Content-Security-Policy of an HTML page whose inline styles carry the nonce."""
    return _PAGE_POLICY.format(nonce=nonce)


class SecurityHeaders:
    """Adds what is not there yet, and forbids keeping answers that do not say otherwise: they are personal."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                pdf = headers.get("content-type", "").startswith("application/pdf")
                headers.setdefault("Content-Security-Policy", _PDF_POLICY if pdf else _PLAIN_POLICY)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self._app(scope, receive, with_headers)
