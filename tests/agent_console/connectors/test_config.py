"""Claims about the file that names the department systems."""

from pathlib import Path

import pytest
import yaml

from agent_console.connectors.config import ConnectorsInvalid, connect, read_systems
from agent_console.connectors.file_drop import FileDropConnector
from agent_console.connectors.http_json import HttpConnector

FILE = """
systems:
  - name: enterprise-registry
    transport: {kind: http, url: "http://127.0.0.1:9", credential: REGISTRY_TOKEN}
    items: [company-*, individual-business-registration]
    fields:
      - {to: /serial, source: number}
    states: {办结: granted}
  - name: land
    transport: {kind: files, folder: connectors/land}
    items: [real-estate-transfer]
"""


def test_an_address_and_a_credential_may_stand_in_the_environment(tmp_path: Path) -> None:
    tree = yaml.safe_load(FILE.replace("http://127.0.0.1:9", "${REGISTRY_URL}/v1"))
    with pytest.raises(ConnectorsInvalid, match="no REGISTRY_URL"):
        read_systems(tree, {"REGISTRY_TOKEN": "x"})
    environment = {"REGISTRY_TOKEN": "x", "REGISTRY_URL": "http://127.0.0.1:9"}
    registry, _ = read_systems(tree, environment)
    assert isinstance(connect(registry, tmp_path, environment), HttpConnector)


def test_both_kinds_are_read_and_connected(tmp_path: Path) -> None:
    environment = {"REGISTRY_TOKEN": "x"}
    registry, land = read_systems(yaml.safe_load(FILE), environment)
    assert isinstance(connect(registry, tmp_path, environment), HttpConnector)
    assert isinstance(connect(land, tmp_path, environment), FileDropConnector)


def test_a_system_takes_the_items_that_it_names() -> None:
    registry, land = read_systems(yaml.safe_load(FILE), {"REGISTRY_TOKEN": "x"})
    assert registry.takes("company-registration")
    assert not land.takes("company-registration")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("REGISTRY_TOKEN}", "NOWHERE}"), "no NOWHERE"),
        (("name: land", "name: enterprise-registry"), "stands twice"),
        (("to: /serial", "to: serial"), "JSON Pointer"),
        (("kind: files", "kind: pigeon"), "pigeon"),
        (("granted", "perhaps"), "perhaps"),
        (("http://", "ftp://"), "regex"),
    ],
)
def test_a_fault_is_named(change: tuple[str, str], told: str) -> None:
    with pytest.raises(ConnectorsInvalid, match=told):
        read_systems(yaml.safe_load(FILE.replace(*change)), {"REGISTRY_TOKEN": "x"})
