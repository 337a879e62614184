"""One server on one data folder: held as a lock on a file in it, which the kernel lets go of when the process ends."""

import fcntl
import os
from pathlib import Path
from types import TracebackType


class DataInUse(Exception):
    """Another server runs on this data; the message names its process."""


class DataLock:
    """A lock on a data folder, for the time of a `with` block."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._descriptor = -1

    def __enter__(self) -> "DataLock":
        """
        Take the lock, and write this process's id into it.

        Raises:
            DataInUse: Somebody else holds it.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self._folder / "server.pid", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.read(descriptor, 20).decode().strip() or "unknown"
            os.close(descriptor)
            raise DataInUse(f"another server (pid {holder}) already runs on the data in {self._folder}") from error
        os.truncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        self._descriptor = descriptor
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._descriptor)
