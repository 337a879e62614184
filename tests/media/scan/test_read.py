"""One still is read from its bytes, whatever they are, and within a worker's limits."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from media.scan.geometry import overlap
from media.scan.header import ImageInvalid, ImageKind, ImageTooLarge
from media.scan.read import Scan, read_still
from media.workers import Workers
from signaling.protocol.case_views import PageProblem
from tests.media.scan.test_header import bomb
from tests.support.paper import Shot, desk, jpeg, paper, photograph, png


def decoded(scan: Scan) -> tuple[int, int]:
    flat = cv2.imdecode(np.frombuffer(scan.flat, np.uint8), cv2.IMREAD_COLOR)
    assert flat is not None
    return flat.shape[1], flat.shape[0]


def test_a_good_still_is_flattened_without_complaint() -> None:
    picture, corners = photograph(paper(), Shot(frame=(1920, 1440)))
    scan = read_still(jpeg(picture))
    assert (scan.kind, scan.width, scan.height) == (ImageKind.JPEG, 1920, 1440)
    assert scan.corners is not None
    assert overlap(np.array(scan.corners), corners) > 0.97
    width, height = decoded(scan)
    assert height / width == pytest.approx(297 / 210, rel=0.02)
    assert scan.problems == ()


def test_a_png_is_read_as_well() -> None:
    picture, _ = photograph(paper(), Shot())
    assert read_still(png(picture)).kind is ImageKind.PNG


def test_without_a_page_the_whole_picture_is_kept() -> None:
    scan = read_still(jpeg(desk((1280, 960))))
    assert scan.corners is None
    assert "no-page" in scan.problems
    assert decoded(scan) == (1280, 960)


def test_a_page_that_leaves_the_frame_is_cut_off() -> None:
    picture, _ = photograph(paper(), Shot(shift=(0.0, 0.2), turn_degrees=0.0))
    assert "cut-off" in read_still(jpeg(picture)).problems


def test_a_page_far_away_is_too_small() -> None:
    picture, _ = photograph(paper(), Shot(frame=(640, 480), fill=0.55))
    scan = read_still(jpeg(picture))
    assert scan.corners is not None
    assert "too-small" in scan.problems
    assert decoded(scan) == (640, 480)


def test_a_blurred_page_is_told() -> None:
    picture, _ = photograph(paper(), Shot(blur=4.0))
    assert "blurred" in read_still(jpeg(picture)).problems


def test_every_problem_is_one_that_pages_know() -> None:
    from media.scan.read import _ORDER

    assert [PageProblem(name) for name in _ORDER] == list(PageProblem)[: len(_ORDER)]


def test_the_camera_turns_the_picture_upright() -> None:
    picture, _ = photograph(paper(), Shot())
    whole = jpeg(picture)
    # Orientation 6: turn by 90 degrees clockwise (EXIF 2.32 §4.6.4, tag 0x0112).
    tiff = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0"
    exif = b"\xff\xe1" + (len(tiff) + 8).to_bytes(2, "big") + b"Exif\0\0" + tiff
    scan = read_still(whole[:2] + exif + whole[2:])
    assert (scan.width, scan.height) == (picture.shape[0], picture.shape[1])


def test_a_jpeg_whose_inside_is_junk_is_invalid_or_read() -> None:
    picture, _ = photograph(paper(), Shot(frame=(320, 240)))
    octets = bytearray(jpeg(picture))
    for at in range(0, len(octets), 3):
        broken = octets.copy()
        broken[at : at + 40] = b"\x00" * 40
        if at % 3_000 == 0:
            try:
                read_still(bytes(broken))
            except ImageInvalid:
                continue


@settings(max_examples=30)
@given(st.binary(max_size=400))
def test_junk_is_invalid(original: bytes) -> None:
    with pytest.raises(ImageInvalid):
        read_still(original)


async def test_a_bomb_is_refused_by_a_worker_which_then_serves_the_next_still() -> None:
    workers = Workers(1, preload=("media.scan.read",))
    picture, _ = photograph(paper(), Shot())
    try:
        with pytest.raises(ImageTooLarge):
            await workers.run(read_still, bomb(60_000, 60_000), timeout_seconds=60.0, raises=(ImageInvalid,))
        scan = await workers.run(read_still, jpeg(picture), timeout_seconds=60.0, raises=(ImageInvalid,))
        assert scan.problems == ()
    finally:
        await workers.close()
