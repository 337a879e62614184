"""The department systems that one server speaks to."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from agent_console.connectors.config import ConnectorsInvalid, System, connect, read_systems
from agent_console.connectors.port import Connector


class Systems:
    """Systems by name, and a connector for each."""

    def __init__(
        self,
        systems: Sequence[System],
        base: Path,
        links: Mapping[str, Connector] | None = None,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        """
        Args:
            base: Where relative folders of file drops lie.
            links: Connectors by name, in place of those that the systems describe.
            environment: Where credentials and addresses are looked up.
        """
        self.systems = {system.name: system for system in systems if system.enabled}
        self.links = dict(links or {})
        if links is None:
            self.links |= {name: connect(system, base, environment) for name, system in self.systems.items()}

    def of_item(self, item: str) -> list[System]:
        """Return the systems that take cases of an item."""
        return [system for system in self.systems.values() if system.takes(item)]

    async def close(self) -> None:
        """Close what the connectors hold open."""
        for link in self.links.values():
            await link.close()


def read_file(file: Path, base: Path, environment: Mapping[str, str] = os.environ) -> Systems:
    """
    Return the systems that a YAML file names.

    Raises:
        ConnectorsInvalid: With every fault, the file named.
    """
    try:
        tree = yaml.safe_load(file.read_text("utf-8"))
        return Systems(read_systems(tree, environment), base, environment=environment)
    except (OSError, yaml.YAMLError, ConnectorsInvalid) as error:
        raise ConnectorsInvalid(f"{file}: {error}") from error
