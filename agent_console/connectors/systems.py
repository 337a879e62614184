"""The department systems that one server speaks to."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from agent_console.connectors.config import ConnectorsInvalid, System, connect, read_systems
from agent_console.connectors.port import Connector


class Systems:
    """Systems by name, and a connector for each."""

    def __init__(self, systems: Sequence[System], base: Path, links: Mapping[str, Connector] | None = None) -> None:
        """
        Args:
            base: Where relative folders of file drops lie.
            links: Connectors by name, in place of those that the systems describe.
        """
        self.systems = {system.name: system for system in systems if system.enabled}
        self.links = dict(links) if links is not None else {n: connect(s, base) for n, s in self.systems.items()}

    def of_item(self, item: str) -> list[System]:
        """Return the systems that take cases of an item."""
        return [system for system in self.systems.values() if system.takes(item)]

    async def close(self) -> None:
        """Close what the connectors hold open."""
        for link in self.links.values():
            await link.close()


def read_file(file: Path, base: Path) -> Systems:
    """
    Return the systems that a YAML file names.

    Raises:
        ConnectorsInvalid: With every fault, the file named.
    """
    try:
        return Systems(read_systems(yaml.safe_load(file.read_text("utf-8"))), base)
    except (OSError, yaml.YAMLError, ConnectorsInvalid) as error:
        raise ConnectorsInvalid(f"{file}: {error}") from error
