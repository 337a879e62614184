"""A blob is whole, durable and named by its bytes, or not there."""

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.blobs import Blobs, BlobTooLarge, HashMismatch
from signaling.protocol.names import Sha256

BODY = b"a page of paper"
HASH = Sha256(hashlib.sha256(BODY).hexdigest())


async def chunked(*chunks: bytes) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


async def test_a_blob_lies_under_its_hash(tmp_path: Path) -> None:
    path = await Blobs(tmp_path).put(HASH, BODY)
    assert path == tmp_path / HASH[:2] / HASH
    assert path.read_bytes() == BODY
    assert await Blobs(tmp_path).read(HASH) == BODY


async def test_a_blob_may_come_in_chunks(tmp_path: Path) -> None:
    await Blobs(tmp_path).put(HASH, chunked(BODY[:4], b"", BODY[4:]))
    assert await Blobs(tmp_path).read(HASH) == BODY


async def test_putting_a_blob_again_is_harmless(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    await asyncio.gather(*(blobs.put(HASH, BODY) for _ in range(8)))
    await blobs.put(HASH, BODY)
    assert files(tmp_path) == [HASH]


async def test_bytes_with_another_hash_are_not_kept(tmp_path: Path) -> None:
    with pytest.raises(HashMismatch):
        await Blobs(tmp_path).put(HASH, b"something else")
    assert files(tmp_path) == []


async def test_too_many_bytes_are_not_kept(tmp_path: Path) -> None:
    with pytest.raises(BlobTooLarge):
        await Blobs(tmp_path).put(HASH, chunked(BODY, BODY), limit_bytes=len(BODY))
    assert files(tmp_path) == []


async def test_an_upload_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield BODY[:4]
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await Blobs(tmp_path).put(HASH, broken())
    assert files(tmp_path) == []


async def test_file_and_folder_are_synced_before_the_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    real = os.fsync

    def noted(descriptor: int) -> None:
        synced.append(os.readlink(f"/proc/self/fd/{descriptor}"))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", noted)
    await Blobs(tmp_path).put(HASH, BODY)
    assert ".part-" in synced[0]
    assert synced[1:] == [str(tmp_path / HASH[:2]), str(tmp_path)]


async def test_our_own_bytes_are_added_under_the_hash_that_they_have(tmp_path: Path) -> None:
    assert await Blobs(tmp_path).add(BODY) == HASH
    assert await Blobs(tmp_path).read(HASH) == BODY


async def test_a_blob_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        await Blobs(tmp_path).read(HASH)


@given(st.text())
def test_no_name_leaves_the_folder(name: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        Blobs(Path("/nowhere")).path(Sha256(name))
