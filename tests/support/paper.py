"""Papers on desks as a camera sees them, drawn with known corners: blur, noise, glare and darkness by degrees."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from media.scan.geometry import Corners, Image

DESKS = {"wood": (60, 90, 130), "grey": (112, 115, 110), "dark": (40, 38, 36), "green": (95, 130, 100)}
A4, CARD = (210.0, 297.0), (85.6, 53.98)


def paper(size_mm: tuple[float, float] = A4, pixels_per_mm: float = 6.0) -> Image:
    """Return a sheet with lines of words."""
    width, height = (round(side * pixels_per_mm) for side in size_mm)
    sheet = np.full((height, width, 3), 244, np.uint8)
    margin, line = width // 10, max(24, round(6 * pixels_per_mm))
    words = ("hall", "window", "ticket", "official", "resident", "case", "2026", "No. 4413")
    for row, y in enumerate(range(margin + line, height - margin, line)):
        text = " ".join(words[(row + place) % len(words)] for place in range(30))
        fits = text[: max(1, int((width - 2 * margin) / (line * 0.34)))]
        cv2.putText(sheet, fits, (margin, y), cv2.FONT_HERSHEY_SIMPLEX, line / 42, (40, 36, 34), 2, cv2.LINE_AA)
    return sheet


@dataclass(frozen=True)
class Shot:
    """How the picture was taken."""

    frame: tuple[int, int] = (1280, 960)
    desk: str = "wood"
    fill: float = 0.8  # Of the frame, by the longer side of the two.
    turn_degrees: float = 4.0
    tilt: float = 0.06  # How much nearer one side is than the other.
    shift: tuple[float, float] = (0.0, 0.0)  # Of the page's centre from the frame's, in frames.
    blur: float = 0.8  # Sigma in pixels.
    noise: float = 3.0
    glare: float = 0.0
    light: float = 1.0


def photograph(sheet: Image, shot: Shot) -> tuple[Image, Corners]:
    """Return the picture, and where the sheet's corners are in it, clockwise from its top left."""
    random = np.random.default_rng(5)
    width, height = shot.frame
    rows, columns = sheet.shape[:2]
    scale = min(width * shot.fill / columns, height * shot.fill / rows)
    half = np.array([columns, rows]) * scale / 2
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * half
    corners[:2, 0] *= 1 - shot.tilt
    corners[2:, 0] *= 1 + shot.tilt
    turn = np.deg2rad(shot.turn_degrees)
    corners = corners @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    corners += (np.array([0.5, 0.5]) + shot.shift) * (width, height)
    flat = np.array([[0, 0], [columns, 0], [columns, rows], [0, rows]], np.float32)
    matrix = cv2.getPerspectiveTransform(flat, corners.astype(np.float32))
    shrunk = cv2.GaussianBlur(sheet, (0, 0), 0.4 / scale) if scale < 0.8 else sheet
    over = cv2.warpPerspective(shrunk, matrix, shot.frame).astype(np.float32)
    mask = cv2.warpPerspective(np.full((rows, columns), 255, np.uint8), matrix, shot.frame).astype(np.float32) / 255
    picture = desk(shot.frame, shot.desk).astype(np.float32) * (1 - mask[..., None]) + over * mask[..., None]
    slope = np.linspace(1.0, 0.8, width, dtype=np.float32)[None, :, None]  # The lamp stands on the left.
    picture *= slope * shot.light
    if shot.glare:
        centre = corners.mean(axis=0)
        y, x = np.mgrid[0:height, 0:width]
        reach = 0.12 * float(np.linalg.norm(corners[1] - corners[0]))
        spot = np.exp(-(((x - centre[0]) / reach) ** 2) - ((y - centre[1]) / reach) ** 2)
        picture += 260 * shot.glare * spot.astype(np.float32)[..., None] * mask[..., None]
    picture = np.asarray(cv2.GaussianBlur(np.clip(picture, 0, 255), (0, 0), shot.blur), np.float32)
    picture += random.normal(0, shot.noise, picture.shape).astype(np.float32)
    return np.clip(picture, 0, 255).astype(np.uint8), corners


def desk(frame: tuple[int, int], name: str = "wood") -> Image:
    """Return an empty desk with a little grain."""
    random = np.random.default_rng(3)
    width, height = frame
    grain = cv2.resize(random.normal(0, 6, (height // 6, width // 6, 1)), frame)
    return np.clip(np.array(DESKS[name]) + grain[..., None], 0, 255).astype(np.uint8)


def jpeg(image: NDArray[np.uint8], quality: int = 90) -> bytes:
    """Return the picture as a window uploads it."""
    _, encoded = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return bytes(encoded)


def png(image: NDArray[np.uint8]) -> bytes:
    """Return the picture without loss."""
    _, encoded = cv2.imencode(".png", image)
    return bytes(encoded)
