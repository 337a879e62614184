"""Pictures, sound and papers from files."""

from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from counter_client.devices import (
    SAMPLE_RATE,
    DeviceUnusable,
    FileDocument,
    FilePicture,
    LoopedSound,
    jpeg,
    read_sound,
)


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """Ten frames of 320x240 at 10 a second, each of its own grey."""
    path = tmp_path / "film.mkv"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = 320, 240, "yuv420p"
        stream.options = {"crf": "10"}
        for number in range(10):
            grey = np.full((240, 320, 3), 20 * number + 20, np.uint8)
            frame = av.VideoFrame.from_ndarray(grey, format="bgr24")
            frame.pts, frame.time_base = number, Fraction(1, 10)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """One second of a tone at 8 kHz."""
    path = tmp_path / "sound.wav"
    wave = (8000 * np.sin(np.arange(8000) / 8)).astype(np.int16)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("pcm_s16le", rate=8000, layout="mono")
        frame = av.AudioFrame.from_ndarray(wave.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = 8000
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def test_a_film_follows_the_time_and_begins_again(film: Path) -> None:
    picture = FilePicture(film)
    greys = [int(picture.at(100 + step / 10).mean()) for step in range(12)]
    assert picture.at(101.1).shape == (240, 320, 3)
    assert greys[0] < greys[5] < greys[9]
    assert greys[11] < greys[9]


def test_a_film_goes_on_where_it_was_after_a_long_pause(film: Path) -> None:
    picture = FilePicture(film)
    before = picture.at(0.3).mean()
    assert picture.at(1000.0).mean() == pytest.approx(before, abs=25)


def test_a_large_film_is_shrunk_for_the_stream_and_whole_in_a_still(film: Path) -> None:
    picture = FilePicture(film, most_pixels=160 * 120)
    assert picture.at(0.0).shape == (120, 160, 3)
    assert picture.full().shape == (240, 320, 3)


def test_a_photograph_is_a_film_that_stands_still(tmp_path: Path) -> None:
    path = tmp_path / "face.jpg"
    path.write_bytes(jpeg(np.full((60, 80, 3), 200, np.uint8)))
    picture = FilePicture(path)
    assert [picture.at(step / 10).shape for step in range(10)] == [(60, 80, 3)] * 10


def test_a_photograph_is_handed_on_byte_for_byte(tmp_path: Path) -> None:
    path = tmp_path / "page.jpg"
    path.write_bytes(jpeg(np.full((60, 80, 3), 200, np.uint8)))
    assert FileDocument(path).still(0.0) == path.read_bytes()


def test_a_film_of_papers_gives_a_jpeg(film: Path) -> None:
    still = FileDocument(film).still(0.0)
    image = cv2.imdecode(np.frombuffer(still, np.uint8), cv2.IMREAD_COLOR)
    assert image is not None
    assert image.shape == (240, 320, 3)


def test_sound_is_brought_to_48_khz_and_repeats(sound: Path) -> None:
    samples = read_sound(sound)
    assert len(samples) == pytest.approx(SAMPLE_RATE, rel=0.01)
    looped = LoopedSound(samples)
    assert np.array_equal(looped.at(10, 960), looped.at(10 + len(samples), 960))


@pytest.mark.parametrize("make", [FilePicture, read_sound])
def test_a_file_that_is_none_is_named(tmp_path: Path, make: type[FilePicture]) -> None:
    path = tmp_path / "missing.mp4"
    with pytest.raises(DeviceUnusable, match=r"missing\.mp4"):
        make(path)
    path.write_bytes(b"no film at all")
    with pytest.raises(DeviceUnusable, match=r"missing\.mp4"):
        make(path)


def test_a_film_has_no_sound_and_a_sound_no_picture(film: Path, sound: Path) -> None:
    with pytest.raises(DeviceUnusable, match="no sound"):
        read_sound(film)
    with pytest.raises(DeviceUnusable, match="no picture"):
        FilePicture(sound)
    with pytest.raises(DeviceUnusable, match="no length"):
        LoopedSound(np.zeros(0, np.int16))
