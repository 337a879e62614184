"""The operator's editor of one item: read its entry, lay down a draft, discard it."""

from collections.abc import Iterable
from functools import partial

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from agent_console.api.bodies.catalogue import DiscardDraft, Drafted, DraftFault, DraftItem, ItemEntry
from agent_console.api.bodies.item_choices import ItemChoices
from agent_console.api.routing import Endpoint, acting, answer, get, post
from agent_console.console import Console
from agent_console.core.fault_words import in_both_languages
from agent_console.services import item_choices, item_editor
from signaling.core.refusal import Refused
from signaling.protocol.codes import Code
from signaling.protocol.names import ItemId, Role

_ROLES = (Role.OPERATOR,)


async def get_entry(console: Console, request: Request) -> Response:
    """Return a version of an item as its entry of the file; the newest without `version`."""
    await acting(console, request, *_ROLES)
    asked = request.query_params.get("version", "")
    if asked and not (asked.isascii() and asked.isdigit() and len(asked) < 10):
        raise Refused(Code.BAD_REQUEST, problem="version is a number")
    item = ItemId(request.path_params["item"])
    number = int(asked) if asked else None
    return answer(_entry(*await console.store.read(partial(item_editor.entry_of, item=item, version=number))))


async def draft_item(console: Console, request: Request, body: DraftItem) -> Response:
    """Lay an item's content down as its draft, or name what is wrong with it."""
    actor = await acting(console, request, *_ROLES)
    item, now = ItemId(request.path_params["item"]), console.clock.now()
    entry = _decoded(body)
    faults = await console.store.write(partial(item_editor.draft, actor=actor, item=item, entry=entry, now=now))
    number, _ = await console.store.read(partial(item_editor.entry_of, item=item, version=None))
    return answer(_drafted(number, faults))


async def create_item(console: Console, request: Request, body: DraftItem) -> Response:
    """Lay a new item down as a draft, or name what is wrong with it; version 0: nothing was laid down."""
    actor = await acting(console, request, *_ROLES)
    entry, now = _decoded(body), console.clock.now()
    faults = await console.store.write(partial(item_editor.create, actor=actor, entry=entry, now=now))
    return answer(_drafted(0 if faults else 1, faults))


async def discard_draft(console: Console, request: Request, _: DiscardDraft) -> Response:
    """Take an item's draft away; what is published stays."""
    actor = await acting(console, request, *_ROLES)
    item, now = ItemId(request.path_params["item"]), console.clock.now()
    await console.store.write(partial(item_editor.discard, actor=actor, item=item, now=now))
    return answer(_entry(*await console.store.read(partial(item_editor.entry_of, item=item, version=None))))


async def list_item_choices(console: Console, request: Request) -> Response:
    """Return all that an item may name, for the editor's pickers."""
    await acting(console, request, *_ROLES)
    tree = (await console.finder.atlas()).tree
    connectors = tuple(sorted(console.systems.systems))
    return answer(await console.store.read(partial(item_choices.make, tree=tree, connectors=connectors)))


def _decoded(body: DraftItem) -> dict[str, object]:
    try:
        return msgspec.json.decode(body.entry, type=dict[str, object])
    except msgspec.DecodeError as error:
        raise Refused(Code.BAD_REQUEST, problem=str(error)[:200]) from error


def _drafted(number: int, faults: Iterable[tuple[str, str]]) -> Drafted:
    return Drafted(number, tuple(DraftFault(path, in_both_languages(problem)) for path, problem in faults))


def _entry(version: int, entry: dict[str, object]) -> ItemEntry:
    return ItemEntry(version, msgspec.json.encode(entry).decode())


ENDPOINTS: tuple[Endpoint, ...] = (
    post("/api/catalogue", create_item, DraftItem, Drafted, roles=_ROLES),
    get("/api/item-choices", list_item_choices, ItemChoices, roles=_ROLES),
    get("/api/catalogue/{item}/entry", get_entry, ItemEntry, roles=_ROLES, query=("version",)),
    post("/api/catalogue/{item}/entry", draft_item, DraftItem, Drafted, roles=_ROLES),
    post("/api/catalogue/{item}/discard", discard_draft, DiscardDraft, ItemEntry, roles=_ROLES),
)
