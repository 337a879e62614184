"""Who takes messages: Apprise's services where URLs are set, else a file for trying the product."""

import asyncio
import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

import apprise
import msgspec

from agent_console.core.notice import Channel, mask_address
from signaling.settings import Settings

FILE = "messages.jsonl"


class Message(msgspec.Struct, frozen=True):
    """What is handed over: which way, to which number or address, with which words."""

    channel: Channel
    address: str
    subject: str
    body: str


class Messenger(Protocol):
    """Hands a message to a service."""

    async def send(self, message: Message) -> str | None:
        """Return why it was not taken; None: it was."""


class AppriseMessenger:
    """
    Apprise's services, by URL: `{phone}` or `{email}` in a URL stands for the resident's or official's.

    Args:
        urls: By channel, for example `mailtos://counter:PASSWORD@mail.example.cn?to={email}`.
    """

    def __init__(self, urls: Mapping[Channel, tuple[str, ...]]) -> None:
        self._urls = urls

    async def send(self, message: Message) -> str | None:
        """Return why one of the services did not take it, without the address."""
        service = apprise.Apprise()
        place = "{phone}" if message.channel is Channel.SMS else "{email}"
        for url in self._urls[message.channel]:
            if not service.add(url.replace(place, quote(message.address, safe="@"))):
                return f"Apprise does not understand the URL {url.partition(':')[0]}://…"
        with apprise.LogCapture(level=logging.WARNING, fmt="%(message)s") as said:  # type: ignore[no-untyped-call]  # apprise says nothing of its types.
            taken = await service.async_notify(title=message.subject, body=message.body, body_format="text")
            words = said.getvalue()
        if taken:
            return None
        lines = [line.strip() for line in words.replace(message.address, mask_address(message.address)).splitlines()]
        return " ".join(filter(None, lines)) or "the service did not take it"


class FileMessenger:
    """Writes each message as a line of JSON, the address masked."""

    def __init__(self, file: Path) -> None:
        self._file = file

    async def send(self, message: Message) -> str | None:
        """Return why it could not be written."""
        line = {
            "at": datetime.now(UTC),
            "channel": message.channel,
            "to": mask_address(message.address),
            "subject": message.subject,
            "body": message.body,
        }
        try:
            await asyncio.to_thread(self._append, msgspec.json.encode(line) + b"\n")
        except OSError as error:
            return f"{self._file.name}: {error.strerror}"
        return None

    def _append(self, line: bytes) -> None:
        with self._file.open("ab") as out:
            out.write(line)


class ByChannel:
    """Gives each message to the messenger of its channel."""

    def __init__(self, messengers: Mapping[Channel, Messenger]) -> None:
        self._messengers = messengers

    async def send(self, message: Message) -> str | None:
        """Return why it was not taken."""
        return await self._messengers[message.channel].send(message)


def messenger(settings: Settings) -> ByChannel:
    """Return who takes messages under these settings."""
    urls = {Channel.SMS: settings.messages.sms, Channel.EMAIL: settings.messages.email}
    services, file = AppriseMessenger(urls), FileMessenger(settings.data / FILE)
    return ByChannel({channel: services if urls[channel] else file for channel in urls})
