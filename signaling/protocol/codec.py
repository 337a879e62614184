"""Frames to bytes and back: JSON by msgspec, camelCase names, unknown fields refused."""

import msgspec

from signaling.protocol.commands import ClerkFrame, OfficialFrame, SupervisorFrame, WindowFrame
from signaling.protocol.messages import ServerFrame

_encoder = msgspec.json.Encoder()
_window: msgspec.json.Decoder[WindowFrame] = msgspec.json.Decoder(WindowFrame)
_official: msgspec.json.Decoder[OfficialFrame] = msgspec.json.Decoder(OfficialFrame)
_supervisor: msgspec.json.Decoder[SupervisorFrame] = msgspec.json.Decoder(SupervisorFrame)
_clerk: msgspec.json.Decoder[ClerkFrame] = msgspec.json.Decoder(ClerkFrame)
_server: msgspec.json.Decoder[ServerFrame] = msgspec.json.Decoder(ServerFrame)

ClientFrame = WindowFrame | OfficialFrame | SupervisorFrame | ClerkFrame


def encode(frame: msgspec.Struct) -> bytes:
    """Return the frame as UTF-8 JSON."""
    return _encoder.encode(frame)


def decode_window(raw: bytes | str) -> WindowFrame:
    """
    Decode what a window may say, and nothing else.

    Raises:
        msgspec.DecodeError: Not JSON, or no frame of this role (msgspec.ValidationError names the place).
    """
    return _window.decode(raw)


def decode_official(raw: bytes | str) -> OfficialFrame:
    """Decode what an official may say. Raises as `decode_window` does."""
    return _official.decode(raw)


def decode_supervisor(raw: bytes | str) -> SupervisorFrame:
    """Decode what a supervisor may say. Raises as `decode_window` does."""
    return _supervisor.decode(raw)


def decode_clerk(raw: bytes | str) -> ClerkFrame:
    """Decode what a clerk may say. Raises as `decode_window` does."""
    return _clerk.decode(raw)


def decode_server(raw: bytes | str) -> ServerFrame:
    """Decode what a server says; for clients in Python. Raises as `decode_window` does."""
    return _server.decode(raw)
