"""Page images, flattened pages and notices: immutable files named by the SHA-256 of their bytes."""

import asyncio
import hashlib
import os
import re
import tempfile
from collections.abc import AsyncIterable
from pathlib import Path

from signaling.protocol.names import Sha256

_NAME = re.compile(r"[0-9a-f]{64}")


class HashMismatch(Exception):
    """The bytes that came do not have the hash that they were announced with; nothing was kept."""


class BlobTooLarge(Exception):
    """More bytes came than the caller permits; nothing was kept."""


class Blobs:
    """
    A content-addressed store in a folder: `ab/abcdef…`.

    When `put` has returned, the bytes survive a power cut: file and directory were fsynced. An acknowledgement may
    follow. Whatever else happens, a file under its final name is whole.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, hash: Sha256) -> Path:  # noqa: A002 — the trade's own word for it.
        """
        Return where the blob lies or would lie.

        Raises:
            ValueError: Not 64 lower-case hexadecimal digits; names come from outside, and must not leave the folder.
        """
        if not _NAME.fullmatch(hash):
            raise ValueError("not a SHA-256 in lower-case hexadecimal")
        return self._folder / hash[:2] / hash

    async def put(
        self,
        hash: Sha256,  # noqa: A002
        body: bytes | AsyncIterable[bytes],
        *,
        limit_bytes: int | None = None,
    ) -> Path:
        """
        Store the bytes under their hash; harmless when repeated, also at the same time.

        Args:
            body: The bytes, or a request's chunks as they come.
            limit_bytes: Refuse more than this many, as soon as they have come.

        Raises:
            HashMismatch: The bytes have another hash.
            BlobTooLarge: More than `limit_bytes` came.
            OSError: The disk refuses; nothing was kept.
        """
        final = self.path(hash)
        upload = await asyncio.to_thread(_Upload, final)
        try:
            async for chunk in _chunks(body):
                if limit_bytes is not None and upload.size + len(chunk) > limit_bytes:
                    raise BlobTooLarge(f"more than {limit_bytes} bytes")
                await asyncio.to_thread(upload.write, chunk)
            await asyncio.to_thread(upload.commit, hash)
        finally:
            # Not awaited: an upload that was cancelled must not leave its part file behind.
            upload.discard()
        return final

    async def add(self, body: bytes) -> Sha256:
        """Store bytes of our own making and return their hash."""
        hash_ = Sha256(await asyncio.to_thread(_sha256, body))
        await self.put(hash_, body)
        return hash_

    async def read(self, hash: Sha256) -> bytes:  # noqa: A002
        """
        Return a blob's bytes.

        Raises:
            FileNotFoundError: There is none of this hash.
        """
        return await asyncio.to_thread(self.path(hash).read_bytes)


class _Upload:
    """A part file beside its final place; its methods block, so they run in threads."""

    def __init__(self, final: Path) -> None:
        self._final = final
        self._sum = hashlib.sha256()
        self.size = 0
        final.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=".part-", dir=final.parent)
        self._part: Path | None = Path(name)
        self._file = os.fdopen(descriptor, "wb")

    def write(self, chunk: bytes) -> None:
        self._sum.update(chunk)
        self._file.write(chunk)
        self.size += len(chunk)

    def commit(self, expected: Sha256) -> None:
        """Make the file durable under its final name."""
        if self._sum.hexdigest() != expected:
            raise HashMismatch(f"the bytes have the hash {self._sum.hexdigest()}")
        assert self._part is not None
        self._file.flush()
        os.fsync(self._file.fileno())
        # The bytes are the same whoever comes first, so replacing a blob with itself does no harm.
        self._part.replace(self._final)
        self._part = None
        for folder in (self._final.parent, self._final.parent.parent):
            fsync_folder(folder)

    def discard(self) -> None:
        """Close, and remove the part file if it did not become the blob. Idempotent."""
        self._file.close()
        if self._part is not None:
            self._part.unlink(missing_ok=True)
            self._part = None


def fsync_folder(folder: Path) -> None:
    """Make names that were created or renamed in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


async def _chunks(body: bytes | AsyncIterable[bytes]) -> AsyncIterable[bytes]:
    if isinstance(body, bytes):
        yield body
        return
    async for chunk in body:
        yield chunk
