"""What `remote-counter catalogue` does: import, export and check."""

from collections.abc import Sequence
from functools import partial

import msgspec

from agent_console.core.catalogue_rows import Fault, RowsInvalid
from agent_console.core.clock import local_day
from agent_console.core.implementation import Listed
from agent_console.core.publishing import Lack
from agent_console.services import catalogue as service
from agent_console.services.catalogue_files import Format, department_codes, read_file, write_file
from agent_console.store import catalogue
from agent_console.store.versions import Import, draft_items, import_items
from signaling.clock import Clock
from signaling.store.engine import Store

MOST = 50  # Lines of faults.


class Told(msgspec.Struct, frozen=True):
    """What a command has to say."""

    text: str
    failed: bool = False


async def bring_in(store: Store, clock: Clock, content: bytes, name: str, *, draft: bool, dry_run: bool) -> Told:
    """
    Publish exactly the items of a file, or with `draft` only lay them down; with `dry_run` only tell what it would do.

    What lacks anything but somebody qualified is not published: accounts may be made afterwards.
    """
    try:
        listed = read_file(content, name, await store.read(department_codes))
    except RowsInvalid as error:
        return _faults(name, error.faults)
    incomplete = {} if draft else await _incomplete(store, listed, people=False)
    if incomplete:
        return _lacking(f"{len(incomplete)} items cannot be published; --draft takes them in as drafts", incomplete)
    if dry_run:
        done = await store.read(partial(service.compare, catalogue_read=listed))
    elif draft:
        done = await store.write(partial(draft_items, catalogue=listed, now=clock.now()))
    else:
        done = await store.write(partial(import_items, catalogue=listed, now=clock.now()))
    return Told(_counts(done))


async def export(store: Store, kind: Format) -> tuple[bytes, Told]:
    """Return the newest version of every item as a file."""
    latest = await store.read(catalogue.latest)
    return write_file([listed for _, listed in latest], kind), Told(f"{len(latest)} items")


async def check_stored(store: Store, clock: Clock) -> Told:
    """Tell what keeps the stored items from being published."""
    found = await store.read(partial(service.standings, today=local_day(clock.now())))
    return _checked(len(found), {str(each.item.id): each.lacks for each in found if each.lacks})


async def check_file(store: Store, content: bytes, name: str) -> Told:
    """Tell what keeps a file's items from being published, or what is wrong with it."""
    try:
        listed = read_file(content, name, await store.read(department_codes))
    except RowsInvalid as error:
        return _faults(name, error.faults)
    return _checked(len(listed), await _incomplete(store, listed, people=True))


async def _incomplete(store: Store, listed: Sequence[Listed], *, people: bool) -> dict[str, tuple[Lack, ...]]:
    found = await store.read(partial(service.lacking, listed=listed))
    ignored = frozenset() if people else frozenset({Lack.OFFICIAL})
    counted = {name: tuple(lack for lack in lacks if lack not in ignored) for name, lacks in found.items()}
    return {name: lacks for name, lacks in counted.items() if lacks}


def _checked(count: int, incomplete: dict[str, tuple[Lack, ...]]) -> Told:
    if not incomplete:
        return Told(f"{count} items, all of them complete")
    return _lacking(f"{count} items, {len(incomplete)} of them cannot be published", incomplete)


def _lacking(head: str, incomplete: dict[str, tuple[Lack, ...]]) -> Told:
    return _listed(head, [f"{name} lacks {', '.join(lacks)}" for name, lacks in incomplete.items()])


def _faults(name: str, faults: Sequence[Fault]) -> Told:
    return _listed(f"{name}: {len(faults)} faults", [_line(fault) for fault in faults])


def _listed(head: str, lines: Sequence[str]) -> Told:
    more = [] if len(lines) <= MOST else [f"and {len(lines) - MOST} more"]
    return Told("\n  ".join([head, *lines[:MOST], *more]), failed=True)


def _line(fault: Fault) -> str:
    if not fault.sheet:
        return f"{fault.column}: {fault.problem}" if fault.column else fault.problem
    place = f"{fault.sheet}, row {fault.row}" + (f", column {fault.column}" if fault.column else "")
    return f"{place}: {fault.problem}"


def _counts(done: Import) -> str:
    return f"{done.added} added, {done.changed} changed, {done.unchanged} unchanged, {done.withdrawn} withdrawn"
