"""The command `remote-counter`."""

import argparse
import asyncio
import getpass
import os
import secrets
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec
import yaml

from agent_console import catalogue_commands, generate, migrate
from agent_console.app import database_url
from agent_console.catalogue_commands import Told
from agent_console.core.division_file import DivisionsInvalid, read_divisions
from agent_console.core.office import Office
from agent_console.core.template import TemplatesInvalid
from agent_console.keys import load_keys
from agent_console.lock import DataInUse
from agent_console.serve import CannotServe, serve
from agent_console.services.accounts import Accounts
from agent_console.services.catalogue_files import Format
from agent_console.services.templates import read_file
from agent_console.store import places, templates
from agent_console.store.accounts import Account, Window
from signaling.clock import SystemClock
from signaling.core.ticket import check_email
from signaling.ports import Transaction
from signaling.protocol.names import Role
from signaling.protocol.views import Text
from signaling.settings import Settings, SettingsInvalid, load
from signaling.store.engine import Store
from signaling.store.proof import Report, verify

T = TypeVar("T")
FAILED = 1
WITHOUT_ACCOUNT = (Role.WINDOW, Role.COLLEAGUE)  # A device, and an official within another one's session.
_FORMATS = {".yaml": Format.YAML, ".xlsx": Format.EXCEL, ".zip": Format.CSV}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words[:1] == ["window"]:
        # The window's client is a program of its own, which may be installed where no server is.
        os.execv(sys.executable, [sys.executable, "-m", "counter_client", *words[1:]])  # noqa: S606 — no shell is wanted.
    if words[:1] == ["demo-department"]:
        module = "agent_console.demo.department"  # Apart from the counter, as a department's system is.
        os.execv(sys.executable, [sys.executable, "-m", module, *words[1:]])  # noqa: S606 — no shell is wanted.
    asked = _parser().parse_args(words)
    try:
        status: int = asked.run(asked)
    except (CannotServe, DataInUse, SettingsInvalid, generate.Stale) as error:
        print(f"remote-counter: {error}", file=sys.stderr)
        return FAILED
    except yaml.YAMLError as error:
        print(f"{asked.file}: {error}", file=sys.stderr)
        return FAILED
    except DivisionsInvalid as error:
        print(f"{asked.file}: {len(error.faults)} faults", *error.faults, sep="\n  ", file=sys.stderr)
        return FAILED
    except TemplatesInvalid as error:
        print(f"{asked.file}: {len(error.faults)} faults", *error.faults, sep="\n  ", file=sys.stderr)
        return FAILED
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="remote-counter", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    command = commands.add_parser("serve", help="serve pages, desk and media")
    _with_settings(command)
    command.add_argument("--demo", action="store_true", help="with demonstration accounts and a simulated resident")
    command.set_defaults(run=_serve)

    command = commands.add_parser("types", help="write the generated types and the OpenAPI document")
    command.add_argument("--check", action="store_true", help="only tell whether they are fresh")
    command.set_defaults(run=_types)

    command = commands.add_parser("audit", help="the ledger").add_subparsers(required=True).add_parser("verify")
    _with_settings(command)
    command.set_defaults(run=_verify_audit)

    command = commands.add_parser("enrol", help="make a window and print its one-time link")
    _with_settings(command)
    command.add_argument("window", help="its id, e.g. window-3")
    command.add_argument("--name-zh", required=True)
    command.add_argument("--name-en", required=True)
    command.add_argument("--division", required=True, help="GB/T 2260, e.g. 441302")
    command.add_argument("--hall", required=True)
    command.add_argument("--unattended", action="store_true", help="no clerk is near: items that need one are refused")
    command.set_defaults(run=_enrol)

    command = commands.add_parser("account", help="accounts of people").add_subparsers(required=True).add_parser("add")
    _with_settings(command)
    command.add_argument("account", help="the name to sign in with")
    command.add_argument("--role", required=True, choices=[role.value for role in Role if role not in WITHOUT_ACCOUNT])
    command.add_argument("--name-zh", required=True)
    command.add_argument("--name-en", required=True)
    command.add_argument("--division", required=True, help="GB/T 2260, e.g. 441302")
    command.add_argument("--hall", default="")
    command.add_argument("--departments", default="", help="codes of the catalogue, with commas")
    command.add_argument("--qualifications", default="", help="codes of the catalogue, with commas")
    command.add_argument("--languages", default="zh-CN", help="with commas")
    command.add_argument("--email", default="", help="where notices of cases go; none: on the desk alone")
    command.set_defaults(run=_add_account)

    catalogue = commands.add_parser("catalogue", help="the items").add_subparsers(required=True, metavar="ACTION")
    command = catalogue.add_parser("import", help="publish exactly the items of a file")
    _with_settings(command)
    command.add_argument("file", type=Path, help="YAML, Excel or CSV; docs/catalogue.md describes them")
    command.add_argument("--draft", action="store_true", help="lay them down beside what there is; publish nothing")
    command.add_argument("--dry-run", action="store_true", help="only tell what it would do")
    command.set_defaults(run=_import_catalogue)
    command = catalogue.add_parser("export", help="write all items to a file")
    _with_settings(command)
    command.add_argument("file", type=Path, help="its ending tells the format: .yaml, .xlsx or .zip (of CSV)")
    command.set_defaults(run=_export_catalogue)
    command = catalogue.add_parser("check", help="tell what keeps items from being published")
    _with_settings(command)
    command.add_argument("file", type=Path, nargs="?", help="instead of what is stored")
    command.set_defaults(run=_check_catalogue)

    command = commands.add_parser("divisions", help="the divisions").add_subparsers(required=True).add_parser("import")
    _with_settings(command)
    command.add_argument("file", type=Path, help="CSV or JSON; docs/places.md describes it")
    command.set_defaults(run=_import_divisions)

    command = commands.add_parser("offices", help="halls, agency windows, departments")
    command = command.add_subparsers(required=True).add_parser("import")
    _with_settings(command)
    command.add_argument("file", type=Path, help="YAML; docs/places.md describes it")
    command.set_defaults(run=_import_offices)

    command = commands.add_parser("templates", help="phrases, reasons, grounds and messages; replaces all of them")
    _with_settings(command)
    command.add_argument("file", type=Path, help="YAML; docs/documents.md describes it")
    command.set_defaults(run=_replace_templates)

    commands.add_parser(
        "demo-department", help="serve the demonstration's department systems, alone or beside serve --demo"
    )
    commands.add_parser("window", help="run a window's native client (its own options: window --help)")
    return parser


