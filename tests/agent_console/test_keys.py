import stat
from pathlib import Path

import pytest

from agent_console.keys import load_keys


def test_keys_are_made_once_and_are_the_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    first, again = load_keys(folder), load_keys(folder)
    assert first.recordings == again.recordings
    assert first.grants.private_bytes_raw() == again.grants.private_bytes_raw()
    assert first.grants.private_bytes_raw() != first.audit.private_bytes_raw()
    for file in folder.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_key_of_the_wrong_length_is_told_by_its_file(tmp_path: Path) -> None:
    (tmp_path / "audit.key").write_bytes(b"short")
    with pytest.raises(ValueError, match=r"audit\.key"):
        load_keys(tmp_path)
