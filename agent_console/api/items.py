"""The catalogue, as anybody may read it."""

from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from agent_console.api.routing import answer
from agent_console.api.schemas import ItemBrief, ItemDetail, ItemMaterial
from agent_console.console import Console
from agent_console.store import catalogue
from agent_console.store.catalogue import Brief
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import ItemId


async def list_items(console: Console, request: Request) -> Response:
    """List the published items, in the catalogue's order; whoever has the list already is told that it is the same."""
    etag = f'"{await console.store.read(catalogue.revision)}"'
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    listed = await console.store.read(catalogue.briefs)
    response = answer([_brief(version, item) for version, item in listed])
    response.headers.update(headers)
    return response


async def get_item(console: Console, request: Request) -> Response:
    """Return one item; with `version`, that version of it, withdrawn or not."""
    item = ItemId(request.path_params["item"])
    version = request.query_params.get("version")
    if version is not None and not (version.isascii() and version.isdigit() and len(version) < 10):
        raise Refused(Code.BAD_REQUEST, problem="version is a number")
    detail = await console.store.read(partial(_detail, item=item, version=None if version is None else int(version)))
    response = answer(detail)
    if version is not None:
        # One version is the same bytes for ever.
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def _detail(tx: Transaction, item: ItemId, version: int | None) -> ItemDetail:
    if version is None:
        found = catalogue.current(tx, item)
        if found is None:
            raise Refused(Code.ITEM_UNKNOWN)
        version, content = found
    else:
        wanted = catalogue.get_version(tx, item, version)
        if wanted is None:
            raise Refused(Code.ITEM_UNKNOWN)
        content = wanted
    return ItemDetail(
        id=content.id,
        version=version,
        name=content.name,
        department=content.department,
        department_name=content.department_name,
        serves=content.serves,
        service_type=content.service_type,
        legal_days=content.legal_days,
        committed_days=content.committed_days,
        target_minutes=content.target_minutes,
        fee=content.fee,
        materials=tuple(
            ItemMaterial(material.code, material.name, material.required, material.original)
            for material in content.materials
        ),
        form=content.form,
        labels=content.labels,
    )


def _brief(version: int, item: Brief) -> ItemBrief:
    return ItemBrief(item.id, version, item.name, item.department, item.department_name, item.target_minutes)
