from pathlib import Path

import msgspec

from agent_console.services.messengers import FileMessenger, messenger
from agent_console.services.notifications import AppriseMessenger, Message
from signaling.settings import Messages, Settings


async def test_the_file_for_trying_holds_no_number(tmp_path: Path) -> None:
    assert await FileMessenger(tmp_path / "m.jsonl").send(Message("13800138000", "事项", "内容"))
    line = msgspec.json.decode((tmp_path / "m.jsonl").read_bytes())
    assert line["body"] == "内容"
    assert "13800138000" not in str(line)


async def test_a_file_that_cannot_be_written_takes_nothing(tmp_path: Path) -> None:
    assert not await FileMessenger(tmp_path / "absent" / "m.jsonl").send(Message("1", "", ""))


def test_settings_choose_who_takes_messages(tmp_path: Path) -> None:
    assert isinstance(messenger(Settings(data=tmp_path)), FileMessenger)
    assert isinstance(messenger(Settings(messages=Messages(urls=("json://localhost",)))), AppriseMessenger)
