"""Claims about a department system that takes files."""

import json
from pathlib import Path

import pytest

from agent_console.connectors.file_drop import FileDropConnector
from agent_console.connectors.port import ConnectorFailed, Delivery, NotThere, Paper
from agent_console.core.mapping import Rule
from signaling.protocol.names import Sha256

PAGE = Paper("articles", Sha256("0" * 64), "image/png", b"page")
DELIVERY = Delivery("441302-20260105-00001", {"number": "441302-20260105-00001"}, (PAGE,))


@pytest.fixture
def connector(tmp_path: Path) -> FileDropConnector:
    rules = (Rule("/serial", source="number"),)
    return FileDropConnector("land", tmp_path, rules, {"办结": "granted", "不予": "refused"})


async def test_a_case_is_laid_down_whole(connector: FileDropConnector, tmp_path: Path) -> None:
    assert await connector.push(DELIVERY) == DELIVERY.number
    folder = tmp_path / "out" / DELIVERY.number
    assert json.loads((folder / "case.json").read_text("utf-8")) == {"serial": DELIVERY.number}
    assert (folder / "001-articles.png").read_bytes() == b"page"
    assert [path.name for path in (tmp_path / "out").iterdir()] == [DELIVERY.number]


async def test_what_a_killed_server_left_half_done_is_done_anew(connector: FileDropConnector, tmp_path: Path) -> None:
    half = tmp_path / "out" / f".{DELIVERY.number}"
    half.mkdir(parents=True)
    (half / "case.json").write_text("{")
    await connector.push(DELIVERY)
    await connector.push(DELIVERY)
    assert not half.exists()


async def test_until_they_answer_a_case_is_received(connector: FileDropConnector, tmp_path: Path) -> None:
    await connector.push(DELIVERY)
    assert (await connector.pull(DELIVERY.number)).state == "received"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "result.pdf").write_bytes(b"PDF")
    answer = {"state": "办结", "result": "result.pdf"}
    (tmp_path / "in" / f"{DELIVERY.number}.json").write_text(json.dumps(answer), "utf-8")
    status = await connector.pull(DELIVERY.number)
    assert (status.state, status.result) == ("granted", b"PDF")


async def test_a_case_that_was_never_laid_down_is_not_there(connector: FileDropConnector) -> None:
    with pytest.raises(NotThere):
        await connector.pull("441302-20260105-00009")


async def test_a_licence_lies_under_its_holder(connector: FileDropConnector, tmp_path: Path) -> None:
    folder = tmp_path / "licences" / "title-deed"
    folder.mkdir(parents=True)
    (folder / "deed.jpg").write_bytes(b"picture")
    (folder / "441302199001011232.json").write_text('{"number": "粤(2020)7", "file": "deed.jpg"}', "utf-8")
    licence = await connector.fetch("title-deed", "441302199001011232")
    assert (licence.number, licence.content, licence.content_type) == ("粤(2020)7", b"picture", "image/jpeg")
    with pytest.raises(NotThere):
        await connector.fetch("title-deed", "441302199001011240")


@pytest.mark.parametrize("name", ["../secret", "a/b", "", ".hidden"])
async def test_no_name_leads_out_of_the_folder(connector: FileDropConnector, name: str) -> None:
    with pytest.raises(ConnectorFailed):
        await connector.fetch("title-deed", name)
    with pytest.raises(ConnectorFailed):
        await connector.pull(name)


async def test_a_folder_that_is_gone_is_a_failure(tmp_path: Path) -> None:
    connector = FileDropConnector("land", tmp_path / "gone", (), {})
    with pytest.raises(ConnectorFailed, match="folder"):
        await connector.fetch("title-deed", "441302199001011232")


@pytest.mark.parametrize("answer", ["{", '{"state": "?"}', '{"state": "办结", "result": "missing.pdf"}'])
async def test_an_answer_that_cannot_be_read_is_a_failure(
    connector: FileDropConnector, tmp_path: Path, answer: str
) -> None:
    await connector.push(DELIVERY)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / f"{DELIVERY.number}.json").write_text(answer, "utf-8")
    with pytest.raises(ConnectorFailed):
        await connector.pull(DELIVERY.number)


async def test_a_field_of_ours_that_is_missing_is_named(connector: FileDropConnector) -> None:
    with pytest.raises(ConnectorFailed, match="/serial"):
        await connector.push(Delivery("n", {}, ()))
