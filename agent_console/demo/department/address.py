"""Where the department's systems are served, and what opens them: kept, so that they come back where they were."""

import os
import secrets
import socket
from pathlib import Path

import msgspec

HOST = "127.0.0.1"  # Nobody else is to reach invented records that look like real ones.
FILE = "address.json"


class CannotListen(Exception):
    """The port is taken; the message says by what it may be."""


class Address(msgspec.Struct, frozen=True):
    """A port of this machine, the bearer token of the counter, and the key of the page."""

    port: int
    token: str
    key: str

    @property
    def url(self) -> str:
        """What the paths of both systems begin with."""
        return f"http://{HOST}:{self.port}"

    @property
    def page(self) -> str:
        """The link that opens the page for the department's own staff."""
        return f"{self.url}/enter?key={self.key}"


def settle(folder: Path, *, free: bool = False) -> Address:
    """
    Return the address that a folder keeps; the first one is on a free port.

    Args:
        free: Move to another port where the one that is kept is taken.
    """
    file = folder / FILE
    if file.exists():
        known = msgspec.json.decode(file.read_bytes(), type=Address)
        if not free or _is_free(known.port):
            return known
        made = Address(_free_port(), known.token, known.key)
    else:
        folder.mkdir(parents=True, exist_ok=True)
        made = Address(_free_port(), secrets.token_urlsafe(24), secrets.token_urlsafe(12))
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(msgspec.json.encode(made))
    return made


def listen(address: Address) -> socket.socket:
    """
    Return a socket that listens there.

    Raises:
        CannotListen: Something else does.
    """
    try:
        return socket.create_server((HOST, address.port))
    except OSError as error:
        raise CannotListen(f"port {address.port} is taken: does it run already, beside make run?") from error


def _is_free(port: int) -> bool:
    try:
        socket.create_server((HOST, port)).close()
    except OSError:
        return False
    return True


def _free_port() -> int:
    with socket.create_server((HOST, 0)) as listener:
        port: int = listener.getsockname()[1]
        return port
