"""Which department systems there are: a YAML file, checked as a whole when the server starts."""

import fnmatch
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import httpx
import msgspec

from agent_console.connectors.file_drop import FileDropConnector
from agent_console.connectors.http_json import HttpConnector
from agent_console.connectors.port import Connector, ForeignState
from agent_console.core.catalogue import Code
from agent_console.core.mapping import Rule, check_rules
from signaling.protocol.views import Text

_VARIABLE = re.compile(r"^\$\{([A-Z][A-Z0-9_]*)\}")

_STATES: dict[str, ForeignState] = {
    "received": "received",
    "in-progress": "in-progress",
    "granted": "granted",
    "refused": "refused",
}


class Http(msgspec.Struct, frozen=True, rename="kebab", forbid_unknown_fields=True, tag_field="kind", tag="http"):
    """
    A system that speaks JSON over HTTP; the credential is the value of an environment variable, sent as bearer.

    The address may begin with `${NAME}`, the value of an environment variable: one file serves trial and production.
    """

    url: Annotated[str, msgspec.Meta(pattern=r"^(https?://|\$\{[A-Z][A-Z0-9_]*\})")]
    credential: str | None = None
    timeout_seconds: Annotated[float, msgspec.Meta(gt=0, le=120)] = 10.0


class Files(msgspec.Struct, frozen=True, rename="kebab", forbid_unknown_fields=True, tag_field="kind", tag="files"):
    """A system that takes files."""

    folder: str


class System(msgspec.Struct, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """One department system."""

    name: Code
    transport: Http | Files
    title: Text | None = None  # What officials call it; without one, its name.
    items: tuple[str, ...] = ()  # Ids of items whose accepted cases go there; `*` stands for any letters.
    fields: tuple[Rule, ...] = ()
    states: dict[str, Literal["received", "in-progress", "granted", "refused"]] = msgspec.field(  # Their words to ours.
        default_factory=lambda: dict(_STATES)
    )
    enabled: bool = True

    def takes(self, item: str) -> bool:
        """Tell whether accepted cases of an item go to this system."""
        return self.enabled and any(fnmatch.fnmatchcase(item, pattern) for pattern in self.items)


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    systems: tuple[System, ...]


class ConnectorsInvalid(Exception):
    """The file cannot be followed; the message has one line for each fault."""


def read_systems(tree: object, environment: Mapping[str, str] = os.environ) -> tuple[System, ...]:
    """
    Return the systems of a parsed YAML file.

    Raises:
        ConnectorsInvalid: With every fault.
    """
    try:
        systems = msgspec.convert(tree, _File).systems
    except msgspec.ValidationError as error:
        raise ConnectorsInvalid(str(error)) from error
    faults = []
    names = [system.name for system in systems]
    for system in systems:
        faults += [f"{system.name}: {fault}" for fault in check_rules(system.fields)]
        if names.count(system.name) > 1:
            faults.append(f"{system.name}: stands twice")
        faults += [
            f"{system.name}: the environment has no {name}" for name in _variables(system) if name not in environment
        ]
    if faults:
        raise ConnectorsInvalid("\n".join(faults))
    return systems


def _variables(system: System) -> list[str]:
    """Return the environment variables that a system's transport names."""
    if isinstance(system.transport, Files):
        return []
    found = [system.transport.credential] if system.transport.credential is not None else []
    return found + _VARIABLE.findall(system.transport.url)


def connect(system: System, base: Path, environment: Mapping[str, str] = os.environ) -> Connector:
    """Return the connector of a system; relative folders lie below `base`."""
    if isinstance(system.transport, Files):
        return FileDropConnector(system.name, base / system.transport.folder, system.fields, dict(system.states))
    transport = system.transport
    headers = {"Authorization": f"Bearer {environment[transport.credential]}"} if transport.credential else {}
    url = _VARIABLE.sub(lambda match: environment[match[1]], transport.url)
    # No proxy of the environment leads to this machine itself.
    direct = dict.fromkeys(("all://127.0.0.1", "all://localhost", "all://[::1]"))
    client = httpx.AsyncClient(base_url=url, timeout=transport.timeout_seconds, headers=headers, mounts=direct)
    return HttpConnector(system.name, client, system.fields, dict(system.states))
