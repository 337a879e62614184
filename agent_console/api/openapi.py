"""The OpenAPI document, written from the same table that the routes are made of."""

import re
from collections.abc import Sequence

import msgspec

from agent_console.api.routing import Endpoint
from agent_console.api.schemas import Problem

VERSION = "1"  # Of this interface.
_PARAMETER = re.compile(r"{(\w+)(?::\w+)?}")
_REF = "#/components/schemas/{name}"


def document(endpoints: Sequence[Endpoint]) -> dict[str, object]:
    """Return the OpenAPI 3.1 document of the endpoints."""
    types = list(dict.fromkeys([Problem, *(t for e in endpoints for t in (e.body, e.reply) if t is not None)]))
    schemas, components = msgspec.json.schema_components(types, schema_hook=_anything, ref_template=_REF)
    schema_of = {id(kind): schema for kind, schema in zip(types, schemas, strict=True)}
    paths: dict[str, dict[str, object]] = {}
    for endpoint in endpoints:
        operation: dict[str, object] = {
            "operationId": endpoint.name,
            "summary": endpoint.summary,
            "parameters": _parameters(endpoint),
            "responses": {
                "200": _answer(endpoint, schema_of.get(id(endpoint.reply))),
                "default": {
                    "description": "Refused, as RFC 9457 problem; `code` is stable.",
                    "content": {"application/problem+json": {"schema": schema_of[id(Problem)]}},
                },
            },
        }
        if endpoint.body is not None:
            operation["requestBody"] = {
                "required": True,
                "content": {endpoint.takes: {"schema": schema_of[id(endpoint.body)]}},
            }
        elif endpoint.method == "PUT":
            binary = {"schema": {"type": "string", "format": "binary"}}
            operation["requestBody"] = {
                "required": True,
                "content": dict.fromkeys(endpoint.takes.split(", "), binary),
            }
        if endpoint.roles:
            operation["security"] = [{role.value: []} for role in endpoint.roles]
        paths.setdefault(_PARAMETER.sub(r"{\1}", endpoint.path), {})[endpoint.method.lower()] = operation
    return {
        "openapi": "3.1.0",
        "info": {"title": "remote-counter", "version": VERSION, "license": {"name": "Apache-2.0"}},
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {
                page: {"type": "apiKey", "in": "cookie", "name": f"__Host-{page}"}
                for page in ("official", "supervisor", "window")
            },
        },
    }


def _parameters(endpoint: Endpoint) -> list[dict[str, object]]:
    text = {"schema": {"type": "string"}}
    found: list[dict[str, object]] = [
        {"name": name, "in": "path", "required": True, **text} for name in _PARAMETER.findall(endpoint.path)
    ]
    found += [{"name": name, "in": "query", **text} for name in endpoint.query]
    if endpoint.roles:
        found.append({"name": "X-Page", "in": "header", "description": "The page that asks; or ?page=", **text})
    if endpoint.idempotent:
        found.append({"name": "Idempotency-Key", "in": "header", "required": True, **text})
    return found


def _answer(endpoint: Endpoint, schema: dict[str, object] | None) -> dict[str, object]:
    if endpoint.sends == "":
        return {"description": "Done; no content."}
    return {"description": "Done.", "content": {endpoint.sends: {"schema": schema} if schema else {}}}


def _anything(kind: type) -> dict[str, object]:
    """Describe `object`, which stands where a JSON Schema of a form is carried."""
    if kind is not object:
        raise NotImplementedError
    return {"description": "Any value."}
