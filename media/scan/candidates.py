"""
Quadrilaterals that may be the page, from several views of the same small picture.

None of the views is right on every desk: thresholds see a white page on wood, the difference from the frame's rim sees
a coloured card on a plain desk, segments see a page whose shade runs into the desk's. `media.scan.contrast` picks.
"""

from collections.abc import Iterator
from itertools import combinations

import cv2
import numpy as np
from numpy.typing import NDArray

from media.scan.geometry import Corners, Floats, Image, area, in_order, meet

MIN_SHARE = 0.03  # Of the frame's area; below it, what was found is no page that could be read.
_LINES_PER_DIRECTION = 11
_RIM_CLUSTERS = 3

Mask = NDArray[np.uint8]


def candidates(small: Image) -> Floats:
    """Return quadrilaterals, shape (n, 4, 2); n may be 0."""
    lab = np.asarray(cv2.cvtColor(small, cv2.COLOR_BGR2LAB), np.uint8)
    found = [quad for mask in (*_bright(lab), *_unlike_rim(lab), *_enclosed(lab)) for quad in _quads_of(mask)]
    found.extend(_from_segments(lab))
    height, width = small.shape[:2]
    kept = [quad for quad in found if _plausible(quad, width, height)]
    return np.array(kept).reshape(-1, 4, 2)


def _plausible(quad: Corners, width: int, height: int) -> bool:
    """Tell whether a rectangle, seen by a camera from somewhere above it, may look like this."""
    if area(quad) < MIN_SHARE * width * height or not cv2.isContourConvex(quad.astype(np.float32)):
        return False
    outside = 0.06 * max(width, height)
    if quad.min() < -outside or quad[:, 0].max() > width + outside or quad[:, 1].max() > height + outside:
        return False
    along = np.roll(quad, -1, axis=0) - quad
    lengths = np.linalg.norm(along, axis=1)
    if lengths.min() < 0.06 * max(width, height):
        return False
    unit = along / lengths[:, None]
    cosines = np.abs((unit * np.roll(unit, 1, axis=0)).sum(axis=1))
    opposite = lengths[:2] / lengths[2:]
    return bool(cosines.max() < 0.6 and np.maximum(opposite, 1 / opposite).max() < 2.2)


