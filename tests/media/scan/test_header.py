"""A picture is judged by its first and last octets before any decoder sees it, and junk is refused by name."""

import struct
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.scan.header import (
    MAX_BYTES,
    Header,
    ImageBroken,
    ImageInvalid,
    ImageKind,
    ImageTooLarge,
    ImageTruncated,
    ImageUnknown,
    read_header,
)
from tests.support.paper import jpeg, png

PICTURE = np.full((30, 40, 3), 200, np.uint8)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack("!L", len(body)) + kind + body + struct.pack("!L", zlib.crc32(kind + body))


def bomb(width: int, height: int) -> bytes:
    """A small PNG of giant dimensions: rows of zeros deflate a thousandfold."""
    rows = zlib.compress(b"\0" * 1_000_000, 9)
    header = struct.pack("!LLBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_jpeg_tells_its_dimensions() -> None:
    assert read_header(jpeg(PICTURE)) == Header(ImageKind.JPEG, 40, 30)


def test_a_png_tells_its_dimensions() -> None:
    assert read_header(png(PICTURE)) == Header(ImageKind.PNG, 40, 30)


def test_octets_after_the_jpegs_end_are_the_cameras_business() -> None:
    assert read_header(jpeg(PICTURE) + bytes(100)).width == 40


def test_a_thumbnail_is_not_taken_for_the_picture() -> None:
    whole = jpeg(PICTURE)
    thumbnail = jpeg(np.zeros((8, 8, 3), np.uint8))
    exif = b"\xff\xe1" + struct.pack("!H", len(thumbnail) + 2) + thumbnail
    assert read_header(whole[:2] + exif + whole[2:]).width == 40
    with pytest.raises(ImageTruncated):
        read_header((whole[:2] + exif + whole[2:])[:-20])


@pytest.mark.parametrize("kept", [3, 20, 200, -2], ids=str)
def test_a_truncated_jpeg_is_refused(kept: int) -> None:
    with pytest.raises(ImageTruncated):
        read_header(jpeg(PICTURE)[:kept])


@pytest.mark.parametrize("kept", [8, 30, 60, -1], ids=str)
def test_a_truncated_png_is_refused(kept: int) -> None:
    with pytest.raises(ImageTruncated):
        read_header(png(PICTURE)[:kept])


@pytest.mark.parametrize("sides", [(60_000, 60_000), (2**32 - 1, 2**32 - 1), (60_000_001, 1)])
def test_a_bomb_is_refused_before_it_is_decoded(sides: tuple[int, int]) -> None:
    octets = bomb(*sides)
    assert len(octets) < 110_000
    with pytest.raises(ImageTooLarge):
        read_header(octets)


def test_too_many_octets_are_refused() -> None:
    with pytest.raises(ImageTooLarge):
        read_header(b"\xff\xd8\xff" + bytes(MAX_BYTES))


def test_a_picture_without_pixels_is_refused() -> None:
    with pytest.raises(ImageBroken):
        read_header(bomb(0, 10))


@pytest.mark.parametrize("octets", [b"", b"GIF89a" + bytes(50), b"%PDF-1.7", b"RIFF\0\0\0\0WEBP"])
def test_other_kinds_are_refused(octets: bytes) -> None:
    with pytest.raises(ImageUnknown):
        read_header(octets)


def test_every_refusal_has_the_name_that_pages_know() -> None:
    assert {kind.problem for kind in (ImageBroken, ImageTooLarge, ImageTruncated, ImageUnknown)} == {"image-invalid"}


@given(st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b""]), st.binary(max_size=300))
def test_junk_is_refused_and_nothing_else(start: bytes, rest: bytes) -> None:
    try:
        header = read_header(start + rest)
    except ImageInvalid:
        return
    assert header.width > 0
    assert header.height > 0


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_a_damaged_jpeg_is_read_or_refused(at: int, value: int) -> None:
    octets = bytearray(jpeg(PICTURE))
    octets[at % len(octets)] ^= value
    try:
        read_header(bytes(octets))
    except ImageInvalid:
        return
