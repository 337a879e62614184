"""Claims about the systems that a server speaks to."""

from pathlib import Path

import pytest

from agent_console.connectors.config import ConnectorsInvalid
from agent_console.connectors.systems import read_file
from agent_console.demo.department.launch import TOKEN, URL
from agent_console.serve import CONNECTORS


async def test_the_demonstrations_file_can_be_followed(tmp_path: Path) -> None:
    systems = read_file(CONNECTORS, tmp_path, {URL: "http://127.0.0.1:1", TOKEN: "secret"})
    assert [system.name for system in systems.of_item("real-estate-transfer")] == ["land-registry"]
    assert [system.name for system in systems.of_item("residence-permit")] == ["public-security"]
    assert systems.of_item("company-registration") == []
    await systems.close()


@pytest.mark.parametrize("content", ["systems: [", "systems: [{name: x}]"])
def test_a_fault_is_told_with_the_files_name(tmp_path: Path, content: str) -> None:
    file = tmp_path / "connectors.yaml"
    file.write_text(content, "utf-8")
    with pytest.raises(ConnectorsInvalid, match="connectors"):
        read_file(file, tmp_path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConnectorsInvalid, match="nowhere"):
        read_file(tmp_path / "nowhere.yaml", tmp_path)
