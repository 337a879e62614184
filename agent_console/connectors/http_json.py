"""
A department system that speaks JSON over HTTP.

    POST {url}/cases                     their document, pages as base64     -> {"number": …}
    GET  {url}/cases/{number}            -> {"state": …, "reason": …, "result": base64 or absent}
    GET  {url}/licences/{kind}?holder=…  -> {"number": …, "contentType": …, "content": base64, "issuedOn": …, …}

The case's own number goes along as `Idempotency-Key`, so that a push whose answer was lost makes no second case there.
"""

import base64
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

import httpx
import msgspec

from agent_console.connectors.port import (
    ConnectorFailed,
    Delivery,
    Fault,
    ForeignState,
    ForeignStatus,
    Licence,
    NotThere,
    Picture,
)
from agent_console.core.mapping import CannotMap, Rule, translate

MAX_ANSWER_BYTES = 20 * 1024 * 1024
_PICTURES: dict[str, Picture] = {"image/jpeg": "image/jpeg", "image/png": "image/png"}

T = TypeVar("T", bound=msgspec.Struct)


class _Number(msgspec.Struct, frozen=True):
    number: str


class _Status(msgspec.Struct, frozen=True):
    state: str
    reason: str = ""
    result: bytes | None = None


class _Licence(msgspec.Struct, frozen=True, rename="camel"):
    number: str
    content_type: str
    content: bytes
    issued_on: date | None = None
    expires_on: date | None = None


class HttpConnector:
    """Implements `port.Connector`. `states` maps their words for a case's state to ours."""

    def __init__(
        self,
        name: str,
        client: httpx.AsyncClient,
        rules: Sequence[Rule],
        states: dict[str, ForeignState],
    ) -> None:
        """
        Args:
            client: With the system's base URL, credentials and time limit.
        """
        self.name = name
        self._client = client
        self._rules = rules
        self._states = states

    async def fetch(self, licence: str, holder: str) -> Licence:
        """Return a licence's picture. Raises as `port.Connector` says."""
        answer = await self._ask("GET", f"/licences/{licence}", _Licence, params={"holder": holder})
        kind = _PICTURES.get(answer.content_type)
        if kind is None:
            raise ConnectorFailed(f"{self.name}: a licence came as {answer.content_type}")
        return Licence(answer.number, answer.content, kind, answer.issued_on, answer.expires_on)

    async def push(self, delivery: Delivery) -> str:
        """Hand over a case. Raises as `port.Connector` says."""
        try:
            document = translate(self._rules, delivery.fields)
        except CannotMap as error:
            raise ConnectorFailed(f"{self.name}: {error}", Fault.INCOMPLETE) from error
        document["papers"] = [
            {
                "material": paper.material,
                "sha256": paper.hash,
                "contentType": paper.content_type,
                "content": base64.b64encode(paper.content).decode(),
            }
            for paper in delivery.papers
        ]
        headers = {"Idempotency-Key": delivery.number}
        return (await self._ask("POST", "/cases", _Number, json=document, headers=headers)).number

    async def pull(self, number: str) -> ForeignStatus:
        """Return how a case stands. Raises as `port.Connector` says."""
        answer = await self._ask("GET", f"/cases/{number}", _Status)
        state = self._states.get(answer.state)
        if state is None:
            raise ConnectorFailed(f"{self.name}: no state of ours for their {answer.state!r}")
        return ForeignStatus(state, answer.reason, answer.result)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def _ask(
        self,
        method: str,
        path: str,
        kind: type[T],
        *,
        params: dict[str, str] | None = None,
        json: object = None,
        headers: dict[str, str] | None = None,
    ) -> T:
        try:
            async with self._client.stream(method, path, params=params, json=json, headers=headers) as response:
                if response.status_code == httpx.codes.NOT_FOUND:
                    raise NotThere(path)
                if not response.is_success:
                    raise self._unsuccessful(f"{method} {path}", response.status_code)
                body = bytearray()
                async for chunk in response.aiter_bytes():
                    body += chunk
                    if len(body) > MAX_ANSWER_BYTES:
                        raise ConnectorFailed(f"{self.name}: an answer of more than {MAX_ANSWER_BYTES} bytes")
            return msgspec.json.decode(body, type=kind)
        except httpx.HTTPError as error:
            raise ConnectorFailed(f"{self.name}: {type(error).__name__} at {path}", Fault.UNREACHABLE) from error
        except msgspec.DecodeError as error:
            raise ConnectorFailed(f"{self.name}: {path}: {error}") from error

    def _unsuccessful(self, request: str, status: int) -> ConnectorFailed:
        fault = Fault.BROKEN
        if status in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
            fault = Fault.DENIED
        elif status in (httpx.codes.BAD_GATEWAY, httpx.codes.SERVICE_UNAVAILABLE, httpx.codes.GATEWAY_TIMEOUT):
            fault = Fault.UNREACHABLE
        return ConnectorFailed(f"{self.name}: {request} was answered {status}", fault)
