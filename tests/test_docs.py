"""What the documents promise is there, and what is there stands in the documents."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from signaling.protocol.codes import Close, Code
from signaling.settings import Settings

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")


def variables(kind: type[msgspec.Struct], prefix: str) -> Iterator[str]:
    for field in msgspec.structs.fields(kind):
        name = f"{prefix}_{field.name.upper()}"
        if isinstance(field.type, type) and issubclass(field.type, msgspec.Struct):
            yield from variables(field.type, name)
        else:
            yield name


@pytest.mark.parametrize("variable", [*variables(Settings, "REMOTE_COUNTER")])
def test_a_setting_is_documented(variable: str) -> None:
    assert variable in (ROOT / "docs" / "operations.md").read_text("utf-8")


@pytest.mark.parametrize("code", list(Code))
def test_a_refusal_is_documented(code: Code) -> None:
    assert f"`{code.value}`" in (ROOT / "docs" / "protocol.md").read_text("utf-8")


@pytest.mark.parametrize("code", list(Close))
def test_a_close_code_is_documented(code: Close) -> None:
    assert str(code.value) in (ROOT / "docs" / "protocol.md").read_text("utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    broken = [link for link in LINK.findall(document.read_text("utf-8")) if not (document.parent / link).exists()]
    assert broken == []


def test_make_help_names_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(makefile.partition(".PHONY:")[2].splitlines()[0].split()) - {"help"}
    assert targets == set(re.findall(r"@echo 'make (\w+)", makefile))


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = set(LINK.findall((folder / "README.md").read_text("utf-8")))
    assert listed == {file.name for file in folder.glob("0*.md")}
