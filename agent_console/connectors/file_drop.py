"""
A department system that takes files: one folder for each case, laid down whole, and its answers as JSON files.

    out/{number}/case.json       their document
    out/{number}/{n}-{material}.jpg|png
    in/{number}.json             {"number": …, "state": …, "reason": …, "result": file name beside it}
    licences/{kind}/{holder}.json  {"number": …, "file": …, "issuedOn": …, "expiresOn": …}

A folder appears under its final name only when all that is in it is on the disk.
"""

import asyncio
import os
import re
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec

from agent_console.connectors.port import (
    ConnectorFailed,
    Delivery,
    Fault,
    ForeignState,
    ForeignStatus,
    Licence,
    NotThere,
    Picture,
)
from agent_console.core.mapping import CannotMap, Rule, translate
from media.blobs import fsync_folder

_SAFE = re.compile(r"^[0-9A-Za-z][0-9A-Za-z._-]{0,99}$")
_ENDINGS = {"image/jpeg": "jpg", "image/png": "png"}

T = TypeVar("T", bound=msgspec.Struct)


class _Answer(msgspec.Struct, frozen=True):
    state: str
    reason: str = ""
    result: str | None = None


class _LicenceFile(msgspec.Struct, frozen=True, rename="camel"):
    number: str
    file: str
    issued_on: date | None = None
    expires_on: date | None = None


class FileDropConnector:
    """Implements `port.Connector`. The other system knows a case by our number."""

    def __init__(self, name: str, folder: Path, rules: Sequence[Rule], states: dict[str, ForeignState]) -> None:
        self.name = name
        self._folder = folder
        self._rules = rules
        self._states = states

    async def fetch(self, licence: str, holder: str) -> Licence:
        """Return a licence's picture. Raises as `port.Connector` says."""
        return await asyncio.to_thread(self._fetch, licence, holder)

    async def push(self, delivery: Delivery) -> str:
        """Lay a case down. Raises as `port.Connector` says."""
        try:
            document = translate(self._rules, delivery.fields)
        except CannotMap as error:
            raise ConnectorFailed(f"{self.name}: {error}", Fault.INCOMPLETE) from error
        await asyncio.to_thread(self._lay_down, delivery, document)
        return delivery.number

    async def pull(self, number: str) -> ForeignStatus:
        """Return how a case stands: received, until an answer lies there. Raises as `port.Connector` says."""
        return await asyncio.to_thread(self._pull, number)

    async def close(self) -> None:
        """Nothing is held open."""

    def _fetch(self, licence: str, holder: str) -> Licence:
        folder = self._folder / "licences" / self._safe(licence)
        found = self._read(folder / f"{self._safe(holder)}.json", _LicenceFile)
        if found is None:
            raise NotThere(f"{licence} of this holder")
        kind: Picture = "image/png" if found.file.endswith(".png") else "image/jpeg"
        return Licence(found.number, self._bytes(folder, found.file), kind, found.issued_on, found.expires_on)

    def _lay_down(self, delivery: Delivery, document: dict[str, object]) -> None:
        final = self._folder / "out" / self._safe(delivery.number)
        if final.exists():
            return
        making = final.with_name(f".{final.name}")
        try:
            shutil.rmtree(making, ignore_errors=True)
            making.mkdir(parents=True)
            _write(making / "case.json", msgspec.json.format(msgspec.json.encode(document)))
            for place, paper in enumerate(delivery.papers, 1):
                name = f"{place:03d}-{self._safe(paper.material)}.{_ENDINGS.get(paper.content_type, 'bin')}"
                _write(making / name, paper.content)
            fsync_folder(making)
            making.rename(final)
            fsync_folder(final.parent)
        except OSError as error:
            raise ConnectorFailed(f"{self.name}: {error.strerror}") from error

    def _pull(self, number: str) -> ForeignStatus:
        inbox = self._folder / "in"
        answer = self._read(inbox / f"{self._safe(number)}.json", _Answer)
        if answer is None:
            if not (self._folder / "out" / number).exists():
                raise NotThere(number)
            return ForeignStatus("received")
        state = self._states.get(answer.state)
        if state is None:
            raise ConnectorFailed(f"{self.name}: no state of ours for their {answer.state!r}")
        return ForeignStatus(state, answer.reason, self._bytes(inbox, answer.result) if answer.result else None)

    def _read(self, file: Path, kind: type[T]) -> T | None:
        try:
            return msgspec.json.decode(file.read_bytes(), type=kind)
        except FileNotFoundError:
            if not self._folder.is_dir():
                raise ConnectorFailed(f"{self.name}: its folder is not there", Fault.UNREACHABLE) from None
            return None
        except (OSError, msgspec.DecodeError) as error:
            raise ConnectorFailed(f"{self.name}: {file.name}: {error}") from error

    def _bytes(self, folder: Path, name: str) -> bytes:
        try:
            return (folder / self._safe(name)).read_bytes()
        except OSError as error:
            raise ConnectorFailed(f"{self.name}: {name}: {error.strerror}") from error

    def _safe(self, name: str) -> str:
        """Names come from outside; none may lead out of the folder."""
        if not _SAFE.match(name):
            raise ConnectorFailed(f"{self.name}: {name!r} is no name of a file")
        return name


def _write(file: Path, content: bytes) -> None:
    with file.open("xb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
