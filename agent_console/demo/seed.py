"""The demonstration's catalogue, accounts and windows, laid down once in an empty data folder."""

import os
import secrets
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import msgspec

from agent_console.console import Console
from agent_console.core.catalogue import Item
from agent_console.core.division_file import read_divisions
from agent_console.demo.city.city import digest, read_city, read_offices, read_wanted
from agent_console.demo.city.matters import departments
from agent_console.demo.people import BY_HAND, DIVISION, HALL, SIMULATED, people, windows
from agent_console.store import catalogue, places
from agent_console.store.accounts import Account, add_window, get_account
from agent_console.store.versions import import_items, set_source_digest
from signaling.ports import Transaction
from signaling.protocol.names import Role

__all__ = ["BY_HAND", "CATALOGUE", "DIVISION", "HALL", "SIMULATED", "Credentials", "read_demo_catalogue", "seed"]

CATALOGUE = Path(__file__).with_name("catalogue.yaml")
DIVISIONS = Path(__file__).with_name("divisions.csv")
SOURCE = "demonstration"


class Credentials(msgspec.Struct, frozen=True):
    """What a newcomer signs in with."""

    role: Role
    account: str
    password: str


def read_demo_catalogue() -> tuple[Item, ...]:
    """Return the items written by hand. Raises as `read_catalogue` does."""
    return tuple(listed.item for listed in read_wanted())


async def seed(console: Console, data: Path, *, whole: bool = False) -> tuple[Credentials, ...]:
    """
    Publish the catalogue, make the accounts if they are missing, and return their credentials.

    The passwords are random, and kept in `data/demo.json` for the next start: a demonstration with TLS is open to the
    whole network.

    Args:
        console: Where to.
        data: The data folder.
        whole: All 1,087 items with 66 halls and agencies; else only the items written by hand, at their hall.
    """
    staff = people(frozenset(departments()))
    credentials = _credentials(data / "demo.json", staff)
    await _publish(console, whole=whole)
    divisions = read_divisions(DIVISIONS.read_text("utf-8"), "csv")
    await console.store.write(lambda tx: places.add_names(tx, divisions, console.clock.now()))
    passwords = {entry.account: entry.password for entry in credentials}
    for person in staff:
        if await console.store.read(partial(get_account, account=person.id)) is None:
            await console.accounts.add_account(person, passwords[person.id])
    return credentials


async def _publish(console: Console, *, whole: bool) -> None:
    """Lay down items, offices and windows, unless exactly these were laid down before."""
    wanted = digest(whole=whole)
    if await console.store.read(partial(catalogue.source_digest, name=SOURCE)) == wanted:
        return
    items = read_city() if whole else read_wanted()
    offices = read_offices() if whole else ()
    now = console.clock.now()

    def lay(tx: Transaction) -> None:
        import_items(tx, items, now)
        places.add_offices(tx, offices, now)
        for window in windows(offices):
            add_window(tx, window, now)
        set_source_digest(tx, SOURCE, wanted)

    await console.store.write(lay)


def _credentials(file: Path, staff: Sequence[Account]) -> tuple[Credentials, ...]:
    known: tuple[Credentials, ...] = ()
    if file.exists():
        known = msgspec.json.decode(file.read_bytes(), type=tuple[Credentials, ...])
    names = {entry.account for entry in known}
    missing = [person for person in staff if person.id not in names]
    if not missing:
        return known
    made = (*known, *(Credentials(person.role, person.id, secrets.token_hex(4)) for person in missing))
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(msgspec.json.format(msgspec.json.encode(made)) + b"\n")
    return made
