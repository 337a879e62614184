"""A segment is read as it was written, up to where it was cut off, and by nobody without its key."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.logfile import (
    Closed,
    Dropped,
    EdgeChanged,
    Instant,
    LogFile,
    LogUnreadable,
    Record,
    Report,
    Rtp,
    TrackAdded,
    read_log,
)
from signaling.protocol.media import Track
from signaling.protocol.names import Role

KEY = bytes(range(32))
CHUNKS: list[list[Record]] = [
    [TrackAdded(1, Role.WINDOW, Track.CAMERA, {96: "VP8"}), Instant(5, 6), Rtp(1, 7, b"first packet")],
    [Rtp(1, 8, b""), Rtp(65_535, 2**63, b"x" * 1_500), Report(1, 9, 2**64 - 1, 2**32 - 1)],
    [EdgeChanged(Role.WINDOW, Track.VOICE, False), Dropped(3), Closed()],
]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("log") / "00001.log"
    file = LogFile(path, 1, KEY)
    for chunk in CHUNKS:
        file.append(chunk)
    file.close()
    return path.read_bytes()


def read(folder: Path, octets: bytes, key: bytes = KEY) -> list[Record]:
    path = folder / "read.log"
    path.write_bytes(octets)
    return list(read_log(path, key))


def test_records_come_back_in_order(tmp_path: Path, written: bytes) -> None:
    assert read(tmp_path, written) == [record for chunk in CHUNKS for record in chunk]


def test_no_packet_lies_open_on_the_disk(written: bytes) -> None:
    assert b"first packet" not in written
    assert b"camera" not in written


def test_two_segments_of_one_key_share_no_ciphertext(tmp_path: Path) -> None:
    bodies = []
    for name in ("a", "b"):
        file = LogFile(tmp_path / name, 1, KEY)
        file.append(CHUNKS[0])
        file.close()
        bodies.append((tmp_path / name).read_bytes()[-40:])
    assert bodies[0] != bodies[1]


def test_a_segment_is_never_overwritten(tmp_path: Path) -> None:
    LogFile(tmp_path / "a", 1, KEY).close()
    with pytest.raises(FileExistsError):
        LogFile(tmp_path / "a", 1, KEY)


@given(cut=st.integers(min_value=0))
def test_a_log_cut_off_anywhere_keeps_its_whole_chunks(
    tmp_path_factory: pytest.TempPathFactory, written: bytes, cut: int
) -> None:
    octets = written[: cut % len(written)]
    kept = read(tmp_path_factory.getbasetemp(), octets)
    prefixes = [[record for chunk in CHUNKS[:count] for record in chunk] for count in range(len(CHUNKS))]
    assert kept in prefixes


@given(at=st.integers(min_value=0), value=st.integers(min_value=1, max_value=255))
def test_a_damaged_octet_yields_nothing_wrong(
    tmp_path_factory: pytest.TempPathFactory, written: bytes, at: int, value: int
) -> None:
    octets = bytearray(written)
    octets[at % len(octets)] ^= value
    whole = [record for chunk in CHUNKS for record in chunk]
    try:
        kept = read(tmp_path_factory.getbasetemp(), bytes(octets))
    except LogUnreadable:
        return
    assert kept == whole[: len(kept)]
    assert len(kept) < len(whole)


def test_another_key_reads_nothing(tmp_path: Path, written: bytes) -> None:
    with pytest.raises(LogUnreadable):
        read(tmp_path, written, key=bytes(32))


def test_another_kind_of_file_is_no_log(tmp_path: Path) -> None:
    with pytest.raises(LogUnreadable):
        read(tmp_path, b"\x1aE\xdf\xa3" * 50)
