"""A small SVG sheet: it collects definitions and marks, and knows how far they reach."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

Point = tuple[float, float]
PIXELS_PER_DOT = 0.96
"""Pictures of products are 960 pixels wide, and framed in 1000 dots."""

Stop = tuple[float, str] | tuple[float, str, float]


def number(value: float) -> str:
    """Write a coordinate in the shortest form that is still exact to a hundredth."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def trace(template: str, *values: float) -> str:
    """Write coordinates into the `{}` of a path, in order."""
    return template.format(*map(number, values))


def polygon(points: Sequence[Point]) -> str:
    """Return the path of a closed polygon."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + "Z"


def polyline(points: Sequence[Point]) -> str:
    """Return the path of an open line."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)


def smooth(points: Sequence[Point], *, closed: bool = False) -> str:
    """Return a path that runs softly through all points (Catmull-Rom as cubic curves)."""
    count = len(points)
    steps = range(count) if closed else range(count - 1)
    start = trace("M{} {}", *points[0])
    curves = "".join(_curve(points, index, closed=closed) for index in steps)
    return f"{start}{curves}Z" if closed else f"{start}{curves}"


def _curve(points: Sequence[Point], index: int, *, closed: bool) -> str:
    count = len(points)

    def at(position: int) -> Point:
        return points[position % count] if closed else points[min(max(position, 0), count - 1)]

    before, start, end, after = (at(index + offset) for offset in (-1, 0, 1, 2))
    first = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
    second = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
    return "C" + " ".join(f"{number(x)} {number(y)}" for x, y in (first, second, end))


def swollen(points: Sequence[Point], by: float) -> str:
    """Return a convex polygon grown on every side, its corners round."""
    area = sum(
        a[0] * b[1] - b[0] * a[1] for a, b in zip(points, [*points[1:], points[0]], strict=True)
    )
    ordered = list(points) if area > 0 else list(points)[::-1]
    arc = f"A{number(by)} {number(by)} 0 0 1 "
    path = ""
    for here, there in zip(ordered, [*ordered[1:], ordered[0]], strict=True):
        length = math.dist(here, there) or 1.0
        out_x, out_y = (there[1] - here[1]) / length * by, -(there[0] - here[0]) / length * by
        start = f"{number(here[0] + out_x)} {number(here[1] + out_y)}"
        path += (
            f"{arc if path else 'M'}{start}L{number(there[0] + out_x)} {number(there[1] + out_y)}"
        )
    first = path[1 : path.index("L")]
    return f"{path}{arc}{first}Z"


def ring(centre: Point, rx: float, ry: float | None = None) -> str:
    """Return the path of an ellipse."""
    ry = rx if ry is None else ry
    x, y = centre
    arc = f"a{number(rx)} {number(ry)} 0 1 "
    return f"M{number(x - rx)} {number(y)}{arc}0 {number(2 * rx)} 0{arc}0 {number(-2 * rx)} 0Z"


def rounded(x: float, y: float, width: float, height: float, radius: float) -> str:
    """Return the path of a rectangle with round corners."""
    r = min(radius, width / 2, height / 2)
    arc = f"a{number(r)} {number(r)} 0 0 1 "
    return (
        f"M{number(x + r)} {number(y)}h{number(width - 2 * r)}{arc}{number(r)} {number(r)}"
        f"v{number(height - 2 * r)}{arc}{number(-r)} {number(r)}h{number(2 * r - width)}"
        f"{arc}{number(-r)} {number(-r)}v{number(2 * r - height)}{arc}{number(r)} {number(-r)}Z"
    )


@dataclass
class Extent:
    """The box that holds everything drawn so far."""

    left: float = math.inf
    top: float = math.inf
    right: float = -math.inf
    bottom: float = -math.inf

    def include(self, points: Iterable[Point]) -> None:
        """Grow to hold the points."""
        for x, y in points:
            self.left, self.right = min(self.left, x), max(self.right, x)
            self.top, self.bottom = min(self.top, y), max(self.bottom, y)

    @property
    def width(self) -> float:
        """Return the horizontal reach."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Return the vertical reach."""
        return self.bottom - self.top


