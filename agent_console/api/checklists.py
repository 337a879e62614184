"""An item's checklist for everybody: to be read, printed, and packed by; and a look at photographs of its papers."""

import io
from functools import partial
from urllib.parse import urlencode

import segno
from starlette.requests import Request
from starlette.responses import Response

from agent_console.api.bodies.places import (
    Checklist,
    ChecklistField,
    ChecklistMaterial,
    Home,
    PhotographCheck,
)
from agent_console.api.routing import Endpoint, answer, get, read_capped
from agent_console.console import Console
from agent_console.core.catalogue import Item
from agent_console.core.division import Tree
from agent_console.core.implementation import Implementation, Listed
from agent_console.store import catalogue
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import ItemId
from signaling.protocol.views import Text

MAX_PHOTOGRAPH_BYTES = 15 * 1024 * 1024  # What phones make of a page; the counter takes somewhat more.


async def get_checklist(console: Console, request: Request) -> Response:
    """Return an item's checklist; with `version`, that version of it, withdrawn or not."""
    version, listed = await console.store.read(partial(_find, request=request))
    return answer(_checklist(version, listed, (await console.finder.atlas()).tree))


async def get_code(console: Console, request: Request) -> Response:
    """Return the QR code of an item's page; with `home`, `hall` or `collect`, of the window with that choice made."""
    _, listed = await console.store.read(partial(_find, request=request))
    item = listed.item
    chosen = {
        name: request.query_params[name][:64] for name in ("home", "hall", "collect") if request.query_params.get(name)
    }
    link = f"{console.public_url}/items/{item.id}"
    if chosen:
        link = f"{console.public_url}/window#{urlencode({'item': item.id, **chosen})}"
    drawn = io.BytesIO()
    segno.make(link, error="m", micro=False).save(drawn, kind="svg", border=4, xmldecl=False, light="#fff")
    return Response(drawn.getvalue(), media_type="image/svg+xml")


async def check_photograph(console: Console, request: Request) -> Response:
    """Tell what is to be mended about a photograph of a paper. It is not kept."""
    console.photographs.admit(request.client.host if request.client else "")
    content = await read_capped(request, MAX_PHOTOGRAPH_BYTES, Code.IMAGE_TOO_LARGE)
    return answer(await console.photographs.check(content))


def _find(tx: Transaction, request: Request) -> tuple[int, Listed]:
    item, wanted = ItemId(request.path_params["item"]), request.query_params.get("version")
    if wanted is None:
        found = catalogue.current(tx, item)
        version = found[0] if found else 0
    elif wanted.isascii() and wanted.isdigit() and len(wanted) < 10:
        version = int(wanted)
    else:
        raise Refused(Code.BAD_REQUEST, problem="version is a number")
    listed = catalogue.get_listed(tx, item, version)
    if listed is None:
        raise Refused(Code.ITEM_UNKNOWN)
    return version, listed


def _checklist(version: int, listed: Listed, tree: Tree) -> Checklist:
    item = listed.item
    return Checklist(
        id=item.id,
        version=version,
        code=item.code,
        name=item.name,
        description=item.description,
        department=item.department,
        department_name=item.department_name,
        serves=item.serves,
        zone=item.zone,
        case_kind=item.case_kind,
        legal_days=item.legal_days,
        committed_days=item.committed_days,
        target_minutes=item.target_minutes,
        fee=item.fee,
        materials=tuple(
            ChecklistMaterial(
                code=material.code,
                name=material.name,
                required=material.required,
                original=material.original,
                issuer=material.issuer,
                original_seen=material.original_seen,
                reusable=material.reusable,
                supply_days=material.supply_days,
                promise=material.promise,
                stays=material.stays,
            )
            for material in item.materials
        ),
        to_tell=item.to_tell,
        fields=_fields(item),
        delivery=item.delivery,
        result=item.result,
        pays=item.pays,
        id_card_only=item.id_card_only,
        signature=item.signature,
        aliases=item.aliases,
        homes=tuple(_home(item, implementation, tree) for implementation in listed.implementations),
    )


def _home(item: Item, implementation: Implementation, tree: Tree) -> Home:
    division = tree.get(implementation.division)
    own, promised = implementation.legal_days, implementation.committed_days
    return Home(
        division=implementation.division,
        name=division.name if division else None,
        legal_days=item.legal_days if own is None else own,
        committed_days=item.committed_days if promised is None else promised,
    )


def _fields(item: Item) -> tuple[ChecklistField, ...]:
    properties, required = item.form.get("properties"), item.form.get("required")
    names = list(properties) if isinstance(properties, dict) else []
    needed = set(required) if isinstance(required, list) else set()
    return tuple(
        ChecklistField(name, item.labels.get(name) or Text(zh=name, en=name), name in needed) for name in names
    )


ENDPOINTS: tuple[Endpoint, ...] = (
    get("/api/items/{item}/checklist", get_checklist, Checklist, query=("version",)),
    get("/api/items/{item}/code.svg", get_code, query=("home", "hall", "collect"), sends="image/svg+xml"),
    Endpoint(
        "POST",
        "/api/photographs/check",
        check_photograph,
        "Tell what is to be mended about a photograph of a paper. It is not kept.",
        "check_photograph",
        PhotographCheck,
        takes="image/jpeg, image/png",
    ),
)
