"""
The window's HTTP side: enrolment, items, the case's actions, pages, offers.

A request whose answer was lost is repeated: pages are addressed by content, actions carry an Idempotency-Key, an offer
is answered the same way twice. Only the server's own refusal ends it.
"""

import asyncio
import hashlib
import ssl
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

import httpx
import msgspec

from signaling.protocol.case_views import CaseView
from signaling.protocol.names import CaseId, ItemId, Role
from signaling.protocol.views import PrintFault, PrintState, Text

T = TypeVar("T")

_DELAYS_SECONDS = (0.2, 0.5, 1.0, 2.0, 4.0)
_TIMEOUT = httpx.Timeout(15.0, connect=5.0)
_COOKIES = {role: f"__Host-{role.value}" for role in (Role.WINDOW, Role.OFFICIAL, Role.SUPERVISOR)}


class Declined(Exception):
    """The server refuses, and will refuse again; `code` is its stable reason (RFC 9457 problem)."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code


class Item(msgspec.Struct, frozen=True, rename="camel"):
    """What of an item a window needs; the rest of the answer is skipped."""

    id: ItemId
    name: Text
    target_minutes: int


class Receipt(msgspec.Struct, frozen=True):
    """The server has the page on its disk."""

    hash: str
    size: int


class _Problem(msgspec.Struct, frozen=True):
    code: str = "internal"


class Answer(msgspec.Struct, frozen=True):
    """The node's answer to an offer, and where the peer may be closed."""

    sdp: str
    location: str


class Rest:
    """One device's or person's requests. `token` is the value of its cookie; empty until enrolled."""

    def __init__(
        self, server: str, role: Role = Role.WINDOW, *, token: str = "", tls: ssl.SSLContext | None = None
    ) -> None:
        self.server = server.rstrip("/")
        self.role = role
        self.token = token
        self.tls = tls
        self._http = httpx.AsyncClient(timeout=_TIMEOUT, verify=tls if tls is not None else True, trust_env=False)

    @property
    def origin(self) -> str:
        """The server's origin (RFC 6454): what a page of it would send."""
        parts = urlsplit(self.server)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def cookie(self) -> str:
        """
        The Cookie header.

        Sent by hand: the cookie is Secure, and a cookie jar keeps it from http://127.0.0.1, unlike a browser.
        """
        return f"{_COOKIES[self.role]}={self.token}" if self.token else ""

    async def enrol(self, code: str) -> None:
        """
        Become a window by a one-time code; the token is kept.

        Raises:
            Declined: The code is unknown, used or expired.
        """
        answer = await self._ask("POST", "/api/windows/enrol", body=msgspec.json.encode({"code": code}))
        self._keep_token(answer)

    async def sign_in(self, account: str, password: str) -> None:
        """Open a person's session on this role's page. Raises as `enrol` does."""
        body = {"page": self.role.value, "account": account, "password": password}
        self._keep_token(await self._ask("POST", "/api/sign-in", body=msgspec.json.encode(body)))

    async def items(self) -> tuple[Item, ...]:
        """Return the published items, in the catalogue's order."""
        return _decoded(await self._ask("GET", "/api/items"), tuple[Item, ...])

    async def case(self, case: CaseId) -> CaseView:
        """Return the case as it stands."""
        return _decoded(await self._ask("GET", f"/api/cases/{case}"), CaseView)

    async def act(self, case: CaseId, command: Mapping[str, object], key: str) -> CaseView:
        """
        Do something to a case, once, however often it must be asked for.

        Raises:
            Declined: The rules refuse it, or the case has moved on (version-stale).
        """
        headers = {"Idempotency-Key": key}
        body = msgspec.json.encode(command)
        return _decoded(await self._ask("POST", f"/api/cases/{case}/actions", body=body, headers=headers), CaseView)

    async def agree_to_reuse(self, case: CaseId) -> CaseView:
        """Let the official look up earlier papers and what departments have. Raises as `act` does."""
        return _decoded(await self._ask("POST", f"/api/cases/{case}/reuse-consent", body=b'{"granted":true}'), CaseView)

    async def upload(self, case: CaseId, still: str, page: bytes) -> Receipt:
        """Hand over a page and return only with its receipt. Raises as `act` does."""
        digest = hashlib.sha256(page).hexdigest()
        kind = "image/png" if page.startswith(b"\x89PNG") else "image/jpeg"
        path = f"/api/cases/{case}/pages/{digest}?still={still}"
        answer = await self._ask("PUT", path, body=page, headers={"Content-Type": kind})
        return _decoded(answer, Receipt)

    async def fetch(self, path: str) -> bytes:
        """Return a document or an image."""
        return (await self._ask("GET", path)).content

    async def report_print(self, job: str, state: PrintState, fault: PrintFault | None) -> None:
        """Say how printing goes. Raises Declined: not-allowed, where somebody said already that it is done."""
        body = {"state": state.value, "fault": None if fault is None else fault.value}
        await self._ask("POST", f"/api/print-jobs/{job}", body=msgspec.json.encode(body))

    async def offer(self, url: str, grant: str, sdp: str) -> Answer:
        """Spend a grant on an offer; `url` is relative to the server, or another node's."""
        headers = {"Authorization": f"Bearer {grant}", "Content-Type": "application/sdp"}
        answer = await self._ask("POST", url, body=sdp.encode(), headers=headers)
        return Answer(answer.text, urljoin(str(answer.url), answer.headers.get("location", "")))

    async def withdraw(self, location: str, grant: str) -> None:
        """Close a peer at its node; a node that is gone has closed it already."""
        try:
            await self._http.delete(location, headers={"Authorization": f"Bearer {grant}", "Origin": self.origin})
        except httpx.TransportError:
            return

    async def close(self) -> None:
        await self._http.aclose()

    def _keep_token(self, answer: httpx.Response) -> None:
        for header in answer.headers.get_list("set-cookie"):
            try:
                morsel = SimpleCookie(header).get(_COOKIES[self.role])
            except CookieError:
                continue
            if morsel is not None:
                self.token = morsel.value
                return
        raise Declined(answer.status_code, "no-cookie")

    async def _ask(
        self, method: str, path: str, *, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> httpx.Response:
        """Ask until the server answers. The caller's own deadline, or its cancellation, ends the patience."""
        url = urljoin(self.server + "/", path)
        said = {"Origin": self.origin, "X-Page": self.role.value, "Content-Type": "application/json", **(headers or {})}
        if self.cookie and url.startswith(self.server):
            said["Cookie"] = self.cookie
        for attempt in range(1_000_000):
            try:
                answer = await self._http.request(method, url, content=body, headers=said)
            except httpx.TransportError:
                answer = None
            # 429 and 503 ask for patience; 500 may be the one request that hit a bug: it is no refusal either.
            if answer is not None and answer.status_code < 500 and answer.status_code != 429:
                if answer.is_success:
                    return answer
                raise Declined(answer.status_code, _code(answer))
            await asyncio.sleep(_DELAYS_SECONDS[min(attempt, len(_DELAYS_SECONDS) - 1)])
        raise Declined(0, "unreachable")


def _code(answer: httpx.Response) -> str:
    try:
        return msgspec.json.decode(answer.content, type=_Problem).code
    except msgspec.DecodeError:
        return "internal"


def _decoded(answer: httpx.Response, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(answer.content, type=kind)
    except msgspec.DecodeError as error:
        raise Declined(answer.status_code, "answer-unknown") from error