@dataclass
class Sheet:
    """One drawing. Marks are painted in the order in which they are added."""

    prefix: str = "d"
    dot: float = 1.0
    """The size of one picture unit (a thousandth of the frame) in units of the drawing."""
    pixels: float = PIXELS_PER_DOT
    """How many pixels a dot will have."""
    is_layered: bool = False
    """Whether soft marks (shadows and glows) go to a layer of their own, under all others."""
    extent: Extent = field(default_factory=Extent)
    _soft: list[str] = field(default_factory=list)
    _definitions: dict[str, str] = field(default_factory=dict)
    _marks: list[str] = field(default_factory=list)

    def define(self, element: str) -> str:
        """Store a definition once; `element` carries `@id` where its name belongs."""
        name = self._definitions.setdefault(element, f"{self.prefix}{len(self._definitions)}")
        return f"url(#{name})"

    def linear(self, start: Point, end: Point, stops: Sequence[Stop]) -> str:
        """Return a linear gradient between two points of the drawing."""
        ends = (
            f'x1="{number(start[0])}" y1="{number(start[1])}" '
            f'x2="{number(end[0])}" y2="{number(end[1])}"'
        )
        return self.define(
            f'<linearGradient id="@id" gradientUnits="userSpaceOnUse" {ends}>'
            f"{_stops(stops)}</linearGradient>"
        )

    def radial(self, centre: Point, radius: float, stops: Sequence[Stop]) -> str:
        """Return a round gradient about a point of the drawing."""
        place = f'cx="{number(centre[0])}" cy="{number(centre[1])}" r="{number(radius)}"'
        return self.define(
            f'<radialGradient id="@id" gradientUnits="userSpaceOnUse" {place}>'
            f"{_stops(stops)}</radialGradient>"
        )

    def glow(self, stops: Sequence[Stop]) -> str:
        """Return a round gradient that fits itself to whatever it fills."""
        return self.define(f'<radialGradient id="@id">{_stops(stops)}</radialGradient>')

    def whole(self, size: float) -> float:
        """Return a length near `size` dots that covers whole pixels.

        A tile of whole pixels is copied; any other would be resampled, pixel by pixel.
        """
        return max(1, round(size * self.pixels)) / self.pixels * self.dot

    def pattern(self, width: float, height: float, content: str) -> str:
        """Return a repeating fill; give it lengths from `whole` to keep it quick."""
        return self.define(
            f'<pattern id="@id" width="{width:.7f}" height="{height:.7f}" '
            f'patternUnits="userSpaceOnUse">{content}</pattern>'
        )

    def fill(self, path: str, paint: str, *, opacity: float = 1.0) -> None:
        """Fill a path."""
        alpha = "" if opacity >= 1 else f' fill-opacity="{number(opacity)}"'
        self._marks.append(f'<path d="{path}" fill="{paint}"{alpha}/>')

    def soft(self, mark: str) -> None:
        """Add a shadow or a glow: so blurred that it may be rendered small and enlarged."""
        (self._soft if self.is_layered else self._marks).append(mark)

    def line(
        self, path: str, paint: str, width: float, *, opacity: float = 1.0, dash: str = ""
    ) -> None:
        """Stroke a path with round ends."""
        alpha = "" if opacity >= 1 else f' stroke-opacity="{opacity:.3f}"'
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self._marks.append(
            f'<path d="{path}" fill="none" stroke="{paint}" stroke-width="{width:.3f}"'
            f' stroke-linecap="round" stroke-linejoin="round"{alpha}{dashes}/>'
        )

    def solid(
        self, points: Sequence[Point], paint: str, *, round_by: float = 0.0, opacity: float = 1.0
    ) -> None:
        """Fill a convex polygon, grown by `round_by`, and remember its reach."""
        path = swollen(points, round_by) if round_by else polygon(points)
        self.fill(path, paint, opacity=opacity)
        self.reach(points, margin=round_by)

    def reach(self, points: Iterable[Point], *, margin: float = 0.0) -> None:
        """Remember that the drawing extends to these points."""
        for x, y in points:
            self.extent.include(((x - margin, y - margin), (x + margin, y + margin)))

    @contextmanager
    def group(self, attributes: str) -> Iterator[None]:
        """Wrap the marks added inside in one `<g>`."""
        for marks in (self._marks, self._soft):
            marks.append(f"<g {attributes}>")
        yield
        for marks in (self._marks, self._soft):
            marks.append("</g>")

    @contextmanager
    def clip(self, path: str) -> Iterator[None]:
        """Show the marks added inside only within a path."""
        name = self.define(f'<clipPath id="@id"><path d="{path}"/></clipPath>')
        with self.group(f'clip-path="{name}"'):
            yield

    @contextmanager
    def moved(self, x: float, y: float, scale: float = 1.0, *, turn: float = 0.0) -> Iterator[None]:
        """Draw the marks added inside at another place and size."""
        spin = f" rotate({number(turn)})" if turn else ""
        outer, self.extent = self.extent, Extent()
        place = f"translate({number(x)} {number(y)}){spin} scale({scale:.8f})"
        with self.group(f'transform="{place}"'):
            yield
        inner, self.extent = self.extent, outer
        if inner.width > 0:
            self.extent.include(_turned(inner, x, y, scale, turn))

    def body(self) -> str:
        """Return the marks with the definitions they need, ready to be put inside an `<svg>`."""
        return self._with_definitions("".join(self._marks))

    def soft_body(self) -> str:
        """Return the layer of soft marks in the same way."""
        return self._with_definitions("".join(self._soft))

    def _with_definitions(self, marks: str) -> str:
        used = set(re.findall(r"url\(#(\w+)\)", marks))
        definitions = "".join(
            element.replace("@id", name)
            for element, name in self._definitions.items()
            if name in used
        )
        return f"<defs>{definitions}</defs>{marks}"


def _turned(box: Extent, x: float, y: float, scale: float, turn: float) -> list[Point]:
    corners = [(a, b) for a in (box.left, box.right) for b in (box.top, box.bottom)]
    cosine, sine = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    return [
        (x + scale * (a * cosine - b * sine), y + scale * (a * sine + b * cosine))
        for a, b in corners
    ]


def _stops(stops: Sequence[Stop]) -> str:
    return "".join(_stop(*stop) for stop in stops)


def _stop(offset: float, colour: str, opacity: float = 1.0) -> str:
    alpha = "" if opacity >= 1 else f' stop-opacity="{opacity:.3f}"'
    return f'<stop offset="{offset:.3f}" stop-color="{colour}"{alpha}/>'


def document(body: str, *, view: tuple[float, float, float, float], size: tuple[int, int]) -> str:
    """Return a complete SVG document."""
    box = " ".join(number(value) for value in view)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" '
        f'width="{size[0]}" height="{size[1]}">{body}</svg>'
    )
