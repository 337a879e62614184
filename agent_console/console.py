"""What the officials' side works with, put together once by `agent_console.app`."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

from agent_console.chores import Chores
from agent_console.connectors.systems import Systems
from agent_console.services.accounts import Accounts
from agent_console.services.carrier import Carrier
from agent_console.services.finder import Finder
from agent_console.services.photographs import Photographs
from agent_console.services.seals import Seals
from media.blobs import Blobs
from media.recordings import Recordings
from media.workers import Workers
from signaling.clock import Clock
from signaling.services.desk import Desk
from signaling.settings import Messages
from signaling.store.engine import Store


@dataclass(frozen=True)
class Console:
    """The parts that REST handlers and chores share."""

    store: Store
    clock: Clock
    accounts: Accounts
    finder: Finder
    photographs: Photographs
    blobs: Blobs
    seals: Seals
    carrier: Carrier
    signers: Path  # Certificates (PEM) of the authorities whose holders may sign by certificate.
    workers: Workers
    desk: Desk
    recordings: Recordings
    master_key: bytes  # Wraps the keys of the recordings.
    holder_key: bytes  # Holders of verified materials are found by a hash with it.
    systems: Systems
    public_url: str  # What links in notices begin with, e.g. "https://hall.example".
    messages: Messages  # Whose services take notices.
    chores: Chores = field(default_factory=Chores)
    # An original is in memory until it is on disk; a window that finds no place is told so, and tries again.
    uploads: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(16))
