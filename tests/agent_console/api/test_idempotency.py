import pytest
from starlette.requests import Request

from agent_console.api.idempotency import idempotency_key
from signaling.core.refusal import Refused


def asked(key: str) -> Request:
    return Request({"type": "http", "headers": [(b"idempotency-key", key.encode())]})


def test_a_key_names_a_request_and_a_short_one_is_refused() -> None:
    assert idempotency_key(asked("key-00000001")) == "key-00000001"
    for wrong in ("", "short", "with a space", "x" * 65):
        with pytest.raises(Refused):
            idempotency_key(asked(wrong))
