"""Claims about who takes messages, with a real SMTP server and a real HTTP endpoint on loopback."""

import asyncio
from collections.abc import AsyncIterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import msgspec
import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from agent_console.core.notice import Channel
from agent_console.services.messengers import AppriseMessenger, FileMessenger, Message, messenger
from signaling.settings import Messages, Settings

SMS = Message(Channel.SMS, "13800138000", "事项", "内容")
MAIL = Message(Channel.EMAIL, "zhang.san@example.cn", "个体工商户设立登记", "您的申请已受理 / accepted")


class PostOffice:
    """Takes letters, but none for strangers."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, EmailMessage]] = []

    async def handle_RCPT(  # noqa: N802 — aiosmtpd's name.
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith("nobody"):
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        self.letters += [
            (to, message_from_bytes(envelope.content, EmailMessage, policy=default)) for to in envelope.rcpt_tos
        ]
        return "250 OK"


@pytest.fixture
async def post_office() -> AsyncIterator[tuple[PostOffice, AppriseMessenger]]:
    office, loop = PostOffice(), asyncio.get_running_loop()
    async with await loop.create_server(lambda: SMTP(office, loop=loop), "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        url = f"mailto://127.0.0.1:{port}?from=counter@hall.example&to={{email}}&mode=insecure"
        yield office, AppriseMessenger({Channel.EMAIL: (url,)})


async def test_a_letter_reaches_a_mailbox_whole(post_office: tuple[PostOffice, AppriseMessenger]) -> None:
    office, sender = post_office
    assert await sender.send(MAIL) is None
    ((to, letter),) = office.letters
    assert (to, letter["Subject"]) == (MAIL.address, MAIL.subject)
    body = letter.get_body(("plain",))
    assert body is not None
    assert body.get_content().strip() == MAIL.body


async def test_a_mailbox_that_is_none_is_told_without_the_address(
    post_office: tuple[PostOffice, AppriseMessenger],
) -> None:
    office, sender = post_office
    problem = await sender.send(Message(Channel.EMAIL, "nobody.knows@example.cn", "s", "b"))
    assert problem
    assert "nobody.knows" not in problem
    assert office.letters == []


async def test_sms_goes_to_an_http_endpoint_with_its_number() -> None:
    heard: list[bytes] = []

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(int(line.split(b":")[1]) for line in head.splitlines() if line.lower().startswith(b"content-len"))
        heard.extend((head.splitlines()[0], await reader.readexactly(length)))
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(listen, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        assert await AppriseMessenger({Channel.SMS: (f"json://127.0.0.1:{port}/sms/{{phone}}",)}).send(SMS) is None
    assert b"/sms/13800138000" in heard[0]
    assert msgspec.json.decode(heard[1])["message"] == SMS.body


async def test_a_service_that_is_not_there_and_a_url_that_is_none_are_told() -> None:
    assert await AppriseMessenger({Channel.SMS: ("json://127.0.0.1:1/{phone}",)}).send(SMS)
    assert "://…" in (await AppriseMessenger({Channel.SMS: ("nonsense://x",)}).send(SMS) or "")


async def test_the_file_for_trying_holds_no_address(tmp_path: Path) -> None:
    for message in (SMS, MAIL):
        assert await FileMessenger(tmp_path / "m.jsonl").send(message) is None
    lines = [msgspec.json.decode(line) for line in (tmp_path / "m.jsonl").read_bytes().splitlines()]
    assert [line["to"] for line in lines] == ["13*******00", "z***@example.cn"]
    assert lines[0]["body"] == "内容"


async def test_a_file_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    assert await FileMessenger(tmp_path / "absent" / "m.jsonl").send(SMS)


async def test_settings_choose_who_takes_what(tmp_path: Path) -> None:
    chosen = messenger(Settings(data=tmp_path, messages=Messages(email=("nonsense://x",))))
    assert await chosen.send(SMS) is None
    assert await chosen.send(MAIL) is not None
    assert (tmp_path / "messages.jsonl").read_bytes().count(b"\n") == 1
