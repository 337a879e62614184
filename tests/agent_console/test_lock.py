import os
from pathlib import Path

import pytest

from agent_console.lock import DataInUse, DataLock


def test_a_second_server_on_the_same_data_is_refused_by_the_first_ones_pid(tmp_path: Path) -> None:
    with DataLock(tmp_path / "var"), pytest.raises(DataInUse, match=f"pid {os.getpid()}"), DataLock(tmp_path / "var"):
        pass


def test_the_data_is_free_again_after_the_server(tmp_path: Path) -> None:
    for _ in range(2):
        with DataLock(tmp_path):
            pass