def _with_settings(command: argparse.ArgumentParser) -> None:
    command.add_argument("--config", type=Path, metavar="FILE", help="settings in TOML; the environment overrides it")


def _settings(asked: argparse.Namespace) -> Settings:
    file: Path | None = asked.config
    if getattr(asked, "demo", False):
        return load(file, {**os.environ, "REMOTE_COUNTER_DEMO": "1"})
    return load(file)


def _serve(asked: argparse.Namespace) -> int:
    serve(_settings(asked))
    return 0


def _types(asked: argparse.Namespace) -> int:
    if asked.check:
        generate.check()
    else:
        generate.write()
    return 0


def _open(settings: Settings) -> Store:
    settings.data.mkdir(parents=True, exist_ok=True)
    migrate.upgrade(database_url(settings))
    return Store(database_url(settings))


def _enrol(asked: argparse.Namespace) -> int:
    settings = _settings(asked)
    window = Window(
        asked.window, Text(zh=asked.name_zh, en=asked.name_en), asked.division, asked.hall, asked.unattended
    )

    async def enrol() -> str:
        store = _open(settings)
        try:
            return await Accounts(store, SystemClock()).add_window(window)
        finally:
            await store.close()

    http = settings.http
    url = http.public_url or f"{'https' if http.tls else 'http'}://{http.host}:{http.port}"
    print(f"{url}/window#enrol={asyncio.run(enrol())}")
    return 0


