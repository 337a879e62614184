"""
What a picture says of itself, read before any decoder is let near it.

A PNG of 109 kB can make OpenCV allocate 5.2 GB: its dimensions stand in the first 33 bytes, so they are judged there.
Sources: JPEG, ITU-T T.81 annex B; PNG, W3C PNG 3rd edition §5 and §11.2.1.
"""

from dataclasses import dataclass
from enum import StrEnum

MAX_BYTES = 40 * 1024**2
MAX_PIXELS = 60_000_000


class ImageKind(StrEnum):
    JPEG = "jpeg"
    PNG = "png"


class ImageInvalid(Exception):
    """
    The bytes are no picture that we decode; the message says why in words for the log.

        ImageInvalid
        ├── ImageUnknown     neither JPEG nor PNG
        ├── ImageTruncated   it ends before it is complete
        ├── ImageTooLarge    too many bytes or pixels
        └── ImageBroken      its structure contradicts its format
    """

    problem = "image-invalid"  # The name under which pages know it.


class ImageUnknown(ImageInvalid):
    """Neither JPEG nor PNG."""


class ImageTruncated(ImageInvalid):
    """The picture ends before it is complete."""


class ImageTooLarge(ImageInvalid):
    """More bytes or pixels than we decode."""


class ImageBroken(ImageInvalid):
    """The structure contradicts the format, or the decoder gave up."""


@dataclass(frozen=True)
class Header:
    """Kind and stored dimensions, before any rotation that EXIF asks for."""

    kind: ImageKind
    width: int
    height: int


def read_header(original: bytes) -> Header:
    """
    Return what a JPEG or PNG says of itself, having walked its outer structure to the end.

    Raises:
        ImageInvalid: See its tree. Nothing but bytes was looked at, so this is cheap and safe for any input.
    """
    if len(original) > MAX_BYTES:
        raise ImageTooLarge(f"{len(original)} bytes, more than {MAX_BYTES}")
    if original.startswith(b"\xff\xd8\xff"):
        header = _jpeg(original)
    elif original.startswith(b"\x89PNG\r\n\x1a\n"):
        header = _png(original)
    else:
        raise ImageUnknown("neither JPEG nor PNG")
    if header.width == 0 or header.height == 0:
        raise ImageBroken("no pixels")
    if header.width * header.height > MAX_PIXELS:
        raise ImageTooLarge(f"{header.width} x {header.height}, more than {MAX_PIXELS} pixels")
    return header


# SOF0..SOF15 without DHT (C4), JPG (C8) and DAC (CC): T.81 table B.1.
_FRAME_STARTS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_NO_LENGTH = frozenset({0x01, *range(0xD0, 0xD8)})  # TEM and RSTn stand alone.
_START_OF_SCAN, _END_OF_IMAGE = 0xDA, 0xD9


def _jpeg(original: bytes) -> Header:
    at, header = 2, None
    while True:
        while original[at : at + 2] == b"\xff\xff":  # Fill bytes may precede a marker.
            at += 1
        if at + 4 > len(original):
            raise ImageTruncated("the JPEG ends in its headers")
        if original[at] != 0xFF:
            raise ImageBroken("no JPEG marker where one must stand")
        marker = original[at + 1]
        if marker in _NO_LENGTH:
            at += 2
            continue
        if marker == _END_OF_IMAGE:
            raise ImageBroken("the JPEG has no scan")
        length = int.from_bytes(original[at + 2 : at + 4], "big")
        if length < 2:
            raise ImageBroken("a JPEG segment shorter than its length")
        if marker in _FRAME_STARTS:
            if at + 9 > len(original):
                raise ImageTruncated("the JPEG ends in its headers")
            height = int.from_bytes(original[at + 5 : at + 7], "big")
            width = int.from_bytes(original[at + 7 : at + 9], "big")
            header = Header(ImageKind.JPEG, width, height)
        if marker == _START_OF_SCAN:
            break
        at += 2 + length
    if header is None:
        raise ImageBroken("the JPEG has no frame header")
    # Within scans FF is followed by 00 or RSTn, so an end marker after the first scan is one; cameras append more.
    if original.rfind(b"\xff\xd9", at) < 0:
        raise ImageTruncated("the JPEG has no end")
    return header


def _png(original: bytes) -> Header:
    if len(original) < 33:
        raise ImageTruncated("the PNG ends in its header")
    if original[8:16] != b"\x00\x00\x00\x0dIHDR":
        raise ImageBroken("the PNG does not begin with IHDR")
    width = int.from_bytes(original[16:20], "big")
    height = int.from_bytes(original[20:24], "big")
    at = 8
    while True:
        if at + 12 > len(original):
            raise ImageTruncated("the PNG has no end")
        if original[at + 4 : at + 8] == b"IEND":
            return Header(ImageKind.PNG, width, height)
        at += 12 + int.from_bytes(original[at : at + 4], "big")
