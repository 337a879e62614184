"""Who takes messages: Apprise's services where URLs are set, else a file for trying the product."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from agent_console.core.identity import mask
from agent_console.services.notifications import AppriseMessenger, Message, Messenger
from signaling.settings import Settings


class FileMessenger:
    """Writes each message as a line of JSON, the number masked."""

    def __init__(self, file: Path) -> None:
        self._file = file

    async def send(self, message: Message) -> bool:
        """Return whether it could be written."""
        line = {
            "at": datetime.now(UTC),
            "phone": mask(message.phone),
            "subject": message.subject,
            "body": message.body,
        }
        try:
            await asyncio.to_thread(self._append, msgspec.json.encode(line) + b"\n")
        except OSError:
            return False
        return True

    def _append(self, line: bytes) -> None:
        with self._file.open("ab") as out:
            out.write(line)


def messenger(settings: Settings) -> Messenger:
    """Return who takes messages under these settings."""
    if settings.messages.urls:
        return AppriseMessenger(settings.messages.urls)
    return FileMessenger(settings.data / "messages.jsonl")
