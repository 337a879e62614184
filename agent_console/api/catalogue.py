"""The operator's catalogue: what there is, what it lacks, publishing, withdrawing, and files."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from agent_console.api.bodies.catalogue import (
    CatalogueImplementation,
    CatalogueItem,
    CatalogueMaterial,
    CatalogueRow,
    CatalogueVersion,
    ImportFault,
    ImportReport,
    ImportSheet,
    PublishItem,
    WithdrawItem,
)
from agent_console.api.routing import Endpoint, acting, answer, get, post, put, read_capped
from agent_console.console import Console
from agent_console.core.catalogue_columns import Sheet, choose
from agent_console.core.catalogue_rows import Fault, RowsInvalid, header
from agent_console.core.clock import local_day
from agent_console.core.fault_words import in_both_languages
from agent_console.core.implementation import Implementation, Listed
from agent_console.core.publishing import Lack
from agent_console.services import catalogue as service
from agent_console.services.catalogue_files import (
    MEDIA_TYPES,
    Format,
    department_codes,
    open_sheets,
    read_file,
    read_sheets,
    write_file,
)
from agent_console.store import catalogue
from agent_console.store.versions import Import, draft_items
from signaling.core.refusal import Refused
from signaling.ports import Transaction
from signaling.protocol.codes import Code
from signaling.protocol.names import ItemId, Role

MAX_FILE_BYTES = 32 * 1024 * 1024
MAX_FAULTS = 500
SAMPLE_ROWS, SAMPLE_LETTERS = 20, 60
_ROLES = (Role.OPERATOR,)


async def list_catalogue(console: Console, request: Request) -> Response:
    """List every item, published or not, with what its newest version lacks."""
    await acting(console, request, *_ROLES)
    today = local_day(console.clock.now())
    found = await console.store.read(partial(service.standings, today=today))
    return answer([_row(standing) for standing in found])


async def get_catalogue_item(console: Console, request: Request) -> Response:
    """Return one version of an item, the newest without `version`, with its implementations and all versions."""
    await acting(console, request, *_ROLES)
    asked = request.query_params.get("version", "")
    if asked and not (asked.isascii() and asked.isdigit() and len(asked) < 10):
        raise Refused(Code.BAD_REQUEST, problem="version is a number")
    item = ItemId(request.path_params["item"])
    today = local_day(console.clock.now())
    return answer(
        await console.store.read(partial(_whole, item=item, version=int(asked) if asked else None, today=today))
    )


async def publish_item(console: Console, request: Request, body: PublishItem) -> Response:
    """Publish a version for a time; refused as long as it lacks something, naming all of it."""
    actor = await acting(console, request, *_ROLES)
    item, now = ItemId(request.path_params["item"]), console.clock.now()
    first, last = _day(body.valid_from), None if body.valid_until is None else _day(body.valid_until)

    def publish(tx: Transaction) -> None:
        service.publish(tx, actor, item, body.version, now, valid_from=first, valid_until=last)

    await console.store.write(publish)
    return answer(await console.store.read(partial(_whole, item=item, version=body.version, today=local_day(now))))


async def withdraw_item(console: Console, request: Request, _: WithdrawItem) -> Response:
    """Offer an item no longer; cases that were opened with it go on."""
    actor = await acting(console, request, *_ROLES)
    item, now = ItemId(request.path_params["item"]), console.clock.now()
    await console.store.write(lambda tx: service.withdraw(tx, actor, item, now))
    return answer(await console.store.read(partial(_whole, item=item, version=None, today=local_day(now))))


async def import_catalogue(console: Console, request: Request) -> Response:
    """
    Bring a file in as drafts (`name` tells its format); with `dryRun=1` tell what it would do, or its faults.

    `columns` tells of tables which heading is which column, as JSON: `{"items": {"name-zh": 0}}`, places from 0. A dry
    run without it guesses; an import without it wants our own headings.
    """
    actor = await acting(console, request, *_ROLES)
    asked = request.query_params
    name, dry_run, columns = asked.get("name", ""), asked.get("dryRun") == "1", _columns(asked.get("columns", ""))
    content = await read_capped(request, MAX_FILE_BYTES, Code.BAD_REQUEST)
    known = await console.store.read(department_codes)
    sheets: tuple[Sheet, ...] = ()
    try:
        sheets = await asyncio.to_thread(open_sheets, content, name)
        sheets = choose(sheets, columns)
        listed = await asyncio.to_thread(_read, content, name, known, sheets if dry_run or columns else ())
    except RowsInvalid as error:
        return answer(_report(dry_run, 0, Import(0, 0, 0, 0), error.faults, sheets))
    except ValueError as error:
        raise Refused(Code.BAD_REQUEST, problem=f"columns: {error}") from error
    now = console.clock.now()
    if dry_run:
        done = await console.store.read(partial(service.compare, catalogue_read=listed))
    else:
        done = await console.store.write(partial(draft_items, catalogue=listed, now=now, actor=actor.id))
    return answer(_report(dry_run, len(listed), done, (), sheets))


async def export_catalogue(console: Console, request: Request) -> Response:
    """Return the newest version of every item as a file: yaml, xlsx, or csv (a ZIP of four tables)."""
    await acting(console, request, *_ROLES)
    try:
        kind = Format(request.path_params["format"])
    except ValueError as error:
        raise Refused(Code.NOT_FOUND) from error
    latest = await console.store.read(catalogue.latest)
    content = await asyncio.to_thread(write_file, [listed for _, listed in latest], kind)
    ending = "csv.zip" if kind is Format.CSV else kind.value
    headers = {"Content-Disposition": f'attachment; filename="catalogue.{ending}"'}
    return Response(content, headers=headers, media_type=MEDIA_TYPES[kind])


def _columns(written: str) -> dict[str, dict[str, int]]:
    if not written:
        return {}
    try:
        return msgspec.json.decode(written, type=dict[str, dict[str, int]])
    except msgspec.DecodeError as error:
        raise Refused(Code.BAD_REQUEST, problem="columns are places of headings by table and column") from error


def _read(content: bytes, name: str, known: Mapping[str, str], sheets: Sequence[Sheet]) -> tuple[Listed, ...]:
    return read_sheets(sheets, known) if sheets else read_file(content, name, known)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise Refused(Code.PERIOD_INVALID) from error


def _row(standing: service.Standing) -> CatalogueRow:
    item = standing.item
    return msgspec.convert(
        {
            "id": item.id,
            "name": item.name,
            "department": item.department,
            "departmentName": item.department_name,
            "zone": item.zone,
            "serves": item.serves,
            "serviceType": item.service_type,
            "version": standing.current,
            "newest": standing.newest,
            "state": standing.state,
            "redrafted": standing.redrafted,
            "lacks": standing.lacks,
        },
        CatalogueRow,
    )


def _whole(tx: Transaction, item: ItemId, version: int | None, today: date) -> CatalogueItem:
    known = catalogue.versions(tx, item)
    number = version or (known[0].number if known else 0)
    listed = catalogue.get_listed(tx, item, number)
    if listed is None:
        raise Refused(Code.ITEM_UNKNOWN)
    current = catalogue.current(tx, item)
    return _detail(listed, number, current[0] if current else None, known, service.missing(tx, listed), today)


def _detail(
    listed: Listed,
    number: int,
    current: int | None,
    known: Sequence[catalogue.Version],
    missing: tuple[Lack, ...],
    today: date,
) -> CatalogueItem:
    item = listed.item
    return CatalogueItem(
        id=item.id,
        version=number,
        name=item.name,
        description=item.description,
        department_name=item.department_name,
        area_name=item.area_name,
        code=item.code,
        zone=item.zone,
        serves=item.serves,
        qualification=item.qualification,
        service_type=item.service_type,
        legal_days=item.legal_days,
        committed_days=item.committed_days,
        target_minutes=item.target_minutes,
        fee=item.fee,
        delivery=item.delivery,
        signature=item.signature,
        result=item.result,
        pays=item.pays,
        id_card_only=item.id_card_only,
        aliases=item.aliases,
        to_tell=item.to_tell,
        components=item.components,
        add_ons=item.add_ons,
        fields=tuple(spec.label for spec in item.fields.values()),
        materials=tuple(CatalogueMaterial(**msgspec.structs.asdict(material)) for material in item.materials),
        implementations=tuple(_implementation(listed, each) for each in listed.implementations),
        versions=tuple(
            msgspec.convert(
                {
                    "number": each.number,
                    "state": service.state_of(each, today),
                    "current": each.number == current,
                    "importedAt": each.imported_at,
                    "validFrom": each.valid_from,
                    "validUntil": each.valid_until,
                },
                CatalogueVersion,
            )
            for each in known
        ),
        lacks=missing,
    )


def _implementation(listed: Listed, each: Implementation) -> CatalogueImplementation:
    item = listed.item
    return CatalogueImplementation(
        division=each.division,
        department=each.department or item.department,
        legal_days=item.legal_days if each.legal_days is None else each.legal_days,
        committed_days=item.committed_days if each.committed_days is None else each.committed_days,
        seal=each.seal,
        mode=each.mode,
        unattended=each.unattended,
        service_types={office: int(kind) for office, kind in each.service_types.items()},
    )


def _report(dry_run: bool, count: int, done: Import, faults: Sequence[Fault], sheets: Sequence[Sheet]) -> ImportReport:
    shown = tuple(
        ImportFault(each.sheet, each.row, each.column, in_both_languages(each.problem)) for each in faults[:MAX_FAULTS]
    )
    tables = tuple(_import_sheet(sheet) for sheet in sheets)
    return ImportReport(dry_run, count, done.added, done.changed, done.unchanged, shown, len(faults), tables)


def _import_sheet(sheet: Sheet) -> ImportSheet:
    few = sheet.rows[:SAMPLE_ROWS]
    samples = (
        next((row[place] for row in few if place < len(row) and row[place].strip()), "")[:SAMPLE_LETTERS]
        for place in range(len(sheet.headings))
    )
    return ImportSheet(
        sheet.name, sheet.title, sheet.headings, tuple(samples), header(sheet.name), dict(sheet.columns), sheet.ours
    )


ENDPOINTS: tuple[Endpoint, ...] = (
    get("/api/catalogue", list_catalogue, list[CatalogueRow], roles=_ROLES),
    get("/api/catalogue/export.{format}", export_catalogue, roles=_ROLES, query=("page",), sends="*/*"),
    put(
        "/api/catalogue/import",
        import_catalogue,
        ImportReport,
        takes="application/octet-stream",
        roles=_ROLES,
        query=("name", "dryRun", "columns"),
    ),
    get("/api/catalogue/{item}", get_catalogue_item, CatalogueItem, roles=_ROLES, query=("version",)),
    post("/api/catalogue/{item}/publish", publish_item, PublishItem, CatalogueItem, roles=_ROLES),
    post("/api/catalogue/{item}/withdraw", withdraw_item, WithdrawItem, CatalogueItem, roles=_ROLES),
)
