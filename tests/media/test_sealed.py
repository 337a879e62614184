"""A film at rest opens anywhere for its key, and for nobody else."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.sealed import CHUNK, Recording, RecordingUnreadable, seal

KEY = bytes(range(32))
PLAIN = bytes(range(256)) * 600  # Two whole chunks and a part.


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("film") / "00001.film"
    seal(path, memoryview(PLAIN), KEY)
    return path


def changed(film: Path, folder: Path, octets: bytes) -> Path:
    path = folder / film.name
    path.write_bytes(octets)
    return path


@given(offset=st.integers(0, len(PLAIN) + 10), length=st.integers(0, len(PLAIN) + 10))
def test_any_range_is_read(film: Path, offset: int, length: int) -> None:
    with Recording(film, KEY) as recording:
        assert recording.size == len(PLAIN)
        assert recording.read(offset, length) == PLAIN[offset : offset + length]


def test_the_hash_is_of_the_file_as_it_lies_there(tmp_path: Path) -> None:
    digest = seal(tmp_path / "film", memoryview(PLAIN), KEY)
    assert digest == hashlib.sha256((tmp_path / "film").read_bytes()).hexdigest()
    assert [path.name for path in tmp_path.iterdir()] == ["film"]


def test_nothing_lies_open_on_the_disk(film: Path) -> None:
    assert PLAIN[:32] not in film.read_bytes()


def test_an_empty_film_is_one(tmp_path: Path) -> None:
    seal(tmp_path / "film", memoryview(b""), KEY)
    with Recording(tmp_path / "film", KEY) as recording:
        assert (recording.size, recording.read(0, 10)) == (0, b"")


def test_another_key_opens_nothing(film: Path) -> None:
    with Recording(film, bytes(32)) as recording, pytest.raises(RecordingUnreadable):
        recording.read(0, 1)


def test_damage_is_told_where_it_is(film: Path, tmp_path: Path) -> None:
    octets = bytearray(film.read_bytes())
    octets[-1] ^= 1
    with Recording(changed(film, tmp_path, bytes(octets)), KEY) as recording:
        assert recording.read(0, CHUNK) == PLAIN[:CHUNK]
        with pytest.raises(RecordingUnreadable):
            recording.read(2 * CHUNK, 1)


def test_chunks_cannot_be_exchanged(film: Path, tmp_path: Path) -> None:
    octets = film.read_bytes()
    start, size = len(octets) - len(PLAIN) - 3 * 16, CHUNK + 16
    swapped = octets[:start] + octets[start + size : start + 2 * size] + octets[start : start + size]
    swapped += octets[start + 2 * size :]
    with Recording(changed(film, tmp_path, swapped), KEY) as recording, pytest.raises(RecordingUnreadable):
        recording.read(0, 1)


@pytest.mark.parametrize("kept", [0, 10, 52, 1_000, -1])
def test_a_film_that_is_not_whole_is_none(film: Path, tmp_path: Path, kept: int) -> None:
    with pytest.raises(RecordingUnreadable):
        Recording(changed(film, tmp_path, film.read_bytes()[:kept]), KEY)


def test_another_kind_of_file_is_none(film: Path, tmp_path: Path) -> None:
    with pytest.raises(RecordingUnreadable):
        Recording(changed(film, tmp_path, b"\x1aE\xdf\xa3" * 100), KEY)


def test_a_missing_film_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Recording(tmp_path / "film", KEY)
