import io
import json
import logging
import sys
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


def test_a_logger_outlives_a_redirection_of_standard_error(monkeypatch: pytest.MonkeyPatch) -> None:
    logger = log.get("desk")
    for _ in range(2):
        stream = io.StringIO()
        monkeypatch.setattr(sys, "stderr", stream)
        log.configure(json=True)
        logger.info("ticket_taken")
        assert "ticket_taken" in stream.getvalue()
        stream.close()
