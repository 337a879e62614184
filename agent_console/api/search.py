"""Searching the catalogue and the divisions, as anybody may."""

from collections import Counter

from starlette.requests import Request
from starlette.responses import Response

from agent_console.api.bodies.places import DepartmentCount, DivisionPlace, Found, FoundItem
from agent_console.api.routing import Endpoint, answer, get
from agent_console.console import Console
from agent_console.core.division import CodeInvalid, Division, Tree, canonical, covers
from agent_console.services.finder import Entry
from signaling.core.refusal import Refused
from signaling.protocol.codes import Code

DEFAULT, MOST = 20, 100  # Results of one answer.


async def search_items(console: Console, request: Request) -> Response:
    """Search the published items; without a query they come as often as they are asked for."""
    asked = request.query_params
    shelf = await console.finder.shelf()
    wanted = {
        entry.id
        for entry in shelf.entries.values()
        if asked.get("zone") in (None, "", entry.zone)
        and asked.get("serves") in (None, "", entry.serves)
        and _is_of(entry, asked.get("division"))
    }
    if query := asked.get("q", "").strip():
        hits = [shelf.entries[hit.id] for hit in shelf.index.find(query, wanted.__contains__)]
    else:
        taken = await console.finder.taken()
        hits = sorted(
            (entry for entry in shelf.entries.values() if entry.id in wanted),
            key=lambda entry: -taken.get(entry.id, 0),
        )
    counts = Counter(entry.department for entry in hits)
    names = {entry.department: entry.department_name for entry in hits}
    if department := asked.get("department"):
        hits = [entry for entry in hits if entry.department == department]
    return answer(
        Found(
            total=len(hits),
            items=tuple(_found(entry) for entry in hits[: limit(request)]),
            departments=tuple(DepartmentCount(code, names[code], count) for code, count in counts.most_common()),
        )
    )


async def search_divisions(console: Console, request: Request) -> Response:
    """Search the divisions by name, pinyin, initials or code; without a query, list what lies below `parent`."""
    atlas = await console.finder.atlas()
    level, parent = request.query_params.get("level"), _code(request, "parent")
    query = request.query_params.get("q", "").strip()

    def wanted(code: str) -> bool:
        found = atlas.tree.get(code)
        return (
            found is not None
            and level in (None, "", found.level.value)
            and (parent is None or (code != parent and covers(parent, code)))
        )

    if query:
        codes = [hit.id for hit in atlas.index.find(query, wanted)]
    elif level:
        codes = [division.code for division in atlas.tree if wanted(division.code)]
    else:
        codes = [division.code for division in atlas.tree.children(parent)]
    found = [division for code in codes[: limit(request)] if (division := atlas.tree.get(code)) is not None]
    return answer([_place(atlas.tree, division) for division in found])


def limit(request: Request) -> int:
    """
    Return how many results are asked for.

    Raises:
        Refused: bad-request.
    """
    text = request.query_params.get("limit", str(DEFAULT))
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= MOST):
        raise Refused(Code.BAD_REQUEST, problem=f"limit is a number from 1 to {MOST}")
    return int(text)


def _code(request: Request, name: str) -> str | None:
    if not (text := request.query_params.get(name)):
        return None
    try:
        return canonical(text)
    except CodeInvalid as error:
        raise Refused(Code.BAD_REQUEST, problem=f"{name} is the code of a division") from error


def _is_of(entry: Entry, division: str | None) -> bool:
    """Tell whether an item is a division's: handled by it, or by one above or below it."""
    if not division:
        return True
    try:
        return any(covers(home, division) or covers(division, home) for home in entry.homes)
    except CodeInvalid as error:
        raise Refused(Code.BAD_REQUEST, problem="division is a code") from error


def _found(entry: Entry) -> FoundItem:
    return FoundItem(
        id=entry.id,
        version=entry.version,
        name=entry.name,
        department=entry.department,
        department_name=entry.department_name,
        zone=entry.zone,
        serves=entry.serves,
        target_minutes=entry.target_minutes,
        committed_days=entry.committed_days,
    )


def _place(tree: Tree, division: Division) -> DivisionPlace:
    return DivisionPlace(
        code=division.code,
        name=division.name,
        level=division.level,
        parent=division.parent,
        path=tuple(above.name for above in tree.path(division.code)),
    )


ENDPOINTS: tuple[Endpoint, ...] = (
    get(
        "/api/search",
        search_items,
        Found,
        query=("q", "lang", "zone", "serves", "department", "division", "limit"),
    ),
    get("/api/divisions", search_divisions, list[DivisionPlace], query=("q", "level", "parent", "limit")),
)
