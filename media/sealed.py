"""
A finished recording at rest: AES-256-GCM in chunks of one size, so that a player may jump anywhere.

    header   "RCFILM\\x01"  reserved u8  size of a chunk u32  size of the plain text u64  salt 32 bytes
    chunks   each of `chunk` plain octets (the last one fewer) and a tag of 16

The key is derived from the session's with the random salt; chunk i is sealed under nonce i with the header as
associated data: the size in it is thereby vouched for, and chunks can be neither exchanged nor left out.
"""

import hashlib
import os
import struct
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from media.blobs import fsync_folder

_MAGIC = b"RCFILM\x01"
_HEADER = struct.Struct("!7sBLQ32s")
_TAG = 16
CHUNK = 64 * 1024


class RecordingUnreadable(Exception):
    """The file is no recording, is of another key, or was damaged."""


def _cipher(key: bytes, header: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt=header[-32:], info=b"remote-counter film").derive(key))


def seal(path: Path, plain: memoryview, key: bytes) -> str:
    """
    Write the file, durable when this returns, and return the SHA-256 of it as it lies there. Blocks.

    Raises:
        OSError: The disk refuses; nothing lies under the name then.
    """
    header = _HEADER.pack(_MAGIC, 0, CHUNK, len(plain), os.urandom(32))
    cipher = _cipher(key, header)
    digest = hashlib.sha256(header)
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as file:
            file.write(header)
            for index, at in enumerate(range(0, len(plain), CHUNK)):
                sealed = cipher.encrypt(index.to_bytes(12, "big"), plain[at : at + CHUNK], header)
                digest.update(sealed)
                file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    fsync_folder(path.parent)
    return digest.hexdigest()


class Recording:
    """A sealed file, opened to be played. Blocks; use it in a thread. A context manager."""

    def __init__(self, path: Path, key: bytes) -> None:
        """
        Open the file.

        Raises:
            FileNotFoundError: It is not there.
            RecordingUnreadable: It is no recording, or not whole.
        """
        self._file = path.open("rb")
        self._header = self._file.read(_HEADER.size)
        whole = os.fstat(self._file.fileno()).st_size
        if len(self._header) == _HEADER.size and self._header.startswith(_MAGIC):
            _, _, self._chunk, self.size, _ = _HEADER.unpack(self._header)
            chunks = -(-self.size // self._chunk) if self._chunk else 0
            if whole == _HEADER.size + self.size + chunks * _TAG:
                self._cipher = _cipher(key, self._header)
                return
        self._file.close()
        raise RecordingUnreadable("no recording, or not a whole one")

    def __enter__(self) -> "Recording":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, offset: int, length: int) -> bytes:
        """
        Return plain octets, fewer at the end of the film; only the chunks that hold them are opened.

        Raises:
            RecordingUnreadable: A chunk does not open: another key, or damage.
        """
        end = min(offset + length, self.size)
        if offset < 0 or offset >= end:
            return b""
        first, last = offset // self._chunk, (end - 1) // self._chunk
        self._file.seek(_HEADER.size + first * (self._chunk + _TAG))
        parts = []
        for index in range(first, last + 1):
            sealed = self._file.read(self._chunk + _TAG)
            try:
                parts.append(self._cipher.decrypt(index.to_bytes(12, "big"), sealed, self._header))
            except InvalidTag:
                raise RecordingUnreadable(f"chunk {index} does not open") from None
        start = offset - first * self._chunk
        return b"".join(parts)[start : start + end - offset]

    def close(self) -> None:
        """Close the file. Idempotent."""
        self._file.close()
