"""The server as its operator sees it: a process of its own, on a free port and a folder of its own."""

import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest

from agent_console.serve import CannotServe, serve
from signaling.settings import Http, Settings

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 90


def run(data: Path, *arguments: str, **settings: str) -> "subprocess.Popen[str]":
    environment = {**os.environ, "REMOTE_COUNTER_DATA": str(data), "REMOTE_COUNTER_HTTP_PORT": "0"}
    environment |= {f"REMOTE_COUNTER_{name}": value for name, value in settings.items()}
    command = [sys.executable, "-m", "agent_console.cli", "serve", *arguments]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def ended(process: "subprocess.Popen[str]") -> tuple[str, str]:
    """Return what a server said until its end; one that does not end is killed."""
    try:
        return process.communicate(timeout=PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise


def refused(data: Path, **settings: str) -> tuple[str, str]:
    """Return what a server said that would not start."""
    process = run(data, **settings)
    said = ended(process)
    assert process.returncode == 1
    return said


@contextmanager
def serving(data: Path, *arguments: str, **settings: str) -> Iterator[tuple[str, str]]:
    """Yield what was printed up to the ready line, and the address in it."""
    process = run(data, *arguments, **settings)
    try:
        assert process.stdout is not None
        said = ""
        for line in process.stdout:
            said += line
            if line.startswith("remote-counter ready at "):
                break
        yield said, said.rsplit(" ", 1)[-1].strip()
    finally:
        process.send_signal(signal.SIGTERM)
        rest, errors = ended(process)
    assert process.returncode == 0, errors
    assert "Traceback" not in errors, errors
    assert "ready" not in rest


def healthy(url: str, context: ssl.SSLContext | None = None) -> bool:
    with urllib.request.urlopen(f"{url}/healthz", context=context, timeout=10) as answer:
        return bool(answer.status == 200)


def test_it_says_once_that_it_is_ready_and_stops_when_told(tmp_path: Path) -> None:
    with serving(tmp_path) as (said, url):
        assert re.fullmatch(r"remote-counter ready at http://127\.0\.0\.1:\d+\n", said)
        assert healthy(url)


def test_a_second_server_on_the_same_data_is_refused_by_pid(tmp_path: Path) -> None:
    with serving(tmp_path):
        said, errors = refused(tmp_path)
    assert re.search(r"another server \(pid \d+\) already runs on the data in", errors)
    assert said == ""


def test_a_taken_port_is_refused_by_name(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        _, errors = refused(tmp_path, HTTP_PORT=str(port))
    assert f"port {port} on 127.0.0.1 is taken" in errors


@pytest.mark.parametrize("host", ["0.0.0.0", "10.0.0.1", "hall.example"])
def test_plain_http_is_not_opened_to_the_network(tmp_path: Path, host: str) -> None:
    with pytest.raises(CannotServe, match="tls = true"):
        serve(Settings(data=tmp_path, http=Http(host=host)))


def test_the_demonstration_tells_a_newcomer_everything(tmp_path: Path) -> None:
    with serving(tmp_path, "--demo") as (said, url):
        assert f"{url}/window#enrol=" in said
        for entry in msgspec.json.decode((tmp_path / "demo.json").read_bytes()):
            assert entry["password"] in said


def test_with_tls_it_is_trusted_through_its_own_authority(tmp_path: Path) -> None:
    with serving(tmp_path, HTTP_TLS="1") as (_, url):
        assert url.startswith("https://127.0.0.1:")
        context = ssl.create_default_context(cafile=tmp_path / "tls" / "ca.pem")
        assert healthy(url, context)
        with urllib.request.urlopen(f"{url}/ca.pem", context=context) as answer:
            assert answer.read() == (tmp_path / "tls" / "ca.pem").read_bytes()
