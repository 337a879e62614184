"""Halls and other offices, and which of them is nearest."""

from collections.abc import Callable
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from agent_console.api.bodies.places import OfficePlace, OpenSpan
from agent_console.api.routing import Endpoint, answer, get
from agent_console.api.search import limit
from agent_console.console import Console
from agent_console.core.catalogue import Item
from agent_console.core.clock import CHINA
from agent_console.core.division import CodeInvalid, Tree, canonical, covers
from agent_console.core.handling import Handling
from agent_console.core.implementation import Implementation, handling
from agent_console.core.office import Office, OfficeKind, nearest
from agent_console.store import catalogue, places
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import ItemId

HandlingAt = Callable[[Office], Handling | None]


async def list_offices(console: Console, request: Request) -> Response:
    """
    List halls (or agency windows, or departments), the nearest first where a position is given.

    With `item`, each says what it does of that item, for the authority of `home` if it is given; a hall that can do
    nothing of it is left out.
    """
    asked = request.query_params
    kind = _kind(asked.get("kind") or OfficeKind.HALL)
    listed = await console.store.read(lambda tx: places.all_offices(tx, kind))
    if division := asked.get("division"):
        listed = [office for office in listed if _covers(division, office.division)]
    position = _position(asked.get("near"))
    ranked: list[tuple[Office, float | None]]
    ranked = nearest(listed, *position) if position else [(office, None) for office in listed]
    handled = await _handled(console, asked.get("item"), asked.get("home"))
    tree = (await console.finder.atlas()).tree
    now = console.clock.now().astimezone(CHINA)
    told = [
        _told(office, distance, how, tree, office.hours.open_at(now))
        for office, distance in ranked
        if (how := handled(office)) is not None or not asked.get("item")
    ]
    return answer(told[: limit(request)])


async def get_office(console: Console, request: Request) -> Response:
    """Return one office."""
    office = await console.store.read(partial(places.get, office=request.path_params["office"]))
    if office is None:
        raise Refused(Code.NOT_FOUND)
    tree = (await console.finder.atlas()).tree
    return answer(_told(office, None, None, tree, office.hours.open_at(console.clock.now().astimezone(CHINA))))


async def _handled(console: Console, item: str | None, home: str | None) -> HandlingAt:
    if not item:
        return lambda _: None
    content, known = await console.store.read(partial(_implemented, item=ItemId(item)))

    def handled(office: Office) -> Handling | None:
        try:
            return handling(
                content, known, home=home or None, receiving=office.division[:6], receiving_office=office.id
            )
        except Refused:
            return None

    return handled


def _implemented(tx: Transaction, item: ItemId) -> tuple[Item, dict[str, Implementation]]:
    found = catalogue.current(tx, item)
    listed = catalogue.get_listed(tx, item, found[0]) if found else None
    if listed is None:
        raise Refused(Code.ITEM_UNKNOWN)
    return listed.item, {each.division: each for each in listed.implementations}


def _kind(text: str) -> OfficeKind:
    try:
        return OfficeKind(text)
    except ValueError as error:
        raise Refused(Code.BAD_REQUEST, problem="kind is hall, agency or department") from error


def _position(text: str | None) -> tuple[float, float] | None:
    if not text:
        return None
    try:
        latitude, longitude = (float(part) for part in text.split(","))
    except ValueError as error:
        raise Refused(Code.BAD_REQUEST, problem="near is latitude,longitude in degrees") from error
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        raise Refused(Code.BAD_REQUEST, problem="near is latitude,longitude in degrees")
    return latitude, longitude


def _covers(higher: str, lower: str) -> bool:
    try:
        return covers(canonical(higher), lower)
    except CodeInvalid as error:
        raise Refused(Code.BAD_REQUEST, problem="division is a code") from error


def _told(office: Office, distance: float | None, how: Handling | None, tree: Tree, open_now: bool) -> OfficePlace:
    division = tree.get(office.division)
    return OfficePlace(
        id=office.id,
        kind=office.kind,
        name=office.name,
        division=office.division,
        division_name=division.name if division else None,
        address=office.address,
        latitude=office.latitude,
        longitude=office.longitude,
        phone=office.phone,
        week=tuple(OpenSpan(span.days, span.opens, span.closes) for span in office.hours.week),
        open_now=open_now,
        distance_km=None if distance is None else round(distance, 1),
        service_type=how.service_type.value if how else None,
        deciding=how.deciding if how else None,
    )


ENDPOINTS: tuple[Endpoint, ...] = (
    get("/api/offices", list_offices, list[OfficePlace], query=("kind", "near", "division", "item", "home", "limit")),
    get("/api/offices/{office}", get_office, OfficePlace),
)
