"""Claims about where the department's systems are found."""

from pathlib import Path

import pytest

from agent_console.demo.department.address import CannotListen, listen, settle


def test_it_comes_back_where_it_was(tmp_path: Path) -> None:
    first = settle(tmp_path / "department")
    assert settle(tmp_path / "department") == first
    assert first.page == f"{first.url}/enter?key={first.key}"
    assert ((tmp_path / "department" / "address.json").stat().st_mode & 0o777) == 0o600


def test_where_somebody_else_listens_it_says_so_or_moves(tmp_path: Path) -> None:
    first = settle(tmp_path)
    with listen(first):
        with pytest.raises(CannotListen, match=str(first.port)):
            listen(first)
        moved = settle(tmp_path, free=True)
    assert moved.port != first.port
    assert (moved.token, moved.key) == (first.token, first.key)
    assert settle(tmp_path) == moved
