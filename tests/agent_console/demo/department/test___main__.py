"""Claims about `remote-counter demo-department`."""

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest

from agent_console.demo.department.__main__ import main
from agent_console.demo.department.address import listen, settle


async def test_alone_it_tells_its_page_and_ends_at_a_signal(tmp_path: Path) -> None:
    command = (sys.executable, "-m", "agent_console.demo.department", "--folder", str(tmp_path))
    process = await asyncio.create_subprocess_exec(*command, stdout=PIPE)
    assert process.stdout is not None
    told = (await process.stdout.readline()).decode()
    assert settle(tmp_path).page in told
    process.send_signal(signal.SIGINT)
    await process.communicate()
    assert process.returncode == 0


def test_where_it_runs_already_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with listen(settle(tmp_path)):
        assert main(["--folder", str(tmp_path)]) == 1
    assert "taken" in capsys.readouterr().err
