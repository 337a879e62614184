"""The templates that a new installation begins with, and putting others in their place."""

from pathlib import Path

import yaml

from agent_console.core.template import Template, TemplatesInvalid, read_templates
from agent_console.store import templates
from signaling.clock import Clock
from signaling.store.engine import Store

FILE = Path(__file__).parent.parent / "templates.yaml"


def read_file(file: Path = FILE) -> tuple[Template, ...]:
    """
    Return the templates of a YAML file.

    Raises:
        TemplatesInvalid: It is no YAML, or holds faults.
        OSError: It cannot be read.
    """
    try:
        return read_templates(yaml.safe_load(file.read_text("utf-8")))
    except yaml.YAMLError as error:
        raise TemplatesInvalid((str(error),)) from error


async def lay_templates(store: Store, clock: Clock) -> None:
    """Lay down the templates that we ship, where there are none."""
    if not await store.read(templates.find):
        listed = read_file()
        await store.write(lambda tx: templates.replace_all(tx, listed, clock.now()))
