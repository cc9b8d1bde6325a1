"""Bodies turned on a wheel or a lathe: vases, bowls, mugs, shades."""

from __future__ import annotations

from collections.abc import Sequence

from infra.demo.illustrations.colour import lit, shaded
from infra.demo.illustrations.finish import Finish, Surface
from infra.demo.illustrations.solids import round_stops
from infra.demo.illustrations.svg import Point, Sheet, number, ring, smooth
from infra.demo.illustrations.textures import cloth

Profile = Sequence[tuple[float, float]]
SQUASH = 0.24


def sides(profile: Profile, x: float = 0.0, y: float = 0.0) -> tuple[list[Point], list[Point]]:
    """Return the left and right edge of a profile, each from the bottom up."""
    left = [(x - radius, y - height) for radius, height in profile]
    right = [(x + radius, y - height) for radius, height in profile]
    return left, right


def outline(
    profile: Profile, x: float = 0.0, y: float = 0.0, *, squash: float = SQUASH, sharp: bool = False
) -> str:
    """Return the closed outline of a turned body given as (radius, height) from the bottom up."""
    left, right = sides(profile, x, y)
    low, high = profile[0][0], profile[-1][0]
    edge = _lines if sharp else smooth
    top = f"A{number(high)} {number(high * squash)} 0 0 1 {number(right[-1][0])} {number(right[-1][1])}"
    base = f"A{number(low)} {number(low * squash)} 0 0 1 {number(left[0][0])} {number(left[0][1])}"
    down = edge(right[::-1]).split("C" if not sharp else "L", 1)
    joint = "C" if not sharp else "L"
    return f"{edge(left)}{top}{joint}{down[1]}{base}Z"


def _lines(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)


def turn(
    sheet: Sheet,
    profile: Profile,
    finish: Finish,
    *,
    x: float = 0.0,
    y: float = 0.0,
    squash: float = SQUASH,
    sharp: bool = False,
    gloss: float = 0.5,
) -> str:
    """Draw a turned body with its light; returns the outline for decoration."""
    widest = max(radius for radius, _ in profile)
    path = outline(profile, x, y, squash=squash, sharp=sharp)
    low, high = profile[0][1], profile[-1][1]
    sheet.fill(path, sheet.linear((x - widest, y), (x + widest, y), round_stops(finish)))
    shade = shaded(finish.colour, 0.75)
    sheet.fill(
        path,
        sheet.linear(
            (x, y - high), (x, y - low + widest * squash), [(0.55, shade, 0.0), (1, shade, 0.34)]
        ),
    )
    overlay = cloth(sheet, finish)
    if overlay:
        sheet.fill(path, overlay)
    if finish.surface is Surface.CERAMIC and gloss:
        _streak(sheet, profile, x, y, gloss)
    sheet.reach([(x - widest, y - high), (x + widest, y - low + profile[0][0] * squash)])
    return path


def _streak(sheet: Sheet, profile: Profile, x: float, y: float, gloss: float) -> None:
    if len(profile) < 3:
        return
    body = profile[1:-1] if len(profile) > 3 else profile
    left = [(x - radius * 0.70, y - height) for radius, height in body]
    right = [(x - radius * 0.54, y - height) for radius, height in body]
    path = smooth([*left, *right[::-1]], closed=True)
    high, low = y - body[-1][1], y - body[0][1]
    stops = [
        (0, "#ffffff", 0.0),
        (0.3, "#ffffff", gloss * 0.55),
        (0.7, "#ffffff", gloss * 0.25),
        (1, "#ffffff", 0.0),
    ]
    sheet.fill(path, sheet.linear((x, high), (x, low), stops))


def mouth(
    sheet: Sheet,
    centre: Point,
    radius: float,
    finish: Finish,
    *,
    wall: float = 0.06,
    squash: float = SQUASH,
    inside: str | None = None,
) -> None:
    """Draw the opening of a vessel: a lit rim and the darker inside."""
    x, y = centre
    inner = inside or finish.colour
    sheet.fill(ring(centre, radius, radius * squash), lit(finish.colour, 0.34))
    hole = radius * (1 - wall)
    ends = ((x - hole, y), (x + hole, y))
    stops = [(0, shaded(inner, 0.56)), (0.55, shaded(inner, 0.34)), (1, shaded(inner, 0.1))]
    sheet.fill(
        ring((x, y + radius * wall * squash), hole, hole * squash), sheet.linear(*ends, stops)
    )
    sheet.reach([(x - radius, y - radius * squash), (x + radius, y)])
    sheet.line(
        ring(centre, radius, radius * squash),
        lit(finish.colour, 0.7),
        sheet.dot * 1.4,
        opacity=0.55,
    )
