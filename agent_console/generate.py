"""Files that are written from the Structs and checked in: the pages' types and the OpenAPI document."""

import importlib
import pkgutil
from pathlib import Path

import msgspec

from agent_console.api import bodies, schemas
from agent_console.api.endpoints import ENDPOINTS
from agent_console.api.openapi import document
from signaling.protocol import typescript

ROOT = Path(__file__).resolve().parent.parent


class Stale(Exception):
    """A checked-in file is not what would be written now; the message names it."""


def contents() -> dict[Path, str]:
    """Return what each generated file of the checkout should hold."""
    openapi = msgspec.json.format(msgspec.json.encode(document(ENDPOINTS)), indent=2).decode() + "\n"
    areas = {
        ROOT / f"web/src/generated/{found.name}.ts": typescript.render_module(
            importlib.import_module(f"{bodies.__name__}.{found.name}")
        )
        for found in pkgutil.iter_modules(bodies.__path__)
    }
    return {
        ROOT / "web/src/generated/wire.ts": typescript.wire(),
        ROOT / "web/src/generated/api.ts": typescript.render_module(schemas),
        **areas,
        ROOT / "docs/openapi.json": openapi,
    }


def write() -> None:
    """Write them."""
    for file, content in contents().items():
        file.write_text(content, "utf-8")


def check() -> None:
    """
    Compare them.

    Raises:
        Stale: One of them is old; `remote-counter types` mends it.
    """
    for file, content in contents().items():
        if not file.exists() or file.read_text("utf-8") != content:
            raise Stale(f"{file.relative_to(ROOT)} is not fresh: run `remote-counter types`")
