import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from signaling import log


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Logging is the process's; leave it as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def test_an_event_is_one_line_of_json_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    log.configure(json=True)
    log.get("desk").info("ticket_taken", number="A017")
    (line,) = capsys.readouterr().err.splitlines()
    event = json.loads(line)
    assert event.pop("timestamp").endswith("Z")
    assert event == {"event": "ticket_taken", "level": "info", "room": "desk", "number": "A017"}


def test_what_is_below_the_level_is_not_said(capsys: pytest.CaptureFixture[str]) -> None:
    log.configure(json=True, level="WARNING")
    log.get("desk").info("ticket_taken")
    assert capsys.readouterr().err == ""


def test_a_kept_logger_speaks_to_the_present_standard_error(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    log.configure(json=True)
    kept = log.get("desk")
    kept.info("first")
    present = io.StringIO()
    monkeypatch.setattr("sys.stderr", present)
    kept.info("second")
    assert '"event": "second"' in present.getvalue()
    assert "second" not in capsys.readouterr().err
