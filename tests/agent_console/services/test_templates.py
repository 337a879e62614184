from pathlib import Path

import pytest

from agent_console.core.template import TemplateKind, TemplatesInvalid
from agent_console.services.templates import lay_templates, read_file
from agent_console.store import templates
from signaling.clock import FakeClock
from signaling.store.engine import Store


def test_what_we_ship_is_whole() -> None:
    kinds = {template.kind for template in read_file()}
    assert kinds == set(TemplateKind)


async def test_templates_of_ones_own_are_not_overwritten(store: Store) -> None:
    own = read_file()[:1]
    await store.write(lambda tx: templates.replace_all(tx, own, FakeClock().now()))
    await lay_templates(store, FakeClock())
    assert await store.read(templates.find) == list(own)


def test_a_file_that_is_no_yaml_is_told(tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text("a: [")
    with pytest.raises(TemplatesInvalid):
        read_file(tmp_path / "t.yaml")
