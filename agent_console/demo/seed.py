"""The demonstration's catalogue, accounts and windows, laid down once in an empty data folder."""

import os
import secrets
from functools import partial
from pathlib import Path

import msgspec
import yaml

from agent_console.console import Console
from agent_console.core.catalogue import Item
from agent_console.core.catalogue_file import read_catalogue
from agent_console.core.division_file import read_divisions
from agent_console.store import places
from agent_console.store.accounts import Account, Window, get_account
from agent_console.store.versions import import_items
from signaling.protocol.names import Role
from signaling.protocol.views import Text

CATALOGUE = Path(__file__).with_name("catalogue.yaml")
DIVISIONS = Path(__file__).with_name("divisions.csv")
DIVISION = "441302"
HALL = "huicheng"
# The window of whoever tries the demonstration by hand, and the simulated resident's.
BY_HAND = Window("window-1", Text(zh="惠城大厅 1 号窗口", en="Huicheng hall, window 1"), DIVISION, HALL)
SIMULATED = Window("window-2", Text(zh="惠城大厅 2 号窗口", en="Huicheng hall, window 2"), DIVISION, HALL)

_DEPARTMENTS = frozenset({"market-regulation", "social-security", "public-security", "natural-resources"})
_QUALIFICATIONS = frozenset({"business-registration", "food-safety", "pension", "household", "real-estate"})
_PEOPLE = (
    Account(
        "chen",
        Role.OFFICIAL,
        "",
        Text(zh="陈志远", en="Chen Zhiyuan"),
        DIVISION,
        HALL,
        _DEPARTMENTS,
        _QUALIFICATIONS,
        frozenset({"zh-CN", "en"}),
    ),
    Account(
        "lin",
        Role.OFFICIAL,
        "",
        Text(zh="林晓梅", en="Lin Xiaomei"),
        DIVISION,
        HALL,
        frozenset({"market-regulation"}),
        frozenset({"business-registration", "food-safety"}),
    ),
    Account("wu", Role.CLERK, "", Text(zh="吴秀兰", en="Wu Xiulan"), DIVISION, HALL),
    Account("zhou", Role.SUPERVISOR, "", Text(zh="周明", en="Zhou Ming"), DIVISION),
)


class Credentials(msgspec.Struct, frozen=True):
    """What a newcomer signs in with."""

    role: Role
    account: str
    password: str


def read_demo_catalogue() -> tuple[Item, ...]:
    """Return the demonstration's items. Raises as `read_catalogue` does."""
    return read_catalogue(yaml.safe_load(CATALOGUE.read_text("utf-8")))


async def seed(console: Console, data: Path) -> tuple[Credentials, ...]:
    """
    Publish the catalogue, make the accounts if they are missing, and return their credentials.

    The passwords are random, and kept in `data/demo.json` for the next start: a demonstration with TLS is open to the
    whole network.
    """
    credentials = _credentials(data / "demo.json")
    items = read_demo_catalogue()
    await console.store.write(lambda tx: import_items(tx, items, console.clock.now()))
    divisions = read_divisions(DIVISIONS.read_text("utf-8"), "csv")
    await console.store.write(lambda tx: places.add_names(tx, divisions, console.clock.now()))
    passwords = {entry.account: entry.password for entry in credentials}
    for person in _PEOPLE:
        if await console.store.read(partial(get_account, account=person.id)) is None:
            await console.accounts.add_account(person, passwords[person.id])
    return credentials


def _credentials(file: Path) -> tuple[Credentials, ...]:
    if file.exists():
        return msgspec.json.decode(file.read_bytes(), type=tuple[Credentials, ...])
    made = tuple(Credentials(person.role, person.id, secrets.token_hex(4)) for person in _PEOPLE)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(msgspec.json.format(msgspec.json.encode(made)) + b"\n")
    return made