def _bright(lab: Image) -> Iterator[Mask]:
    """Yield what is brighter than the threshold of Otsu, of a half above it, and less coloured than most."""
    light = cv2.GaussianBlur(lab[..., 0], (0, 0), 1.5)
    level, mask = cv2.threshold(light, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    yield np.asarray(mask, np.uint8)
    above = light[light > level]
    if above.size:
        inner = np.ascontiguousarray(above.reshape(-1, 1))
        upper, _ = cv2.threshold(inner, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
        yield np.asarray((light > upper) * 255, np.uint8)
        yield np.asarray((light > (level + upper) / 2) * 255, np.uint8)
    colour = np.hypot(lab[..., 1].astype(np.float32) - 128, lab[..., 2].astype(np.float32) - 128)
    grey = cv2.GaussianBlur(np.clip(255 - 4 * colour, 0, 255).astype(np.uint8), (0, 0), 1.5)
    _, mask = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    yield np.asarray(mask, np.uint8)
    both = (0.5 * light.astype(np.float32) + 0.5 * grey.astype(np.float32)).astype(np.uint8)
    _, mask = cv2.threshold(both, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    yield np.asarray(mask, np.uint8)


def _unlike_rim(lab: Image) -> Iterator[Mask]:
    """Yield what differs from the colours along the frame's rim, which is desk unless the page is cut off."""
    smooth = cv2.GaussianBlur(lab, (0, 0), 2.0).astype(np.float32)
    depth = max(3, min(smooth.shape[:2]) // 40)
    rim = np.concatenate(
        [
            smooth[:depth].reshape(-1, 3),
            smooth[-depth:].reshape(-1, 3),
            smooth[:, :depth].reshape(-1, 3),
            smooth[:, -depth:].reshape(-1, 3),
        ]
    )[::3]
    rim = np.ascontiguousarray(rim)
    criteria = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 12, 0.5)
    cv2.setRNGSeed(7)
    _, _, centres = cv2.kmeans(rim, _RIM_CLUSTERS, np.empty((0,), np.int32), criteria, 1, cv2.KMEANS_PP_CENTERS)
    weights = np.array([0.6, 1.4, 1.4], np.float32)  # Shadows change lightness more than colour.
    distance = np.min([np.linalg.norm((smooth - centre) * weights, axis=2) for centre in centres], axis=0)
    scaled = np.clip(distance * 3, 0, 255).astype(np.uint8)
    level, mask = cv2.threshold(scaled, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    yield np.asarray(mask, np.uint8)
    yield np.asarray((scaled > level / 2) * 255, np.uint8)


def _enclosed(lab: Image) -> Iterator[Mask]:
    """Yield what edges enclose."""
    light = cv2.GaussianBlur(lab[..., 0], (0, 0), 1.2)
    colour = cv2.GaussianBlur(lab[..., 2], (0, 0), 1.2)
    for low, high in ((20, 60), (50, 130)):
        edges = cv2.bitwise_or(cv2.Canny(light, low, high), cv2.Canny(colour, low // 2, high // 2))
        yield np.asarray(cv2.dilate(edges, np.ones((3, 3), np.uint8)), np.uint8)


def _quads_of(mask: Mask) -> Iterator[Corners]:
    """Yield the quadrilaterals round the largest regions of a mask, print closed and specks and cables opened."""
    size = max(mask.shape)
    for closing, opening in ((size // 60, 0), (size // 30, size // 25)):
        shape = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, _block(closing))
        if opening:
            shape = cv2.morphologyEx(shape, cv2.MORPH_OPEN, _block(opening))
        contours, _ = cv2.findContours(shape, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        for contour in sorted(contours, key=cv2.contourArea, reverse=True)[:4]:
            if cv2.contourArea(contour) < MIN_SHARE * mask.size:
                break
            hull = cv2.convexHull(contour)
            if len(hull) >= 4:
                yield in_order(
                    cv2.approxPolyN(hull, 4, epsilon_percentage=-1.0, ensure_convex=True)
                    .reshape(4, 2)
                    .astype(np.float64)
                )
            yield in_order(cv2.boxPoints(cv2.minAreaRect(contour)).astype(np.float64))


def _block(radius: int) -> Mask:
    """Return a square: unlike a disc it is applied row by row, ten times as fast."""
    return np.ones((2 * radius + 1, 2 * radius + 1), np.uint8)


def _from_segments(lab: Image) -> Iterator[Corners]:
    """Yield the quadrilaterals between the best supported lines of two directions; the frame's rim is a line too."""
    lines = _lines(lab)
    if len(lines) < 2:
        return
    upright, level = _two_directions(lines)
    for left, right in combinations(upright, 2):
        for top, bottom in combinations(level, 2):
            corners = [meet(left, top), meet(top, right), meet(right, bottom), meet(bottom, left)]
            if all(corner is not None for corner in corners):
                yield in_order(np.array(corners))


def _lines(lab: Image) -> Floats:
    """Return lines (a, b, c, support), merged from segments of lightness and colour, the longest first."""
    detector = cv2.createLineSegmentDetector(cv2.LSD_REFINE_STD)
    gathered = []
    for channel in (lab[..., 0], np.clip((lab[..., 2].astype(np.float32) - 128) * 3 + 128, 0, 255).astype(np.uint8)):
        segments = detector.detect(cv2.GaussianBlur(channel, (0, 0), 1.0))[0]
        if segments is not None:
            gathered.append(np.asarray(segments).reshape(-1, 4))
    if not gathered:
        return np.empty((0, 4))
    ends = np.concatenate(gathered).astype(np.float64)
    along = ends[:, 2:] - ends[:, :2]
    lengths = np.linalg.norm(along, axis=1)
    size = max(lab.shape[:2])
    long = lengths > 0.03 * size
    ends, along, lengths = ends[long], along[long], lengths[long]
    order = np.argsort(-lengths)[:150]
    ends, along, lengths = ends[order], along[order], lengths[order]
    normals = np.stack([-along[:, 1], along[:, 0]], axis=1) / lengths[:, None]
    middles = (ends[:, :2] + ends[:, 2:]) / 2
    offsets = (normals * middles).sum(axis=1)
    taken = np.zeros(len(lengths), bool)
    lines = []
    for index in range(len(lengths)):
        if taken[index]:
            continue
        parallel = np.abs(normals @ normals[index]) > 0.9975  # Within 4°.
        near = np.abs(middles @ normals[index] - offsets[index]) < 0.008 * size
        group = parallel & near & ~taken
        taken |= group
        points = np.concatenate([ends[group][:, :2], ends[group][:, 2:]])
        weights = np.tile(lengths[group], 2)
        lines.append((*_fit(points, weights), weights.sum() / 2))
    merged = np.array(lines).reshape(-1, 4)
    return np.asarray(merged[np.argsort(-merged[:, 3])])


def _fit(points: Floats, weights: Floats) -> tuple[float, float, float]:
    """Return the line ax + by = c through weighted points that leaves the least squares."""
    centre = np.average(points, axis=0, weights=weights)
    spread = (points - centre) * np.sqrt(weights)[:, None]
    _, _, axes = np.linalg.svd(spread, full_matrices=False)
    normal = axes[1]
    return float(normal[0]), float(normal[1]), float(normal @ centre)


def _two_directions(lines: Floats) -> tuple[Floats, Floats]:
    """Split lines by the page's two directions, told by where most of their support lies."""
    angles = np.arctan2(lines[:, 1], lines[:, 0]) % np.pi
    tried = np.linspace(0, np.pi / 2, 36, endpoint=False)
    nearness = np.cos(4 * (angles[None, :] - tried[:, None]))
    first = tried[int(np.argmax((lines[:, 3] * nearness).sum(axis=1)))]
    across = np.abs(np.cos(angles - first)) > np.cos(np.pi / 4)
    return lines[across][:_LINES_PER_DIRECTION], lines[~across][:_LINES_PER_DIRECTION]
