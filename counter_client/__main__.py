"""`python -m counter_client`, which is `remote-counter window`: a window without a browser."""

import argparse
import asyncio
import contextlib
import logging
import os
import secrets
import signal
import ssl
import sys
from collections.abc import Sequence
from pathlib import Path

import structlog

from counter_client.client import Client
from counter_client.core.state import Habits, Resident, Window
from counter_client.devices import DeviceUnusable, DocumentCamera, FileDocument, FilePicture, LoopedSound, read_sound
from counter_client.listener import VoiceFile
from counter_client.parent import die_with_parent, outlived
from counter_client.peer import Sources
from counter_client.printer import Printer, Spooler
from counter_client.rest import Declined, Item, Rest
from counter_client.simulate import Staging, habits, quickest, report
from signaling.protocol.names import Language

_ENDED_WELL = {"served", "parent-ended", "signal"}
_log = structlog.get_logger(room="counter_client")


class Unusable(Exception):
    """The command line asks for something that cannot be; the message says what."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one window; return its exit status."""
    asked = _parser().parse_args(arguments)
    _configure_log()
    if asked.parent is not None:
        die_with_parent()
    try:
        reason = asyncio.run(_run(asked))
    except (Unusable, DeviceUnusable) as problem:
        _log.error("cannot_start", problem=str(problem))
        return 2
    except Declined as declined:
        _log.error("cannot_start", problem=declined.code)
        return 1
    _log.info("stopped", reason=reason)
    return 0 if reason in _ENDED_WELL else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="remote-counter window", description=__doc__)
    parser.add_argument("--server", default="http://127.0.0.1:8080", help="address of the server")
    parser.add_argument("--enrol", metavar="CODE", help="one-time code of an enrolment link")
    parser.add_argument("--state", type=Path, metavar="FILE", help="keeps the enrolment for the next start")
    parser.add_argument("--ca", type=Path, metavar="FILE", help="certificate authority that signed the server (PEM)")
    parser.add_argument("--parent", type=int, metavar="PID", help="end when this process ends")
    parser.add_argument("--item", metavar="ID", help="item to queue for; else the quickest")
    parser.add_argument("--language", choices=[language.value for language in Language], default=Language.CHINESE.value)
    parser.add_argument("--simulate", action="store_true", help="be an invented resident, again and again")
    by_hand = parser.add_argument_group("without --simulate: one visit, from files")
    by_hand.add_argument("--id-number", metavar="NUMBER", help="the resident's ID number")
    by_hand.add_argument("--phone", metavar="NUMBER", help="the resident's mobile phone")
    by_hand.add_argument("--camera", type=Path, metavar="FILE", help="film or photograph of the resident")
    by_hand.add_argument("--voice", type=Path, metavar="FILE", help="sound file of the resident")
    by_hand.add_argument("--document", type=Path, metavar="FILE", help="photograph or film of the papers")
    parser.add_argument("--printer", metavar="NAME", help="CUPS printer of this window; see `lpstat -e`")
    parser.add_argument("--play", type=Path, metavar="FILE", help="write the official's voice here (WAV)")
    return parser


async def _run(asked: argparse.Namespace) -> str:
    tls = None
    if asked.server.startswith("https:"):
        tls = ssl.create_default_context(cafile=None if asked.ca is None else str(asked.ca))
    rest = Rest(asked.server, tls=tls)
    try:
        await _enrol(rest, asked.enrol, asked.state)
        items = await rest.items()
        return await _serve(asked, rest, _chosen(items, asked.item))
    finally:
        await rest.close()


async def _enrol(rest: Rest, code: str | None, state: Path | None) -> None:
    """Take the token from the state file, else spend the code; a token that was kept goes before a code."""
    if state is not None:
        with contextlib.suppress(FileNotFoundError):
            rest.token = (await asyncio.to_thread(state.read_text, "utf-8")).strip()
    if rest.token:
        return
    if code is None:
        raise Unusable("a window must be enrolled: --enrol CODE, or --state FILE of an earlier enrolment")
    await rest.enrol(code)
    if state is not None:
        await asyncio.to_thread(_keep, state, rest.token)


def _keep(state: Path, token: str) -> None:
    # The token is the window's identity: nobody else on this machine may read it, not even for an instant.
    with os.fdopen(os.open(state, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(token)


def _chosen(items: tuple[Item, ...], wanted: str | None) -> Item:
    if not items:
        raise Unusable("the server has no items")
    if wanted is None:
        return quickest(items)
    for item in items:
        if item.id == wanted:
            return item
    raise Unusable(f"no such item: {wanted}")


async def _serve(asked: argparse.Namespace, rest: Rest, item: Item) -> str:
    language = Language(asked.language)
    document: DocumentCamera | None
    if asked.simulate:
        staging = await asyncio.to_thread(Staging, item, language)
        how, sources, document = habits(item.id, language), staging.sources, staging.desk
    else:
        how, sources, document = await asyncio.to_thread(_from_files, asked, item, language)
    window = Window(how, secrets.token_hex(4))
    voice_file = None if asked.play is None else VoiceFile(asked.play)
    client = Client(rest, window, sources, document, listen=voice_file, watch=not asked.simulate, watcher=report)
    async with asyncio.TaskGroup() as tasks:
        if voice_file is not None:
            tasks.create_task(voice_file.write())
        guards = [tasks.create_task(_stop_with_parent(client, asked.parent))] if asked.parent is not None else []
        if asked.printer is not None:
            guards.append(tasks.create_task(Spooler(rest, Printer(asked.printer)).run()))
        for name in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(name, client.stop, "signal")
        reason = await client.run()
        for guard in guards:
            guard.cancel()
        if voice_file is not None:
            voice_file.finish()
    return reason


def _from_files(
    asked: argparse.Namespace, item: Item, language: Language
) -> tuple[Habits, Sources, DocumentCamera | None]:
    if not asked.id_number or not asked.phone:
        raise Unusable("--id-number and --phone are needed without --simulate")
    voice = None if asked.voice is None else LoopedSound(read_sound(asked.voice))
    camera = None if asked.camera is None else FilePicture(asked.camera, most_pixels=640 * 480)
    document = None if asked.document is None else FileDocument(asked.document)
    resident = Resident(asked.id_number, asked.phone, language)
    how = Habits((resident,), item.id, ticket_after=None)
    return how, Sources(voice=voice, camera=camera, document=document), document


async def _stop_with_parent(client: Client, parent: int) -> None:
    await outlived(parent)
    client.stop("parent-ended")


def _configure_log() -> None:
    """Log to standard error: the server's own lines go to the same terminal."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty()),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        # The stream of the moment: one kept would be written to after its owner closed it.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )
    logging.basicConfig(level=logging.ERROR, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")


if __name__ == "__main__":
    sys.exit(main())
