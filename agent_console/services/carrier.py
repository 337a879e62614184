"""
Carriers: whoever brings parcels, behind one port; and the demonstration's, which is a folder.

Its `out/` gets each label as PDF with a manifest in JSON; what is laid into `status/<number>.json` (a list of steps,
each with `at`, `state` and `text`) is read as the carrier's tracking.
"""

import asyncio
from pathlib import Path
from typing import Protocol

import msgspec

from agent_console.core.dispatch import Address, Step
from signaling.log import get

log = get("carrier")
_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)  # UPU S10, §4.3.


class Shipment(msgspec.Struct, frozen=True, rename="camel"):
    """What is handed in. `serial` counts our parcels, from 1."""

    serial: int
    reference: str  # The case's number; nothing else of the case.
    to: Address


class Carrier(Protocol):
    """Brings parcels."""

    async def announce(self, shipment: Shipment) -> str:
        """Return the tracking number under which the carrier will take the parcel."""

    async def hand_in(self, number: str, shipment: Shipment, label: bytes) -> None:
        """Give the parcel with its label (PDF) to the carrier."""

    async def track(self, number: str) -> tuple[Step, ...] | None:
        """Return what became of a parcel, oldest first; None where nothing is known."""


class FileCarrier:
    """The demonstration's carrier."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def announce(self, shipment: Shipment) -> str:
        """Return a number of the Universal Postal Union's form (S10), e.g. `RC000000018CN`."""
        digits = f"{shipment.serial % 10**8:08d}"
        total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True))
        check = {10: 0, 11: 5}.get(11 - total % 11, 11 - total % 11)
        return f"RC{digits}{check}CN"

    async def hand_in(self, number: str, shipment: Shipment, label: bytes) -> None:
        """Write label and manifest, the manifest last: who sees it finds the label there."""
        await asyncio.to_thread(self._write, number, shipment, label)

    async def track(self, number: str) -> tuple[Step, ...] | None:
        """Return the steps of the status file; a file that is no such list is told in the log, and counts as none."""
        file = self._folder / "status" / f"{number}.json"
        try:
            return msgspec.json.decode(await asyncio.to_thread(file.read_bytes), type=tuple[Step, ...])
        except FileNotFoundError:
            return None
        except msgspec.DecodeError as error:
            log.warning("status_unreadable", number=number, problem=str(error))
            return None

    def _write(self, number: str, shipment: Shipment, label: bytes) -> None:
        out = self._folder / "out"
        out.mkdir(parents=True, exist_ok=True, mode=0o700)
        (out / f"{number}.pdf").write_bytes(label)
        manifest = {"number": number, **msgspec.to_builtins(shipment)}
        (out / f"{number}.json").write_bytes(msgspec.json.format(msgspec.json.encode(manifest)) + b"\n")
