"""The one camera of the studio: slightly from above, the right side of things just visible."""

from __future__ import annotations

import math
from dataclasses import dataclass

from infra.demo.illustrations.svg import Point

Place = tuple[float, float, float]


@dataclass(frozen=True)
class Camera:
    """An orthographic camera. World: x to the right, y into the depth, z up; centimetres."""

    yaw: float = 24.0
    elevation: float = 15.0

    def see(self, place: Place) -> Point:
        """Project a place of the world to the drawing; the drawing's y grows downwards."""
        x, y, z = place
        turn, tilt = math.radians(self.yaw), math.radians(self.elevation)
        across = x * math.cos(turn) + y * math.sin(turn)
        depth = -x * math.sin(turn) + y * math.cos(turn)
        return across, -(z * math.cos(tilt) + depth * math.sin(tilt))

    @property
    def squash(self) -> float:
        """Return how flat a horizontal circle appears."""
        return math.sin(math.radians(self.elevation))


STUDIO = Camera()