def _add_account(asked: argparse.Namespace) -> int:
    settings = _settings(asked)
    typed = getpass.getpass(f"Password of {asked.account} (empty: make one): ") if sys.stdin.isatty() else ""
    password = typed or secrets.token_urlsafe(12)

    account = Account(
        id=asked.account,
        role=Role(asked.role),
        password="",
        name=Text(zh=asked.name_zh, en=asked.name_en),
        division=asked.division,
        hall=asked.hall,
        departments=_codes(asked.departments),
        qualifications=_codes(asked.qualifications),
        languages=_codes(asked.languages),
        email=check_email(asked.email) if asked.email else None,
    )

    async def add() -> None:
        store = _open(settings)
        try:
            await Accounts(store, SystemClock()).add_account(account, password)
        finally:
            await store.close()

    asyncio.run(add())
    if not typed:
        print(f"password: {password}")
    return 0


def _import_catalogue(asked: argparse.Namespace) -> int:
    content: bytes = asked.file.read_bytes()
    return _tell(
        _with_store(
            asked,
            lambda store: catalogue_commands.bring_in(
                store, SystemClock(), content, asked.file.name, draft=asked.draft, dry_run=asked.dry_run
            ),
        )
    )


def _export_catalogue(asked: argparse.Namespace) -> int:
    kind = _FORMATS.get(asked.file.suffix)
    if kind is None:
        return _tell(Told(f"{asked.file}: .yaml, .xlsx or .zip is wanted", failed=True))
    content, told = _with_store(asked, lambda store: catalogue_commands.export(store, kind))
    asked.file.write_bytes(content)
    return _tell(told)


def _check_catalogue(asked: argparse.Namespace) -> int:
    file: Path | None = asked.file
    if file is None:
        return _tell(_with_store(asked, lambda store: catalogue_commands.check_stored(store, SystemClock())))
    content = file.read_bytes()
    return _tell(_with_store(asked, lambda store: catalogue_commands.check_file(store, content, file.name)))


def _replace_templates(asked: argparse.Namespace) -> int:
    listed = read_file(asked.file)
    now = SystemClock().now()
    count = _with_store(asked, lambda store: store.write(lambda tx: templates.replace_all(tx, listed, now)))
    return _tell(Told(f"{count} templates"))


def _tell(told: Told) -> int:
    print(told.text, file=sys.stderr if told.failed else sys.stdout)
    return FAILED if told.failed else 0


def _with_store(asked: argparse.Namespace, work: Callable[[Store], Awaitable[T]]) -> T:
    async def run() -> T:
        store = _open(_settings(asked))
        try:
            return await work(store)
        finally:
            await store.close()

    return asyncio.run(run())


def _import_divisions(asked: argparse.Namespace) -> int:
    names = read_divisions(asked.file.read_text("utf-8"), "json" if asked.file.suffix == ".json" else "csv")
    return _add_places(_settings(asked), lambda tx: places.add_names(tx, names, SystemClock().now()))


def _import_offices(asked: argparse.Namespace) -> int:
    try:
        listed = msgspec.convert(yaml.safe_load(asked.file.read_text("utf-8")), list[Office])
    except msgspec.ValidationError as error:
        print(f"{asked.file}: {error}", file=sys.stderr)
        return FAILED
    return _add_places(_settings(asked), lambda tx: places.add_offices(tx, listed, SystemClock().now()))


def _add_places(settings: Settings, add: Callable[[Transaction], places.Added]) -> int:
    async def run() -> places.Added:
        store = _open(settings)
        try:
            return await store.write(add)
        finally:
            await store.close()

    done = asyncio.run(run())
    print(f"{done.added} added, {done.changed} changed, {done.unchanged} unchanged")
    return 0


def _verify_audit(asked: argparse.Namespace) -> int:
    settings = _settings(asked)
    key = load_keys(settings.data / "keys").audit.public_key()

    async def look() -> Report:
        store = _open(settings)
        try:
            return await store.read(lambda tx: verify(tx, key))
        finally:
            await store.close()

    report = asyncio.run(look())
    print(f"{report.chains} chains, {report.entries} entries, {report.facts} facts, {report.heads} signed heads")
    print(f"last head {report.head}")
    for fault in report.faults:
        print(f"{fault.kind.value}: {fault.stream} at {fault.place}")
    print("sound" if not report.faults else f"{len(report.faults)} faults")
    return FAILED if report.faults else 0


def _codes(text: str) -> frozenset[str]:
    return frozenset(code for code in text.split(",") if code)


if __name__ == "__main__":
    sys.exit(main())
