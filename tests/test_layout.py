"""One test file per source file: whoever changes a file knows where its claims stand."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("signaling", "media", "counter_client", "agent_console")

# Files whose claims are made elsewhere, each with where and why.
TESTED_ELSEWHERE = {
    "agent_console/migrations/env.py": "run by tests/agent_console/test_migrate.py",
}


def sources() -> list[Path]:
    files = [file.relative_to(ROOT) for package in PACKAGES for file in sorted((ROOT / package).rglob("*.py"))]
    return [file for file in files if file.name != "__init__.py" and file.parent.name != "versions"]


def declares_only(source: Path) -> bool:
    """Tell whether a file holds no behaviour: values, Structs and Protocols, whose functions have no body."""
    functions = [
        node
        for node in ast.walk(ast.parse((ROOT / source).read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return all(
        isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        for function in functions
        for statement in function.body
    )


def mirrored_name(source: Path) -> Path:
    return Path("tests", source.parent, f"test_{source.name}")


@pytest.mark.parametrize("source", sources(), ids=str)
def test_a_source_file_has_its_test_file(source: Path) -> None:
    if str(source) in TESTED_ELSEWHERE:
        assert not (ROOT / mirrored_name(source)).exists(), "no exception any more: take it off the list"
    elif not declares_only(source):
        assert (ROOT / mirrored_name(source)).is_file(), f"{source} has no {mirrored_name(source)}"


def test_every_exception_is_a_file() -> None:
    assert set(TESTED_ELSEWHERE) <= {str(source) for source in sources()}


def test_a_test_file_has_its_source_file() -> None:
    mirrored = {mirrored_name(source) for source in sources()}
    found = {file.relative_to(ROOT) for package in PACKAGES for file in (ROOT / "tests" / package).rglob("test_*.py")}
    assert found - mirrored == set()
